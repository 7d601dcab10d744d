"""Whose content it is: what a caller lets stay of HTML, beside what is harmless in anybody's.

A policy holds for all that is read and finished within a context, as contents are cleaned where what their
addresses are relative to is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from feedkit.values.urls import split_url

DEFAULT = "default"  # stands for DEFAULT_HOSTS where hosts are named
DEFAULT_HOSTS = (
    "youtube.com",
    "youtube-nocookie.com",
    "player.vimeo.com",
    "w.soundcloud.com",
    "open.spotify.com",
    "bandcamp.com",
)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


@dataclass(frozen=True, slots=True)
class ContentPolicy:
    """What may stay in contents.

    trusted:  whether they are the caller's own: all stays but what runs scripts, or acts on the page around
    embeds:   hosts whose players may stay in any content
    """

    trusted: bool = False
    embeds: frozenset[str] = frozenset()

    def embeds_from(self, address: str) -> bool:
        """Return whether an absolute address is that of a player that may stay."""
        try:
            parts = split_url(address)
            host = parts.hostname or ""
            is_plain = parts.scheme == "https" and parts.netloc.lower() in (host, f"{host}:443")
        except ValueError:
            return False
        names = host.split(".")
        return is_plain and any(".".join(names[start:]) in self.embeds for start in range(len(names)))


STRANGERS = ContentPolicy()
POLICY: ContextVar[ContentPolicy] = ContextVar("POLICY", default=STRANGERS)


@contextmanager
def content_policy(*, trusted: bool = False, embeds: Iterable[str] = ()) -> Iterator[None]:
    """Let more stay in the contents that are cleaned within this context.

    Args:
        trusted: whether they are the caller's own.
        embeds: hosts, with those below them; "default" stands for `DEFAULT_HOSTS`.

    Raises:
        TypeError: `trusted` is neither True nor False.
        ValueError: one of `embeds` is no host.
    """
    if not isinstance(trusted, bool):
        raise TypeError(f"trusted must be of type bool, but is {trusted!r}")
    hosts = checked_embeds(embeds)
    if not trusted and not hosts:  # as it is, or as whoever has called this caller says
        yield
        return
    token = POLICY.set(ContentPolicy(trusted, frozenset(hosts)))
    try:
        yield
    finally:
        POLICY.reset(token)


def checked_embeds(embeds: Iterable[str]) -> tuple[str, ...]:
    """Return hosts in lower case, those for "default" among them.

    Raises:
        ValueError: one is no host, or is a text of several.
    """
    given = [embeds] if isinstance(embeds, str) else list(embeds)
    hosts: list[str] = []
    for name in given:
        if name == DEFAULT:
            hosts += DEFAULT_HOSTS
            continue
        host = name.strip().lower() if isinstance(name, str) else ""
        if not HOST.fullmatch(host):
            raise ValueError(f'wanted a host such as youtube.com, or "{DEFAULT}", found {name!r}')
        hosts.append(host)
    return tuple(dict.fromkeys(hosts))
