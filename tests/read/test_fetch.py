"""Pages are fetched within bounds, as their hosts allow; against a server of this machine that misbehaves."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.errors import PageError
from onrecord.read.fetch import Bounds, Fetcher


class Odd(BaseHTTPRequestHandler):
    """Answers as its path says."""

    protocol_version = "HTTP/1.1"
    asked: list[str] = []  # noqa: RUF012
    robots = (200, b"User-agent: *\nDisallow: /secret")

    def do_GET(self) -> None:
        path = self.path
        self.asked.append(path)
        if path == "/robots.txt":
            self.answer(*self.robots)
        elif path == "/page":
            known = self.headers.get("If-None-Match") == '"1"'
            self.answer(304 if known else 200, b"" if known else b"<p>Rain.</p>", ETag='"1"')
        elif path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif path == "/moved":
            self.answer(301, b"", Location="/page")
        elif path == "/bomb":
            self.answer(200, gzip.compress(b"\0" * 5_000_000), Content_Encoding="gzip")
        elif path in ("/slow", "/endless"):
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            self.drip(b"x" if path == "/slow" else b"x" * 4096, 0.05 if path == "/slow" else 0.0)
        elif path == "/headers":
            self.drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 500, 0.05, single=True)
        else:
            self.answer(404, b"gone")

    def drip(self, piece: bytes, pause: float, single: bool = False) -> None:
        """Send a piece over and over, or a byte of it at a time, until nobody listens."""
        try:
            for at in range(len(piece) if single else 100_000):
                self.wfile.write(piece[at : at + 1] if single else piece)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            self.close_connection = True

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """One answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    Odd.asked = []
    Odd.robots = (200, b"User-agent: *\nDisallow: /secret\nCrawl-delay: 7")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetcher(**bounds: float | bool) -> Fetcher:
    return Fetcher(Bounds(**{"private": True, "pause": 0.0, "longest_pause": 0.0, **bounds}))  # type: ignore[arg-type]


def test_a_page_is_fetched_once_more_only_where_it_changed(site: str) -> None:
    first = fetcher().fetch(f"{site}/moved")
    assert (first.url, first.content, first.etag) == (f"{site}/page", b"<p>Rain.</p>", '"1"')
    assert fetcher().fetch(f"{site}/page", etag=first.etag).content is None


def test_robots_txt_is_asked_once_and_held_to(site: str) -> None:
    ours = fetcher()
    with pytest.raises(PageError, match="forbids"):
        ours.fetch(f"{site}/secret/plan")
    ours.fetch(f"{site}/page")
    assert Odd.asked == ["/robots.txt", "/page"]
    Odd.robots = (503, b"")
    with pytest.raises(PageError, match="cannot be had"):
        fetcher().fetch(f"{site}/page")
    Odd.robots = (404, b"")
    assert fetcher().fetch(f"{site}/page").content


def test_a_host_is_left_alone_for_as_long_as_it_asks(site: str) -> None:
    waited: list[float] = []
    ours = Fetcher(Bounds(private=True, pause=1.0, longest_pause=5.0), sleep=waited.append)
    ours.fetch(f"{site}/page")
    ours.fetch(f"{site}/page")
    assert [round(seconds) for seconds in waited] == [5, 5]


@pytest.mark.parametrize(
    ("path", "bounds", "why"),
    [
        ("/loop", {}, "redirects more than 5 times"),
        ("/gone", {}, "answers with status 404"),
        ("/bomb", {"largest": 1_000_000}, "larger than 1 MB"),
        ("/endless", {"largest": 1_000_000}, "larger than 1 MB"),
        ("/slow", {"seconds": 0.5}, "takes longer|takes too long"),
        ("/headers", {"seconds": 0.5}, "takes too long"),
    ],
)
def test_a_server_that_misbehaves_is_left(site: str, path: str, bounds: dict[str, float], why: str) -> None:
    with pytest.raises(PageError, match=why):
        fetcher(**bounds).fetch(site + path)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]"])
def test_private_addresses_are_left_alone(host: str) -> None:
    with pytest.raises(PageError, match="private network"):
        Fetcher(Bounds(pause=0.0)).fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "address", ["ftp://tarnherald.example/", "https://", "file:///etc/passwd", "http://nosuch.invalid/"]
)
def test_what_is_no_address_or_no_host_says_so(address: str) -> None:
    with pytest.raises(PageError, match=r"no address|no host"):
        Fetcher().fetch(address)
