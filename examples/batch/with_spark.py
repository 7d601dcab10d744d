"""Entries of saved pages, with Apache Spark.

python with_spark.py pages.parquet entries
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from feedkit import batch


def main(source: str, output: str) -> None:
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.pyspark.python", sys.executable)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 100)  # pages at one time in memory
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")  # with their zone
        .getOrCreate()
    )
    pages = spark.read.parquet(source)
    entries = pages.mapInArrow(batch.read_batches, from_arrow_schema(batch.SCHEMA))
    entries.write.mode("overwrite").parquet(output)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
