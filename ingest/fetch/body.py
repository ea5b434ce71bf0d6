"""The body of a response, unpacked within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ingest.fetch.errors import FetchError, LimitError

RATIO = 100
"""Most bytes that one packed byte may become: news pages pack 4 to 20 times, deflate at its worst 1,032 times."""
SMALL = 1024
"""Packed bytes below which the ratio does not count, so that a short page of blanks passes."""
PIECE = 65_536
"""Bytes that are unpacked at a time."""
CODINGS = frozenset({"", "identity", "gzip", "x-gzip"})
"""Content codings that can be bounded as they stream in."""
GZIP = b"\x1f\x8b"


def read_body(chunks: Iterable[bytes], coding: str, max_bytes: int) -> bytes:
    """The whole body, unpacked.

    :param coding: value of the header ``Content-Encoding``.
    :param max_bytes: most bytes, of what comes in and of what it unpacks to.
    :raises LimitError: if it grows beyond ``max_bytes``, or beyond :data:`RATIO` times what came in.
    :raises FetchError: for another coding, and for packed data that is damaged or ends early.
    """
    coding = coding.strip().lower()
    if coding not in CODINGS:
        raise FetchError(f"The server packed the page with {coding[:40]!r}, though only gzip was offered.")
    if coding in {"", "identity"}:
        return b"".join(_bounded(chunks, max_bytes))
    return b"".join(_unpack(chunks, max_bytes))


def gunzip(data: bytes, max_bytes: int) -> bytes:
    """Unpack a gzip file, such as ``sitemap.xml.gz``, within the same bounds."""
    return b"".join(_unpack([data], max_bytes))


def _bounded(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > max_bytes:
            raise too_large(max_bytes)
        yield chunk


def _unpack(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    packed = unpacked = 0
    member = zlib.decompressobj(wbits=31)
    for chunk in _bounded(chunks, max_bytes):
        packed += len(chunk)
        rest, piece = chunk, b""
        # A full piece may have more behind it, though all that came was read.
        while rest or (len(piece) == PIECE and not member.eof):
            if member.eof:  # a gzip file may hold several, one after the other
                member = zlib.decompressobj(wbits=31)
            piece, rest = _step(member, rest)
            unpacked += len(piece)
            if unpacked > max_bytes:
                raise too_large(max_bytes)
            if unpacked > RATIO * max(packed, SMALL):
                raise LimitError(f"The page unpacks to more than {RATIO} times what was sent.")
            yield piece
    if packed and not member.eof:
        raise FetchError("The packed page ends early.")


def _step(member: zlib._Decompress, packed: bytes) -> tuple[bytes, bytes]:
    """The next piece, and what remains to be unpacked; zeros behind the end are padding."""
    try:
        piece = member.decompress(packed, PIECE)
    except zlib.error as error:
        raise FetchError(f"The page is packed with gzip, but damaged: {error}.") from None
    return piece, member.unused_data.lstrip(b"\x00") if member.eof else member.unconsumed_tail


def too_large(max_bytes: int) -> LimitError:
    """The error of a body with more bytes than allowed."""
    return LimitError(f"It has more than {max_bytes:,} bytes.", hint="The setting max_file_bytes raises the limit.")
