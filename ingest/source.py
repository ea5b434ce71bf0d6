"""What is read: a file, bytes, or text, with the name it goes by."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError
from ingest.decode import decode

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "rows",
}
"""File suffixes that are read, with their format."""
LOOKS_LIKE_HTML = ("<!doctype html", "<html", "<?xml")


@dataclass(frozen=True, slots=True)
class Source:
    """A page before it is read: its text, and the bytes it came from (``None`` if it was given as text)."""

    name: str
    text: str
    original: bytes | None
    format: str
    path: str = ""


def open_source(source: str | Path | bytes, name: str, max_bytes: int) -> Source:
    """Take a file, bytes or text.

    A ``Path`` is a file. A ``str`` is a file if one exists under it, else text if it holds a line end.

    :raises InputError: if it cannot be read, or is larger than ``max_bytes``.
    """
    if isinstance(source, bytes):
        return _from_bytes(source, name, "", max_bytes)
    path = source if isinstance(source, Path) else _existing(source)
    if path is not None:
        return _from_bytes(read_bytes(path, max_bytes), name or path.name, str(path), max_bytes)
    text = str(source)
    if "\n" not in text and "\r" not in text:
        shown = text if len(text) <= 80 else text[:77] + "..."
        raise InputError(f"There is no file {shown!r}.", hint="Text is taken as a page only if it has line ends.")
    _check_size(len(text.encode("utf-8", "replace")), name or "The text", max_bytes)
    return Source(name or "text", _printable(text, name), None, format_of(name, text))


def format_of(name: str, text: str) -> str:
    """The format of a page by its name's suffix, else by how it begins."""
    known = SUFFIXES.get(Path(name).suffix.lower()) if name else None
    if known and known != "text":
        return known
    return "html" if text.lstrip("\ufeff \t\r\n")[:200].lower().startswith(LOOKS_LIKE_HTML) else "text"


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file.

    :raises InputError: naming what is in the way: no such file, a folder, a device, a loop of links, a right, its size.
    """
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise InputError(f"{path} is a folder.", hint="`citedesk ingest` takes folders.")
        if not stat.S_ISREG(about.st_mode):
            raise InputError(f"{path} is not a regular file (a pipe, a socket or a device).", hint="Use - for a pipe.")
        _check_size(about.st_size, str(path), max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {_why(error)}.") from None
    _check_size(len(data), str(path), max_bytes)
    return data


def _from_bytes(data: bytes, name: str, path: str, max_bytes: int) -> Source:
    called = name or "The input"
    _check_size(len(data), called, max_bytes)
    text = decode(data, called)
    return Source(name, text, data, format_of(name, text), path)


def _existing(text: str) -> Path | None:
    if "\n" in text or "\x00" in text or len(text) > 4096:
        return None
    path = Path(text)
    try:
        path.lstat()
    except OSError:
        return None
    return path


def _printable(text: str, name: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{name or 'The text'} holds a lone surrogate at character {error.start}.") from None
    return text


def _check_size(size: int, called: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise InputError(
            f"{called} has {size:,} bytes; the largest that is read has {max_bytes:,}.",
            hint="The setting max_file_bytes (CITEDESK_MAX_FILE_BYTES) raises the limit.",
        )


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
