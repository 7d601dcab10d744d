"use client";

export default function List({ posts }) {
  return (
    <ul>
      {posts.map((post) => (
        <li key={post.slug}><a href={`/journal/${post.slug}`}><h3>{post.title}</h3></a></li>
      ))}
    </ul>
  );
}
