"""How much the streams of a PDF hold: pdfium unpacks whatever it is given, and has no limit of its own."""

from __future__ import annotations

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78])")
"""Where a packed stream may begin: a zlib stream's first byte is its method and window, 0x08 to 0x78 (RFC 1950)."""
PIECE = 1 << 20


def unpacked_size(data: bytes, enough: int) -> int:
    """Bytes of the largest packed stream of a PDF, unpacked; counted only until there are ``enough``."""
    largest = 0
    for start in STREAM.finditer(data):
        largest = max(largest, _size(data, start.end(), enough))
        if largest >= enough:
            break
    return largest


def _size(data: bytes, start: int, enough: int) -> int:
    inflate = zlib.decompressobj()
    size, at, waiting = 0, start, b""
    while size < enough and not inflate.eof:
        if not waiting:
            waiting = data[at : at + PIECE]
            at += len(waiting)
        if not waiting:
            break
        try:
            size += len(inflate.decompress(waiting, PIECE))
        except zlib.error:
            break
        waiting = inflate.unconsumed_tail
    return size
