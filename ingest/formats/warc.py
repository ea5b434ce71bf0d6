"""WARC: the pages that a crawl has stored (ISO 28500), a record at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BufferedReader

from assistant.errors import InputError
from ingest.formats.gzipped import Gunzip
from ingest.formats.http import page_of_response
from ingest.formats.recognise import STREAMED
from ingest.source import Source, page_of_bytes

VERSION = b"WARC/"
LONGEST_LINE = 65_536
"""Bytes of a line in a record's head."""
MOST_HEADERS = 200
PIECE = 1 << 16
RESPONSES = frozenset({"response", "resource", "conversion"})
"""Types of record that hold a page: as a server sent it, as a file, and as plain text (WET files)."""
PAGES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
"""Content types that are read, with a suffix that stands for them."""


@dataclass(frozen=True, slots=True)
class _Head:
    fields: Mapping[str, str]
    length: int

    @property
    def kind(self) -> str:
        return self.fields.get("warc-type", "").lower()

    @property
    def content_type(self) -> str:
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()


def read_warc(source: Source) -> Iterator[tuple[int, Source | InputError]]:
    """The pages of a WARC file as sources, with the numbers of their records, from 1.

    Records that hold no page (requests, redirects, pictures) are passed over. A broken record gives the reason, and the
    next one that can be found follows.

    :raises InputError: if the file cannot be opened.
    """
    number = 0
    with source.open() as file:
        while True:
            number += 1
            try:
                head = _head(file)
                if head is None:
                    return
                found = _page(file, head, source)
            except InputError as error:
                yield number, error
                if not _skip_damage(file):
                    return
            except OSError as error:
                yield number, InputError(f"From here on the file cannot be read: {error.strerror}.")
                return
            else:
                if found is not None:
                    yield number, found


def _head(file: BufferedReader) -> _Head | None:
    """The head of the next record; ``None`` at the end."""
    line = b"\r\n"
    while line in (b"\r\n", b"\n"):
        line = file.readline(LONGEST_LINE)
    if not line:
        return None
    if not line.startswith(VERSION):
        raise InputError("Here a record should begin, but there is something else.")
    fields: dict[str, str] = {}
    for _ in range(MOST_HEADERS):
        line = file.readline(LONGEST_LINE)
        if not line.strip():
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields[name.strip().lower()] = value.strip()
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise InputError(f"The record does not say how long it is (Content-Length: {length[:20] or 'absent'}).")
    return _Head(fields, int(length))


def _page(file: BufferedReader, head: _Head, source: Source) -> Source | InputError | None:
    """The page of a record, whose body is read in any case."""
    if head.kind not in RESPONSES or head.length > source.max_bytes:
        _skip(file, head.length)
        if head.kind not in RESPONSES:
            return None
        return InputError(f"The record has {head.length:,} bytes; the largest that is read has {source.max_bytes:,}.")
    body = file.read(head.length)
    if len(body) < head.length:
        raise InputError("The file ends within the record.")
    file.peek(1)  # the check sum of a packed record stands behind it, and is looked at before the record is believed
    try:
        return _opened(body, head, source)
    except InputError as error:
        return error


def _opened(body: bytes, head: _Head, source: Source) -> Source | None:
    url = head.fields.get("warc-target-uri", "").strip("<>")
    content_type, charset, rights = head.content_type, "", ""
    if content_type == "application/http":
        response = page_of_response(body, source.max_bytes)
        if response.status != 200:
            return None
        body, content_type, charset, rights = response.body, response.content_type, response.charset, response.rights
    suffix = PAGES.get(content_type)
    if suffix is None or not body.strip():
        return None
    page = page_of_bytes(body, f"record{suffix}", source.max_bytes, path=source.path, url=url, charset=charset)
    if page.format in STREAMED or page.format == "json":
        raise InputError("The record says that it is a page, and is a file of rows.")
    return replace(page, rights=rights)


def _skip(file: BufferedReader, length: int) -> None:
    while length > 0:
        piece = file.read(min(PIECE, length))
        if not piece:
            raise InputError("The file ends within the record.")
        length -= len(piece)


def _skip_damage(file: BufferedReader) -> bool:
    """Go to where the next record may begin; false if there is none."""
    if isinstance(file, Gunzip):
        return file.skip_damage()
    while True:
        place = file.tell()
        line = file.readline(LONGEST_LINE)
        if not line:
            return False
        if line.startswith(VERSION):
            file.seek(place)
            return True
