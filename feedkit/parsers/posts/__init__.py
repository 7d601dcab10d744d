"""Posts in files: one post, a folder of them, a changelog.

post.py         one file of Markdown or HTML becomes a row
folder.py       a folder of such files
front_fields.py the fields of a post, however their names are spelled
generators/     the addresses of posts, by the rules of the site's generator
changelog.py    each release is an entry; releases.py, plain_releases.py say which lines are releases
dated_logs.py   logs of Debian, GNU and RPM
frontmatter.py  the fields that a file begins with
markdown.py     Markdown to HTML; rst.py: reStructuredText to Markdown

All three read their rows as data is read (feedkit.parsers.data).
"""
