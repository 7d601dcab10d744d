import feedkit

reading = feedkit.read("examples/blog.html", url="https://tides.example/posts/")
feed = feedkit.finish(reading.feed, previous=None)  # or the feed of last time
print(len(feed.entries), reading.format, reading.where)
