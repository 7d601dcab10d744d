"""Entries of saved pages, with Dask.

python with_dask.py pages.parquet entries
"""

import sys
from pathlib import Path

import dask
import pyarrow.parquet as pq

from feedkit import batch


@dask.delayed
def convert(source: str, group: int, output: Path) -> int:
    """Read one group of rows; return how many entries, and pages without any, there are."""
    entries = batch.read_pages(pq.ParquetFile(source).read_row_group(group))
    pq.write_table(entries, output / f"{group:05}.parquet")
    return entries.num_rows


def main(source: str, output: str) -> None:
    folder = Path(output)
    folder.mkdir(exist_ok=True)
    groups = range(pq.ParquetFile(source).num_row_groups)
    dask.compute(*(convert(source, group, folder) for group in groups), scheduler="processes", num_workers=2)


if __name__ == "__main__":
    main(*sys.argv[1:])
