"""MHTML: the page in a web page that a browser saved as one file (RFC 2557), and its charset; all else is left alone."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from assistant.errors import InputError

LONGEST_HEAD = 65_536
"""Bytes of the headers of a file or part."""
LONGEST_BOUNDARY = 200
"""Characters of a boundary; RFC 2046, section 5.1.1, allows 70."""
MOST_PARTS = 10_000
"""Parts of one file; a page with all its pictures has some hundreds."""
DEEPEST = 4
"""Multiparts inside one another in which the page is looked for; browsers write one."""
PAGES = frozenset({"text/html", "application/xhtml+xml"})
BLANK = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")
PLAIN = frozenset({"", "7bit", "8bit", "binary"})
ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
HINT = "Save it as “Web page, HTML only”, or as text."


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The page's bytes, the charset that its part declares, and the address it was saved from; empty if unknown."""

    html: bytes
    charset: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    about: Message
    body: bytes


def saved_page(data: bytes, called: str) -> SavedPage:
    """The page in a file: the part that the file names as its start, else the first one of HTML.

    :param called: what messages call the file.
    :raises InputError: if it is damaged, nests without need, is a letter, or holds no page.
    """
    try:
        return _saved(data.removeprefix(b"\xef\xbb\xbf").lstrip(), called)
    except (ValueError, LookupError, TypeError):  # what headers that were made to do harm can bring the parser to
        raise InputError(f"{called} is damaged: its headers cannot be read.", hint="Save the page again.") from None


def _saved(data: bytes, called: str) -> SavedPage:
    whole = _part(data, called)
    if whole.about.get_content_maintype() != "multipart" or "to" in whole.about:
        raise InputError(f"{called} is a letter, which is not read.", hint=HINT)
    page = _page(whole, called, DEEPEST)
    if page is None:
        raise InputError(f"{called} is a web page saved as one file that holds no HTML.", hint=HINT)
    stated = (whole.about.get("snapshot-content-location"), page.about.get("content-location"))
    url = next((address for one in stated if (address := "".join(str(one or "").split()))), "")
    return SavedPage(
        _decoded(page, called), page.about.get_content_charset() or "", url if ADDRESS.fullmatch(url) else ""
    )


def _page(whole: _Part, called: str, depth: int) -> _Part | None:
    if depth == 0:
        raise InputError(f"{called} nests more than {DEEPEST} parts: it is damaged, or made to do harm.")
    start = str(whole.about.get_param("start") or "")
    first: _Part | None = None
    for part in _parts(whole, called):
        found: _Part | None = None
        if part.about.get_content_maintype() == "multipart":
            found = _page(part, called, depth - 1)
        elif part.about.get_content_type() in PAGES:
            found = part
        if found is not None and (not start or str(part.about.get("content-id") or "").strip() == start):
            return found
        first = first or found
    return first


def _parts(whole: _Part, called: str) -> Iterator[_Part]:
    """The parts between the boundaries; the last one of a file that breaks off has no end."""
    boundary = whole.about.get_boundary() or ""
    if not boundary.strip() or len(boundary) > LONGEST_BOUNDARY:
        raise InputError(f"{called} is damaged: its parts have no boundary between them.", hint="Save the page again.")
    name = re.escape(boundary.encode("utf-8", "replace"))
    line = re.compile(rb"(?:^|(?<=\n)|\r?\n)--" + name + rb"(--)?[ \t]*(?=\r?\n|$)(?:\r?\n)?")
    start = -1
    for number, mark in enumerate(line.finditer(whole.body)):
        if number > MOST_PARTS:
            raise InputError(f"{called} has more than {MOST_PARTS:,} parts: it is damaged, or made to do harm.")
        if start >= 0:
            yield _part(whole.body[start : mark.start()], called)
        start = mark.end()
        if mark[1]:
            return
    if start < 0:
        raise InputError(f"{called} is damaged: its boundary stands nowhere in it.", hint="Save the page again.")
    yield _part(whole.body[start:], called)


def _part(data: bytes, called: str) -> _Part:
    if data.startswith((b"\n", b"\r\n")):
        return _Part(Message(), data)
    end = BLANK.search(data, 0, LONGEST_HEAD)
    if end is None and len(data) > LONGEST_HEAD:
        raise InputError(f"{called} is damaged: its headers do not end.", hint="Save the page again.")
    head = data[: end.start()] if end else data
    return _Part(BytesHeaderParser().parsebytes(head), data[end.end() :] if end else b"")


def _decoded(part: _Part, called: str) -> bytes:
    coding = str(part.about.get("content-transfer-encoding") or "").strip().lower()
    if coding == "quoted-printable":
        return binascii.a2b_qp(part.body)
    if coding == "base64":
        try:
            return binascii.a2b_base64(part.body)
        except binascii.Error:
            raise InputError(f"{called} is damaged: its page is no base64.", hint="Save the page again.") from None
    if coding not in PLAIN:
        raise InputError(f"{called} holds its page in the encoding {coding[:40]!r}, which is not read.", hint=HINT)
    return part.body
