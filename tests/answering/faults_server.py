"""A server of OpenAI's protocol on the loopback that fails in whatever way a test has written down for it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

KEY = "sk-canary-5b1f0c"
"""The key that requests carry; it must never be seen again."""

PROSE = "text/event-stream"


class FaultyServer(ThreadingHTTPServer):
    """Answers each request by the next act of its script, and the last act for ever.

    ``asked`` holds the bodies of the requests, ``times`` when they came, ``over`` ends all acts that wait.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: list[Act] = []
        self.asked: list[dict[str, Any]] = []
        self.times: list[float] = []
        self.over = threading.Event()

    @property
    def base_url(self) -> str:
        """Where clients find it."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def play(self, *acts: Act) -> None:
        """Begin a script."""
        self.over.set()
        self.over = threading.Event()
        self.script, self.asked, self.times = list(acts), [], []

    def handle_error(self, *_: object) -> None:
        """A client that went away is no news."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: FaultyServer

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.times.append(time.monotonic())
        script = self.server.script
        act = script.pop(0) if len(script) > 1 else script[0]
        self.close_connection = True
        with suppress(OSError):
            act(self)

    def begin(self, status: int = 200, kind: str = PROSE, **headers: str) -> None:
        """Send status and headers of an answer whose end is the end of the connection."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, data: bytes) -> None:
        """Send bytes at once."""
        self.wfile.write(data)
        self.wfile.flush()

    def wait(self, seconds: float = 60) -> None:
        """Do nothing until the test is over."""
        self.server.over.wait(seconds)


Act = Callable[[Handler], None]


def event(delta: dict[str, Any] | None = None, finish: str | None = None, **more: Any) -> bytes:
    """One piece of a streamed answer."""
    choice = {"index": 0, "delta": delta or {}, "finish_reason": finish}
    piece = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "faulty", "choices": [choice], **more}
    return f"data: {json.dumps(piece, ensure_ascii=False)}\n\n".encode()


DONE = b"data: [DONE]\n\n"
ROLE = event({"role": "assistant", "content": ""})


def words_of(text: str, piece: int = 9) -> list[bytes]:
    """A text as pieces of a streamed answer."""
    return [event({"content": text[at : at + piece]}) for at in range(0, len(text), piece)]


def saying(text: str, finish: str = "stop") -> Act:
    """Answer well."""

    def act(handler: Handler) -> None:
        handler.begin()
        for data in (ROLE, *words_of(text), event(finish=finish), DONE):
            handler.send(data)

    return act


def sending(*data: bytes, kind: str = PROSE) -> Act:
    """Send bytes as they are, with status 200, and hang up."""

    def act(handler: Handler) -> None:
        handler.begin(kind=kind)
        for each in data:
            handler.send(each)

    return act


def status(code: int, message: str = "no", **headers: str) -> Act:
    """Refuse; the message holds the key, as some servers do."""

    def act(handler: Handler) -> None:
        body = json.dumps({"error": {"message": f"{message} ({KEY})", "type": "error", "code": None}}).encode()
        handler.begin(code, "application/json", Content_Length=str(len(body)), **headers)
        handler.send(body)

    return act


def stalling(*data: bytes, headers: bool = True) -> Act:
    """Send something, then nothing more, and keep the connection open."""

    def act(handler: Handler) -> None:
        if headers:
            handler.begin()
        for each in data:
            handler.send(each)
        handler.wait()

    return act


def breaking_off(*data: bytes) -> Act:
    """Announce more than is sent, so that the connection breaks in the middle of the answer."""

    def act(handler: Handler) -> None:
        handler.begin(Transfer_Encoding="chunked")
        for each in data:
            handler.send(f"{len(each):x}\r\n".encode() + each + b"\r\n")

    return act


def endless(text: str, pause: float = 0.0) -> Act:
    """Say the same again and again."""

    def act(handler: Handler) -> None:
        handler.begin()
        while not handler.server.over.is_set():
            handler.send(event({"content": text}))
            handler.server.over.wait(pause)

    return act


def refusing_long(most: int, otherwise: Act) -> Act:
    """Refuse prompts with more than so many numbered sentences as too long."""
    refuse = status(400, "This model's maximum context length is 64 tokens.")

    def act(handler: Handler) -> None:
        last = handler.server.asked[-1]["messages"][-1]["content"]
        (refuse if f"[{most + 1}] " in last else otherwise)(handler)

    return act


def failing_inside(*before: str) -> Act:
    """Send an error as an event of a stream that began with 200, after some text."""
    error = {"error": {"message": f"Overloaded ({KEY})", "type": "overloaded_error", "code": None}}
    data = [piece for text in before for piece in words_of(text)]
    return sending(ROLE, *data, f"data: {json.dumps(error)}\n\n".encode())


@contextmanager
def serving() -> Iterator[FaultyServer]:
    """A running server."""
    server = FaultyServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def gaps(times: Sequence[float]) -> list[float]:
    """Seconds between requests."""
    return [after - before for before, after in pairwise(times)]
