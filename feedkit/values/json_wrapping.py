"""What servers write around JSON, so that no other page's script can use it: the JSON itself is taken out."""

from __future__ import annotations

import re

START = r"(?=[\[{])"
GUARD = re.compile(  # in front of the JSON
    r"\s*(?:\)\]\}'?,?|while\s*\(\s*(?:1|true)\s*\)\s*;?|for\s*\(\s*;\s*;\s*\)\s*;?|\{\}\s*&&|&&&START&&&"
    rf"|throw\s[^;\n]{{1,60}};(?:\s*<[^>\n]{{0,60}}>)?)\s*{START}"
)
COMMENT = re.compile(rf"\s*/\*-secure-\s*{START}")
CALL = re.compile(  # JSONP
    r"\s*(?:/\*[^*]{0,100}\*/\s*)?(?:typeof\s+[\w$.]{1,100}\s*===?\s*['\"]function['\"]\s*&&\s*)?"
    rf"[A-Za-z_$][\w$.]{{0,100}}\s*\(\s*{START}"
)
CALL_END = re.compile(r"\)\s*;?\s*\Z")
COMMENT_END = re.compile(r"\*/\s*\Z")
MAX_END_LENGTH = 100  # characters in which what is around the JSON ends


def unwrapped(text: str) -> str:
    """Return the JSON in a text without what is written around it; any other text as it is."""
    if text[:1] in "{[<" and not text.startswith("{}"):
        return text
    if found := GUARD.match(text):
        return text[found.end() :]
    for start, end in ((COMMENT, COMMENT_END), (CALL, CALL_END)):
        tail = max(len(text) - MAX_END_LENGTH, 0)
        if (begun := start.match(text)) and (ended := end.search(text, max(tail, begun.end()))):
            return text[begun.end() : ended.start()]
    return text
