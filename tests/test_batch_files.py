"""Files of pages become files of entries: archives whole and damaged, Parquet, folders, anywhere."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from fastwarc.stream_io import ZstdWriter

from feedkit import batch
from feedkit.batch.batch_statistics import Statistics
from feedkit.batch.inputs import WANTED
from feedkit.batch.page_rows import Page
from feedkit.batch.warc_pages import WarcPages
from feedkit.batch.watched_file import WatchedFile
from feedkit.cli import main
from tests.batch_files import answer, blogs, gzipped, record
from tests.batch_readers import blog, url

FETCHED = datetime(2024, 3, 9, 12, tzinfo=UTC)


def pages_of(content: bytes) -> tuple[list[Page], Counter[str]]:
    skipped: Counter[str] = Counter()
    return list(WarcPages(WatchedFile(io.BytesIO(content)), skipped)), skipped


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["batch", "--jobs", "1", *map(str, arguments)], catch_exceptions=False)


def rows(path: Path | str) -> list[dict[str, Any]]:
    with fsspec.open(str(path), "rb") as file:
        return pq.read_table(file).to_pylist()


def titles(found: Sequence[dict[str, Any]]) -> list[str]:
    return [
        f"{row['page_url']} {row['title'] or row['reason']}" for row in found if row["position"] in (None, 1)
    ]


# --- archives ---


def test_pages_are_html_answers_with_status_200() -> None:
    others = [
        record("warcinfo", "about", b"software: ours"),
        record("request", url(1), b"GET / HTTP/1.1\r\n\r\n"),
        record("revisit", url(1), b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        answer(url(2), blog(2), status=404),
        answer(url(3), b"\x89PNG", content_type="image/png"),
    ]
    xhtml = answer(url(5), blog(5), content_type="application/xhtml+xml")
    found, skipped = pages_of(gzipped([*others, *blogs([4]), xhtml]))
    assert found == [
        Page(url(4), blog(4).encode(), "text/html; charset=utf-8", FETCHED),
        Page(url(5), blog(5).encode(), "application/xhtml+xml", FETCHED),
    ]
    assert skipped == {"status": 1, "not-html": 1}


def zstandard(content: bytes) -> bytes:
    written = io.BytesIO()
    with ZstdWriter(written) as writer:
        writer.write(content)
    return written.getvalue()


@pytest.mark.parametrize("pack", [b"".join, gzipped, lambda records: b"".join(map(zstandard, records))])
def test_archives_are_plain_or_compressed(pack: Any) -> None:
    found, _ = pages_of(pack(blogs(range(3))))
    assert [page.html for page in found] == [blog(number).encode() for number in range(3)]


def chunked(content: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(one), one) for one in (content[:99], content[99:], b""))


@pytest.mark.parametrize(
    ("headers", "encode"),
    [
        (["Content-Encoding: gzip"], gzip.compress),
        (["Content-Encoding: deflate"], zlib.compress),
        (["Content-Encoding: br"], brotli.compress),
        (["Content-Encoding: zstd"], zstandard),
        (["Transfer-Encoding: chunked"], chunked),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], lambda page: chunked(gzip.compress(page))),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], bytes),  # the archive has undone both
        (["Content-Encoding: br"], bytes),
    ],
)
def test_encodings_are_undone(headers: list[str], encode: Any) -> None:
    ((page,), _) = pages_of(answer(url(1), encode(blog(1).encode()), *headers))
    assert page.html == blog(1).encode()


def broken(packed: bytes) -> bytes:
    """A compressed record with zeros in the middle."""
    half = len(packed) // 2
    return packed[:half] + bytes(30) + packed[half + 30 :]


def noise(number: int, length: int) -> str:
    """A text that is not compressed to much less."""
    return hashlib.shake_128(bytes([number])).hexdigest(length)


def shown(found: Sequence[Page]) -> list[str]:
    return [f"{page.url} {page.reason or 'read'}" for page in found]


def test_a_damaged_record_costs_itself() -> None:
    packed = [gzipped([one]) for one in blogs(range(5))]
    for number in (0, 2, 4):
        one, kept = packed[number], [blog(other).encode() for other in range(5) if other != number]
        for wrong in (broken(one), bytes(10) + one[10:], one[:-200]):
            found, _ = pages_of(b"".join([*packed[:number], wrong, *packed[number + 1 :]]))
            assert [page.html for page in found if page.reason is None] == kept
            assert len(found) == 5


def test_a_checksum_that_is_wrong_costs_its_record() -> None:
    long = [gzip.compress(answer(url(number), blog(number, noise(number, 99_999))), 0) for number in range(3)]
    found, _ = pages_of(b"".join([long[0], long[1].replace(b"degrees", b"degreed"), long[2]]))
    assert shown(found) == [f"{url(0)} read", f"{url(1)} corrupt", f"{url(2)} read"]
    assert found[1].error == "the archive is damaged there: Gzip decompression error: data error"


def test_a_damaged_head_of_a_plain_record_costs_itself() -> None:
    plain = blogs(range(4))
    found, _ = pages_of(b"".join([plain[0], b"JUNK" + plain[1][4:], *plain[2:]]))
    assert shown(found) == [f"{url(0)} read", "None corrupt", f"{url(2)} read", f"{url(3)} read"]
    assert found[1].error == "the archive is damaged behind byte 0: Invalid WARC header"


def test_a_damaged_tail_costs_the_rest() -> None:
    records = (answer(url(number), blog(number, noise(number, 4000))) for number in range(60))
    packed = gzip.compress(b"".join(records), mtime=0)
    whole, _ = pages_of(packed)
    found, _ = pages_of(broken(packed))
    read = [page for page in found if page.reason is None]
    assert len(whole) == 60
    assert 0 < len(read) < 59
    assert read[:28] == whole[:28]
    assert found[-1].reason == "corrupt"


def test_a_record_that_is_cut_is_not_read() -> None:
    found, _ = pages_of(b"".join(blogs(range(2)))[:-300])
    assert shown(found) == [f"{url(0)} read", f"{url(1)} truncated"]
    cut = answer(url(1), blog(1)).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")
    ((page,), _) = pages_of(cut)
    assert (page.reason, page.error) == ("truncated", "the archive has only a part of it: length")


def test_a_huge_record_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedkit.batch.warc_pages.MAX_PAGE_SIZE", 100_000)
    bomb = answer(url(1), gzip.compress(b"<p>" * 1_000_000), "Content-Encoding: gzip")
    found, _ = pages_of(gzipped([answer(url(0), b"<p>" * 1_000_000), bomb, *blogs([2])]))
    assert [page.size for page in found] == [100_001, 100_001, len(blog(2).encode())]


# --- the command ---


def test_each_file_becomes_one(tmp_path: Path) -> None:
    source, output = tmp_path / "crawl", tmp_path / "entries"
    (source / "pages").mkdir(parents=True)
    (source / "one.warc.gz").write_bytes(gzipped([*blogs([1]), answer(url(9), "", status=404)]))
    (source / "pages" / "a.html").write_text(blog(2))
    (source / "pages" / "b.htm").write_text("<p>Nothing.")
    (source / "notes.txt").write_text("no page")
    pq.write_table(pa.table({"url": [url(3)], "html": [blog(3)]}), source / "three.parquet")
    done = run(source, "-o", output, "--url", "https://kiln.example/", "--json")
    assert done.exit_code == 0
    assert sorted(path.name for path in output.iterdir()) == [
        "crawl.parquet",
        "one.warc.gz.parquet",
        "three.parquet.parquet",
    ]
    assert titles(rows(output / "one.warc.gz.parquet")) == [f"{url(1)} Firing 1, day 1"]
    assert titles(rows(output / "crawl.parquet")) == [
        "https://kiln.example/pages/a.html Firing 2, day 1",
        "https://kiln.example/pages/b.htm no-entries",
    ]
    assert titles(rows(output / "three.parquet.parquet")) == [f"{url(3)} Firing 3, day 1"]
    assert pq.read_schema(output / "crawl.parquet").remove_metadata() == batch.SCHEMA
    numbers = json.loads(done.stdout)
    sure = numbers.pop("confidence")
    assert sum(sure.values()) == 3
    assert numbers == {
        "written": 3,
        "kept": 0,
        "failures": {},
        "pages": 4,
        "feeds": 3,
        "entries": 18,
        "refused": {"no-entries": 1},
        "skipped": {"status": 1},
    }
    assert done.stderr == (
        "one.warc.gz (1 of 3)\nthree.parquet (2 of 3)\ncrawl (3 of 3)\n"
        "3 files written\n3 of 4 pages list 18 entries\nno entries: no-entries 1\n"
        f"confidence: {', '.join(f'{share} {count}' for share, count in sure.items())}\nnot read: status 1\n"
    )


def test_what_is_done_is_kept(tmp_path: Path) -> None:
    source, output = tmp_path / "one.warc", tmp_path / "entries"
    source.write_bytes(b"".join(blogs([1])))
    made = output / "one.warc.parquet"
    assert run(source, "-o", output).exit_code == 0
    before = made.stat().st_mtime_ns
    again = run(source, "-o", output, "--json")
    assert made.stat().st_mtime_ns == before
    assert again.stderr.splitlines()[1:3] == [
        "0 files written, 1 there before",
        "1 of 1 pages list 6 entries",
    ]
    run(source, "-o", output, "--min-confidence", "1")
    assert titles(rows(made)) == [f"{url(1)} unsure"]
    source.write_bytes(b"".join(blogs([1, 2])))
    run(source, "-o", output)
    assert len(titles(rows(made))) == 2


def test_any_file_system_serves(tmp_path: Path) -> None:
    with fsspec.open("memory://crawl/one.warc", "wb") as file:
        file.write(b"".join(blogs([1])))
    assert run("memory://crawl/*.warc", "-o", "memory://entries").exit_code == 0
    assert titles(rows("memory://entries/one.warc.parquet")) == [f"{url(1)} Firing 1, day 1"]
    assert [Path(path).name for path in fsspec.filesystem("memory").find("/entries")] == ["one.warc.parquet"]


def test_a_source_that_fails_costs_itself(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.warc", tmp_path / "good.warc"
    bad.write_bytes(b"no archive")
    good.write_bytes(b"".join(blogs([1])))
    table = tmp_path / "pages.parquet"
    pq.write_table(pa.table({"text": ["a"]}), table)
    done = run(bad, table, good, "-o", tmp_path / "entries")
    assert done.exit_code == 1
    assert [path.name for path in (tmp_path / "entries").iterdir()] == ["good.warc.parquet"]
    assert f"error: {bad}: wanted a WARC file, found another one: " in done.stderr
    wrong = "wanted a Parquet file of pages: wanted the columns url and html, found text"
    assert f"error: {table}: {wrong}\n" in done.stderr
    assert "1 file written, 2 failed\n" in done.stderr


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("missing.warc", "missing.warc: there is no such file"),
        ("*.warc", "*.warc: there is no such file"),
        ("notes.txt", "{}/notes.txt: " + WANTED),
        ("nowhere://a.warc", "nowhere://a.warc: Protocol not known: nowhere"),
    ],
)  # fmt: skip
def test_sources_are_checked(
    source: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.txt").write_text("")
    done = run(source, "-o", "entries")
    assert (done.exit_code, done.stderr) == (1, f"error: {message.format(tmp_path)}\n")


def test_two_sources_do_not_become_one_file(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.warc").write_bytes(b"".join(blogs([1])))
    done = run(tmp_path / "a", tmp_path / "b", "-o", tmp_path / "entries")
    both = f"{tmp_path}/a/one.warc and {tmp_path}/b/one.warc"
    advice = "would both become one.warc.parquet: give each a folder of its own"
    assert (done.exit_code, done.stderr) == (1, f"error: {both} {advice}\n")


def test_what_was_written_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "one.warc").write_bytes(b"".join(blogs([1])))
    for _ in range(2):
        assert run(tmp_path, "-o", tmp_path / "entries").exit_code == 0
    assert [path.name for path in (tmp_path / "entries").iterdir()] == ["one.warc.parquet"]


def test_the_command_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedkit.cli.batch.NEEDED", ("pyarrow", "no_such_module"))
    done = run("a.warc", "-o", "entries")
    missing = 'feedkit batch needs the extra "batch", which is not installed'
    assert done.exit_code == 2
    assert f"{missing}: python -m pip install 'feedkit-generator[batch]'" in done.stderr


def test_reasons_stand_in_one_order_whichever_process_counts_first() -> None:
    counts = Counter({"unsure": 1, "not-html": 1, "timeout": 2})
    shown = Statistics(refused=counts, skipped=Counter(reversed(list(counts.elements())))).as_data()
    assert list(shown["refused"]) == list(shown["skipped"]) == ["timeout", "not-html", "unsure"]
