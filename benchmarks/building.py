"""How long a build of many feeds takes, against parsing their pages alone, and how much memory.

    python benchmarks/building.py [FEEDS]     500 feeds by default

The pages, of 30 entries in four kinds of markup, come from servers on this machine. A build fetches them,
reads what was published, judges, writes three formats and checks them, with two workers; parsing alone is
`feedkit.parse` of the same pages, one after the other in one process. Times are wall clock.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import feedkit

ENTRIES = 30
HOSTS = 20  # one request a host is made at a time
LIMIT = 1.3  # times parsing alone
TEXT = "The crane lifts forty tonnes, the office of the harbour says, and it is painted green again. " * 3
KINDS = (
    '<article><h2><a href="{url}">{title}</a></h2><time datetime="{day}">{day}</time><p>{text}</p></article>',
    '<li><a href="{url}"><img src="/i.png" alt=""></a><h3>{title}</h3><b>{day}</b><p>{text}</p></li>',
    '<tr><td>{day}</td><td><a href="{url}">{title}</a></td><td>{text}</td></tr>',
    '<h3><a href="{url}">{title}</a></h3><p class="meta">{day} by Ida Moor</p><p>{text}</p>',
)
AROUND = ("<main>{}</main>", "<ul>{}</ul>", "<table>{}</table>", "<div id=content>{}</div>")
MENU = "".join(f'<li><a href="/section/{i}">Section {i}</a></li>' for i in range(40))


def page(number: int) -> bytes:
    """The page of one site."""
    kind = number % len(KINDS)
    items = "".join(
        KINDS[kind].format(
            url=f"/posts/{number}/{i}",
            title=f"Post {i} of the harbour number {number}",
            day=date(2025, 12, 1) - timedelta(days=3 * i),
            text=TEXT,
        )
        for i in range(ENTRIES)
    )
    head = f"<!doctype html><html lang=en><title>Harbour {number}</title><nav><ul>{MENU}</ul></nav>"
    return (head + AROUND[kind].format(items) + "<footer><a href=/about>About</a></footer></html>").encode()


def served(pages: list[bytes]) -> list[str]:
    """The addresses of servers that have all the pages, each at its number."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages[int(self.path.strip("/"))]
            tag = f'"{len(body)}"'
            unchanged = self.headers.get("If-None-Match") == tag
            self.send_response(304 if unchanged else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", tag)
            self.end_headers()
            if not unchanged:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    addresses = []
    for host in range(1, HOSTS + 1):
        server = ThreadingHTTPServer((f"127.0.0.{host}", 0), Handler)
        Thread(target=server.serve_forever, daemon=True).start()
        addresses.append(f"http://127.0.0.{host}:{server.server_port}")
    return addresses


def parsed(pages: list[bytes]) -> float:
    """Seconds of parsing alone."""
    feedkit.parse(pages[0], url="https://harbour.example/")  # everything is loaded
    start = time.perf_counter()
    for body in pages:
        assert len(feedkit.parse(body, url="https://harbour.example/").entries) == ENTRIES
    return time.perf_counter() - start


def built(config: Path) -> float:
    """Seconds of one build by the command."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "feedkit", "build", "-c", str(config), "--jobs", "2", "--allow-private"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=True)
    spent = time.perf_counter() - start
    print(f"  {done.stderr.splitlines()[-1]}: {spent:.2f} s", end="")
    return spent


def main(args: list[str]) -> int:
    pages = [page(number) for number in range(int(args[0]) if args else 500)]
    sites = served(pages)
    alone = parsed(pages)
    size = sum(map(len, pages)) / len(pages) / 1000
    print(f"parsing alone: {alone:.2f} s for {len(pages)} pages of {size:.0f} kB")
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "feedkit.toml")
        feeds = "".join(
            f'[[feeds]]\nname = "s{i}"\nsource = "{sites[i % HOSTS]}/{i}"\n' for i in range(len(pages))
        )
        config.write_text(f"delay = 0\nrobots = false\n{feeds}")
        ratios = []
        for _ in range(3):
            ratios.append(built(config) / alone)
            print(f", {ratios[-1]:.2f} of parsing alone")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"the first {ratios[0]:.2f} of parsing alone (limit {LIMIT}); largest process {largest:.0f} MB")
    return 0 if ratios[0] <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
