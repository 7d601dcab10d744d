"""A run ends with the same files, whatever kills it or its processes, and however many there are."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from feedkit.batch.batch_run import BatchRun, RunReport, RunSettings
from feedkit.batch.inputs import find_inputs
from feedkit.batch.page_engines import local_engine
from feedkit.batch.page_rows import PageOptions
from feedkit.files import UNFINISHED
from tests.batch_files import answer, blogs, gzipped
from tests.batch_readers import HANGING, KILLER, blog, faulty, url
from tests.processes import MARK, marked_processes, wait_until

ROOT = Path(__file__).parents[1]


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """A large archive between small ones."""
    folder = tmp_path / "crawl"
    folder.mkdir()
    for name, numbers in {"a": range(3), "b": range(10, 130), "c": range(3)}.items():
        (folder / f"{name}.warc.gz").write_bytes(gzipped(blogs(numbers)))
    return folder


def command(source: Path, output: Path, jobs: int = 2) -> list[str]:
    options = ["-o", str(output), "--jobs", str(jobs)]
    return [sys.executable, "-m", "feedkit", "batch", str(source), *options]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_number_of_processes_changes_nothing(crawl: Path, tmp_path: Path) -> None:
    for jobs in (1, 3):
        subprocess.run(command(crawl, tmp_path / str(jobs), jobs), check=True, capture_output=True)
    assert files(tmp_path / "1") == files(tmp_path / "3")
    assert len(files(tmp_path / "1")) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found by /proc")
def test_a_run_that_is_killed_goes_on_where_it_was(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(command(crawl, tmp_path / "whole"), check=True, capture_output=True)
    killed = tmp_path / "killed"
    monkeypatch.setenv(MARK, str(tmp_path))

    def begun(name: str) -> bool:
        return any((killed / one).exists() for one in (f"{name}.parquet", f".{name}.parquet{UNFINISHED}"))

    for name in ("a.warc.gz", "b.warc.gz", "c.warc.gz"):
        process = subprocess.Popen(command(crawl, killed), stderr=subprocess.DEVNULL)
        wait_until(lambda name=name: begun(name))  # type: ignore[misc]
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until(lambda: not marked_processes(str(tmp_path)))
    done = subprocess.run(command(crawl, killed), check=True, capture_output=True, text=True)
    assert files(killed) == files(tmp_path / "whole")
    assert "there before" in done.stderr


def test_ctrl_c_stops_it_at_once(crawl: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(command(crawl, tmp_path / "entries"), stderr=subprocess.PIPE, text=True)
    wait_until((tmp_path / "entries").exists)
    process.send_signal(signal.SIGINT)
    _, talk = process.communicate()
    assert process.returncode == 130
    assert talk.endswith("interrupted: each file is unchanged, or was written completely\n")


def run(source: Path, output: Path) -> RunReport:
    settings = RunSettings(options=PageOptions(), time_limit=10)
    with local_engine(settings.options, settings.time_limit, 2, faulty) as local:
        return BatchRun(str(output), settings, local).run(find_inputs([str(source)], str(output)))


def test_a_page_that_kills_or_hangs_costs_itself_alone(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.warc", tmp_path / "bad.warc"
    good.write_bytes(b"".join(blogs(range(40))))
    ends = {7: KILLER, 20: HANGING, 33: KILLER}
    bad.write_bytes(b"".join(answer(url(number), blog(number, ends.get(number, ""))) for number in range(40)))
    assert run(good, tmp_path / "out").statistics.feeds == 40
    report = run(bad, tmp_path / "out")
    assert report.statistics.refused == {"crashed": 2, "timeout": 1}
    wanted = pq.read_table(tmp_path / "out" / "good.warc.parquet").to_pylist()
    found = pq.read_table(tmp_path / "out" / "bad.warc.parquet").to_pylist()
    faults = [url(number) for number in ends]
    assert [row for row in found if row["position"]] == [
        row for row in wanted if row["page_url"] not in faults
    ]
    assert [(row["page_url"], row["reason"]) for row in found if not row["position"]] == [
        *((url(7), "crashed"), (url(20), "timeout"), (url(33), "crashed"))
    ]
