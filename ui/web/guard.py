"""What stands before Gradio: which addresses exist, who may call them, how much may be sent, what a browser may do."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

READ = re.compile(
    r"/|/config/?|/theme\.css|/robots\.txt|/favicon\.ico|/manifest\.json|/(assets|static)/.*"
    r"|/gradio_api/(theme\.css|info/?|openapi\.json|app_id/?|startup-events|queue/(data|status)|upload_progress"
    r"|heartbeat/[A-Za-z0-9_-]+|call(/v2)?/ask/[A-Za-z0-9_-]+)"
    r"|/api/v1/(openapi\.json|articles(/[0-9a-f]+)?)|/mcp"
)
"""Addresses that may be read. Left out on purpose: ``file=`` and ``proxy=`` (files of this machine, other hosts),
``deep_link`` (writes to disk), monitoring, run history and the editing of the page itself."""
WRITE = re.compile(
    r"/gradio_api/(queue/join|cancel|upload|reset/?|run/ask/?|call(/v2)?/ask/?)|/api/v1/(ask(/stream)?|search)|/mcp"
)
UPLOAD = "/gradio_api/upload"
CALL_BYTES = 4_000_000
"""The longest question or pasted page with all that Gradio sends along, in bytes."""
NESTED = 20
"""Levels of lists and objects in a call; those of the page have four."""
_FOREIGN_META = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>')


def content_policy(nonce: str) -> str:
    """Return the content policy of the page.

    Gradio builds templates with ``Function`` (hence ``unsafe-eval``) and sets styles inline. Scripts in the
    page itself need the nonce, so that no attribute or tag that slipped in could run.
    """
    return (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; media-src 'none'; object-src 'none'; "
        "frame-src 'none'; worker-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


class Guard:
    """ASGI middleware around the whole application.

    :param hosts: names under which the page may be called; any when ``None`` (a proxy in front checks them).
    :param upload_bytes: the largest upload, with its multipart frame.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None, upload_bytes: int) -> None:
        self._app = app
        self._hosts = hosts
        self._upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with a line that says why."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(Request(scope))
        body: bytes | None = None
        if refusal is None and scope["method"] == "POST" and scope["path"] != UPLOAD:
            body = await _read(receive, CALL_BYTES)
            refusal = _body_refusal(body)
        if refusal is not None:
            await PlainTextResponse(refusal[1], refusal[0])(scope, receive, send)
            return
        await self._serve(scope, receive if body is None else _replay(body, receive), send)

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        path, method = request.url.path, request.method
        allowed = READ if method in {"GET", "HEAD"} else WRITE if method == "POST" else None
        host = request.headers.get("host", "")
        if self._hosts is not None and _name(host) not in self._hosts:
            return 400, "This page is not served under that name."
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return 403, "Calls from other pages are not allowed."
        if allowed is None or not allowed.fullmatch(path):
            return 404, "There is nothing here."
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._upload_bytes:
            return 413, "That is too large."
        return None

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        nonce = secrets.token_urlsafe(16)
        if scope["path"] == "/":
            plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": plain}
            send = _Page(send, nonce)
        await self._app(scope, receive, _with_headers(send, nonce))


class _Page:
    """Sends the one HTML page, with the nonce in its scripts and without its pointers to other hosts."""

    def __init__(self, send: Send, nonce: str) -> None:
        self._send = send
        self._nonce = nonce.encode()
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        if Headers(raw=self._start["headers"]).get("content-type", "").startswith("text/html"):
            self._body = _FOREIGN_META.sub(b"", self._body)
            self._body = self._body.replace(b"<script", b'<script nonce="' + self._nonce + b'"')
        headers = MutableHeaders(raw=self._start["headers"])
        if self._body:
            headers["content-length"] = str(len(self._body))
        await self._send({**self._start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": self._body})


def _with_headers(send: Send, nonce: str) -> Callable[[Message], Any]:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            headers["content-security-policy"] = content_policy(nonce)
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "no-referrer"
            headers["cross-origin-opener-policy"] = "same-origin"
            headers["x-frame-options"] = "DENY"
            message = {**message, "headers": headers.raw}
        await send(message)

    return sender


def _name(host: str) -> str:
    return (urlsplit(f"//{host}").hostname or "").lower()


async def _read(receive: Receive, limit: int) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > limit or not message.get("more_body"):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _body_refusal(body: bytes) -> tuple[int, str] | None:
    if len(body) > CALL_BYTES:
        return 413, "That is too large."
    try:
        parsed = json.loads(body.decode() or "{}")
        json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return 400, "That is not JSON, or not text."
    return (400, "Files are not taken this way.") if _holds_file(parsed, NESTED) else None


def _holds_file(value: Any, levels: int) -> bool:
    """Whether Gradio might take some part of a call for a file, which it copies or fetches before any handler runs.

    What is nested deeper than any call of the page counts as one.
    """
    if not isinstance(value, dict | list):
        return False
    if levels == 0 or (isinstance(value, dict) and ("meta" in value or "_type" in value)):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return any(_holds_file(each, levels - 1) for each in parts)
