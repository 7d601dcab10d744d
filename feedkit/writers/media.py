"""Pictures and files in Media RSS, alike in Atom and RSS."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from feedkit.model import Enclosure, Entry, Image
from feedkit.values.media_types import UNKNOWN_TYPE
from feedkit.writers.elements import Lines, number


def add_pictures(lines: Lines, entry: Entry) -> None:
    """An entry's image in Media RSS, both ways that readers look for it, and its pictures in sizes."""
    if not (entry.image or entry.images):
        return
    for is_thumbnail in (True, False):
        images = [one for one in entry.images if one.thumbnail is is_thumbnail]
        if entry.image and not (images and images[0].url == entry.image):
            _add_picture(lines, entry.image, is_thumbnail)
        for image in images:
            _add_picture(lines, image.url, is_thumbnail, image)


def _add_picture(lines: Lines, url: str, is_thumbnail: bool, image: Image | None = None) -> None:
    sizes: dict[str, str | None] = {}
    if image:
        sizes = {"width": number(image.width), "height": number(image.height), "time": image.time or None}
    if is_thumbnail:
        lines.add("media:thumbnail", url=url, **sizes)
    else:
        lines.add("media:content", url=url, medium="image", **sizes)


def add_files(lines: Lines, files: Iterable[Enclosure]) -> None:
    """Files, those of one group in one element."""
    for group, some in groupby(files, lambda file: file.group):
        if group:
            lines.open("media:group")
        for file in some:
            lines.add(
                "media:content",
                url=file.url,
                type=file.type or UNKNOWN_TYPE,
                fileSize=number(file.length),
                duration=number(file.duration),
                width=number(file.width),
                height=number(file.height),
            )
        if group:
            lines.close()


def has_picture_size(file: Enclosure) -> bool:
    """Return whether only Media RSS holds what is known of a file."""
    return bool(file.width or file.height or file.group)
