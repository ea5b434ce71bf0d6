"""HWPX: paragraphs and table cells of a Hancom document (OWPML, KS X 6101)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from assistant.article import Article
from assistant.errors import InputError
from ingest.decode import decode
from ingest.formats.document import Properties, article_of_document
from ingest.formats.docx import moment
from ingest.formats.packed import Archive, attribute, children, local
from ingest.formats.paragraph import Paragraph, row_of
from ingest.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

SECTION = re.compile(r"Contents/section(\d+)\.xml", re.IGNORECASE)
PREVIEW = "Preview/PrvText.txt"
MANIFEST = "META-INF/manifest.xml"
PACKAGE = "Contents/content.hpf"
HEAD = "Contents/header.xml"
MARKS = {"lineBreak": "\n", "tab": "\t", "nbSpace": "\u00a0", "fwSpace": " ", "hyphen": "-"}
"""Elements within ``hp:t`` that stand for a character."""
ASIDES = frozenset({"header", "footer"})
HIDDEN = frozenset({"deleteBegin", "hiddenComment", "fieldBegin", "parameters", "secPr", "script"})
"""Elements whose text no reader sees; ``script`` is the source of a formula."""


def read_hwpx(source: Source) -> Article:
    """An article from a Hancom document: ``text`` is its paragraphs and table cells, one a line.

    A document whose sections cannot be read gives the text of its preview.

    :raises NoArticleError: if the document holds no article.
    :raises InputError: if it is damaged, encrypted, unpacks beyond measure, or holds no text.
    """
    archive = Archive(source.original or b"", source.shown)
    if MANIFEST in archive.names and b"encryption-data" in archive.read(MANIFEST):
        raise InputError(f"{source.shown} is encrypted.", hint="Save it without a password.")
    names = sorted(filter(SECTION.fullmatch, archive.names), key=_number)
    try:
        sizes = _sizes(archive)
        paragraphs = [one for name in names for one in _paragraphs(archive.xml(name), sizes)]
    except InputError:
        if PREVIEW not in archive.names:
            raise
        paragraphs = []
    if not any(one.text.strip() for one in paragraphs) and PREVIEW in archive.names:
        paragraphs = [Paragraph(line) for line in decode(archive.read(PREVIEW), source.shown).splitlines()]
    return article_of_document(paragraphs, _properties(archive), source)


def _number(name: str) -> int:
    found = SECTION.fullmatch(name)
    return int(found[1]) if found else 0


def _paragraphs(node: _Element, sizes: Mapping[str, float], *, aside: bool = False) -> Iterator[Paragraph]:
    """The paragraphs below an element in order; what a paragraph holds (a table, a note) follows its own text.

    A table's row of single lines is one line.
    """
    for child in node:
        name = local(child)
        if name == "p":
            yield Paragraph("".join(_pieces(child)), size=_size(child, sizes), aside=aside)
            yield from _paragraphs(child, sizes, aside=aside)
        elif name == "tr":
            cells = [list(_paragraphs(cell, sizes, aside=aside)) for cell in children(child, "tc")]
            yield from row_of(cells)
        elif name and name != "t" and name not in HIDDEN:
            yield from _paragraphs(child, sizes, aside=aside or name in ASIDES)


def _pieces(paragraph: _Element) -> Iterator[str]:
    """The text of a paragraph's own runs."""
    return (piece for run in children(paragraph, "run") for piece in _text(run))


def _text(run: _Element) -> Iterator[str]:
    for part in children(run, "t"):
        yield part.text or ""
        for mark in part:
            yield MARKS.get(local(mark), "") + (mark.tail or "")


def _size(paragraph: _Element, sizes: Mapping[str, float]) -> float:
    """The size of a paragraph's longest run."""
    runs = [(sum(map(len, _text(run))), attribute(run, "charPrIDRef")) for run in children(paragraph, "run")]
    return sizes.get(max(runs, default=(0, ""))[1], 0.0)


def _sizes(archive: Archive) -> Mapping[str, float]:
    """The height of letters by the id of their properties, in hundredths of a point."""
    if HEAD not in archive.names:
        return {}
    heights = ((attribute(node, "id"), attribute(node, "height")) for node in archive.xml(HEAD).iter("{*}charPr"))
    return {name: float(height) for name, height in heights if height.isdigit() and len(height) < 7}


def _properties(archive: Archive) -> Properties:
    if PACKAGE not in archive.names:
        return Properties()
    try:
        package = archive.xml(PACKAGE)
    except InputError:
        return Properties()
    about = [node for node in package if local(node) == "metadata"]
    found = {attribute(node, "name") or local(node): (node.text or "").strip() for part in about for node in part}
    dates = (moment(found.get(name, "")) for name in ("CreatedDate", "ModifiedDate"))
    return Properties(found.get("title", ""), found.get("creator", ""), next(filter(None, dates), None))
