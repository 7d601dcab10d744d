"""A run: files of pages become files of entries.

This process reads the files and writes the results, both in their order; pages are read elsewhere, a few at a
time, whatever file they are from: so a large file beside small ones keeps all busy to the end.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from feedkit.batch.batch_statistics import Statistics
from feedkit.batch.inputs import Input, file_system
from feedkit.batch.page_engines import Engine, Rows
from feedkit.batch.page_rows import Page, PageOptions
from feedkit.batch.parquet_file import ParquetFile, about_file
from feedkit.batch.stored_pages import folder_pages, parquet_pages
from feedkit.batch.warc_pages import WarcPages
from feedkit.batch.watched_file import WatchedFile
from feedkit.errors import FeedkitError
from feedkit.version import __version__

MAX_PAGES = 32  # in one message to a process
MAX_MESSAGE_SIZE = 2_000_000  # bytes of these, but for one page alone
MAX_WAITING = 4  # messages for each process, that are sent and not written yet
UNREADABLE = "it cannot be read: {}"
MAX_WAITING_SIZE = 64_000_000  # bytes of them


@dataclass(frozen=True, kw_only=True)
class RunSettings:
    """What the content of a run's files depends on, beside what is read.

    options:     how pages are read
    time_limit:  seconds that one page may take
    base_url:    what the paths of files in a folder are put behind
    """

    options: PageOptions
    time_limit: float
    base_url: str = ""


@dataclass(kw_only=True)
class RunReport:
    """What became of a run.

    statistics:  of all files
    written:     how many files were written
    kept:        how many had been written before
    failures:    why others were not, by what was read
    """

    statistics: Statistics = field(default_factory=Statistics)
    written: int = 0
    kept: int = 0
    failures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sent:
    """Pages that are being read: what they are of, the size of them, and their rows to come."""

    input: Input
    size: int
    rows: Rows


@dataclass(frozen=True, slots=True)
class _End:
    """The end of an input: how many answers are no pages, and why the rest of it could not be read."""

    input: Input
    skipped: Counter[str]
    failure: str = ""


class BatchRun:
    """One run.

    Args:
        output: the address of the folder that is written to.
        settings: what the content of the files depends on.
        engine: what reads pages.
        progress: called with an input, and how many bytes of it were read since the last call.
    """

    def __init__(
        self,
        output: str,
        settings: RunSettings,
        engine: Engine,
        progress: Callable[[Input, int], None] = lambda _, __: None,
    ) -> None:
        self._system, self._folder = file_system(output)
        self._settings = settings
        self._engine = engine
        self._progress = progress
        self._report = RunReport()
        self._statistics = Statistics()  # of the file that is being written
        self._file: ParquetFile | None = None

    def run(self, inputs: Iterable[Input]) -> RunReport:
        """Read all inputs that are not done.

        Raises:
            FeedkitError: no process can be started to read pages.
            OSError: a file cannot be written.
        """
        waiting: deque[_Sent | _End] = deque()
        try:
            for step in self._steps(inputs):
                waiting.append(step)
                while self._is_full(waiting):
                    self._take(waiting.popleft())
            while waiting:
                self._take(waiting.popleft())
        finally:
            if self._file is not None:
                self._file.discard()
        return self._report

    def _is_full(self, waiting: Sequence[_Sent | _End]) -> bool:
        if not waiting or isinstance(waiting[0], _End):
            return bool(waiting)
        sizes = [one.size for one in waiting if isinstance(one, _Sent)]
        return len(sizes) > MAX_WAITING * self._engine.readers or sum(sizes) > MAX_WAITING_SIZE

    # --- reading ---

    def _steps(self, inputs: Iterable[Input]) -> Iterator[_Sent | _End]:
        for one in inputs:
            if self._is_done(one):
                self._progress(one, one.size)
                continue
            skipped: Counter[str] = Counter()
            try:
                for pages in _messages(self._pages(one, skipped)):
                    yield _Sent(one, sum(page.size for page in pages), self._engine.submit(pages))
            except FeedkitError as error:
                yield _End(one, skipped, str(error))
            else:
                yield _End(one, skipped)

    def _is_done(self, one: Input) -> bool:
        about = about_file(self._system, self._path(one))
        if about.get("made_of") != self._made_of(one):
            return False
        self._report.kept += 1
        self._report.statistics.add(Statistics.of_data(about["statistics"]))
        return True

    def _made_of(self, one: Input) -> dict[str, Any]:
        settings = asdict(self._settings)
        return {"version": __version__, "source": one.source, "files": one.fingerprint, **settings}

    def _path(self, one: Input) -> str:
        return f"{self._folder.rstrip('/')}/{one.name}.parquet"

    def _pages(self, one: Input, skipped: Counter[str]) -> Iterator[Page]:
        """Yield the pages of an input.

        Raises:
            FeedkitError: it is not of its kind, or cannot be read.
        """
        if one.kind == "pages":
            for page in folder_pages(one, self._settings.base_url):
                self._progress(one, page.size)
                yield page
            return
        try:
            file = WatchedFile(one.system.open(one.paths[0], "rb"))
        except Exception as error:  # whatever a file system of fsspec's raises
            raise FeedkitError(UNREADABLE.format(getattr(error, "strerror", None) or error)) from error
        try:
            yield from self._pages_of_file(one, file, skipped)
        except Exception as error:
            if file.failure is None:
                raise
            raise FeedkitError(UNREADABLE.format(file.failure)) from error
        finally:
            file.close()

    def _pages_of_file(self, one: Input, file: WatchedFile, skipped: Counter[str]) -> Iterator[Page]:
        reached = 0
        pages = WarcPages(file, skipped) if one.kind == "warc" else parquet_pages(file)
        for page in pages:
            self._progress(one, max(0, file.furthest - reached))
            reached = file.furthest
            yield page
        self._progress(one, max(0, one.size - reached))

    # --- writing ---

    def _take(self, step: _Sent | _End) -> None:
        """Write what has come of some pages, or end a file."""
        if self._file is None:
            self._file = ParquetFile(self._system, self._path(step.input))
        if isinstance(step, _Sent):
            rows = step.rows.result()
            self._statistics.count(rows)
            self._file.write(rows, step.size)
            return
        self._statistics.skipped += step.skipped
        if step.failure:
            self._file.discard()
            self._report.failures[step.input.source] = step.failure
        else:
            about = {"made_of": self._made_of(step.input), "statistics": self._statistics.as_data()}
            self._file.finish(about)
            self._report.statistics.add(self._statistics)
            self._report.written += 1
        self._statistics, self._file = Statistics(), None


def _messages(pages: Iterable[Page]) -> Iterator[list[Page]]:
    """Yield pages a few at a time: the same ones together, whoever reads them."""
    message: list[Page] = []
    size = 0
    for page in pages:
        if message and (len(message) >= MAX_PAGES or size + page.size > MAX_MESSAGE_SIZE):
            yield message
            message, size = [], 0
        message.append(page)
        size += page.size
    if message:
        yield message
