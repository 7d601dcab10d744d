from pathlib import Path

import feedkit

page = Path("examples/blog.html").read_bytes()
feed = feedkit.parse(page, url="https://tides.example/posts/")  # only what the page says
feed = feedkit.finish(feed)  # ids, order, and what a valid feed needs besides
for entry in feed.entries:
    print(f"{entry.published:%Y-%m-%d}", entry.title, entry.url, sep="  ")
print(feedkit.write(feed, "rss").decode()[:38])
