"""Many feeds from one `feedkit.toml`, built at once.

    config        what feedkit.toml says; config_synonyms.py has what its keys are called elsewhere
    state         what was published last time, which is all the state there is
    making        one feed: what was fetched becomes its documents
    judging       the reasons for which a feed fails
    outcomes      what became of a feed
    feed_source   what a source holds: a page, a file, or the output of a program (commands.py)
    feed_queue    which feed is fetched next, and the threads that fetch
    workers       the processes that make feeds; feedkit/lifeline.py ends them with the build
    building      all of them at once, and the files written
    build_report  report.json
    index_page    index.html and feeds.opml
    summary       what is shown at the end, to people and to CI

Beside them: starting.py writes a feedkit.toml for `feedkit init`. Nothing is imported here, as workers need
only some of it.
"""
