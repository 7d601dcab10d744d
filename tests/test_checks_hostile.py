"""What anybody may send: no input crashes a check, hangs it, fetches anything or fills the memory."""

from __future__ import annotations

import socket
import tracemalloc
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.checks import check
from feedkit.checks.findings import MAX_FINDINGS_PER_RULE, Findings, Report, shown
from tests.costs import assert_linear

BASES = {path.suffix[1:]: path.read_bytes() for path in (Path(__file__).parent / "checks").glob("base.*")}
MANY = 24_000
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
RSS = '<rss version="2.0"><channel><title>a</title><link>https://a.example/</link><description>'
END = "</description></channel></rss>"
MASTER = f"{RSS}a</description><webMaster>"


def bomb(levels: int) -> str:
    """A billion laughs: each entity is ten of the one before."""
    names = [f"e{level}" for level in range(levels)]
    entities = [f'<!ENTITY {names[0]} "haha">']
    entities += [f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)]
    return f"<!DOCTYPE rss [{''.join(entities)}]>{RSS}&{names[-1]};{END}"


@cache
def hostile(many: int) -> dict[str, str]:
    """Documents by what they have too much of, each about as long as `many`."""
    return {
        "bomb of entities": bomb(12),
        "bomb in an attribute": bomb(12).replace("&e11;", "").replace('version="2.0"', 'version="&e11;"'),
        "one long entity, often": f'<!DOCTYPE rss [<!ENTITY e "{"a" * many}">]>{RSS}'
        + "&e;" * (many // 10)
        + END,
        "short entities, often": f'<!DOCTYPE rss [<!ENTITY e "{"a" * 200}">]>{RSS}{"&e;" * many}{END}',
        "short entities in an attribute": f'<!DOCTYPE a [<!ENTITY e "{"a" * 200}">]><a b="'
        + "&e;" * (3 * many)
        + '"/>',
        "parameter entities": "<!DOCTYPE a [<!ENTITY % p \"<!ENTITY e 'x'>\"> %p; %p;]><a>&e;</a>",
        "undefined entities": f"{RSS}{'&nbsp;' * many}{END}",
        "deep elements": RSS.replace("<description>", "") + "<a>" * many,
        "deep elements, closed": RSS.replace("<description>", "") + "<a>" * many + "</a>" * many,
        "deep XHTML": '<feed xmlns="http://www.w3.org/2005/Atom"><title type="xhtml">'
        + '<div xmlns="http://www.w3.org/1999/xhtml">' * many,
        "deep categories": '<rss version="2.0" xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
        + '<i:category text="Arts">' * many,
        "deep JSON": "[" * many,
        "deep JSON inside": '{"items": ' + '{"_a": ' * many,
        "unknown elements": RSS.replace("<description>", "") + "<a/>" * many + "</channel></rss>",
        "namespaces": RSS.replace("<description>", "")
        + "".join(f'<x xmlns="n:{i}"/>' for i in range(many // 10)),
        "prefixes": "<rss " + " ".join(f'xmlns:p{i}="u:{i}"' for i in range(many // 10)) + "/>",
        "attributes": "<rss " + " ".join(f'a{i}=""' for i in range(many // 10)) + "/>",
        "a long attribute": f'<rss version="{"a" * (10 * many)}"/>',
        "a long name": f"<{'a' * (10 * many)}/>",
        "start tags in HTML": RSS + "&lt;a&gt;" * many + END,
        "end tags in HTML": RSS + "&lt;/b&gt;" * many + END,
        "crossed tags in HTML": RSS + "&lt;a&gt;&lt;b&gt;&lt;/a&gt;" * many + END,
        "open tags in HTML": RSS + "&lt;a " * many + END,
        "open quotes in HTML": RSS + '&lt;a b="' * many + END,
        "two kinds of quotes in HTML": RSS + "&lt;a b='\"" * many + END,
        "a long tag in HTML": f"{RSS}&lt;{'a' * many}{END}",
        "a long tag URI": f'<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:{"@" * many}</id></feed>',
        "a long path": f"{RSS}a</description><docs>https://a.example{'/%2F[' * many}</docs></channel></rss>",
        "a long media type": '<rss><channel><item><enclosure type="a/b'
        + ";a=b" * many
        + ';"/></item></channel></rss>',
        "a long language": f"{RSS}a</description><language>en{'-a' * many}-</language></channel></rss>",
        "comments in HTML": RSS + "&lt;!--" * many + END,
        "scripts in HTML": RSS + "&lt;script&gt;" * many + END,
        "attributes in HTML": RSS + "&lt;a " + "a = " * many + "&gt;" + END,
        "angles": RSS + "&lt;" * many + END,
        "srcset": RSS + f"&lt;img srcset='{',' * many}{'a,' * many}'&gt;" + END,
        "a long date": f"{RSS}a</description><pubDate>{'(' * many}{'1 ' * many}</pubDate></channel></rss>",
        "a long contact": f"{RSS}a</description><webMaster>{'a@' * many}</webMaster></channel></rss>",
        "a long name before an address": f"{MASTER}{'a' * many} {'(' * many})</webMaster></channel></rss>",
        "a long mailto": f"{MASTER}mailto:{'%40?&amp;' * many}</webMaster></channel></rss>",
        "long coordinates": f'<rss xmlns:g="http://www.georss.org/georss" xmlns:w="{WGS84}"><channel>'
        f"<w:lat>{'1' * many}</w:lat><w:long>1e{'9' * many}</w:long>"
        f"<g:point>{'1' * many}{' ' * many}</g:point><g:line>{'1 ' * many}x</g:line>"
        f"<g:box>{'1 ' * many}</g:box><g:circle>{'1.' * many}</g:circle>",
        "long numbers": f'<rss xmlns:s="http://purl.org/rss/1.0/modules/slash/"><channel><item>'
        f"<s:hit_parade>{'1 , ' * many}</s:hit_parade><s:hit_parade>{'1' * many}-</s:hit_parade>",
        "a long time": f'<rss xmlns:p="https://podcastindex.org/namespace/1.0"><channel><p:liveItem start="'
        f'{"T1" * many}" end="{"+" * many}0100"/>',
        "a long title": RSS.replace("<title>a", "<title>" + "&amp;lt" * many + "&lt;b " * many) + END,
        "a long number": f"{RSS}a</description><ttl>{'1' * many}</ttl></channel></rss>",
        "a long JSON number": '{"version": ' + "1" * many + ', "title": ' + "1" * 250 + "e9}",
        "JSON that stops": '{"items": [' + '{"id": "a"},' * many,
        "JSON of keys": '{"items": [' + ",".join('{"id": 1, "id": 2}' for _ in range(many // 10)) + "]}",
        "NUL": "\0" * many,
        "lone surrogates": f"{RSS}\ud800{END}",
        "a lone surrogate at the start": "\udc80<rss/>",
        "nothing but a byte order mark": "\ufeff",
    }


@pytest.mark.parametrize("name", sorted(hostile(1)))
def test_hostile_documents_are_reported_at_the_cost_of_their_length(name: str) -> None:
    def reported(document: str) -> None:
        report = check(document)
        assert report.findings
        assert len(report.findings) <= 20 * MAX_FINDINGS_PER_RULE
        assert all(str(finding).isprintable() for finding in report.findings)

    assert_linear(reported, lambda many: hostile(many)[name], MANY)


@pytest.mark.parametrize("name", sorted(BASES))
def test_a_feed_cut_off_anywhere_is_reported(name: str) -> None:
    base = BASES[name].rstrip()
    for end in range(len(base)):
        assert not check(base[:end]).valid, base[max(0, end - 40) : end]


@pytest.mark.parametrize("name", ["rss", "atom"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "shift_jis", "koi8-r", "gb18030", "cp037"],
)
def test_a_feed_in_another_encoding_than_it_says_is_read_or_reported(name: str, encoding: str) -> None:
    text = BASES[name].decode().replace("Harbour", "Hafen")
    told = text.replace('encoding="utf-8"', f'encoding="{encoding}"')
    report = check(told.encode(encoding))
    assert report.format in (name, "")
    if encoding not in ("utf-16-le", "utf-16-be", "utf-32", "cp037"):
        assert report.valid, [str(finding) for finding in report.findings]
    assert check(text.encode(encoding)).format in (name, "")


def test_no_network_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    report = check(
        '<!DOCTYPE rss SYSTEM "http://dtd.example/rss.dtd" [<!ENTITY % p SYSTEM "http://dtd.example/p"> %p; '
        f'<!ENTITY e SYSTEM "file:///etc/passwd">]>{RSS}&e;{END}'
    )
    assert {finding.rule for finding in report.findings} >= {"doctype", "undefined-entity"}


def test_a_rule_broken_over_and_over_is_counted() -> None:
    report = check(hostile(MANY)["unknown elements"])
    assert sum(finding.rule == "unknown-element" for finding in report.findings) == MAX_FINDINGS_PER_RULE
    assert report.omitted == MANY - MAX_FINDINGS_PER_RULE


def entries(number: int) -> bytes:
    text = "Word upon word, line upon line. " * 50
    items = "".join(
        f"<item><title>{i}</title><guid>https://a.example/{i}</guid><description><![CDATA[{text}]]></description></item>"
        for i in range(number)
    )
    start = RSS.replace("<description>", "<description/>")
    return f"{start}{items}</channel></rss>".encode()


def peak(source: bytes) -> int:
    tracemalloc.start()
    report = check(source)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {finding.rule for finding in report.findings} == {"no-self-link"}
    return most


def test_entries_are_not_kept() -> None:
    few, many = entries(2000), entries(5000)
    peak(few)  # the tables are made
    assert peak(many) - peak(few) < (len(many) - len(few)) / 4


@given(st.binary(max_size=200))
def test_any_bytes_are_reported(source: bytes) -> None:
    report = check(source)
    assert not report.valid


@given(st.text(max_size=200))
def test_any_text_is_reported(source: str) -> None:
    assert not check(source).valid


@given(st.sampled_from(sorted(BASES)), st.integers(0, 5000), st.text(max_size=8), st.integers(0, 8))
def test_any_edit_of_a_feed_is_read(name: str, place: int, put: str, cut: int) -> None:
    text = BASES[name].decode()
    place %= len(text)
    report = check(text[:place] + put + text[place + cut :])
    assert isinstance(report, Report)
    assert all(finding.line >= 1 and finding.column >= 1 for finding in report.findings)


@given(st.text())
def test_values_are_shown_on_one_printable_line(text: str) -> None:
    assert shown(text).isprintable()


def test_findings_are_of_known_rules_only() -> None:
    with pytest.raises(KeyError):
        Findings({}).add("no-such-rule", (1, 1), "feed", wanted="a", found="b")
