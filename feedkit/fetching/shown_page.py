"""One page in the browser: opened, left to its scripts until it is at rest, and taken down as HTML."""

from __future__ import annotations

import asyncio
import base64
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from feedkit.errors import FetchError
from feedkit.fetching.json_answers import RenderedPage
from feedkit.fetching.page_rendering import Rendering
from feedkit.fetching.page_requests import Answer, Asked, BlockedError, PageRequests
from feedkit.fetching.pages import SIZE_LIMIT, Cookie, Page
from feedkit.values.decoding import decoded
from feedkit.values.urls import split_url

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam  # it has no public name
    from playwright.async_api import BrowserContext, CDPSession
    from playwright.async_api import Page as Tab

MAX_REST_SECONDS = 10.0  # until a page is taken as it is, though it still fetches or changes
MAX_LIST_SECONDS = 5.0  # that a page at rest is given to show a list
QUIET_SECONDS = 0.5  # without a request and without a change: the page is at rest
STEP_SECONDS = 0.1
MAX_REQUESTS_AT_ONCE = 8
MAX_NAVIGATIONS = 5  # that happen while a page is asked something
MIN_SHARE_KEPT = 0.9  # of the links of a page, where it shows more entries and not others
MAX_BODY = 2_000_000  # bytes that a page may send in one request
WIDTH, HEIGHT = 1280, 2000  # pixels of the window
SCRIPT = Path(__file__).with_name("rendering.js").read_text("utf-8")
BEFORE_SCRIPTS = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"]) delete globalThis[name];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (given) { return attach.call(this, {...given, mode: "open"}); };
"""

REDIRECTS = (301, 302, 303, 307, 308)

T = TypeVar("T")


async def render(
    context: BrowserContext, page: Page, address: str, requests: PageRequests, rendering: Rendering
) -> RenderedPage:
    """Show a page and return what it has become.

    Args:
        context: of the browser, for this page alone.
        page: as it was sent.
        address: that it has, with its fragment.
        requests: what answers its requests.
        rendering: how it is shown.

    Raises:
        FetchError: it is too large, or its process has died.
        ParseError: it is binary data.
        playwright.async_api.Error: the browser has failed.
    """
    await context.add_init_script(BEFORE_SCRIPTS)
    await context.add_cookies([_cookie_param(one) for one in page.cookies])
    tab = await context.new_page()
    shown = _ShownPage(tab, page, address, requests)
    context.on("page", lambda other: shown.in_background(other.close()))
    crashed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    tab.on("crash", lambda _: _end(crashed))
    work = asyncio.ensure_future(shown.run(rendering))
    try:
        await asyncio.wait((work, crashed), return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            message = "its process in the browser died: its scripts may have used too much memory"
            raise FetchError(f"{page.url}: {message}", url=page.url)
        return work.result()
    finally:
        work.cancel()
        shown.end()


def _end(future: asyncio.Future[None]) -> None:
    future.cancel()


class _ShownPage:
    """A page in a tab, and its requests.

    Its methods run in the one thread of the browser; only what asks the network has threads of its own.
    """

    def __init__(self, tab: Tab, page: Page, address: str, requests: PageRequests) -> None:
        self._tab = tab
        self._page = page
        self._address = address
        self._requests = requests
        self._body = decoded(page.content).text.encode("utf-8", "replace")
        self._tasks: set[asyncio.Task[None]] = set()  # the loop itself holds them only weakly
        self._frame = ""  # the id of the page's own frame, once it has been asked for
        self._pending = 0
        self._last_request = 0.0
        self._turns = asyncio.Semaphore(MAX_REQUESTS_AT_ONCE)

    async def run(self, rendering: Rendering) -> RenderedPage:
        session = await self._tab.context.new_cdp_session(self._tab)
        session.on("Fetch.requestPaused", lambda event: self.in_background(self._answer(session, event)))
        await session.send("Fetch.enable", {"patterns": [{"urlPattern": "*"}]})
        await self._tab.goto(self._address, wait_until="commit", timeout=0)
        await self._rest(MAX_LIST_SECONDS)
        html = await self._html()
        for _ in range(rendering.pages - 1):
            links = set(await self._ask("links"))
            await self._ask("more", sorted(rendering.more_words))
            await self._rest(0)
            found = set(await self._ask("links"))
            if found <= links or len(found & links) < MIN_SHARE_KEPT * len(links):
                break  # nothing is new; or others are shown in place of those before
            html = await self._html()
        return RenderedPage(html=html, address=self._address, answers=self._requests.answers)

    def in_background(self, work: Coroutine[Any, Any, object]) -> None:
        """Run something that may fail when its page is closed meanwhile."""
        from playwright.async_api import Error

        async def run() -> None:
            with suppress(Error):
                await work

        task = asyncio.ensure_future(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def end(self) -> None:
        """Answer no more requests."""
        for task in self._tasks:
            task.cancel()

    async def _html(self) -> str:
        html = await self._ask("html", {"limit": SIZE_LIMIT, "address": self._address})
        if not isinstance(html, str):
            message = f"larger than {SIZE_LIMIT / 1e6:g} MB, when its scripts have run"
            raise FetchError(f"{self._page.url}: {message}", url=self._page.url)
        return html

    async def _ask(self, question: str, argument: object = None) -> Any:
        """Return what a function of rendering.js says of the page, or of the next one if it leads on."""
        from playwright.async_api import Error

        for is_last in (*[False] * MAX_NAVIGATIONS, True):
            try:
                return await self._tab.evaluate(
                    f"(argument) => {SCRIPT.strip()}.{question}(argument)", argument
                )
            except Error as error:
                if is_last or "context was destroyed" not in error.message:
                    raise
                await asyncio.sleep(STEP_SECONDS)
        raise AssertionError("the last try returns or raises")

    async def _rest(self, patience: float) -> None:
        """Wait until the page neither fetches nor changes, and a while longer if it shows no list then."""
        start = changed = time.monotonic()
        size = -1
        while time.monotonic() < start + MAX_REST_SECONDS:
            await asyncio.sleep(STEP_SECONDS)
            found = await self._ask("size")
            now = time.monotonic()
            if found != size or self._pending:
                size, changed = found, now
            quiet = now - max(changed, self._last_request) >= QUIET_SECONDS
            if quiet and (now >= start + patience or await self._ask("has_list")):
                return

    async def _answer(self, session: CDPSession, event: dict[str, Any]) -> None:
        """Answer a request that the browser has stopped."""
        self._pending += 1
        try:
            async with self._turns:
                answer = await self._answer_to(event)
            await session.send("Fetch.fulfillRequest", _fulfilled(event["requestId"], answer))
        except (BlockedError, OSError, RuntimeError, ValueError):  # all but the first: of a page that ends
            # The page stays where a navigation is aborted; any other failure replaces it by an error page.
            reason = "Aborted" if event["resourceType"] == "Document" else "BlockedByClient"
            refusal = {"requestId": event["requestId"], "errorReason": reason}
            await session.send("Fetch.failRequest", refusal)
        finally:
            self._pending -= 1
            self._last_request = time.monotonic()

    async def _answer_to(self, event: dict[str, Any]) -> Answer:
        asked = _asked(event)
        if not self._frame:  # the first one is the page itself
            self._frame = event["frameId"]
            headers = (("Content-Type", "text/html; charset=utf-8"),)
            return Answer(status=200, headers=headers, body=self._body)
        is_page = asked.kind == "Document" and event["frameId"] == self._frame
        if asked.kind == "Document" and not is_page and not self._is_at_home(asked.url):
            raise BlockedError(f"{asked.url}: a frame of another host, which shows nothing of the page's")
        answer = await _in_thread(lambda: self._requests.answer(asked))
        if is_page and answer.status not in REDIRECTS:
            self._address = asked.url
        return answer

    def _is_at_home(self, url: str) -> bool:
        return split_url(url).hostname == split_url(self._address).hostname


def _cookie_param(one: Cookie) -> SetCookieParam:
    return {
        "name": one.name,
        "value": one.value,
        "domain": one.domain,
        "path": one.path,
        "secure": one.secure,
    }


def _asked(event: dict[str, Any]) -> Asked:
    """Return a request as DevTools states it (Fetch.requestPaused)."""
    request = event["request"]
    parts = [base64.b64decode(one.get("bytes", "")) for one in request.get("postDataEntries", ())]
    body = b"".join(parts)
    if len(body) > MAX_BODY or (request.get("hasPostData") and not parts):
        raise BlockedError(
            f"{request['url']}: wanted a body of {MAX_BODY / 1e6:g} MB or less, found another one"
        )
    return Asked(
        method=request["method"],
        url=request["url"] + request.get("urlFragment", ""),
        headers=request["headers"],
        body=body if parts else None,
        kind=event["resourceType"],
    )


def _fulfilled(request_id: str, answer: Answer) -> dict[str, Any]:
    return {
        "requestId": request_id,
        "responseCode": answer.status,
        "responseHeaders": [{"name": name, "value": value} for name, value in answer.headers],
        "body": base64.b64encode(answer.body).decode(),
    }


async def _in_thread(work: Callable[[], T]) -> T:
    """Run something in a thread of its own, which nothing waits for when the program ends."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def finish(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as failure:
            error = failure
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(finish, result, error)

    threading.Thread(target=run, daemon=True).start()
    return await future
