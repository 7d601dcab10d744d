"""Entries of saved pages, with Ray Data.

python with_ray.py pages.parquet entries
"""

import sys

import ray

from feedkit import batch


def main(source: str, output: str) -> None:
    ray.init(num_cpus=2, include_dashboard=False)
    pages = ray.data.read_parquet(source)
    entries = pages.map_batches(batch.read_pages, batch_format="pyarrow", batch_size=100)
    entries.write_parquet(output)
    ray.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
