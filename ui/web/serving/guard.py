"""What stands before Gradio: which addresses exist, who may call them, how much may be sent, what a browser may do."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Collection
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.people.belongings import UPLOAD, Belongings
from ui.people.visitor import Visitor, announce
from ui.web.serving.body import CALL_BYTES, holds_file, listen, parsed, read_body, replay
from ui.web.serving.door import FORM_BYTES, LOGIN, LOGOUT, Door

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
NOTHING, TOO_LARGE = "There is nothing here.", "That is too large."
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

    :param hosts: names under which the page may be called; any when ``None`` (a proxy in front checks them). The address
        at which a call arrives is always one: no name of another can be made to point at it.
    :param upload_bytes: the largest upload, with its multipart frame.
    :param door: who may come in.
    :param belongings: what belongs to whom.
    """

    def __init__(
        self, app: ASGIApp, hosts: Collection[str] | None, upload_bytes: int, door: Door, belongings: Belongings
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._upload_bytes = upload_bytes
        self._door = door
        self._belongings = belongings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with a line that says why."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        send = _with_headers(send, nonce)
        visitor = await self._enter(Request(scope), receive)
        if isinstance(visitor, Response):
            await visitor(scope, receive, send)
            return
        announce(scope, visitor)
        await self._serve(scope, receive, send, nonce, visitor)

    async def _enter(self, request: Request, receive: Receive) -> Visitor | Response:
        """Who makes a request that may reach the page, or what is answered before."""
        refusal = self._refusal(request)
        if refusal is not None:
            return _said(*refusal)
        if request.url.path in {LOGIN, LOGOUT}:
            form = await read_body(receive, FORM_BYTES) if request.method == "POST" else b""
            return await self._door.answer(request, form) or _said(404, NOTHING)
        method = request.method
        allowed = READ if method in {"GET", "HEAD"} else WRITE if method == "POST" else None
        if allowed is None or not allowed.fullmatch(request.url.path):
            return _said(404, NOTHING)
        visitor = self._door.visitor(request)
        return self._door.turn_away(request) if visitor is None else visitor

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        host = request.headers.get("host", "")
        if self._hosts is not None and not self._is_ours(_name(host), request):
            return 400, "This page is not served under that name."
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return 403, "Calls from other pages are not allowed."
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._upload_bytes:
            return 413, TOO_LARGE
        return None

    def _is_ours(self, name: str, request: Request) -> bool:
        assert self._hosts is not None
        arrived = str((request.scope.get("server") or ("",))[0])
        return name in self._hosts or (name != "" and name == arrived.removeprefix("::ffff:"))

    async def _body(self, path: str, receive: Receive, visitor: Visitor) -> bytes | Response:
        """The body of a call as it goes on to the page, or what is answered instead."""
        body = await read_body(receive)
        if len(body) > CALL_BYTES:
            return _said(413, TOO_LARGE)
        try:
            said = parsed(body)
            if holds_file(said):
                return _said(400, "Files are not taken this way.")
            inside = self._belongings.body_of(path, said, visitor)
        except ValueError:
            return _said(400, "That is not JSON, or not text.")
        except PermissionError:
            return _said(404, NOTHING)
        return body if inside is said else json.dumps(inside).encode()

    async def _serve(self, scope: Scope, receive: Receive, send: Send, nonce: str, visitor: Visitor) -> None:
        inside = self._belongings.request_of(scope, visitor)
        if inside is None:
            await _said(404, NOTHING)(scope, receive, send)
            return
        path = scope["path"]
        if scope["method"] == "POST" and path != UPLOAD:
            body = await self._body(path, receive, visitor)
            if isinstance(body, Response):
                await body(scope, receive, send)
                return
            inside, receive = _with_length(inside, len(body)), replay(body, receive)
        await self._app(*self._heard(inside, receive, send, nonce, visitor))

    def _heard(
        self, scope: Scope, receive: Receive, send: Send, nonce: str, visitor: Visitor
    ) -> tuple[Scope, Receive, Send]:
        """The call with what has to be done to its reply."""
        notes = visitor.id != "" and self._belongings.answers(scope["path"])
        if visitor.id:
            send = _not_stored(send)
        if notes:
            send = listen(send, partial(self._belongings.note, visitor=visitor))
        if scope["path"] == "/":
            send = _Page(send, nonce)
        if notes or scope["path"] == "/":  # what is read here must not be compressed
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        return scope, receive, send


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
            headers.setdefault("content-security-policy", content_policy(nonce))
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "same-origin"  # with no-referrer, forms of our own would name no origin
            headers["cross-origin-opener-policy"] = "same-origin"
            headers["x-frame-options"] = "DENY"
            message = {**message, "headers": headers.raw}
        await send(message)

    return sender


def _not_stored(send: Send) -> Send:
    """What is for one person stays in no cache; the page's own scripts and styles may."""

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            if not headers.get("content-type", "").startswith(("text/css", "text/javascript", "font/", "image/")):
                headers["cache-control"] = "no-store"
            message = {**message, "headers": headers.raw}
        await send(message)

    return sender


def _with_length(scope: Scope, length: int) -> Scope:
    headers = [pair for pair in scope["headers"] if pair[0] not in {b"content-length", b"transfer-encoding"}]
    return {**scope, "headers": [*headers, (b"content-length", str(length).encode())]}


def _said(status: int, line: str) -> Response:
    return PlainTextResponse(line, status)


def _name(host: str) -> str:
    return (urlsplit(f"//{host}").hostname or "").lower()
