"""Pictures and files in Media RSS, alike in Atom and RSS."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from lxml import etree

from feedkit.model import Enclosure, Entry, Image
from feedkit.values.media_types import UNKNOWN_TYPE
from feedkit.writers.elements import MEDIA, add


def add_pictures(parent: etree._Element, entry: Entry) -> None:
    """An entry's image in Media RSS, both ways that readers look for it, and its pictures in sizes."""
    for is_thumbnail in (True, False):
        images = [one for one in entry.images if one.thumbnail is is_thumbnail]
        if entry.image and not (images and images[0].url == entry.image):
            images.insert(0, Image(url=entry.image, thumbnail=is_thumbnail))
        for image in images:
            _add_picture(parent, image)


def _add_picture(parent: etree._Element, image: Image) -> None:
    name = "thumbnail" if image.thumbnail else "content"
    made = add(parent, f"{{{MEDIA}}}{name}", url=image.url)
    if not image.thumbnail:
        made.set("medium", "image")
    for attribute, number in (("width", image.width), ("height", image.height)):
        if number:
            made.set(attribute, str(number))
    if image.time:
        made.set("time", image.time)


def add_files(parent: etree._Element, files: Iterable[Enclosure]) -> None:
    """Files, those of one group in one element."""
    for group, some in groupby(files, lambda file: file.group):
        outer = add(parent, f"{{{MEDIA}}}group") if group else parent
        for file in some:
            _add_file(outer, file)


def _add_file(parent: etree._Element, file: Enclosure) -> None:
    content = add(parent, f"{{{MEDIA}}}content", url=file.url, type=file.type or UNKNOWN_TYPE)
    numbers = (
        *(("fileSize", file.length), ("duration", file.duration)),
        *(("width", file.width), ("height", file.height)),
    )
    for name, number in numbers:
        if number:
            content.set(name, str(number))


def has_picture_size(file: Enclosure) -> bool:
    """Return whether only Media RSS holds what is known of a file."""
    return bool(file.width or file.height or file.group)
