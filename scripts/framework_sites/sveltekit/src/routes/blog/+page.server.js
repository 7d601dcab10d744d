import posts from "../../../posts.json";

export const prerender = true;

export function load() {
  return { posts: posts.map((post) => ({ ...post, date: new Date(post.date) })) };
}
