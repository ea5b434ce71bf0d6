"""The lines of a file of rows, read one at a time and decoded one by one."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from io import BufferedReader

from assistant.errors import InputError
from ingest.decode import decoded
from ingest.source import Source

MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""Wide encodings by their marks; in all others a line end is one byte."""
PIECE = 1 << 16
KOREAN = "cp949"
"""What lines are in that are not UTF-8, where the beginning of the file, being ASCII, does not tell."""


class Lines:
    """The lines of a file, in order, each with its end.

    Each is decoded by itself, so that one in another encoding, or a broken one, harms no other. ``number`` is that of
    the line given last, from 1. A line that cannot be used raises ``InputError``, and the next call gives the next line
    (none where the file itself is damaged).

    :param source: a streamed file; ``max_bytes`` is its longest line.
    """

    def __init__(self, source: Source) -> None:
        self._limit = source.max_bytes
        self._called = source.shown
        self._file = _narrow(source.open())
        self._encoding = _other_encoding(self._file.peek(PIECE)[:PIECE])
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.number += 1
        line = b"" if self._file.closed else self._read(self._limit + 1)
        if not line:
            self.close()
            raise StopIteration
        if len(line) > self._limit:
            self._skip_rest(line)
            raise InputError(
                f"The line has more than {self._limit:,} bytes, the largest that is read.",
                hint="The setting max_file_bytes (CITEDESK_MAX_FILE_BYTES) raises the limit.",
            )
        return self._text(line.removeprefix(codecs.BOM_UTF8) if self.number == 1 else line)

    def close(self) -> None:
        """Close the file; the lines end here."""
        self._file.close()

    def _read(self, size: int) -> bytes:
        try:
            return self._file.readline(size)
        except (InputError, OSError) as error:
            self.close()
            if isinstance(error, InputError):
                raise
            raise InputError(f"From here on the file cannot be read: {error.strerror}.") from None

    def _text(self, line: bytes) -> str:
        encodings = [encoding for encoding in ("utf-8", self._encoding) if encoding]
        for encoding in encodings:
            try:
                return line.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise InputError(f"The line is damaged: it is no text in {' or '.join(encodings)}.")

    def _skip_rest(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = self._read(PIECE)


def _other_encoding(head: bytes) -> str:
    """The encoding of lines that are not UTF-8, by the beginning of the file; empty if there is none."""
    head = head[: head.rfind(b"\n") + 1] or head
    if head.isascii():
        return KOREAN
    try:
        found = decoded(head).encoding
    except InputError:
        return KOREAN
    return "" if found.startswith("utf") else found


def _narrow(file: BufferedReader) -> BufferedReader:
    """The file in UTF-8 if it is UTF-16 or UTF-32 (by its mark, or by the zero bytes of its first letter)."""
    head = file.peek(4)[:4]
    encoding = next((encoding for mark, encoding in MARKS if head.startswith(mark)), "")
    if not encoding and len(head) == 4 and head.count(0) == 2:
        encoding = "utf-16-le" if head[1] == head[3] == 0 else "utf-16-be" if head[0] == head[2] == 0 else ""
    return BufferedReader(_Recoded(file, encoding), PIECE) if encoding else file


class _Recoded(io.RawIOBase):
    """A file in UTF-8 that is in another encoding."""

    def __init__(self, file: BufferedReader, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = b" "
        while not self._waiting and piece:
            piece = self._file.read1(PIECE)
            self._waiting = self._decoded(piece)
        size = min(len(buffer), len(self._waiting))
        buffer[:size], self._waiting = self._waiting[:size], self._waiting[size:]
        return size

    def _decoded(self, piece: bytes) -> bytes:
        try:
            return self._decoder.decode(piece, final=not piece).encode("utf-8")
        except UnicodeError:
            self._decoder.reset()
            raise InputError(
                "From here on the file is damaged: it is not the UTF-16 or UTF-32 that it begins as."
            ) from None

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
