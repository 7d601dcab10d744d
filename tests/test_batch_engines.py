"""Each engine reads the same entries of the same pages, by the scripts of examples/batch.

Engines are heavy, and not among what the tests need: `python -m pip install daft pyspark 'ray[data]'`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from feedkit import batch
from feedkit.batch.batch_run import BatchRun, RunSettings
from feedkit.batch.inputs import find_inputs
from feedkit.batch.page_engines import Engine, dask_engine, local_engine
from feedkit.batch.page_rows import PageOptions
from feedkit.cli import main
from tests.batch_files import answer
from tests.batch_readers import KILLER, blog, faulty, url

SCRIPTS = Path(__file__).parents[1] / "examples" / "batch"
ENGINES = {"dask": "dask", "daft": "daft", "ray": "ray", "spark": "pyspark"}
PAGES = 60


def run(script: str, *arguments: Path | int) -> None:
    command = [sys.executable, str(SCRIPTS / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["page_url"], row["position"] or 0))


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_reads_the_same_entries(engine: str, tmp_path: Path) -> None:
    if find_spec(ENGINES[engine]) is None:
        pytest.skip(f"{ENGINES[engine]} is not installed")
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    pages, entries = tmp_path / "pages.parquet", tmp_path / "entries"
    run("pages.py", pages, PAGES)
    run(f"with_{engine}.py", pages, entries)
    wanted = batch.read_pages(pq.read_table(pages))
    found = ds.dataset(entries, format="parquet").to_table()
    assert found.column_names == wanted.column_names
    assert in_order(found.to_pylist()) == in_order(wanted.to_pylist())
    assert len({row["page_url"] for row in found.to_pylist()}) == PAGES


# --- a cluster of Dask ---


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_cluster_writes_the_same_files(tmp_path: Path) -> None:
    from distributed import LocalCluster

    source = tmp_path / "pages.warc"
    ends = {20: KILLER}
    source.write_bytes(b"".join(answer(url(n), blog(n, ends.get(n, ""))) for n in range(50)))
    settings = RunSettings(options=PageOptions(), time_limit=60)

    def written(name: str, engine: Engine) -> bytes:
        output = str(tmp_path / name)
        report = BatchRun(output, settings, engine).run(find_inputs([str(source)], output))
        assert report.statistics.refused == {"crashed": 1}
        return (tmp_path / name / "pages.warc.parquet").read_bytes()

    with local_engine(settings.options, 60, 1, faulty) as local:
        wanted = written("local", local)
    with (
        LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=":0") as cluster,
        dask_engine(cluster.scheduler_address, settings.options, 60, faulty) as engine,
    ):
        assert written("cluster", engine) == wanted


def test_a_scheduler_that_does_not_answer_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedkit.batch.page_engines.MAX_CONNECTING", 0.2)
    source = tmp_path / "pages.warc"
    source.write_bytes(answer(url(1), blog(1)))
    done = CliRunner().invoke(
        main, ["batch", str(source), "-o", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"]
    )
    assert done.exit_code == 1
    assert done.stderr.startswith("error: tcp://127.0.0.1:9: no scheduler of Dask answers: ")
