"""Many feeds from one `feedkit.toml`, built at once.

    config     what feedkit.toml says
    state      what was published last time, which is all the state there is
    making     one feed: what was fetched becomes its documents
    judging    is it what it should be?
    building   all of them at once (workers.py makes, threads fetch), and the files written
    reporting  report.json, index.html, feeds.opml; what CI is told

Beside them: commands.py programs whose output is a source, index_page.py the page that lists the feeds,
starting.py what `feedkit init` writes. Nothing is imported here, as workers need but some of it.
"""
