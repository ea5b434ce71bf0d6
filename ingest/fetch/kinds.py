"""What a response holds: a page, a feed, a sitemap, or something that is not read."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ingest.fetch.body import GZIP, gunzip
from ingest.fetch.errors import FetchError
from ingest.fetch.exchange import Response
from ingest.fetch.xml import first_element

OCTETS = "octets"
TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/hwp+zip": "hwpx",
    "application/haansofthwpx": "hwpx",
    "application/x-hwpx": "hwpx",
    "application/vnd.hancom.hwpx": "hwpx",
    "application/json": "json",
    "text/json": "json",
    "application/feed+json": "json",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "application/rdf+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/gzip": "gzip",
    "application/x-gzip": "gzip",
    "application/zip": OCTETS,
    "application/octet-stream": OCTETS,
    "binary/octet-stream": OCTETS,
    "application/download": OCTETS,
    "application/x-download": OCTETS,
    "application/force-download": OCTETS,
    "": OCTETS,
}
"""Content types that are read, with what they hold; servers send downloads of any kind as octets."""
LISTS = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "html": "html",
}
"""First elements of XML files."""
SUFFIXES = {".pdf": "pdf", ".docx": "docx", ".hwpx": "hwpx", ".html": "html", ".htm": "html", ".txt": "text"}
"""Suffixes by which octets are known."""
MARKS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "hwpx": b"PK\x03\x04"}
FILENAME = re.compile(r"filename\*?=\s*(?:[\w-]*''|\")?([^\";]+)", re.IGNORECASE)


def kind_of(response: Response, url: str, max_bytes: int) -> tuple[str, bytes]:
    """What a response holds (``feed``, ``sitemap``, or a page's format), and its bytes, unpacked.

    The declared type counts, but for lists that are declared as HTML or text, and for downloads.

    :param max_bytes: the most that a gzip file may unpack to.
    :raises FetchError: for a type that is not read, and for a file that is not what it is declared to be.
    """
    declared = media_type(response)
    kind = TYPES.get(declared)
    if kind is None:
        raise FetchError(f"It is of the type {declared[:80]}, which is not read.")
    body = response.body
    if body.startswith(GZIP) and kind in {"gzip", OCTETS, "xml"}:
        body, kind = gunzip(body, max_bytes), "xml"
    if kind == "gzip":  # unpacked already: the server declared it as the page's packing too
        kind = "xml"
    if kind == OCTETS:
        kind = _of_octets(response, url, body)
    if kind in {"xml", "html", "text"}:
        kind = _of_markup(kind, body)
    mark = MARKS.get(kind, b"")
    if mark not in body[:1024]:
        raise FetchError(f"It is declared as {declared or kind}, but holds something else.")
    return kind, body


def media_type(response: Response) -> str:
    """The declared type, without parameters, in lower case."""
    return response.header("content-type").partition(";")[0].strip().lower()


def charset_of(response: Response) -> str:
    """The declared charset, or an empty string."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", response.header("content-type"), re.IGNORECASE)
    return found[1].lower() if found else ""


def _of_octets(response: Response, url: str, body: bytes) -> str:
    named = FILENAME.search(response.header("content-disposition"))
    names = (unquote(named[1]) if named else "", urlsplit(url).path)
    kind = next((kind for name in names if (kind := SUFFIXES.get(PurePosixPath(name.strip()).suffix.lower()))), "")
    if kind:
        return kind
    if body.startswith(MARKS["pdf"]):
        return "pdf"
    if first_element(body) in LISTS:
        return "xml"
    said = media_type(response) or "no declared type"
    raise FetchError(
        f"It is a file of {said}, and its name does not tell what it is.", hint="Save it by hand and ingest the file."
    )


def _of_markup(kind: str, body: bytes) -> str:
    root = first_element(body)
    found = LISTS.get(root, "" if kind == "xml" else kind)
    if not found:
        raise FetchError(f"It is an XML file of <{root[:40]}>, neither a feed nor a sitemap.")
    return kind if kind == "text" and found == "html" else found
