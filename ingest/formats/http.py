"""A stored HTTP response: its head, and its body without the codings of its transport (RFC 9112)."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from assistant.errors import InputError
from ingest.directives import header_rights
from ingest.formats.gzipped import MAGIC, unzip

HEAD_END = re.compile(rb"\r?\n\r?\n")
LARGEST_HEAD = 131_072
"""Bytes of a response's head."""
STATUS = re.compile(r"HTTP/[\d.]+\s+(\d{3})")
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")


@dataclass(frozen=True, slots=True)
class Response:
    """What a server sent: ``body`` unpacked, ``content_type`` in small letters and bare, ``rights`` from all its headers."""

    status: int
    content_type: str
    charset: str
    rights: str
    body: bytes


def page_of_response(data: bytes, max_bytes: int) -> Response:
    """A response from its bytes.

    :param max_bytes: the largest body, unpacked.
    :raises InputError: if it is no response, or its body is damaged, too large, or packed in a way that is not read.
    """
    end = HEAD_END.search(data, 0, LARGEST_HEAD)
    first, *lines = data[: end.start() if end else LARGEST_HEAD].decode("latin-1").splitlines() or [""]
    status = STATUS.match(first)
    if status is None:
        raise InputError("The record holds no HTTP response.")
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    kind = fields.get("content-type", "")
    charset = CHARSET.search(kind)
    body = data[end.end() :] if end else b""
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    coding = fields.get("content-encoding", "").strip().lower()
    return Response(
        int(status[1]),
        kind.partition(";")[0].strip().lower(),
        charset[1] if charset else "",
        header_rights(fields),
        _unpacked(body, coding, max_bytes),
    )


def _unchunked(body: bytes) -> bytes:
    """The chunks in a row; a body that crawlers have put together already is left as it is."""
    pieces: list[bytes] = []
    at = 0
    while chunk := CHUNK.match(body, at):
        size = int(chunk[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(body[chunk.end() : chunk.end() + size])
        at = chunk.end() + size
    return b"".join(pieces) if pieces and at >= len(body) else body


def _unpacked(body: bytes, coding: str, max_bytes: int) -> bytes:
    """The body without its content coding; one that is not packed, whatever its head says, is left as it is."""
    if body.startswith(MAGIC):
        return unzip(body, "The record's page", max_bytes)
    if coding == "deflate":
        return _inflated(body, max_bytes)
    if coding in ("br", "zstd", "compress"):
        raise InputError(f"The page is packed by {coding}, which is not read.")
    return body


def _inflated(body: bytes, max_bytes: int) -> bytes:
    """Deflate, with its zlib frame or, as some servers send it, without."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inflate = zlib.decompressobj(window)
        try:
            found = inflate.decompress(body, max_bytes + 1)
        except zlib.error:
            continue
        if len(found) > max_bytes:
            raise InputError(f"The page unpacks to more than {max_bytes:,} bytes, the largest that is read.")
        return found
    return body
