"""YAML: what is text stays text, and what is built to harm is refused at once."""

from __future__ import annotations

import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from feedkit.errors import ParseError
from feedkit.parsers.data.yaml import load


def test_only_null_and_booleans_are_more_than_text() -> None:
    text = (
        "a: 1.10\nb: No\nc: 12:30\nd: 2025-01-02\ne: True\nf: ~\ng:\nh: 'true'\ni: !!str null\ntrue: 0x1F\n"
    )
    assert load(text) == {
        "a": "1.10",
        "b": "No",
        "c": "12:30",
        "d": "2025-01-02",
        "e": True,
        "f": None,
        "g": None,
        "h": "true",
        "i": "null",
        "true": "0x1F",
    }


def test_nothing_is_null() -> None:
    assert load("") is None
    assert load("# a remark\n") is None


def test_merge_keys_bring_what_the_mapping_lacks() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], x: 3}\nd: {'<<': text}\n"
    assert load(text) == {
        "a": {"x": "1", "y": "1"},
        "b": {"y": "2", "z": "2"},
        "c": {"x": "3", "y": "1", "z": "2"},
        "d": {"<<": "text"},
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "a: b: c",
            "a second ': ' in the line (a text that has one needs quotes) in line 3, column 5",
        ),
        ("a: 1\nb: 2\na: 3", "the key 'a' for the second time in line 5, column 1"),
        ("{<<: {a: 1}, <<: {b: 1}}", "the key '<<' for the second time in line 3, column 14"),
        ("a: !foo 1", "the tag '!foo', which is not one of YAML's own in line 3, column 4"),
        (
            "a: !!python/object/apply:os.system [x]",
            "the tag '!!python/object/apply:os.system', which is not one of YAML's own in line 3, column 4",
        ),
        ("a: &x [*x]", "the alias *x of nothing that ends before it in line 3, column 8"),
        ("a: 1\n---\nb: 2", "a second document in line 4, column 1"),
        ("a: b\x07", "the character U+0007 in line 3, column 5"),
        ("a:\n  - \ud800", "the character U+D800 in line 4, column 5"),
        ("? [a]\n: b", "a key that is a collection in line 3, column 3"),
        ("&a [b]: c", "a key that is a collection in line 3, column 1"),
        ("a: &a true\n*a : b", "a key that is no text in line 4, column 1"),
        ("<<: a", "a merge key '<<' with something other than mappings in line 3, column 5"),
    ],
)
def test_errors_say_where(text: str, found: str) -> None:
    with pytest.raises(ParseError) as caught:
        load(text, first_line=3)
    assert str(caught.value) == f"wanted YAML, found {found}"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "\n".join(" " * i + "a:" for i in range(2000)),
        "a: &a [x, x]\n" + "".join(f"a{i}: &a [*a, *a, *a]\n" for i in range(40)),
        "a: &a {k: v}\n" + "".join(f"a{i}: &a {{<<: [*a, *a], k{i}: v}}\n" for i in range(60)),
        "x: {" + ", ".join(f"<<: {{a{i}: 1}}" for i in range(100_000)) + "}",
    ],
    ids=["flow", "closed", "mappings", "lists", "keys", "indents", "aliases", "merges", "merge-keys"],
)
def test_bombs_are_refused(text: str) -> None:
    with pytest.raises(ParseError):  # at once; some would take years to expand
        load(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "x" * 5_000_000,
        "".join(f"k{i}: v\n" for i in range(50_000)),
        "a: &a {k: v}\n" + "".join(f"b{i}: *a\n" for i in range(40_000)),
    ],
    ids=["line", "keys", "aliases"],
)
def test_long_documents_are_read(text: str) -> None:
    assert isinstance(load(text), dict)


texts = st.text(string.printable.replace("\x0b", "").replace("\x0c", "") + "äé日😀", max_size=20)
values = st.recursive(
    st.none() | st.booleans() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_what_is_dumped_is_loaded(value: object) -> None:
    assert load(yaml.safe_dump(value, allow_unicode=True)) == value


@given(
    st.lists(st.sampled_from([*"[]{},:-?&*!|>'\"%@`#\n ab", "<<", "---", "..."]), max_size=60).map("".join)
)
def test_any_text_is_loaded_or_refused(text: str) -> None:
    try:
        value = load(text)
    except ParseError:
        return
    assert value is None or isinstance(value, (bool, str, list, dict))
