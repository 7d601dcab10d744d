"""What other tools, and people, call the keys of `feedkit.toml`, for messages about unknown ones."""

from __future__ import annotations

ALSO_CALLED = {
    "feeds": "feed sites sources",
    "source": "link address site page feed",
    "login": "auth password credentials",
    "url": "base base_url homepage page",
    "base_url": "public_url site_url self_url feed_url",
    "output": "out folder directory dir path outdir",
    "to": "format output_format output_formats",
    "recipe": "selectors selector",
    "keep": "max_entries history",
    "limit": "max max_items count",
    "match": "filter include keep_if",
    "not_match": "exclude ignore block",
    "stale_after": "max_age stale",
    "robots": "ignore_robots no_robots",
    "contact": "email",
    "headers": "header http_headers request_headers",
    "cookies": "cookie",
    "query": "params parameters query_string",
    "user_agent": "useragent agent",
    "accept_language": "lang language languages",
    "token": "bearer bearer_token api_token api_key",
    "post_form": "post form data form_data",
    "post_json": "json body payload",
    "render": "javascript js headless",
    "browser": "chromium chrome browser_path chrome_path",
    "proxy": "http_proxy https_proxy",
    "fetch_timeout": "timeout time_limit",
    "read_timeout": "parse_timeout",
}
