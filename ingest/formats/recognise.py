"""What a file is: by its first bytes, and by its suffix only where these do not tell."""

from __future__ import annotations

import json
import re
from pathlib import Path

from assistant.errors import InputError

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".hwpx": "hwpx",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".jsonl.gz": "jsonl",
    ".csv.gz": "csv",
    ".tsv.gz": "tsv",
    ".warc.gz": "warc",
}
"""File suffixes that are read, with their format."""
NOT_READ = frozenset({".hwp", ".doc", ".rtf", ".odt"})
"""Suffixes of articles that are not read: a folder's report names them and says what to do."""
ROWS = frozenset({"json", "jsonl", "csv", "tsv", "parquet"})
"""Formats with an article a row."""
STREAMED = frozenset({"jsonl", "csv", "tsv", "parquet", "warc"})
"""Formats that are read piece by piece, however long the file is."""
MARKED = frozenset({"pdf", "docx", "hwpx", "mhtml", "parquet", "warc"})
"""Formats whose first bytes tell; a file that only has their suffix is something else."""
HEAD = 65_536
"""Bytes at the start by which a file is recognised."""
PDF_WITHIN = 1024
"""Bytes at the start within which a PDF has its mark (PDF 32000-1, note to 7.5.2)."""
GZIP = b"\x1f\x8b\x08"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The mark of OLE compound files: .hwp, .doc, .xls, .ppt of the old kind."""
LOOKS_LIKE_HTML = re.compile(rb"<!doctype html|<html|<\?xml|<head[\s>]|<body[\s>]")
FEED = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?><!--.{0,500}?-->\s*|<\?.{0,500}?>\s*)*+<(rss|feed|rdf:rdf|urlset|sitemapindex)\b",
    re.S,
)
WRAPPED = re.compile(rb"^Content-Type:\s*multipart/(?:related|mixed|alternative)", re.IGNORECASE | re.MULTILINE)
"""A header of a web page that was saved as one file (RFC 2557), or of a letter."""
MHTML = re.compile(
    rb"(?:[!-9;-~]{1,60}:[^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,40}){0,40}?Content-Type:\s*multipart/related",
    re.I,
)
"""The headers of such a page from the first on."""
WRAPPING = 4096
RTF = b"{\\rtf"
ARRAY = re.compile(rb'\[\s*\{\s*"')
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def suffix_of(name: str) -> str:
    """A name's suffix in small letters, with the one before ``.gz``: ``.html``, ``.jsonl.gz``."""
    suffixes = [suffix.lower() for suffix in Path(name).suffixes[-2:]]
    return "".join(suffixes) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def is_taken(name: str) -> bool:
    """Whether a folder's file of this name is looked at: one that is read, or one whose refusal helps."""
    return suffix_of(name) in SUFFIXES or suffix_of(name) in NOT_READ


def format_of(head: bytes, name: str) -> str:
    """The format of a file; ``"zip"`` where its inner names must tell (:func:`ingest.formats.packed.kind_of`), ``"mhtml"``
    where a page of HTML is wrapped in it.

    :param head: its first :data:`HEAD` bytes, unpacked if it is a gzip file.
    :param name: the file's name; its suffix counts where the bytes do not tell.
    :raises InputError: for a feed, and for an old office document.
    """
    marked = _marked(head, name)
    if marked:
        return marked
    if MHTML.match(_without_marks(head)[:WRAPPING]):
        return "mhtml"
    _refuse_archives(head, name)
    known = SUFFIXES.get(suffix_of(name).removesuffix(".gz"), "text")
    known = "text" if known in MARKED else known
    plain = _without_marks(head)
    if FEED.match(plain.lower()):
        raise InputError(
            f"{name or 'The input'} is a feed or a sitemap, not a page.", hint="Give the addresses it lists."
        )
    if LOOKS_LIKE_HTML.match(plain.lower()) and known != "markdown":
        return "html"
    return (_rows_in(plain) or known) if known in ("text", "markdown", "csv", "tsv") else known


def _marked(head: bytes, name: str) -> str:
    if b"%PDF-" in head[:PDF_WITHIN] and not LOOKS_LIKE_HTML.match(_without_marks(head).lower()):
        return "pdf"
    if head.startswith(OLE):
        raise InputError(
            f"{name or 'The input'} is an old office document (.hwp, .doc), which is not read.",
            hint="Save it as .hwpx, .docx or .pdf.",
        )
    marks = {ZIP: "zip", b"PAR1": "parquet", b"WARC/": "warc"}
    return next((format for mark, format in marks.items() if head.startswith(mark)), "")


def _refuse_archives(head: bytes, name: str) -> None:
    """Refuse what holds a page in a wrapping that would be taken for its text.

    :raises InputError: saying how to save it instead.
    """
    called = name or "The input"
    if WRAPPED.search(_without_marks(head)[:WRAPPING]):
        raise InputError(f"{called} is a letter, which is not read.", hint="Save it as text.")
    if head.startswith(RTF):
        raise InputError(f"{called} is a Rich Text file, which is not read.", hint="Save it as .docx, .txt or .pdf.")


def _without_marks(head: bytes) -> bytes:
    """The beginning as ASCII shows it, of UTF-16 too."""
    for mark in BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"").lstrip()


def _rows_in(plain: bytes) -> str:
    """The format of rows that go by another suffix; empty if these are none."""
    if ARRAY.match(plain):
        return "json"
    first, _, rest = plain.partition(b"\n")
    if not first.startswith(b'{"'):
        return ""
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return "jsonl" if not rest and len(plain) > HEAD // 2 else ""
    return "jsonl"
