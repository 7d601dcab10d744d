import React, { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

function List() {
  const [posts, setPosts] = useState([]);
  useEffect(() => {
    fetch("/posts.json").then((answer) => answer.json()).then(setPosts);
  }, []);
  return posts.map((post) => (
    <article key={post.slug}>
      <h2><a href={`/posts/${post.slug}`}>{post.title}</a></h2>
      <time dateTime={post.date}>{post.date.slice(0, 10)}</time>
    </article>
  ));
}

createRoot(document.getElementById("root")).render(<List />);
