const posts = require("./posts.json");

exports.sourceNodes = ({ actions, createNodeId, createContentDigest }) => {
  for (const post of posts) {
    const internal = { type: "Post", contentDigest: createContentDigest(post) };
    actions.createNode({ ...post, id: createNodeId(post.slug), internal });
  }
};
