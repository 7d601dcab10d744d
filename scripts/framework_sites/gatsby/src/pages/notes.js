import { graphql, Link } from "gatsby";
import * as React from "react";

export const query = graphql`
  {
    allPost(sort: { date: DESC }) {
      nodes { slug title date summary image tags author { name } }
    }
  }
`;

export const Head = () => <title>Notes from the mill</title>;

export default function Notes({ data }) {
  return (
    <main>
      <h1>Notes from the mill</h1>
      {data.allPost.nodes.map((post) => (
        <article key={post.slug}>
          <img src={post.image} alt="" />
          <h2><Link to={`/notes/${post.slug}/`}>{post.title}</Link></h2>
          <p className="byline">by {post.author.name} on <time dateTime={post.date}>{post.date.slice(0, 10)}</time></p>
          <p>{post.summary}</p>
          <ul className="tags">{post.tags.map((tag) => <li key={tag}><Link to={`/tags/${tag}/`} rel="tag">{tag}</Link></li>)}</ul>
        </article>
      ))}
    </main>
  );
}
