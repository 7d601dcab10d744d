"""The browser that is driven: a Chromium that is installed, by a Playwright that is."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from feedkit.errors import FetchError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
OTHER_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
WITHOUT_EXTRA = (
    'a browser needs the extra "browser", which is not installed: pip install "playwright>=1.50,<2"'
)
INSTALL = "apt-get install chromium, or brew install --cask chromium"
WITHOUT_BROWSER = (
    f"wanted an installed Chromium, found none: {INSTALL}; or name one with --browser, FEEDKIT_BROWSER or"
    ' browser = "…" in feedkit.toml'
)
WITHOUT_SANDBOX = (
    "the browser cannot start its sandbox: apt-get install chromium-sandbox, or allow unprivileged user"
    " namespaces"
)
# Chromium has no network: no name is resolved, and all goes to a proxy that is not there. What a page asks
# for is taken from it before, and answered by feedkit (see page_requests.py); what might be missed fails.
ARGUMENTS = (
    "--proxy-server=http://feedkit.invalid:1",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--js-flags=--max-old-space-size=512",
)


def browser_path(named: str | None = None) -> str:
    """Return the path of the browser.

    Args:
        named: its path, or the name of a program, as a person gives it; one is looked for without.

    Raises:
        FetchError: the extra `browser` is not installed, or there is no such browser.
    """
    if find_spec("playwright") is None:
        raise FetchError(WITHOUT_EXTRA)
    if named is not None:
        if found := shutil.which(named):
            return found
        raise FetchError(f"wanted an installed Chromium, found no program {named}: {INSTALL}")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if path := found or next((path for path in OTHER_PATHS if Path(path).is_file()), None):
        return path
    raise FetchError(WITHOUT_BROWSER)


def can_have_sandbox() -> bool:
    """Return whether Chromium may be run in its sandbox, which it refuses to root."""
    return sys.platform == "win32" or os.geteuid() != 0
