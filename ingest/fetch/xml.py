"""XML from strangers, read as a stream of elements: no tree, no entities, nothing loaded from elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Protocol

from assistant.errors import InputError
from ingest.decode import decode
from ingest.fetch.errors import FetchError

PIECE = 65_536
"""Characters that are parsed at a time."""
DEEPEST = 100
"""Deepest nesting that is read; feeds nest six deep."""
MOST_ELEMENTS = 1_000_000
"""Most elements that are read: twenty for each address of the longest sitemap."""
ENTITIES = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)(\w{2,32};)?", re.S
)
FIRST = re.compile(
    r"(?>\s+|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*\]\s*)?>)*+<(?:[\w.-]{1,40}:)?([\w.-]{1,40})",
    re.DOTALL | re.IGNORECASE,
)
"""The first element, behind declarations and comments; atomic, so that many of these do not multiply the ways to match."""
HEAD = 8192
"""Bytes at the start in which the first element is looked for."""


class Reader(Protocol):
    """Takes elements as they come; names are without a namespace, in lower case."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str, text: str) -> None:
        """An element ends; its own text, blanks around it removed."""


def first_element(data: bytes) -> str:
    """The name of the first element, in lower case and without a prefix; empty if the data does not begin like XML."""
    found = FIRST.match(data[:HEAD].replace(b"\x00", b"").decode("latin-1").removeprefix("ï»¿").lstrip("þÿ"))
    return found[1].lower() if found else ""


def read_xml(data: bytes, reader: Reader, *, charset: str = "") -> None:
    """Give a file's elements to a reader.

    Bare ampersands and HTML's names for characters, which many feeds hold, are mended first.

    :param charset: what the server declared.
    :raises FetchError: for a file that declares entities, is nested too deep, or is no XML.
    """
    text = _text(data, charset)
    if "<!ENTITY" in text:
        raise FetchError("The XML file declares entities, which feeds do not need and attacks do; it is not read.")
    _feed(ENTITIES.sub(_mended, text, count=MOST_ELEMENTS), reader)


def _feed(text: str, reader: Reader) -> None:
    from lxml import etree

    target = _Target(reader)
    parser = etree.XMLParser(
        target=target, encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for piece in _pieces(text):
            parser.feed(piece)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise FetchError(f"The XML file cannot be read: {error}.") from None


def _pieces(text: str) -> Iterator[bytes]:
    return (text[at : at + PIECE].encode("utf-8", "replace") for at in range(0, len(text), PIECE))


class _Target:
    """Gathers each element's own text for the reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._texts: list[list[str]] = []
        self._elements = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if len(self._texts) >= DEEPEST:
            raise FetchError(f"The XML file is nested more than {DEEPEST} deep.")
        if self._elements > MOST_ELEMENTS:
            raise FetchError(f"The XML file has more than {MOST_ELEMENTS:,} elements.")
        self._texts.append([])
        self._reader.start(_local(tag), {_plain(name): value for name, value in attributes.items()})

    def data(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def end(self, tag: str) -> None:
        self._reader.end(_local(tag), "".join(self._texts.pop()).strip())

    def close(self) -> None:
        """Nothing is left to do."""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _plain(name: str) -> str:
    """An attribute's name; of those with a namespace only ``xml:base`` and ``rdf:about`` are told apart."""
    space, _, local = name.rpartition("}")
    return f"xml:{local}" if space.endswith("/XML/1998/namespace") else local.lower()


def _mended(found: re.Match[str]) -> str:
    """An ampersand that XML does not allow, escaped, or the character that HTML names so."""
    name = found[1]
    if name is None:
        return found[0] if found[0].startswith("<") else "&amp;"
    character = html.unescape(f"&{name}")
    return f"&amp;{name}" if character.startswith("&") else html.escape(character)


def _text(data: bytes, charset: str) -> str:
    try:
        return decode(data, "The XML file", charset)
    except InputError as error:
        raise FetchError(error.message) from None
