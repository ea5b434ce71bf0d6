"""DOCX: paragraphs, headings and table cells of a Word document (ECMA-376, WordprocessingML)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.article import Article
from assistant.errors import InputError
from ingest.formats.document import Properties, article_of_document
from ingest.formats.packed import Archive, attribute, children, local
from ingest.formats.paragraph import Paragraph, row_of
from ingest.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY = "word/document.xml"
ASIDES = re.compile(r"word/(?:header|footer)\d*\.xml")
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
CORE = "docProps/core.xml"
STYLES = "word/styles.xml"
Sizes = Mapping[str, float]
SKIPPED = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr"}
)
"""Elements whose text no reader sees: what was struck out, field codes, the second form of a drawing, properties."""
MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
TITLE = re.compile(r"title|제목|heading\s*1|제목\s*1|1", re.IGNORECASE)
"""Ids of the styles of headlines; a Korean Word calls heading 1 just "1"."""


def read_docx(source: Source) -> Article:
    """An article from a Word document: ``text`` is its paragraphs and table cells, one a line.

    :raises NoArticleError: if the document holds no article.
    :raises InputError: if it is damaged, encrypted, unpacks beyond measure, or holds no text.
    """
    archive = Archive(source.original or b"", source.shown)
    sizes = _sizes(archive)
    body = list(_paragraphs(archive.xml(BODY), sizes))
    notes = [one for name in NOTES if name in archive.names for one in _paragraphs(archive.xml(name), {})]
    asides = [
        Paragraph(one.text, aside=True)
        for name in sorted(filter(ASIDES.fullmatch, archive.names))
        for one in _paragraphs(archive.xml(name), {})
    ]
    return article_of_document([*body, *notes, *_once(asides)], _properties(archive), source)


def _paragraphs(node: _Element, sizes: Sizes) -> Iterator[Paragraph]:
    """The paragraphs below an element in order; those in a text box follow the one that holds it.

    A table's row of single lines is one line.
    """
    for child in node:
        name = local(child)
        if name == "p":
            yield _paragraph(child, sizes)
            boxes = (box for box in child.iter("{*}txbxContent") if not _is_skipped(box, child))
            yield from (one for box in boxes for one in _paragraphs(box, sizes))
        elif name == "tr":
            yield from row_of([list(_paragraphs(cell, sizes)) for cell in child.iter("{*}tc") if _row(cell) is child])
        elif name and name not in SKIPPED:
            yield from _paragraphs(child, sizes)


def _paragraph(node: _Element, sizes: Sizes) -> Paragraph:
    text = "".join(_pieces(node))
    style = next((attribute(one, "val") for part in children(node, "pPr") for one in children(part, "pStyle")), "")
    runs = [(len("".join(_pieces(run))), _size(run)) for run in node.iter("{*}r")]
    own = max(((length, size) for length, size in runs if length), default=(0, 0.0))[1]
    return Paragraph(text, size=own or sizes.get(style, sizes.get("", 0.0)), title=TITLE.fullmatch(style) is not None)


def _size(run: _Element) -> float:
    """The size that a run sets for itself, in half points; 0 if it sets none."""
    sizes = (attribute(one, "val") for part in children(run, "rPr") for one in children(part, "sz"))
    return _number(next(sizes, ""))


def _number(printed: str) -> float:
    return float(printed) if printed.isdigit() and len(printed) < 5 else 0.0


def _row(cell: _Element) -> _Element | None:
    return next((parent for parent in cell.iterancestors() if local(parent) == "tr"), None)


def _pieces(node: _Element) -> Iterator[str]:
    for child in node:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in MARKS:
            yield "" if attribute(child, "type") == "page" else MARKS[name]
        elif name and name != "txbxContent" and name not in SKIPPED and not _is_hidden(child):
            yield from _pieces(child)


def _is_hidden(run: _Element) -> bool:
    """Whether a run is set not to be shown."""
    marks = (attribute(one, "val") for part in children(run, "rPr") for one in children(part, "vanish"))
    return any(mark not in ("0", "false", "off") for mark in marks)


def _is_skipped(node: _Element, paragraph: _Element) -> bool:
    """Whether a text box is the second form of one, or stands in another."""
    for parent in node.iterancestors():
        if parent is paragraph:
            return False
        if local(parent) in SKIPPED or local(parent) == "txbxContent":
            return True
    return False


def _sizes(archive: Archive) -> Sizes:
    """The size of each style's letters in half points; that of the document under the empty name."""
    if STYLES not in archive.names:
        return {}
    styles = archive.xml(STYLES)
    nodes = {attribute(node, "styleId"): node for node in children(styles, "style")}
    defaults = styles.findall("{*}docDefaults/{*}rPrDefault")
    found = {"": next(map(_size, defaults), 0.0)}
    for name, node in nodes.items():
        seen: list[str] = []
        while not (size := _size(node)) and (base := _base(node)) in nodes and base not in seen:
            seen.append(base)
            node = nodes[base]
        found[name] = size or found[""]
    return found


def _base(style: _Element) -> str:
    return next((attribute(node, "val") for node in children(style, "basedOn")), "")


def _once(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """Heads and feet, which a document has for first, even and odd pages alike."""
    return iter({one.text.strip(): one for one in paragraphs}.values())


def _properties(archive: Archive) -> Properties:
    if CORE not in archive.names:
        return Properties()
    try:
        found = {local(node): (node.text or "").strip() for node in archive.xml(CORE)}
    except InputError:
        return Properties()
    dates = (moment(found.get(name, "")) for name in ("created", "modified"))
    return Properties(found.get("title", ""), found.get("creator", ""), next(filter(None, dates), None))


def moment(printed: str) -> datetime | None:
    """A date and time in ISO form (W3CDTF); ``None`` where it is none."""
    try:
        return datetime.fromisoformat(printed)
    except ValueError:
        return None
