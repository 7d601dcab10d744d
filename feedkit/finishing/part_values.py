"""Parts of feeds and entries made valid: pictures, files, links, locations, programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count as count_from

from feedkit.model import Cloud, Enclosure, Generator, Image, Link, Location, Person
from feedkit.model.checked import replaced
from feedkit.values.media_types import is_media_type
from feedkit.values.plain_text import clean_line
from feedkit.values.syndication_terms import BEHIND_ANOTHER, GENERATOR
from feedkit.values.uri_syntax import is_uri
from feedkit.values.urls import absolute_url

PAGE_TYPES = (None, "text/html", "application/xhtml+xml")
RELATION = re.compile(r"[a-z][a-z0-9.-]*")  # RFC 8288, section 3.3
TIME = re.compile(r"[0-9]+:[0-5]?[0-9]:[0-5]?[0-9](?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")  # RFC 2326, section 3.6


class PartNormaliser:
    """What the normaliser of entries and feeds knows of their parts. It has the methods for single values.

    base:  the absolute address that relative ones are resolved against
    """

    base: str | None

    def address(self, value: str | None, field: str) -> str | None:
        raise NotImplementedError

    def language(self, value: str | None) -> str | None:
        raise NotImplementedError

    def count(self, value: int | None, field: str, minimum: int) -> int | None:
        raise NotImplementedError

    def people(self, people: Sequence[Person]) -> Sequence[Person]:
        raise NotImplementedError

    def report_quoted(self, rule: str, field: str, wanted: str, found: str) -> None:
        raise NotImplementedError

    def pictures(self, first: str | None, images: Sequence[Image]) -> tuple[str | None, tuple[Image, ...]]:
        """Return an entry's picture, by default the first thumbnail, and its pictures in sizes, each once.

        Among these the entry's picture does not stand without a size.
        """
        first = self.address(first, "image")
        if not images:
            return first, ()
        usable: dict[Image, None] = {}
        for image in images:
            url, time = self.address(image.url, "images"), clean_line(image.time) if image.thumbnail else None
            if time and not TIME.fullmatch(time):
                self.report_quoted("not-a-time", "images", "a time such as 12.5 or 0:01:22.5", time)
                time = None
            width, height = (self.count(one, "images", 1) for one in (image.width, image.height))
            if url:
                usable[replaced(image, url=url, time=time, width=width, height=height)] = None
        ordered = sorted(usable, key=lambda image: not image.thumbnail)
        first = first or next((image.url for image in ordered), None)
        plain = Image(url=first or "")
        return first, tuple(one for one in ordered if one != replaced(plain, thumbnail=one.thumbnail))

    def page(self, url: str | None, links: Sequence[Link]) -> str | None:
        """Return the address of a page; by default that of an alternate, HTML before other types."""
        own = self.address(url, "url")
        if own or not links:
            return own
        alternates = (link for link in links if link.rel.strip().lower() == "alternate")
        ordered = sorted(alternates, key=lambda link: media_type(link.type) not in PAGE_TYPES)
        return next(filter(None, (absolute_url(link.url, self.base) for link in ordered)), None)

    def links(self, links: Iterable[Link], page: str | None, fields: Mapping[str, str]) -> tuple[Link, ...]:
        """Return those with a valid address and relation, each once.

        Of several alternates no two are of the same type and language (RFC 4287, sections 4.1.1 and 4.1.2).
        """
        usable: dict[Link, None] = {}
        alternates: set[tuple[str | None, str | None]] = {(None, None)} if page else set()
        for link in links:
            url, rel = self.address(link.url, "links"), (clean_line(link.rel) or "").lower()
            if url is None or not self.is_relation(rel, fields) or (rel == "alternate" and url == page):
                continue
            kind, language = media_type(link.type), self.language(link.language)
            if rel == "alternate" and (kind, language) in alternates:
                wanted = "an alternate of another type or language than the others"
                self.report_quoted("duplicate-alternate", "links", wanted, url)
                continue
            if rel == "alternate":
                alternates.add((kind, language))
            length = self.count(link.length, "links", 0)
            title = clean_line(link.title)
            link = replaced(link, url=url, rel=rel, type=kind, language=language, title=title, length=length)
            usable[link] = None
        return tuple(usable)

    def is_relation(self, rel: str, fields: Mapping[str, str]) -> bool:
        if rel in fields:
            self.report_quoted(
                "not-a-relation", "links", f"a relation that no field is for, as {fields[rel]}", rel
            )
        elif not RELATION.fullmatch(rel) and not is_uri(rel):
            self.report_quoted("not-a-relation", "links", "a relation such as related or via", rel)
        else:
            return True
        return False

    def location(self, location: Location | None) -> Location | None:
        """Return a location whose polygon ends where it begins, as GeoRSS has it."""
        if location is None:
            return None
        points = tuple((float(north), float(east)) for north, east in location.points)
        if location.shape == "polygon" and points[0] != points[-1]:
            points = (*points, points[0])
        return replaced(location, points=points, name=clean_line(location.name))

    def web_master(self, person: Person) -> Person | None:
        usable = next(iter(self.people((person,))), None)
        if usable and usable.email:
            return usable
        self.report_quoted("not-an-email", "web_master", "a person with an e-mail address", person.name)
        return None

    def generator(self, generator: Generator) -> Generator | None:
        name, version = clean_line(generator.name), clean_line(generator.version)
        name = clean_line((name or "").removesuffix(BEHIND_ANOTHER))
        if name is None or name == GENERATOR:
            return None
        return replaced(generator, name=name, version=version, url=self.address(generator.url, "generator"))

    def cloud(self, cloud: Cloud) -> Cloud | None:
        domain, path = clean_line(cloud.domain), clean_line(cloud.path)
        procedure = clean_line(cloud.register_procedure) or ""
        if domain and path:
            return replaced(cloud, domain=domain, path=path, register_procedure=procedure)
        self.report_quoted("not-a-cloud", "cloud", "a domain and a path", cloud.domain)
        return None


def media_type(text: str | None) -> str | None:
    kind = (text or "").strip().lower()
    return kind if is_media_type(kind) else None


def grouped(enclosures: Sequence[Enclosure]) -> tuple[Enclosure, ...]:
    """Return files with those of a group next to each other; groups of several, numbered from 1 on."""
    groups: dict[int, list[Enclosure]] = {}
    for enclosure in enclosures:
        groups.setdefault(enclosure.group or -len(groups) - 1, []).append(enclosure)
    numbers = count_from(1)
    grouped: list[Enclosure] = []
    for files in groups.values():
        number = next(numbers) if len(files) > 1 else None
        grouped += (one if one.group == number else replaced(one, group=number) for one in files)
    return tuple(grouped)
