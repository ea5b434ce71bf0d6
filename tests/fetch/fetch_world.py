"""A small internet on the loopback: real servers and sockets, with names and public addresses of its own.

Public addresses lead to the site. Any other address leads to the canary, which must never be asked: so a check that
lets a forbidden address through is seen as a hit, whatever the address was.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import httpcore

from assistant.settings import Settings
from ingest.fetch import Fetcher, Network, Unchanged
from ingest.fetch.memory import Memory
from ingest.report import Failure
from ingest.source import Source

SITE = "www.daily-news.kr"
OTHER = "press.other-news.co.kr"
PUBLIC = ("93.184.215.14", "8.8.4.4", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e")
PROSE = "<!doctype html><html><head><title>Harbour</title></head><body><p>The harbour opened in 1883.</p></body></html>"

Handler = Callable[["_Request"], None]


@dataclass
class Answer:
    """What the site says at an address."""

    body: bytes = PROSE.encode()
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Sequence[tuple[str, str]] = ()

    def __call__(self, request: _Request) -> None:
        request.send_response(self.status)
        for name, value in (("Content-Type", self.type), *self.headers):
            if value:
                request.send_header(name, value)
        request.send_header("Content-Length", str(len(self.body)))
        request.end_headers()
        request.wfile.write(self.body)


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(b"", status=status, headers=[("Location", to)])


class _Request(BaseHTTPRequestHandler):
    """One request; the server's routes answer it."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.requests.append((self.headers.get("Host", ""), self.path, dict(self.headers.items())))
        with suppress(OSError):  # the client hangs up where a limit is reached
            self.server.answer(self)

    def send_header(self, keyword: str, value: str) -> None:
        """As UTF-8, as Korean servers send it."""
        if not hasattr(self, "_headers_buffer"):
            self._headers_buffer: list[bytes] = []
        self._headers_buffer.append(f"{keyword}: {value}\r\n".encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer: Handler) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.answer = answer
        self.lock = threading.Lock()
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.taken = 0
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def get_request(self) -> tuple[socket.socket, Any]:
        self.taken += 1  # a connection counts, even if nothing is asked over it
        return super().get_request()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error."""

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class _NoTls(httpcore.NetworkStream):
    """A connection on which TLS changes nothing but is noted: the tests that need real TLS bring their own server."""

    def __init__(self, stream: httpcore.NetworkStream, names: list[str | None]) -> None:
        self._stream = stream
        self._names = names

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._names.append(server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@dataclass
class Clock:
    """Real time, except that sleeping only moves the clock."""

    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return time.monotonic() + sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


class World:
    """The site, the canary, the names, and fetchers that know no other network."""

    def __init__(self) -> None:
        self.routes: dict[str, Handler] = {}
        self.names: dict[str, list[list[str]]] = {}
        self.site = _Server(self._answer)
        self.canary = _Server(Answer(b"<html><body><p>secret</p></body></html>"))
        self.clock = Clock()
        self.connected: list[tuple[str, int]] = []
        self.tls_names: list[str | None] = []
        self.looked_up: list[str] = []
        self.name(SITE, PUBLIC[0])
        self.name(OTHER, PUBLIC[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.site.stop()
        self.canary.stop()

    @property
    def hits(self) -> int:
        """Connections that reached the canary."""
        return self.canary.taken

    @property
    def asked(self) -> list[str]:
        """Host and path of the site's requests, robots.txt left out."""
        return [host + path for host, path, _ in self.site.requests if path != "/robots.txt"]

    def page(self, url: str, answer: Handler | None = None, **parts: Any) -> str:
        """Put an answer at ``host/path``; gives the address."""
        self.routes[url] = answer or Answer(**parts)
        return f"http://{url}"

    def name(self, host: str, *addresses: str) -> str:
        self.names[host] = [list(addresses)]
        return host

    def _answer(self, request: _Request) -> None:
        place = f"{request.headers.get('Host')}{request.path}"
        if request.path == "/robots.txt":
            self.routes.get(place, Answer(b"", status=404))(request)
        else:
            self.routes.get(place, self.routes.get("*", Answer(b"nothing here", status=404)))(request)

    def resolve(self, host: str, port: int) -> list[str]:
        """As the C library does, which reads numbers in any spelling; a name may change its answer each time."""
        self.looked_up.append(host)
        for family, read in ((socket.AF_INET, socket.inet_aton), (socket.AF_INET6, _inet6)):
            try:
                return [socket.inet_ntop(family, read(host))]
            except OSError:
                continue
        answers = self.names.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.connected.append((address, port))
        target = self.site if address in PUBLIC else self.canary
        stream = httpcore.SyncBackend().connect_tcp("127.0.0.1", target.server_port, timeout=seconds)
        return _NoTls(stream, self.tls_names)

    @property
    def network(self) -> Network:
        return Network(resolver=self.resolve, connector=self.connect)

    def fetcher(self, memory: Memory | None = None, *, network: Network | None = None, **settings: Any) -> Fetcher:
        chosen = Settings(**{"fetch": True, "fetch_pause": 0, **settings})
        return Fetcher(chosen, memory, network=network or self.network, clock=self.clock.now, sleep=self.clock.sleep)

    def open(self, url: str, **settings: Any) -> list[Source | Failure | Unchanged]:
        return list(self.fetcher(**settings).open(url))

    def failure(self, url: str, **settings: Any) -> str:
        """Why an address fails; anything else is an error of the test."""
        (found,) = self.open(url, **settings)
        assert isinstance(found, Failure), found
        return found.reason

    def source(self, url: str, **settings: Any) -> Source:
        """The page at an address."""
        (found,) = self.open(url, **settings)
        assert isinstance(found, Source), found
        return found


def _inet6(host: str) -> bytes:
    return socket.inet_pton(socket.AF_INET6, host)


def urls(found: Iterable[Source | Failure | Unchanged]) -> list[str]:
    """The addresses of the pages among what was found."""
    return [each.url for each in found if isinstance(each, Source)]
