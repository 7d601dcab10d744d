"""Media types: their grammar, and which of them the suffix of an address stands for.

A table of our own: Python's `mimetypes` reads files of the machine, and a feed must be the same everywhere.
"""

from __future__ import annotations

import re

from feedkit.values.urls import split_url

_TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
MEDIA_TYPE = re.compile(rf"({_TOKEN})/({_TOKEN})(?:\s*;\s*{_TOKEN}=(?:{_TOKEN}|\"[^\"]*\"))*")
UNKNOWN_TYPE = "application/octet-stream"
TYPES_BY_SUFFIX = {
    "3gp": "video/3gpp",
    "aac": "audio/aac",
    "aif": "audio/aiff",
    "aiff": "audio/aiff",
    "apk": "application/vnd.android.package-archive",
    "avi": "video/x-msvideo",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "bz2": "application/x-bzip2",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "flac": "audio/flac",
    "gif": "image/gif",
    "gz": "application/gzip",
    "htm": "text/html",
    "html": "text/html",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "m3u8": "application/vnd.apple.mpegurl",
    "m4a": "audio/x-m4a",
    "m4b": "audio/mp4",
    "m4v": "video/x-m4v",
    "md": "text/markdown",
    "mid": "audio/midi",
    "mkv": "video/x-matroska",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "mpeg": "video/mpeg",
    "mpg": "video/mpeg",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ps": "application/postscript",
    "rar": "application/vnd.rar",
    "rtf": "application/rtf",
    "srt": "application/x-subrip",
    "svg": "image/svg+xml",
    "tar": "application/x-tar",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "torrent": "application/x-bittorrent",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "wav": "audio/wav",
    "weba": "audio/webm",
    "webm": "video/webm",
    "webp": "image/webp",
    "wma": "audio/x-ms-wma",
    "wmv": "video/x-ms-wmv",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xz": "application/x-xz",
    "zip": "application/zip",
    "zst": "application/zstd",
}


def is_media_type(text: str) -> bool:
    """Return whether a text is a media type (RFC 6838, section 4.2), with or without parameters."""
    return MEDIA_TYPE.fullmatch(text) is not None


def media_type_of(url: str) -> str:
    """Return the media type that the suffix of a URL stands for; `UNKNOWN_TYPE` for all others."""
    name = split_url(url).path.rpartition("/")[2]
    return TYPES_BY_SUFFIX.get(name.rpartition(".")[2].lower(), UNKNOWN_TYPE) if "." in name else UNKNOWN_TYPE
