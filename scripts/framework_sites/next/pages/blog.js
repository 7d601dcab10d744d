import posts from "../posts.json";

export async function getStaticProps() {
  return { props: { posts } };
}

export default function Blog({ posts }) {
  return (
    <main>
      <h1>News from the mill</h1>
      {posts.map((post) => (
        <article key={post.slug}>
          <h2><a href={`/blog/${post.slug}`}>{post.title}</a></h2>
          <span>{post.date.slice(0, 10)}</span>
        </article>
      ))}
    </main>
  );
}
