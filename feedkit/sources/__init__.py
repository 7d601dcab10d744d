"""From the name of a source to its Reading: what stands behind the name, and the pages that it leads to.

    name ──Reader.content──▶ SourceContent ──Reader.read_content──▶ Reading

reader.py      START HERE: an address, a file, a folder or standard input; lists of sources
opml.py        lists of feeds in OPML, read and written
following.py   the pages with older entries, and the feed that a page has of its own
articles.py    entries' own pages: full texts, and dates and authors that the list does not show
rendered_pages.py  how a browser shows pages, where one is wanted

Reading a source is the work of parsers/, fetching an address that of fetching/.
"""
