export default function List({ posts }) {
  return (
    <section>
      {posts.map((post) => (
        <div class="post"><h2><a href={`/posts/${post.slug}/`}>{post.title}</a></h2></div>
      ))}
    </section>
  );
}
