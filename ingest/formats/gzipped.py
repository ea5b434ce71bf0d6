"""Gzip files, unpacked with a bound: a few kilobytes can stand for gigabytes."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

from assistant.errors import InputError

MAGIC = b"\x1f\x8b\x08"
LARGEST_RATIO = 200
"""Bytes that one packed byte may become once the limit of a page is passed; text packs about 5 to 1, rows of equal
keys 50 to 1, a bomb 1000 to 1."""
PIECE = 65_536
"""Bytes that are unpacked at a time."""


def is_gzip(head: bytes) -> bool:
    """Whether a file that begins so is gzip."""
    return head.startswith(MAGIC)


def unzip(data: bytes, called: str, max_bytes: int, *, cut: bool = False) -> bytes:
    """The unpacked bytes of a gzip file.

    :param cut: give the first ``max_bytes`` of what may be only the beginning of a file.
    :raises InputError: if it is damaged, or unpacks to more than ``max_bytes``.
    """
    with Gunzip(io.BytesIO(data), called, max_bytes) as file:
        try:
            found = _read(file, max_bytes if cut else max_bytes + 1, patient=cut)
        finally:
            file.close()
    if len(found) > max_bytes:
        raise InputError(
            f"{called} unpacks to more than {max_bytes:,} bytes, the largest that is read.",
            hint="The setting max_file_bytes (CITEDESK_MAX_FILE_BYTES) raises the limit.",
        )
    return found


def _read(file: Gunzip, size: int, *, patient: bool) -> bytes:
    pieces: list[bytes] = []
    got = 0
    while got < size:
        try:
            piece = file.read1(size - got)
        except InputError:
            if patient:
                break
            raise
        if not piece:
            break
        pieces.append(piece)
        got += len(piece)
    return b"".join(pieces)


class _Members(io.RawIOBase):
    """The members of a gzip file, one after another."""

    def __init__(self, file: BinaryIO, called: str, free: int) -> None:
        self._file = file
        self._called = called
        self._free = free
        self._inflate: zlib._Decompress | None = None
        self._waiting = b""
        self._packed = self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._next(len(buffer))
        buffer[: len(piece)] = piece
        self._unpacked += len(piece)
        if self._unpacked > self._free and self._unpacked > LARGEST_RATIO * self._packed:
            raise InputError(f"{self._called} is packed more than {LARGEST_RATIO} to 1, as no text is.")
        return len(piece)

    def _next(self, size: int) -> bytes:
        while True:
            if not self._waiting:
                self._waiting = self._file.read(PIECE)
                self._packed += len(self._waiting)
            if not self._waiting:
                return self._end(size)
            piece = self._step(size)
            if piece:
                return piece

    def _step(self, size: int) -> bytes:
        if self._inflate is None:
            self._waiting = self._waiting.lstrip(b"\x00")  # tape and disk blocks are padded with zeros
            if not self._waiting:
                return b""
            self._inflate = zlib.decompressobj(31)
        try:
            piece = self._inflate.decompress(self._waiting, size)
        except zlib.error:
            raise InputError(f"{self._called} is a damaged gzip file.", hint="Get or pack it again.") from None
        self._waiting = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
        self._inflate = None if self._inflate.eof else self._inflate
        return piece

    def _end(self, size: int) -> bytes:
        """What the unpacker still holds; nothing at the end of a whole file."""
        if self._inflate is None:
            return b""
        piece = self._inflate.decompress(b"", size)
        if not piece and not self._inflate.eof:
            raise InputError(f"{self._called} is a gzip file that ends too early.", hint="Get or pack it again.")
        return piece

    def skip_damage(self) -> bool:
        """Go to what looks like the next member; false if there is none."""
        self._inflate = None
        kept = self._waiting[1:]
        while (at := kept.find(MAGIC)) < 0:
            piece = self._file.read(PIECE)
            if not piece:
                self._waiting = b""
                return False
            self._packed += len(piece)
            kept = kept[-len(MAGIC) :] + piece
        self._waiting = kept[at:]
        return True

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


class Gunzip(io.BufferedReader):
    """A gzip file as it unpacks; reading raises ``InputError`` where it is damaged or packed like a bomb.

    :param file: the packed file, closed together with this.
    :param called: what messages call it.
    :param free: bytes up to which the ratio of packing is not looked at.
    """

    def __init__(self, file: BinaryIO, called: str, free: int) -> None:
        self._members = _Members(file, called, free)
        super().__init__(self._members, PIECE)

    def skip_damage(self) -> bool:
        """After an error, go on with the next member of the file; false if there is none."""
        return self._members.skip_damage()
