import { Link } from "react-router";
import posts from "../../posts.json";

export function loader() {
  return { posts: posts.map((post) => ({ ...post, date: new Date(post.date) })) };
}

export default function Home({ loaderData }) {
  return (
    <main>
      <h1>News from the mill</h1>
      {loaderData.posts.map((post) => (
        <section key={post.slug}>
          <h2><Link to={`/posts/${post.slug}`}>{post.title}</Link></h2>
          <p>{post.summary}</p>
        </section>
      ))}
    </main>
  );
}
