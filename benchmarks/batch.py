"""How many saved pages a second are read, alone and on two cores; in how much memory; and what faults cost.

    python -m benchmarks.batch ../shared/corpus [RECORDS]     20,000 records by default

The folder has saved pages, each as `NAME/page.html`; `page_url` in `NAME/site.json` is the address of one.
The archive that is read is drawn from them: each record has another host, and another word in each long text,
so that nothing that was remembered of a page helps with the next.

Alone is one process that reads the archive and its pages, and writes the entries; beside it is `feedkit batch
--jobs 2`. Seconds of processors stand beside those of the clock, as a machine may be busy with other things:
what two need more of them than one alone is what their working together costs.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from feedkit.batch.batch_run import BatchRun, RunSettings
from feedkit.batch.inputs import find_inputs
from feedkit.batch.page_engines import local_engine
from feedkit.batch.page_rows import PageOptions, record_batch, rows_of
from feedkit.batch.parquet_file import ParquetFile
from feedkit.batch.warc_pages import WarcPages
from feedkit.batch.watched_file import WatchedFile
from tests.batch_readers import HANGING, KILLER, faulty

RECORDS = 20_000
SPEEDUP = 1.8  # on two cores, wanted
MEMORY = 400  # MB of the largest process, at most
FAULT_RECORDS = 600  # of the runs with faults, and of those that are killed
TIME_LIMIT = 20.0  # seconds for a page in the run with faults
LONG_TEXT = re.compile(rb">[^<>]{40,}(?=<)")
HOST = re.compile(rb"(https?:\\?/\\?/)(?=[\w-])")


class Used(NamedTuple):
    """What a run has used: seconds of the clock and of processors, and MB of its largest process."""

    seconds: float
    processor: float
    memory: float


# --- the archive ---


def saved_pages(folder: Path) -> list[tuple[str, bytes]]:
    """Return the addresses and contents of the pages of a folder."""
    found = []
    for path in sorted(folder.glob("*/page.html")):
        site = path.with_name("site.json")
        url = json.loads(site.read_text("utf-8")).get("page_url") if site.exists() else None
        found.append((url or f"https://{path.parent.name.lower()}.example/", path.read_bytes()))
    return found


def altered(number: int, url: str, html: bytes) -> tuple[str, bytes]:
    """Return a page with other addresses and other long texts."""
    word = "".join(chr(ord("a") + int(digit)) for digit in f"{number:06}")
    html = HOST.sub(rb"\1r%d." % number, html)
    parts = re.split(rb"(<(?:script|style)\b.*?</(?:script|style)\s*>)", html, flags=re.S | re.I)
    parts[::2] = [LONG_TEXT.sub(rb"\g<0> k%b" % word.encode(), part) for part in parts[::2]]
    return url.replace("://", f"://r{number}.", 1), b"".join(parts)


def archive(pages: list[tuple[str, bytes]], records: int, faults: Mapping[int, str]) -> Iterator[bytes]:
    """Yield the records of an archive, each compressed."""
    for number in range(records):
        url, html = altered(number, *pages[number % len(pages)])
        html += faults.get(number, "").encode()
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Date: 2025-06-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        yield gzip.compress(head.encode() + block + b"\r\n\r\n", 3, mtime=0)


def write_archive(path: Path, records: Iterator[bytes]) -> Path:
    with path.open("wb") as file:
        file.writelines(records)
    return path


# --- what is measured ---


def alone(source: str, output: str) -> None:
    """Read an archive in this process."""
    system = find_inputs([source], output)[0].system
    options, skipped = PageOptions(), Counter[str]()
    file = ParquetFile(system, f"{output}/alone.parquet")
    with open(source, "rb") as stored:
        for page in WarcPages(WatchedFile(stored), skipped):
            file.write([record_batch(rows_of(page, options))], page.size)
    file.finish({})


def used_by(command: list[str]) -> Used:
    """Run a command and return what it, and all that it starts, uses; only Linux tells that."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    processor: dict[int, float] = {}
    memory: dict[int, float] = {}
    while process.poll() is None:
        time.sleep(0.2)
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError, IndexError):
                facts = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(facts[3]) == process.pid:  # its session
                    pid = int(folder.name)
                    processor[pid] = (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")
                    if most := re.search(r"VmHWM:\s*(\d+)", (folder / "status").read_text()):
                        memory[pid] = int(most[1]) / 1024
    if process.returncode:
        sys.exit(f"{' '.join(command)} has failed")
    return Used(time.perf_counter() - start, sum(processor.values()), max(memory.values(), default=0))


def batch_command(source: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "feedkit", "batch", str(source), "-o", str(output), "--jobs", "2"]


def report_faults(folder: Path, pages: list[tuple[str, bytes]]) -> None:
    """A page that kills its process, and one that hangs, in an archive of others."""
    third = FAULT_RECORDS // 3
    ends = {third: KILLER, 2 * third: HANGING}
    source = write_archive(folder / "faulty.warc.gz", archive(pages, FAULT_RECORDS, ends))
    settings = RunSettings(options=PageOptions(), time_limit=TIME_LIMIT)
    start = time.perf_counter()
    with local_engine(settings.options, settings.time_limit, 2, faulty) as engine:
        done = BatchRun(str(folder / "faulty"), settings, engine).run(find_inputs([str(source)], str(folder)))
    refused, seconds = done.statistics.refused, time.perf_counter() - start
    print(f"{FAULT_RECORDS} records, of which one kills its process and one hangs for {TIME_LIMIT:g} s:")
    found = f"{refused['crashed']} crashed, {refused['timeout']} timeout"
    print(f"  {found}, {done.statistics.pages} pages in {seconds:.0f} s")


def report_kills(folder: Path, pages: list[tuple[str, bytes]]) -> None:
    """Runs that are killed at random, three times, and then left to end."""
    crawl = folder / "crawl"
    crawl.mkdir()
    for name, share in (("a", 0.2), ("b", 0.6), ("c", 0.2)):
        write_archive(crawl / f"{name}.warc.gz", archive(pages, int(FAULT_RECORDS * share), {}))
    whole = used_by(batch_command(crawl, folder / "whole"))
    moments = sorted(random.Random(1).uniform(0.1, 0.9) * whole.seconds / 2 for _ in range(3))
    for moment in moments:
        process = subprocess.Popen(batch_command(crawl, folder / "killed"), stderr=subprocess.DEVNULL)
        time.sleep(moment)
        process.kill()
        process.wait()
    subprocess.run(batch_command(crawl, folder / "killed"), check=True, stderr=subprocess.DEVNULL)
    first, second = (
        {path.name: path.read_bytes() for path in (folder / name).iterdir()} for name in ("whole", "killed")
    )
    shown = ", ".join(f"{moment:.1f}" for moment in moments)
    print(f"killed after {shown} s: the files are {'the same' if first == second else 'OTHER FILES'}")


def main(folder: Path, records: int = RECORDS) -> None:
    pages = saved_pages(folder)
    if not pages:
        sys.exit(f"{folder} has no saved pages (NAME/page.html): nothing is measured")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        source = write_archive(work / "pages.warc.gz", archive(pages, records, {}))
        print(f"{records:,} records, {source.stat().st_size / 1e6:,.0f} MB")
        one = used_by([sys.executable, "-m", "benchmarks.batch", "--alone", str(source), str(work / "alone")])
        two = used_by(batch_command(source, work / "entries"))
        for title, used in (("one process", one), ("two workers", two)):
            print(
                f"{title}: {records / used.seconds:6.1f} pages/s by the clock, {used.seconds:,.0f} s; "
                f"{used.processor:,.0f} s of processors; largest process {used.memory:.0f} MB (≤ {MEMORY})"
            )
        print(f"two cores: {one.seconds / two.seconds:.2f} by the clock (≥ {SPEEDUP}), ", end="")
        print(f"{2 * one.processor / two.processor:.2f} by the time of processors")
        report_faults(work, pages)
        report_kills(work, pages)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        alone(*sys.argv[2:])
    elif len(sys.argv) > 1:
        main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
    else:
        sys.exit(__doc__)
