"""A page in the browser reaches nothing that feedkit itself would not fetch, whichever way it tries."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Network

import pytest

from feedkit.errors import FetchError
from feedkit.fetching import Client, guard
from feedkit.fetching.page_rendering import Rendering
from tests.browsing import needs_browser
from tests.serving import Server

pytestmark = needs_browser
RESULT = "<p id=result>waiting</p>"
SHOW = "const show = (text) => { document.getElementById('result').textContent = text };"
# By what is tried; {host} is a private address with the port of a server there, {port} that port alone.
ATTACKS = {
    "fetch": "fetch('http://{host}/').then(() => show('open'), () => show('closed'))",
    "fetch without CORS": "fetch('http://{host}/', {mode: 'no-cors'})"
    ".then(() => show('open'), () => show('closed'))",
    "POST": "fetch('http://{host}/', {method: 'POST', body: 'x', mode: 'no-cors'})"
    ".then(() => show('open'), () => show('closed'))",
    "a script": "add('script', {src: 'http://{host}/x.js'})",
    "an image": "add('img', {src: 'http://{host}/x.png'})",
    "a video": "add('video', {src: 'http://{host}/x.mp4', preload: 'auto'})",
    "a style sheet": "add('link', {rel: 'stylesheet', href: 'http://{host}/x.css'})",
    "a font": "add('style', {textContent: '@font-face {font-family: f; src: url(http://{host}/f)}"
    " body {font-family: f}'})",
    "an import of CSS": "add('style', {textContent: '@import url(http://{host}/x.css)'})",
    "an iframe": "add('iframe', {src: 'http://{host}/'})",
    "an object": "add('object', {data: 'http://{host}/'})",
    "a preconnect": "add('link', {rel: 'preconnect', href: 'http://{host}/'}); "
    "add('link', {rel: 'dns-prefetch', href: 'http://{host}/'})",
    "a prefetch": "add('link', {rel: 'prefetch', href: 'http://{host}/'}); "
    "add('link', {rel: 'modulepreload', href: 'http://{host}/x.js'})",
    "a speculation rule": "add('script', {type: 'speculationrules', textContent: "
    "JSON.stringify({prerender: [{urls: ['http://{host}/'], eagerness: 'immediate'}]})})",
    "a redirect": "fetch('/away').then(() => show('open'), () => show('closed'))",
    "a redirect of an iframe": "add('iframe', {src: '/away'})",
    "a navigation": "location.href = 'http://{host}/'",
    "a meta refresh": "add('meta', {httpEquiv: 'refresh', content: '0; url=http://{host}/'})",
    "a form": "const form = add('form', {action: 'http://{host}/', method: 'post'}); form.submit()",
    "a window": "window.open('http://{host}/')",
    "a beacon": "navigator.sendBeacon('http://{host}/', 'x')",
    "a ping": "add('a', {href: '#', ping: 'http://{host}/'}).click()",
    "a web socket": "new WebSocket('ws://{host}/').onerror = () => show('closed')",
    "server-sent events": "new EventSource('http://{host}/')",
    "a worker": "new Worker(URL.createObjectURL(new Blob([\"fetch('http://{host}/')\"])))",
    "a worker's import": "new Worker(URL.createObjectURL(new Blob([\"importScripts('http://{host}/x.js')\"])))",
    "a shared worker": "new SharedWorker(URL.createObjectURL(new Blob([\"fetch('http://{host}/')\"])))",
    "a service worker": "navigator.serviceWorker.register('/worker.js')",
    "WebRTC": "const c = new (window.RTCPeerConnection || document.createElement('iframe').contentWindow"
    ".RTCPeerConnection)({iceServers: [{urls: 'stun:{host}'}, "
    "{urls: 'turn:{host}?transport=tcp', username: 'a', credential: 'b'}]});"
    "c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o))",
    "WebRTC of an iframe": "const f = add('iframe', {src: '/empty'});"
    " f.onload = () => { const c = new f.contentWindow.RTCPeerConnection("
    "{iceServers: [{urls: 'stun:{host}'}]}); c.createDataChannel('x');"
    "c.createOffer().then((o) => c.setLocalDescription(o)) }",
    "WebTransport": "new WebTransport('https://{host}/')",
    "an address as a number": "fetch('http://2130706434:{port}/', {mode: 'no-cors'})",
    "an IPv6 address that wraps it": "fetch('http://[::ffff:127.0.0.2]:{port}/', {mode: 'no-cors'})",
    "a name for it": "fetch('http://inside.example:{port}/', {mode: 'no-cors'})",
    "a name that changes": "fetch('http://rebinding.example:{port}/', {mode: 'no-cors'})"
    ".finally(() => fetch('http://rebinding.example:{port}/', {mode: 'no-cors'}))",
    "another port of this machine": "fetch('http://localhost:{port}/', {mode: 'no-cors'})",
}
ADD = """const add = (tag, given) => {
  const made = Object.assign(document.createElement(tag), given);
  if (given.ping) made.setAttribute('ping', given.ping);
  return document.body.appendChild(made);
};"""


class Private:
    """What listens at 127.0.0.2 by TCP and UDP on one port, and counts who comes."""

    def __init__(self) -> None:
        self.visits: list[str] = []
        self._tcp = socket.create_server(("127.0.0.2", 0))
        self.port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.2", self.port))
        for listen in (self._accept, self._receive):
            threading.Thread(target=listen, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._tcp.accept()
                self.visits.append(f"TCP: {connection.recv(200)!r}")
                connection.close()

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                self.visits.append(f"UDP: {self._udp.recv(200)!r}")

    def close(self) -> None:
        self._tcp.close()
        self._udp.close()


@pytest.fixture
def private() -> Iterator[Private]:
    private = Private()
    yield private
    private.close()


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client(robots=False, delay=0, retries=0) as client:
        yield client


@pytest.fixture(autouse=True)
def public_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 stands for the public internet, and all else of the loopback for private networks."""
    blocks = [block for block in guard.SPECIAL_IPV4 if block != IPv4Network("127.0.0.0/8")]
    monkeypatch.setattr(
        guard, "SPECIAL_IPV4", [*blocks, IPv4Network("127.0.0.2/31"), IPv4Network("127.0.0.4/30")]
    )
    looked_up = guard._looked_up
    asked: list[str] = []

    def names(host: str, *rest: object) -> list[str]:
        asked.append(host)
        if host == "inside.example":
            return ["127.0.0.2"]
        if host == "rebinding.example":  # what one look-up says, the next one takes back
            return ["127.0.0.1"] if asked.count(host) % 2 else ["127.0.0.2"]
        return looked_up(host, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(guard, "_looked_up", names)


def attacked(server: Server, private: Private, attack: str) -> str:
    """A page that attacks as soon as it is shown; its address."""
    host = f"127.0.0.2:{private.port}"
    script = attack.replace("{host}", host).replace("{port}", str(private.port))
    server.page("/away", b"", status=302, Location=f"http://{host}/")
    server.page("/empty", b"<p>nothing")
    server.page("/worker.js", f"fetch('http://{host}/')".encode(), "text/javascript")
    links = "".join(f"<h2><a href=/{n}>Post {n}</a></h2>" for n in range(5))
    page = f"<title>t</title>{links}{RESULT}<script>{SHOW}{ADD}\n{script}</script>"
    return server.page("/", page.encode())


@pytest.mark.parametrize("way", ATTACKS)
def test_private_addresses_are_not_reached(
    server: Server, private: Private, client: Client, way: str
) -> None:
    url = attacked(server, private, ATTACKS[way])
    with suppress(FetchError):  # the page may be lost with its attack, but never reaches out
        page = client.fetch(url, rendering=Rendering())
        assert 'id="result">open' not in page.content
    assert private.visits == []


def test_the_server_that_is_attacked_counts_who_comes(private: Private) -> None:
    with socket.create_connection(("127.0.0.2", private.port)) as connection:
        connection.send(b"x")
        connection.recv(1)
    assert private.visits == ["TCP: b'x'"]


FILES = {
    "fetch": "fetch('file:///etc/hostname').then(() => show('open'), () => show('closed'))",
    "an iframe": "const f = add('iframe', {src: 'file:///etc/hostname'}); setTimeout(() => { try {"
    "show(f.contentWindow.location.href.startsWith('file:') ? 'open' : 'closed') }"
    " catch { show('closed') } }, 300)",
    "a navigation": "location.href = 'file:///etc/hostname'",
    "a window": "window.open('file:///etc/hostname'); show('closed')",
    "the browser's pages": "location.href = 'chrome://version'",
    "a source": "location.href = 'view-source:file:///etc/hostname'",
}


@pytest.mark.parametrize("way", FILES)
def test_files_are_not_shown(server: Server, private: Private, client: Client, way: str) -> None:
    page = client.fetch(attacked(server, private, FILES[way]), rendering=Rendering())
    assert isinstance(page.content, str)
    assert page.url.startswith(server.address)
    assert 'id="result">open' not in page.content
    assert "Post 4" in page.content
