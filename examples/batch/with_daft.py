"""Entries of saved pages, with Daft.

python with_daft.py pages.parquet entries

Its functions return one value for each row: here the list of a page's entries, which then becomes rows.
"""

import sys

import daft
import pyarrow as pa
from daft import DataType, Series, col

from feedkit import batch

ENTRIES = DataType.from_arrow_type(pa.list_(pa.struct(list(batch.SCHEMA))))


@daft.func.batch(return_dtype=ENTRIES, batch_size=100)
def entries_of(url: Series, html: Series, fetched: Series) -> object:
    columns = {"url": url.to_arrow(), "html": html.to_arrow(), "fetched": fetched.to_arrow()}
    return batch.read_lists(pa.table(columns))


def main(source: str, output: str) -> None:
    pages = daft.read_parquet(source)
    lists = pages.select(entries_of(col("url"), col("html"), col("fetched")).alias("entry"))
    entries = lists.explode("entry").select(*(col("entry")[name].alias(name) for name in batch.SCHEMA.names))
    entries.write_parquet(output, write_mode="overwrite")


if __name__ == "__main__":
    main(*sys.argv[1:])
