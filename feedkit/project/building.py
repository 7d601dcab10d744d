"""All feeds of a project: each is fetched, made and delivered, and one that fails does not stop the others.

Threads fetch; worker processes do what takes a processor; the files are written here, one after the other. So
whatever stops a build, no file is half written. Fetching a feed, and making it, has a time limit each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from feedkit.errors import BuildError, FeedkitError, RecipeError
from feedkit.fetching import Client, Page, fetch
from feedkit.files import remove_unfinished, update_file
from feedkit.formats import FormatName
from feedkit.project import build_report, index_page, state
from feedkit.project.build_report import REPORT, FeedReport
from feedkit.project.commands import Programs
from feedkit.project.config import Config, FeedConfig, recipe_of
from feedkit.project.feed_queue import MAX_TIMEOUTS, FeedQueue, threads
from feedkit.project.feed_source import FeedSource
from feedkit.project.making import FeedTask
from feedkit.project.outcomes import MadeFeed, Outcome, Status, defect_error
from feedkit.project.workers import Workers
from feedkit.values.logins import without_logins

GIVEN_UP = f"not asked, as its host was too slow for each of the {MAX_TIMEOUTS} feeds before"


class _Result(NamedTuple):
    """What a thread has of one feed: what was made of it, or why it was not."""

    feed: FeedConfig
    published: Mapping[FormatName, bytes] = {}
    made: MadeFeed | None = None
    error: BuildError | None = None
    defect: BaseException | None = None


@dataclass(frozen=True, kw_only=True)
class Build:
    """One build.

    config:      what there is to build
    root:        the folder that the configuration is in
    now:         the aware time of the build
    client:      what fetches sources
    jobs:        how many worker processes work at one time
    dry_run:     whether all files are left as they are
    accepted:    names of feeds that are not compared with last time
    """

    config: Config
    root: Path
    now: datetime
    client: Client
    jobs: int = 1
    dry_run: bool = False
    accepted: Collection[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def known(self) -> Mapping[str, FeedReport]:
        """By name, what the last report says of each feed."""
        return build_report.last_report(self.config, self.root, self._fetch_published)

    def _fetch_published(self, url: str) -> Page:
        return fetch(url, allow_private=self.config.allow_private)

    def run(self, feeds: Sequence[FeedConfig], done: Callable[[Outcome], None]) -> list[Outcome]:
        """Build some feeds at once; what became of each, in their order.

        Args:
            feeds: those of the configuration that are to be built.
            done: called with each outcome as it comes.
        """
        _ = self.known  # once, not by every thread
        if not self.dry_run:
            remove_unfinished(self._folders())
        waiting = FeedQueue(feeds)
        outcomes = {}
        with Programs() as programs, Workers(self.jobs) as workers:
            made = partial(self._made, waiting, programs, workers)
            with threads(waiting, len(feeds), made) as results:
                for _ in feeds:
                    outcome = self._delivered(_survived(results.get()))
                    outcomes[outcome.name] = outcome
                    done(outcome)
        return [outcomes[feed.name] for feed in feeds]

    def _folders(self) -> set[Path]:
        """Return the folders that files are written to."""
        output = self.root / self.config.output
        files = (feed.file(kind) for feed in self.config.feeds for kind in feed.to)
        return {output, *((output / file).parent for file in files)}

    def _made(self, waiting: FeedQueue, programs: Programs, workers: Workers, feed: FeedConfig) -> _Result:
        """Fetch and make one feed."""
        result = _Result(feed)
        source = FeedSource(feed, self.root, self.client, programs, self.environment)
        try:
            published = self._published(feed)
            result = result._replace(published=published)
            if waiting.is_given_up(feed):
                raise BuildError("timeout", f"{feed.origin}: {GIVEN_UP}")
            task, notes = self._task(feed, published, source)
            if not _leads_on(feed):
                waiting.release(feed)
            made = workers.make(task, source.fetch, seconds=feed.read_timeout)
            return result._replace(made=replace(made, notes=(*notes, *made.notes)))
        except BuildError as error:
            return result._replace(error=error)
        except BaseException as defect:  # raised, or reported, where the results are awaited
            return result._replace(defect=defect)
        finally:
            waiting.release(feed, timed_out=source.timed_out)

    def _task(
        self, feed: FeedConfig, published: Mapping[FormatName, bytes], source: FeedSource
    ) -> tuple[FeedTask, list[str]]:
        try:
            recipe = recipe_of(feed, self.root)
        except RecipeError as error:
            raise BuildError("recipe", str(error)) from error
        content, notes = source.content()
        addresses = {kind: self.config.address(feed, kind) for kind in feed.to}
        known = self.known.get(feed.name)
        task = FeedTask(
            config=feed,
            source=feed.origin,
            content=content,
            recipe=recipe,
            published=published,
            addresses={kind: address for kind, address in addresses.items() if address},
            listed=known.listed if known else None,
            accepted=feed.name in self.accepted,
            now=self.now,
        )
        return task, notes

    def _published(self, feed: FeedConfig) -> dict[FormatName, bytes]:
        try:
            return state.last_time(self.config, feed, self.root, self._fetch_published)
        except FeedkitError as error:
            if feed.name in self.accepted:
                return {}
            message = f"the published feed cannot be read: {error}"
            raise BuildError("state", f"{message}; if there is none yet, build with --accept all") from error
        except OSError as error:
            raise BuildError("state", f"{error.filename}: {error.strerror}") from error

    def _delivered(self, result: _Result) -> Outcome:
        """Write what was made; where nothing was, see to it that the documents of last time are there."""
        feed, made, error = result.feed, result.made, result.error
        documents = made.documents if made else result.published
        try:
            self._write(feed, documents)
        except OSError as fault:
            made, error = None, BuildError("write", f"{fault.filename}: {fault.strerror}")
        outcome = Outcome(name=feed.name, source=feed.origin, status="failed")
        if made is None:
            assert error is not None
            return replace(outcome, reason=error.reason, message=without_logins(str(error)))
        files = [feed.file(kind) for kind in documents if documents[kind] != result.published.get(kind)]
        status: Status = "written" if files else "unchanged"
        return replace(
            outcome,
            status=status,
            files=tuple(files),
            made=made,
            notes=tuple(map(without_logins, made.notes)),
        )

    def _write(self, feed: FeedConfig, documents: Mapping[FormatName, bytes]) -> None:
        for kind, document in documents.items():
            if not self.dry_run:
                update_file(self.root / self.config.output / feed.file(kind), document)

    def write_lists(self, outcomes: Sequence[Outcome]) -> None:
        """Write report.json, index.html and feeds.opml, where they change.

        Raises:
            OSError: they cannot be written.
        """
        report = build_report.updated_report(self.config, outcomes, self.known)
        title, base_url = self.config.title, self.config.base_url
        documents = {
            REPORT: build_report.encoded(report),
            index_page.INDEX: index_page.page(title, report.feeds, base_url=base_url),
            index_page.OPML: index_page.opml(title, report.feeds, base_url=base_url),
        }
        for name, document in documents.items():
            update_file(self.root / self.config.output / name, document)


def _leads_on(feed: FeedConfig) -> bool:
    """Return whether more than one page is fetched for a feed, which threads do, and so make it too."""
    more = feed.pages > 1 or feed.full or feed.full_text is not None or feed.native
    return more or feed.render == "auto"


def _survived(result: _Result) -> _Result:
    """A result in which a defect of feedkit's own is the failure of its feed alone."""
    defect = result.defect
    if defect is None:
        return result
    if not isinstance(defect, Exception):
        raise defect
    return result._replace(error=defect_error(defect))
