"""Pages from the network, politely: robots.txt, one request of a host at a time, and bounds to size, time and place."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from onrecord.errors import PageError
from onrecord.read.load import LARGEST
from onrecord.version import __version__

AGENT = f"OnRecord/{__version__}"
_REDIRECTS = 5
_ROBOTS_LARGEST = 500_000
_OK, _NOT_MODIFIED, _MULTIPLE, _BAD_REQUEST, _SERVER = 200, 304, 300, 400, 500


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a page may take in seconds, how large it may be in bytes, how long a host is left alone between two."""

    seconds: float = 60.0
    largest: int = LARGEST
    pause: float = 1.0
    longest_pause: float = 30.0
    private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered; `content` is null where it is as it was, by its `etag` or its day of `modified`."""

    url: str
    content: bytes | None
    media_type: str = ""
    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """Fetches pages one after another, and leaves each host alone for a while between two."""

    def __init__(self, bounds: Bounds = Bounds(), sleep: Callable[[float], None] = time.sleep) -> None:
        self.bounds = bounds
        self._sleep = sleep
        self._robots: dict[str, Protego | PageError] = {}
        self._last: dict[str, float] = {}
        timeout = httpx.Timeout(min(20.0, bounds.seconds))
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
        self._network = _Checked(bounds.private)
        self._client = httpx.Client(transport=_Guarded(self._network), timeout=timeout, headers=headers)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What an address answers; with `etag` or `modified` only where it changed since.

        Raises PageError where it may not be fetched, does not answer, or answers with too much or too slowly.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        for _ in range(_REDIRECTS + 1):
            self._check_robots(url)
            answer, content = self._get(url, headers, self.bounds.largest)
            status = answer.status_code
            if status == _NOT_MODIFIED and headers:
                return Fetched(url, None, etag=etag, modified=modified)
            if _MULTIPLE <= status < _BAD_REQUEST and "location" in answer.headers:
                url = urljoin(url, answer.headers["location"])
                continue
            if status != _OK:
                raise PageError(f"answers with status {status}")
            kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
            return Fetched(url, content, kind, answer.headers.get("etag"), answer.headers.get("last-modified"))
        raise PageError(f"redirects more than {_REDIRECTS} times")

    def _check_robots(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise PageError(f"{url} is no address of a page")
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules(site)
        rules = self._robots[site]
        if isinstance(rules, PageError):
            raise rules
        if not rules.can_fetch(url, AGENT):
            raise PageError("its robots.txt forbids it")

    def _rules(self, site: str) -> Protego | PageError:
        """The rules of a site, all allowed where it has none, or why nothing is fetched there (RFC 9309)."""
        try:
            answer, content = self._get(f"{site}/robots.txt", {}, _ROBOTS_LARGEST, cut=True)
        except PageError as error:
            return error
        if answer.status_code >= _SERVER:
            return PageError("its robots.txt cannot be had, so that nothing is fetched there")
        return Protego.parse(content.decode("utf-8", "replace") if answer.status_code == _OK else "")

    def _get(self, url: str, headers: dict[str, str], largest: int, cut: bool = False) -> tuple[httpx.Response, bytes]:
        """An answer and its content; what is larger than it may be is refused, or cut off there."""
        self._wait(url)
        ends = self._network.ends = time.monotonic() + self.bounds.seconds
        content = bytearray()
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                for piece in answer.iter_bytes(1 << 16):
                    content += piece
                    if len(content) > largest and cut:
                        break
                    if len(content) > largest:
                        raise PageError(f"larger than {max(1, largest >> 20)} MB")
                    if time.monotonic() > ends:
                        raise PageError(f"takes longer than {self.bounds.seconds:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise PageError(f"does not answer: {_reason(error)}") from None
        finally:
            self._last[urlsplit(url).netloc] = time.monotonic()
        return answer, bytes(content[:largest])

    def _wait(self, url: str) -> None:
        """Leave the host alone for as long as it asks, within bounds."""
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = rules.crawl_delay(AGENT) if isinstance(rules, Protego) else None
        pause = min(max(self.bounds.pause, float(asked or 0)), self.bounds.longest_pause)
        left = self._last.get(parts.netloc, float("-inf")) + pause - time.monotonic()
        if left > 0:
            self._sleep(left)


def _reason(error: Exception) -> str:
    said = next(iter(str(error).splitlines()), "")
    return said or type(error).__name__


class _Guarded(httpx.BaseTransport):
    """Sends requests over a network that checks where they go."""

    def __init__(self, network: _Checked) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and give its answer."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        try:
            answer = self._pool.handle_request(sent)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.TransportError(_reason(error)) from error
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Any:
        try:
            yield from self._answer.iter_stream()
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.TransportError(_reason(error)) from error

    def close(self) -> None:
        self._answer.close()


class _Checked(httpcore.NetworkBackend):
    """Looks a host up once, checks its addresses, and connects to the one that was checked.

    After `ends`, by the monotonic clock, nothing is read any more, however little at a time comes.
    """

    def __init__(self, private: bool) -> None:
        self.ends = float("inf")
        self._private = private
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host by name or address; raises ConnectError where it is a private one."""
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except OSError as error:
            raise httpcore.ConnectError(f"no host {host}: {error.strerror}") from None
        if not self._private and not all(ipaddress.ip_address(address.split("%")[0]).is_global for address in found):
            raise httpcore.ConnectError(f"{host} is an address of a private network")
        return _Timed(self._backend.connect_tcp(found[0], port, timeout, local_address, socket_options), self)


class _Timed(httpcore.NetworkStream):
    """A connection that is read from until its time is over."""

    def __init__(self, stream: httpcore.NetworkStream, network: _Checked) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes; raises ReadTimeout once the time is over."""
        if time.monotonic() > self._network.ends:
            raise httpcore.ReadTimeout("it takes too long")
        return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write some bytes."""
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, timeout), self._network)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self._stream.get_extra_info(info)
