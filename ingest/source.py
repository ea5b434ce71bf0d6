"""What is read: a file, bytes, or text, with the name it goes by."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path

from assistant.errors import InputError
from ingest.charsets import composed
from ingest.decode import Decoded, decoded
from ingest.formats.gzipped import Gunzip, is_gzip, unzip
from ingest.formats.recognise import HEAD, STREAMED, SUFFIXES, format_of, is_taken
from ingest.mojibake import unscrambled

__all__ = ["SUFFIXES", "Source", "is_taken", "open_source", "page_of_bytes"]
BINARY = frozenset({"pdf", "docx", "hwpx"})
"""Single pages that are no text."""
KEPT = frozenset({"html", *BINARY})
"""Formats whose bytes are kept beside the article: its text is our rendition of them."""
LARGEST = 20_000_000
"""Bytes of a page where no setting says otherwise."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file before it is read.

    ``text`` is the decoded page of a text format, empty for all else. ``original`` are the bytes, unpacked; ``None`` if
    the source was given as text, or is a streamed file, which :meth:`open` reads. ``max_bytes`` bounds a page, a row or
    a record; ``url`` is where a page is from, ``rights`` what its server reserved; ``notes`` say what a person should
    know about its decoding.
    """

    name: str
    text: str
    original: bytes | None
    format: str
    path: str = ""
    url: str = ""
    max_bytes: int = LARGEST
    notes: tuple[str, ...] = ()
    rights: str = ""

    @property
    def shown(self) -> str:
        """What messages call it."""
        return self.path or self.name or "The input"

    @property
    def kept(self) -> bytes | None:
        """The bytes to be stored beside the article, where its text is a rendition."""
        return self.original if self.format in KEPT else None

    def open(self) -> BufferedReader:
        """Its bytes from the beginning; a gzip file's are unpacked as they are read.

        :raises InputError: if the file cannot be opened.
        """
        file: BufferedReader = BufferedReader(BytesIO(self.original)) if self.original is not None else _open(self.path)
        return Gunzip(file, self.shown, self.max_bytes) if is_gzip(file.peek(4)) else file


def open_source(
    source: str | Path | bytes, name: str = "", max_bytes: int = LARGEST, *, url: str = "", charset: str = ""
) -> Source:
    """Take a file, bytes or text, and recognise its format: by its content first, then by its suffix.

    A ``Path`` is a file. A ``str`` is a file if one exists under it, else text if it holds a line end. Files of rows and
    records are not read here, only recognised.

    :param max_bytes: the largest page, row or record, unpacked.
    :param charset: the encoding that a server declared.
    :raises InputError: if it cannot be read, is larger than ``max_bytes``, or is nothing that is read.
    """
    if isinstance(source, bytes):
        return page_of_bytes(source, name, max_bytes, url=url, charset=charset)
    path = source if isinstance(source, Path) else _existing(source)
    if path is not None:
        return _from_file(path, name or path.name, max_bytes, url)
    text = str(source)
    if "\n" not in text and "\r" not in text:
        shown = text if len(text) <= 80 else text[:77] + "..."
        raise InputError(f"There is no file {shown!r}.", hint="Text is taken as a page only if it has line ends.")
    data = _encoded(text, name)
    format = format_of(data[:HEAD], name)
    if format == "mhtml":
        return page_of_bytes(data, name or "text", max_bytes, url=url)
    if format in STREAMED or format == "json":
        return Source(name or "text", "", data, format, url=url, max_bytes=max_bytes)
    _check_size(len(data), name or "The text", max_bytes)
    page, notes = unscrambled(composed(text), name or "The text")
    kind = "text" if format in BINARY else format
    return Source(name or "text", page, None, kind, url=url, max_bytes=max_bytes, notes=notes)


def page_of_bytes(
    data: bytes, name: str, max_bytes: int, *, path: str = "", url: str = "", charset: str = ""
) -> Source:
    """A source from its bytes."""
    called = path or name or "The input"
    head = data[:HEAD]
    if is_gzip(data):
        head = unzip(data, called, HEAD, cut=True)
        format = format_of(head, name)
        data = data if format in STREAMED else unzip(data, called, max_bytes)
    else:
        format = format_of(head, name)
    if format not in STREAMED:
        _check_size(len(data), called, max_bytes)
    if format == "zip":
        from ingest.formats.packed import kind_of

        format = kind_of(data, called)
    if format == "mhtml":
        from ingest.formats.mhtml import saved_page

        saved = saved_page(data, called)
        format, data, charset, url = "html", saved.html, saved.charset, url or saved.url
    is_text = format not in STREAMED and format not in BINARY and format != "json"
    page = decoded(data, called, charset) if is_text else Decoded("", "")
    return Source(name, page.text, data, format, path, url, max_bytes, page.notes)


def _from_file(path: Path, name: str, max_bytes: int, url: str) -> Source:
    _check_regular(path)
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {_why(error)}.") from None
    unpacked = unzip(head, str(path), HEAD, cut=True) if is_gzip(head) else head
    format = format_of(unpacked, name)
    if format in STREAMED:
        return Source(name, "", None, format, str(path), url, max_bytes)
    return page_of_bytes(read_bytes(path, max_bytes), name, max_bytes, path=str(path), url=url)


def _open(path: str) -> BufferedReader:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {_why(error)}.") from None


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file.

    :raises InputError: naming what is in the way: no such file, a folder, a device, a loop of links, a right, its size.
    """
    _check_size(_check_regular(path), str(path), max_bytes)
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {_why(error)}.") from None
    _check_size(len(data), str(path), max_bytes)
    return data


def _check_regular(path: Path) -> int:
    """The size of a regular file, in bytes."""
    try:
        about = path.stat()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {_why(error)}.") from None
    if stat.S_ISDIR(about.st_mode):
        raise InputError(f"{path} is a folder.", hint="`citedesk ingest` takes folders.")
    if not stat.S_ISREG(about.st_mode):
        raise InputError(f"{path} is not a regular file (a pipe, a socket or a device).", hint="Use - for a pipe.")
    return about.st_size


def _existing(text: str) -> Path | None:
    if "\n" in text or "\x00" in text or len(text) > 4096:
        return None
    path = Path(text)
    try:
        path.lstat()
    except OSError:
        return None
    return path


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{name or 'The text'} holds a lone surrogate at character {error.start}.") from None


def _check_size(size: int, called: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise InputError(
            f"{called} has {size:,} bytes; the largest that is read has {max_bytes:,}.",
            hint="The setting max_file_bytes (CITEDESK_MAX_FILE_BYTES) raises the limit.",
        )


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
