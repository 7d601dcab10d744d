"""Write saved pages as Parquet, for the scripts beside this one, which read them with an engine each.

    python pages.py pages.parquet [COUNT]     2,000 pages by default

Every fifth page lists nothing, and one in fifty is no page.
"""

import sys
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq

FETCHED = datetime(2024, 6, 1, tzinfo=UTC)
WORDS = "weir lock sluice towpath barge tiller quay mooring winch culvert aqueduct basin".split()


def page(number: int) -> str:
    """Return the page of a canal."""
    name = f"{WORDS[number % 12].title()} {number}"
    if number % 50 == 49:
        return f'{{"canal": "{name}"}}'
    if number % 5 == 4:
        return f"<title>{name}</title><h1>About the {name} canal</h1><p>It was dug in {1700 + number % 200}."
    entries = "".join(
        f"<article><h2><a href='/{number}/{day}'>The {WORDS[(number + day) % 12]} of day {day}</a></h2>"
        f"<time datetime='2024-05-{day:02}'>{day} May 2024</time> <p>Level {number + day} cm, no wind.</p>"
        "</article>"
        for day in range(1, 4 + number % 9)
    )
    return f"<html lang=en><title>{name}</title><main><h1>{name}</h1>{entries}</main>"


def main(path: str, count: int = 2000) -> None:
    """Write the pages, a hundred of them in each group of rows."""
    pages = pa.table(
        {
            "url": [f"https://canal-{number}.example/" for number in range(count)],
            "html": [page(number).encode() for number in range(count)],
            "fetched": pa.array([FETCHED] * count, pa.timestamp("us", tz="UTC")),
        }
    )
    pq.write_table(pages, path, row_group_size=100)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
