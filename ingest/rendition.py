"""HTML to plain text: everything a reader of the page sees, one block element a line, and where each line stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.errors import InputError
from assistant.text.normalise import normalise_page
from ingest.colour import WHITE, Colour, are_alike, colour_of, is_clear
from ingest.hidden import Style, is_tiny, is_unseen, removes, style_of
from ingest.places import Place, place_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "meter", "nobr", "output", "q", "rt", "ruby", "s", "samp", "small", "span"}
    | {"strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "source"}
)
"""Elements that do not begin a new line; every other one does."""
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "figure", "blockquote", "table"})
CELLS = frozenset({"td", "th"})
VERBATIM = frozenset({"pre", "listing", "xmp", "plaintext"})
PICTURES = frozenset({"img", "figure", "picture", "amp-img"})
CAPTIONED = ("data-caption", "data-sub-html")
"""Attributes from which scripts print a caption below a picture."""
LONGEST_CAPTION = 300
MOST_LINES = 50_000
"""Lines of the longest page; a report of a whole day, minute by minute, has some thousands."""
SPACES = re.compile(r"[ \t\r\n\f]+")
NARROW = re.compile(r" *\t[ \t]*|  +")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line stood, and which share of its characters are links."""

    place: Place = Place.PAGE
    linked: float = 0.0


@dataclass(frozen=True, slots=True)
class Rendition:
    """The visible text, in the form in which pages are stored, and the spot of the line that begins at an offset."""

    text: str
    spots: dict[int, Spot]


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element hands down to the text below it; ``ground`` is ``None`` while nothing tells it."""

    place: Place = Place.PAGE
    ink: Colour | None = None
    ground: Colour | None = None
    clear: bool = False
    tiny: bool = False
    veiled: bool = False
    verbatim: bool = False
    named: bool = False
    linked: bool = False

    @property
    def is_seen(self) -> bool:
        if self.clear or self.tiny or self.veiled:
            return False
        if self.ink is None or (self.ground is None and self.named):
            return True
        return not are_alike(self.ink, self.ground or WHITE)


@dataclass(slots=True)
class _Writer:
    """Lines as they are finished, each with its spot and whether a blank line is before it."""

    lines: list[tuple[str, Spot, bool]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    place: Place | None = None
    linked: int = 0
    breaks: int = 0
    paragraph: bool = False

    def write(self, text: str, place: Place, *, linked: bool = False) -> None:
        if self.place is None and text.strip():
            self.place = place
        self.linked += len(text.strip()) if linked else 0
        self.pieces.append(text)

    def border(self, tag: str) -> None:
        line = normalise_page(NARROW.sub(_narrow, "".join(self.pieces))).strip()
        self.pieces.clear()
        if line:
            spot = Spot(self.place or Place.PAGE, min(1.0, self.linked / len(line)))
            self.lines.append((line, spot, self.paragraph or self.breaks > 1))
            if len(self.lines) > MOST_LINES:
                raise InputError(f"the page has more than {MOST_LINES:,} lines, the most that are read.")
            self.breaks, self.paragraph = 0, False
        self.place, self.linked = None, 0
        self.breaks += tag == "br"
        self.paragraph = self.paragraph or tag in PARAGRAPHS


def render(root: LexborNode, hidden: frozenset[int] = frozenset(), *, scripts: bool = True) -> Rendition:
    """The visible text below an element. Walks without recursion: pages nest thousands of elements deep.

    :raises InputError: if there are more lines than a page has.
    :param hidden: elements (``mem_id``) that style sheets hide.
    :param scripts: whether the page's scripts are thought to run, so that ``noscript`` is not shown.
    """
    writer = _Writer()
    stack: list[tuple[LexborNode | str, _Look]] = [(root, _Look())]
    while stack:
        node, look = stack.pop()
        if isinstance(node, str):
            writer.border(node)
        elif node.is_text_node:
            _write_text(writer, node.text_content or "", look)
        elif node.is_element_node and node.mem_id not in hidden:
            stack.extend(_opened(writer, node, look, scripts))
    writer.border("")
    return _joined(writer.lines)


def _opened(writer: _Writer, node: LexborNode, look: _Look, scripts: bool) -> Iterator[tuple[LexborNode | str, _Look]]:
    """What is to be done for an element, last first: its children, and the border behind it."""
    tag = node.tag or ""
    attributes = node.attributes
    if is_unseen(tag, attributes) or (tag == "noscript" and scripts):
        return
    style = style_of(attributes.get("style"))
    if style and removes(style):
        return
    inner = _inner(tag, attributes, style, look)
    if tag in CELLS:
        writer.write("\t", inner.place)
    elif tag not in INLINE:
        writer.border(tag)
    if tag in PICTURES and inner.is_seen:
        _write_caption(writer, attributes)
    if tag not in INLINE and tag not in CELLS and tag != "br":
        yield tag, look
    child = node.last_child
    while child is not None:
        yield child, inner
        child = child.prev


def _inner(tag: str, attributes: dict[str, str | None], style: Style, look: _Look) -> _Look:
    place = place_of(tag, attributes, look.place)
    verbatim = look.verbatim or tag in VERBATIM or style.get("white-space", "").startswith("pre")
    ink, ground = style.get("color") or attributes.get("color"), _ground(attributes, style)
    linked = look.linked or (tag == "a" and "href" in attributes)
    if (place, verbatim, linked) == (look.place, look.verbatim, look.linked) and not (style or ink or ground):
        return look
    changed = replace(look, place=place, verbatim=verbatim, linked=linked)
    if "font-size" in style:
        changed = replace(changed, tiny=is_tiny(style["font-size"]))
    if "visibility" in style:
        changed = replace(changed, veiled=style["visibility"] in ("hidden", "collapse"))
    if ink:
        clear = is_clear(ink.lower())
        changed = replace(changed, ink=colour_of(ink.lower()), clear=clear, named=bool(attributes.get("class")))
    if ground:
        changed = replace(changed, ground=colour_of(ground.lower()), named=True)
    return changed


def _ground(attributes: dict[str, str | None], style: Style) -> str:
    return (
        style.get("background-color")
        or style.get("background")
        or attributes.get("bgcolor")
        or style.get("background-image", "")
    )


def _write_text(writer: _Writer, text: str, look: _Look) -> None:
    if not look.is_seen:
        return
    lines = text.split("\n") if look.verbatim else [text]
    for at, line in enumerate(lines):
        if at:
            writer.border("br")
        writer.write(SPACES.sub(" ", line), look.place, linked=look.linked)


def _write_caption(writer: _Writer, attributes: dict[str, str | None]) -> None:
    caption = next((said for name in CAPTIONED if (said := attributes.get(name))), "")
    if caption and len(caption) <= LONGEST_CAPTION and "<" not in caption:
        writer.border("")
        writer.write(SPACES.sub(" ", caption), Place.CAPTION)
        writer.border("")


def _narrow(spaces: re.Match[str]) -> str:
    return "\t" if "\t" in spaces.group() else " "


def _joined(lines: list[tuple[str, Spot, bool]]) -> Rendition:
    pieces: list[str] = []
    spots: dict[int, Spot] = {}
    length = 0
    for line, spot, gap in lines:
        between = "" if not pieces else "\n\n" if gap else "\n"
        length += len(between)
        spots[length] = spot
        pieces += (between, line)
        length += len(line)
    return Rendition("".join(pieces), spots)
