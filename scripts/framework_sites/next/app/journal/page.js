import posts from "../../posts.json";
import List from "./list";

export default function Page() {
  return <main><h1>The mill's journal</h1><List posts={posts.map((post) => ({ ...post, date: new Date(post.date) }))} /></main>;
}
