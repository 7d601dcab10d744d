"""Many feeds from one `feedkit.toml`, built at once.

    config     what feedkit.toml says
    state      what was published last time, which is all the state there is
    making     one feed: what was fetched becomes its documents
    judging    is it what it should be?
    building   all of them at once, and the files written
    reporting  report.json, index.html, feeds.opml; what CI is told

Beside them: commands.py programs whose output is a source, listing.py the page that lists the feeds.
"""

from __future__ import annotations

from feedkit.project.building import Build, Outcome
from feedkit.project.config import FILE, Config, FeedConfig, read_config

__all__ = ["FILE", "Build", "Config", "FeedConfig", "Outcome", "read_config"]
