"""Nothing leaks: what the verbs write or print holds none of the secrets that they are given."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedkit.cli import main
from feedkit.errors import ConfigError, FetchError
from feedkit.fetching import Client, fetch
from feedkit.project.commands import Programs
from feedkit.project.config import parse_config
from feedkit.values.logins import is_same_origin, read_login, without_login, without_logins
from feedkit.values.request_settings import PLAIN, Request, RequestSettings, basic_authorization
from tests.serving import Server

PASSWORD, ARGUMENT, VARIABLE = "Tr0ub4dor-3", "Bearer-c0rrect-h0rse", "st4ple-t0ken"
USER = "ada.secret"
SECRETS = [PASSWORD, USER, ARGUMENT, VARIABLE]
ENTRY = "<li><a href='/{0}'>The title of post number {0}</a> <time datetime='2024-01-0{0}'></time></li>"
PAGE = (
    "<html><head><title>Blog</title></head><body><ul>"
    + "".join(map(ENTRY.format, range(1, 6)))
    + "</ul><a rel='next' href='/page/2'>Older posts</a></body></html>"
)


def leaks(folder: Path, *results: Result) -> list[str]:
    """Return where a secret is: in an output, in a file, or in the name of one."""
    found = [
        f"{stream}: {s}"
        for result in results
        for stream in (result.stdout, result.stderr)
        for s in SECRETS
        if s in stream
    ]
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        content = path.read_bytes() if path.is_file() and name not in GIVEN else b""
        found += [f"{name}: {secret}" for secret in SECRETS if secret in name or secret.encode() in content]
    return found


GIVEN = {"feedkit.toml", "list.opml"}  # what the user wrote


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_LOGIN", f"{USER}:{PASSWORD}")
    monkeypatch.setenv("SITE_TOKEN", VARIABLE)
    monkeypatch.setenv("SITE_PROXY", f"http://{USER}:{PASSWORD}@127.0.0.1:9")
    return tmp_path


@pytest.fixture
def site(server: Server) -> Server:
    """A site that wants a login at /private/, redirects, is slow, and has no page at all elsewhere."""
    granted = server.answer(200, PAGE.encode(), Content_Type="text/html", Cache_Control="max-age=600")

    def private(request: BaseHTTPRequestHandler) -> None:
        (granted if request.headers.get("Authorization") else server.answer(401))(request)

    server.answers["/private/"] = private
    server.page("/moved/", b"", status=301, Location="/private/")
    server.page("/loop/", b"", status=302, Location="/loop/")
    server.page("/empty/", b"<html><title>Nothing</title></html>")
    server.page("/binary/", b"%PDF-1.7")
    return server


def with_login(address: str) -> str:
    return address.replace("://", f"://{USER}:{PASSWORD}@")


def sources(site: Server) -> dict[str, str]:
    """Addresses with a login, that succeed and that fail, by name."""
    here = with_login(site.address)
    found = {name: f"{here}/{name}/" for name in ("private", "moved", "loop", "empty", "binary", "gone")}
    tls = here.replace("http://", "https://")
    return found | {
        "tls": f"{tls}/private/",
        "refused": f"http://{USER}:{PASSWORD}@127.0.0.1:9/",
        "malformed": f"http://{USER}:{PASSWORD}/x@127.0.0.1/",
    }


def test_a_build(site: Server, folder: Path) -> None:
    failing = (
        "import os, sys\n"
        "sys.exit(f'no entry with {sys.argv[1]}, ' + os.environ['SITE_TOKEN'] + ', at https://a:b@h/')"
    )
    feeds = [{"name": name, "source": json.dumps(source)} for name, source in sources(site).items()]
    feeds.append(
        {
            "name": "named",
            "source": json.dumps(f"{site.address}/private/"),
            "login": '"env:SITE_LOGIN"',
            "pages": "2",
        }
    )
    here = json.dumps(f"{site.address}/private/")
    keyed = {"headers": '{ X-Key = "env:SITE_TOKEN" }', "cookies": '{ a = "env:SITE_TOKEN" }'}
    keyed |= {
        "token": '"env:SITE_TOKEN"',
        "proxy": '"env:SITE_PROXY"',
        "post_form": '{ a = "env:SITE_TOKEN" }',
    }
    feeds += [{"name": f"by-{key}", "source": here, key: value} for key, value in keyed.items()]
    feeds.append(
        {"name": "unset", "source": json.dumps(f"{site.address}/private/"), "login": '"env:NO_LOGIN"'}
    )
    feeds.append({"name": "command", "command": json.dumps([sys.executable, "fail.py", ARGUMENT])})
    feeds.append({"name": "absent", "command": json.dumps(["no-such-program", f"--key={ARGUMENT}"])})
    feeds.append({"name": "file", "source": '"page.html"', "url": json.dumps(with_login(site.address + "/"))})
    late = {"fetch_timeout": "0.5"}
    drip = site.dripping("/drip/", b"HTTP/1.1 200 OK\r\n\r\n<p>")
    feeds.append({"name": "late", "source": json.dumps(with_login(drip)), **late})
    feeds.append({"name": "late-keyed", "source": json.dumps(drip), **keyed, **late})
    feeds.append({"name": "late-named", "source": json.dumps(drip), "login": '"env:SITE_LOGIN"', **late})
    feeds.append(
        {"name": "late-command", "command": json.dumps([sys.executable, "sleep.py", ARGUMENT]), **late}
    )
    sleeping = (
        "import os, sys, time\nprint(sys.argv, os.environ, file=sys.stderr, flush=True)\ntime.sleep(60)"
    )
    (folder / "sleep.py").write_text(sleeping)
    (folder / "page.html").write_text(PAGE)
    (folder / "fail.py").write_text(failing)
    text = "allow_private = true\ndelay = 0\nrobots = false\n"
    for feed in feeds:
        text += "[[feeds]]\n" + "".join(
            f"{key} = {json.dumps(value) if key == 'name' else value}\n" for key, value in feed.items()
        )
    (folder / "feedkit.toml").write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_ACTIONS", "true")
        patch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
        results = [CliRunner().invoke(main, ["build"]) for _ in range(2)]
    assert leaks(folder, *results) == []
    assert results[0].exit_code == 1, results[0].stderr
    report = {
        feed["name"]: feed for feed in json.loads((folder / "public/report.json").read_bytes())["feeds"]
    }
    built = {name for name, feed in report.items() if feed["status"] == "ok"}
    assert built == {"private", "moved", "named", "by-token", "file"}
    limit = "within 0.5 seconds (fetch_timeout)"
    for name in ("late", "late-keyed", "late-named"):
        assert report[name]["message"] == f"{drip}: no complete answer {limit}"
    assert report["late-command"]["message"] == f"{sys.executable}: did not end {limit}"
    assert {report[name]["reason"] for name in report if name.startswith("late")} == {"timeout"}
    assert report["private"]["source"] == f"{site.address}/private/"
    assert report["unset"]["message"] == (
        "login: wanted user:password in the environment variable NO_LOGIN, "
        "found none of that name, or an empty one"
    )
    assert report["command"]["source"] == sys.executable
    assert report["command"]["message"] == (
        f"{sys.executable}: exited with status 1: no entry with ***, ***, at https://h/"
    )
    assert f'"home": "{site.address}/"' in (folder / "public/report.json").read_text()


@pytest.mark.parametrize(
    "arguments", [("-o", "out/"), ("--merge", "-o", "all.xml"), ("--merge", "--to", "json")], ids=" ".join
)
def test_converting(site: Server, folder: Path, arguments: tuple[str, ...]) -> None:
    every = sources(site)
    result = CliRunner().invoke(main, ["convert", *every.values(), "--allow-private", *arguments])
    (folder / "list.opml").write_text(f'<opml><body><outline xmlUrl="{every["private"]}"/></body></opml>')
    listed = CliRunner().invoke(main, ["convert", "list.opml", "--allow-private"])
    assert listed.stdout.count("<entry>") == 5
    assert leaks(folder, result, listed) == []


@pytest.mark.parametrize(
    "verb",
    [("inspect",), ("inspect", "--draft"), ("inspect", "--html", "page.html"), ("check",)],
    ids=" ".join,
)
def test_looking(site: Server, folder: Path, verb: tuple[str, ...]) -> None:
    results = [
        CliRunner().invoke(main, [*verb, source, "--allow-private"]) for source in sources(site).values()
    ]
    assert leaks(folder, *results) == []


def test_beginning(site: Server, folder: Path) -> None:
    every = sources(site)
    result = CliRunner().invoke(main, ["init", *every.values(), "-o", "new.toml", "--allow-private"])
    assert leaks(folder, result) == []
    text = (folder / "new.toml").read_text()
    assert f'source = "{site.address}/private/"\nlogin = "env:BLOG_LOGIN"  # ' in text
    assert parse_config(text).feeds[0].login == "env:BLOG_LOGIN"


def test_wrong_calls(folder: Path) -> None:
    address = f"ftp://{USER}:{PASSWORD}@h.example/"
    calls = (
        ["convert", "x", "--url", address],
        ["convert", "x", "--feed-url", with_login("https://h.example/")],
    )
    results = [CliRunner().invoke(main, call) for call in calls]
    assert [result.exit_code for result in results] == [2, 2]
    assert leaks(folder, *results) == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_login_stays_with_its_host(status: int, server: Server, other: Server) -> None:
    end = other.page("/end", PAGE.encode())
    start = server.page("/start", b"", status=status, Location=end)
    given = Request(url=start, headers={"Authorization": basic_authorization(USER, PASSWORD)})
    for url, request in ((start, given), (with_login(start), PLAIN)):
        assert fetch(url, allow_private=True, request=request).url == end
        with Client(allow_private=True, robots=False, delay=0) as client:
            assert client.fetch(url, request=request).url == end
    assert all("Authorization" in request for request in server.requests)
    assert not any("Authorization" in request for request in other.requests)


@pytest.fixture
def other() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def test_what_a_login_gets_is_not_kept(site: Server, folder: Path) -> None:
    with Client(allow_private=True, robots=False, delay=0, cache=folder / "cache") as client:
        url = f"{site.address}/private/"
        request = RequestSettings(login="env:SITE_LOGIN").request(url, os.environ)
        for _ in range(2):
            assert not client.fetch(url, request=request).from_cache
        with pytest.raises(FetchError, match="answered 401"):
            client.fetch(f"{site.address}/private/")
    assert leaks(folder) == []


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://u:p@h/", "https://h/"),
        ("https://u:p@ss@h/x@y", "https://h/x@y"),
        ("https://u:pa/ss@h/", "https://h/"),
        ("https://u:p#a?b@h/", "https://h/"),
        ("HTTPS:\\\\u:p@h/", "HTTPS:\\\\h/"),
        ("feed://u@h/", "feed://h/"),
        ("https://h:8080/@me", "https://h:8080/@me"),
        ("https://h/@me", "https://h/@me"),
        ("https://[::1]:80/a@b", "https://[::1]:80/a@b"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("a@b.html", "a@b.html"),
    ],
)
def test_what_is_shown_of_an_address(address: str, shown: str) -> None:
    assert without_login(address) == shown
    assert (
        without_logins(f"error: {address}: none, {address} (a@b)") == f"error: {shown}: none, {shown} (a@b)"
    )


@pytest.mark.parametrize(
    ("text", "environment", "message"),
    [
        (
            "env:A",
            {},
            "wanted user:password in the environment variable A, found none of that name, or an empty one",
        ),
        (
            "env:A",
            {"A": "x"},
            "wanted user:password in the environment variable A, found one without a colon",
        ),
        ("a:b", {}, "wanted env:NAME, the environment variable that holds user:password, found another text"),
    ],
)
def test_logins_that_are_none(text: str, environment: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        read_login(text, environment)
    assert read_login("env:A", {"A": "ada:a:b"}) == ("ada", "a:b")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            f"login = '{PASSWORD}'",
            (
                "feeds[0] (a).login: wanted env:NAME, the environment variable that holds user:password, "
                "found another text"
            ),
        ),
        (
            "login = 'env:A'",
            "feeds[0] (a).login: wanted a source that is an http(s) address, found another one",
        ),
    ],
)
def test_logins_in_a_configuration(line: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config(f"[[feeds]]\nname = 'a'\nsource = 'a.html'\n{line}\n")
    assert str(caught.value) == message
    with pytest.raises(
        ConfigError, match=r"^base_url: wanted an address without a login, as it is published"
    ):
        parse_config(f"base_url = '{with_login('https://h/')}'\n[[feeds]]\nname = 'a'\nsource = 'a.html'\n")


def test_the_end_of_what_a_program_prints(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "import sys; sys.exit('x' * 200_000 + ' the end')"]
    with Programs() as programs, pytest.raises(Exception, match=r"x the end$"):
        programs.output(program, tmp_path, seconds=60)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://h/a", "https://H:443/b", True),
        ("http://h/", "https://h/", False),
        ("https://h/", "https://h.example/", False),
        ("https://h:99999999/", "https://h/", False),
        ("http://u:p@h/", "http://h/", True),
    ],
)
def test_origins(one: str, other: str, same: bool) -> None:
    assert is_same_origin(one, other) is same
