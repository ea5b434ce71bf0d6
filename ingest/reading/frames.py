"""Frames between parent and child: JSON and raw bytes, each with its length in front. Nothing is unpickled."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

HEAD = struct.Struct(">II")
"""Bytes of the JSON, bytes of what follows it."""

Frame = tuple[dict[str, Any], bytes]


def write_frame(file: IO[bytes], values: dict[str, Any], data: bytes = b"") -> None:
    """Write one frame and flush. File names that are no text keep their bytes: JSON is written in ASCII."""
    words = json.dumps(values).encode("ascii")
    file.write(HEAD.pack(len(words), len(data)))
    file.write(words)
    file.write(data)
    file.flush()


def read_frame(file: IO[bytes]) -> Frame | None:
    """The next frame; ``None`` when the other side has ended, though it were in the middle of one."""
    head = file.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    length, more = HEAD.unpack(head)
    words, data = file.read(length), file.read(more)
    if len(words) < length or len(data) < more:
        return None
    values: dict[str, Any] = json.loads(words)
    return values, data
