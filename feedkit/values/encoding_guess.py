"""Which legacy encoding are bytes in that are not UTF-8, and declare none or a wrong one?

chardet ranks the encodings by how likely each is, from the words that have bytes beyond ASCII, which are few
where most is ASCII. What it ranks first can be words that no language has ("caf" + a Cyrillic letter), so the
first is taken whose words are plausible and which all of the bytes are in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter

# chardet's names → Python's, of encodings that browsers know (WHATWG Encoding Standard) and texts are in
CANDIDATES = {
    name: name
    for name in (
        *(f"cp125{digit}" for digit in range(9)),
        *("iso8859-2", "iso8859-5", "iso8859-7", "iso8859-15", "koi8-r", "koi8-u"),
        *("big5hkscs", "cp866", "cp874", "cp932", "cp949", "gb18030", "mac-roman"),
    )
} | {"euc_jis_2004": "euc_jp"}
DEFAULT = "cp1252"  # of browsers
DEFAULT_BONUS = 1.5  # how much likelier the default is where a few words are all there is to judge from
MAX_SHORT_SAMPLE = 30  # bytes of these words
MAX_SAMPLE = 50_000  # bytes that the encoding is guessed from
MIN_SAMPLE = 24  # bytes for a guess that goes before a declared encoding
MIN_SHARE_OF_BEST = 0.3  # of the best guess's confidence, that a declared encoding has
WORD = re.compile(rb"[A-Za-z]{0,9}[\x80-\xff][^\x00-\x2f;<=>?]{0,200}")  # second bytes are from 0x30 on
NON_LATIN = "\u0370-\u07ff\u0e00-\u0eff"  # letters of Greek, Cyrillic, Armenian, Hebrew, Arabic…, Thai, Lao
ODD_WORD = re.compile(
    r"[\u00aa-\u024f]{3}"  # three accented Latin letters in a row
    r"|(?<=[^\W\d_])[\u00a1-\u00bf\u00d7\u00f7\u2020-\u20cf\u2100-\u2bff](?=[^\W\d_])"  # a sign in a word
    rf"|[A-Za-z][{NON_LATIN}]|[{NON_LATIN}][A-Za-z]"  # letters of two alphabets
    r"|[\x7f-\x9f\ue000-\uf8ff\ufffd]"  # no characters of texts
)


def likeliest_encoding(data: bytes) -> str:
    """Return Python's name of the encoding that bytes with some beyond ASCII are likeliest in."""
    sample = _sample(data)
    ranked = _ranked(sample)
    return _best(data, sample, ranked) or next(iter(ranked), DEFAULT)


def is_likely(data: bytes, encoding: str) -> bool:
    """Return whether bytes may be in the encoding that they are declared to be in.

    They are not if most words are such as no language has; nor if another encoding is far likelier.
    """
    sample = _sample(data)
    if not is_plausible(sample.decode(encoding, "replace")):
        return False
    if len(sample) < MIN_SAMPLE or encoding not in CANDIDATES.values():
        return True
    ranked = _ranked(sample)
    best = _best(data, sample, ranked)
    return best is None or ranked.get(encoding, 0.0) >= MIN_SHARE_OF_BEST * ranked[best]


def is_plausible(text: str) -> bool:
    """Return whether no more than half of the words are such as no language has."""
    words = text.split()
    return sum(ODD_WORD.search(word) is not None for word in words) <= len(words) // 2


def _best(data: bytes, sample: bytes, ranked: Iterable[str]) -> str | None:
    """Return the first of some encodings that all of the bytes are in, if possible with plausible words."""
    first = None
    for encoding in ranked:
        if _can_decode(data, encoding):
            if is_plausible(sample.decode(encoding, "replace")):
                return encoding
            first = first or encoding
    return first


def _sample(data: bytes) -> bytes:
    """Return the first words that have bytes beyond ASCII."""
    words, size = [], 0
    for word in WORD.finditer(data):
        words.append(word[0])
        size += len(word[0])
        if size > MAX_SAMPLE:
            break
    return b" ".join(words)


def _ranked(sample: bytes) -> dict[str, float]:
    """Return the encodings that a sample may be in, with chardet's confidence, the likeliest first."""
    from chardet import detect_all  # loaded only for sources that need it

    if not sample:
        return {}
    found = detect_all(
        sample,
        ignore_threshold=True,
        compat_names=False,
        include_encodings=CANDIDATES,
        empty_input_encoding=DEFAULT,
    )
    ranked = {CANDIDATES[one["encoding"] or DEFAULT]: one["confidence"] for one in found}
    if DEFAULT in ranked and len(sample) < MAX_SHORT_SAMPLE:
        ranked[DEFAULT] *= DEFAULT_BONUS
    return dict(sorted(ranked.items(), key=itemgetter(1), reverse=True))


def _can_decode(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
