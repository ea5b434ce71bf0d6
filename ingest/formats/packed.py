"""Documents in ZIP archives (DOCX, HWPX): which one it is, and its parts, unpacked with a bound."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_PART = 50_000_000
"""Bytes of one part, unpacked; the text of the longest report has a tenth of it."""
LARGEST_RATIO = 200
"""Bytes that one packed byte may become in a part beyond :data:`FREE`; document XML packs 10 or 20 to 1."""
FREE = 1_000_000
MOST_PARTS = 10_000
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The two ways of packing that these formats allow."""
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError, NotImplementedError)
"""What a damaged archive makes :mod:`zipfile` raise."""
OTHERS = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "OEBPS/": "an EPUB book",
    "content.xml": "an OpenDocument file",
    "META-INF/MANIFEST.MF": "a Java program",
}
"""Other documents in ZIP archives, by a part that they have."""


class Archive:
    """The parts of a packed document.

    :param data: the whole file.
    :param called: what messages call it.
    :raises InputError: if it is damaged or holds too many parts.
    """

    def __init__(self, data: bytes, called: str) -> None:
        self.called = called
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE:
            raise self._damaged() from None
        if len(self._zip.namelist()) > MOST_PARTS:
            raise InputError(f"{called} holds more than {MOST_PARTS:,} parts, as no document does.")
        self.names = tuple(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """A part, unpacked.

        :raises InputError: if it is encrypted, damaged, or far larger than a document's.
        """
        try:
            about = self._zip.getinfo(name)
            self._check(about)
            with self._zip.open(about) as part:
                return part.read(LARGEST_PART)
        except DAMAGE:
            raise self._damaged(name) from None

    def xml(self, name: str) -> _Element:
        """A part's XML; entities are not resolved and nothing is fetched.

        :raises InputError: as :meth:`read` does, and if it is not well-formed or declares entities.
        """
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._damaged(name) from None
        if root.getroottree().docinfo.doctype:
            raise InputError(f"{self.called} declares a document type in {name}, which no such document needs.")
        return root

    def _check(self, about: zipfile.ZipInfo) -> None:
        if about.flag_bits & 1:
            raise InputError(f"{self.called} is encrypted.", hint="Save it without a password.")
        if about.compress_type not in PACKINGS:
            raise self._damaged(about.filename)
        ratio = about.file_size > FREE and about.file_size > LARGEST_RATIO * max(1, about.compress_size)
        if about.file_size > LARGEST_PART or ratio:
            raise InputError(
                f"{self.called}: its part {about.filename[:60]} unpacks from {about.compress_size:,} to "
                f"{about.file_size:,} bytes; no document does that."
            )

    def _damaged(self, part: str = "") -> InputError:
        where = f" (in {part[:60]})" if part else ""
        return InputError(f"{self.called} is damaged{where}.", hint="Get or save it again.")


def kind_of(data: bytes, called: str) -> str:
    """What a ZIP archive is: ``"docx"`` or ``"hwpx"``.

    :raises InputError: for anything else, naming it.
    """
    names = Archive(data, called).names
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("Contents/section") for name in names) or "Preview/PrvText.txt" in names:
        return "hwpx"
    other = next(
        (kind for part, kind in OTHERS.items() if any(name.startswith(part) for name in names)), "a ZIP archive"
    )
    raise InputError(
        f"{called} is {other}, which is not read.", hint="Unpack it, or save the article as .docx or .pdf."
    )


def local(node: Any) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: _Element, name: str) -> str:
    """An attribute by its name without namespace; empty if it is absent."""
    return next((str(value) for key, value in node.items() if str(key).rpartition("}")[2] == name), "")


def children(node: _Element, name: str) -> Iterator[_Element]:
    """The children of this name, whatever their namespace."""
    return (child for child in node if local(child) == name)
