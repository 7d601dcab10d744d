"""One Chromium for any number of pages and threads: started at its first use, killed with its owner."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import httpcore2

from feedkit.errors import FetchError
from feedkit.fetching.browser_program import ARGUMENTS, WITHOUT_SANDBOX, browser_path, can_have_sandbox
from feedkit.fetching.deadline import Deadline
from feedkit.fetching.json_answers import RenderedPage
from feedkit.fetching.page_rendering import Rendering
from feedkit.fetching.page_requests import PageRequests
from feedkit.fetching.pages import Page
from feedkit.fetching.shown_page import HEIGHT, WIDTH, render
from feedkit.lifeline import kill_group, watcher

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import CDPSession, Playwright

MAX_PAGES_AT_ONCE = 4
MAX_PAGE_MEMORY = 1_500_000_000  # bytes of the process that shows a page; only Linux tells them
MAX_START_SECONDS = 30.0
MAX_END_SECONDS = 5.0
WATCH_SECONDS = 0.5  # between two looks at the memory

T = TypeVar("T")


class Browser:
    """Shows pages; it must be closed.

    Args:
        path: of Chromium, or the name of the program; one that is installed is found without.
    """

    def __init__(self, path: str | None = None) -> None:
        self._path = path
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._process: _Process | None = None
        self._starting = asyncio.Lock()
        self._turns = asyncio.Semaphore(MAX_PAGES_AT_ONCE)
        self._changing = threading.Lock()
        self._closed = False

    def render(
        self,
        page: Page,
        address: str,
        requests: PageRequests,
        rendering: Rendering,
        *,
        deadline: Deadline,
        seconds: float,
    ) -> RenderedPage:
        """Show a page; see `feedkit.fetching.shown_page.render`.

        Args:
            page: as it was sent.
            address: that it has, with its fragment.
            requests: what answers its requests.
            rendering: how it is shown.
            deadline: when it must be over; waiting while other pages are shown does not count.
            seconds: the time limit that the deadline came from, for the message.

        Raises:
            FetchError: there is no browser, it fails, or the page takes too long or is too large.
            ParseError: the page is binary data.
        """
        path = browser_path(self._path)
        work = self._render(path, page, address, requests, rendering, deadline)
        try:
            return self._run(work)
        except (TimeoutError, httpcore2.TimeoutException) as error:
            message = f"{page.url}: not shown by the browser within {seconds:g} seconds"
            raise FetchError(message, url=page.url) from httpcore2.TimeoutException(str(error))
        except asyncio.CancelledError:
            raise FetchError(f"{page.url}: the browser has ended", url=page.url) from None

    def close(self) -> None:
        """Kill the browser, and what shows pages in it."""
        with self._changing:
            self._closed = True
            loop, self._loop = self._loop, None
        if loop is None:
            return
        if self._process:
            self._process.kill()
        with suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(self._end(), loop).result(MAX_END_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        if self._thread:
            self._thread.join(MAX_END_SECONDS)

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do some work in the thread of the browser."""
        with self._changing:
            if self._closed:
                work.close()
                raise FetchError("the browser has been closed")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=_serve, args=(self._loop,), daemon=True)
                self._thread.start()
            loop = self._loop
        future = asyncio.run_coroutine_threadsafe(work, loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    async def _render(
        self,
        path: str,
        page: Page,
        address: str,
        requests: PageRequests,
        rendering: Rendering,
        deadline: Deadline,
    ) -> RenderedPage:
        from playwright.async_api import Error

        with deadline.paused(everywhere=True):
            await self._turns.acquire()
        try:
            for is_last in (False, True):  # another page may have killed the browser, or its own did
                process = await self._started(path)
                try:
                    return await process.render(page, address, requests, rendering, deadline)
                except Error as error:
                    if process.is_alive() or is_last:
                        reason = str(error).partition("\n")[0]
                        message = f"{page.url}: the browser failed: {reason}"
                        raise FetchError(message, url=page.url) from error
            raise AssertionError("the last try returns or raises")
        finally:
            self._turns.release()

    async def _started(self, path: str) -> _Process:
        async with self._starting:
            if self._process and not self._process.is_alive():
                await self._process.end()
                self._process = None
            if self._process is None:
                self._process = await asyncio.wait_for(_started(path), MAX_START_SECONDS)
            return self._process

    async def _end(self) -> None:
        """End what the loop does, and the browser."""
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        if self._process:
            await self._process.end()
        for task in others:
            task.cancel()
        await asyncio.wait(others, timeout=1) if others else None


class _Process:
    """A running Chromium, with the programs around it."""

    def __init__(self, playwright: Playwright, chromium: Chromium, session: CDPSession, pid: int) -> None:
        self._playwright = playwright
        self._chromium = chromium
        self._session = session
        self._group = os.getpgid(pid) if sys.platform != "win32" else pid
        held, self._lifeline = os.pipe()
        self._watcher: subprocess.Popen[bytes] | None = watcher(held, self._group)
        os.close(held)
        self._watching = asyncio.ensure_future(self._watch_memory())

    def is_alive(self) -> bool:
        return self._chromium.is_connected()

    async def render(
        self, page: Page, address: str, requests: PageRequests, rendering: Rendering, deadline: Deadline
    ) -> RenderedPage:
        """Show a page in a context of its own, which shares nothing with others."""
        from playwright.async_api import Error

        context = await self._chromium.new_context(
            accept_downloads=False,
            locale=rendering.locale,
            reduced_motion="reduce",
            service_workers="block",
            timezone_id=rendering.time_zone,
            viewport={"width": WIDTH, "height": HEIGHT},
        )
        try:
            work = render(context, page, address, requests, rendering)
            return await asyncio.wait_for(work, deadline.seconds_left())
        finally:
            try:
                await asyncio.wait_for(context.close(), MAX_END_SECONDS)
            except (TimeoutError, Error):  # what cannot be closed is killed, and another one started
                if self.is_alive():
                    self.kill()

    def kill(self) -> None:
        kill_group(self._group)

    async def end(self) -> None:
        """Kill the browser, and give back what is around it."""
        from playwright.async_api import Error

        self._watching.cancel()
        self.kill()
        with suppress(Error, TimeoutError):
            await asyncio.wait_for(self._playwright.stop(), MAX_END_SECONDS)
        if self._watcher:
            self._watcher.kill()
            self._watcher.wait()
        os.close(self._lifeline)

    async def _watch_memory(self) -> None:
        """Kill each process that shows a page and takes too much memory; the others go on."""
        from playwright.async_api import Error

        with suppress(Error):
            while True:
                await asyncio.sleep(WATCH_SECONDS)
                found = await self._session.send("SystemInfo.getProcessInfo")
                for one in found["processInfo"]:
                    if one["type"] == "renderer" and _memory(one["id"]) > MAX_PAGE_MEMORY:
                        with suppress(OSError):
                            os.kill(one["id"], signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


async def _started(path: str) -> _Process:
    """Start Chromium.

    Raises:
        FetchError: it does not start; the message says what to install.
    """
    from playwright.async_api import Error, async_playwright

    playwright = await async_playwright().start()
    try:
        chromium = await playwright.chromium.launch(
            executable_path=path,
            args=list(ARGUMENTS),
            chromium_sandbox=can_have_sandbox(),
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
        session = await chromium.new_browser_cdp_session()
        found = await session.send("SystemInfo.getProcessInfo")
    except BaseException as error:
        await playwright.stop()
        if isinstance(error, Error):
            raise FetchError(_reason(path, error.message)) from error
        raise
    pid = next(one["id"] for one in found["processInfo"] if one["type"] == "browser")
    return _Process(playwright, chromium, session, pid)


def _reason(path: str, message: str) -> str:
    """Return why a browser does not start, in one line."""
    if "No usable sandbox" in message:
        return WITHOUT_SANDBOX
    return f"the browser {path} does not start: {' '.join(message.split())[:300]}"


def _memory(pid: int) -> int:
    """Return the bytes that a process holds in memory; 0 where that is not known."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()
