"""HTML to plain text: everything a reader of the page sees, one block element a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

UNSEEN = frozenset(
    {"head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video"}
    | {"map", "datalist", "select", "textarea"}
)
INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "meter", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span"}
    | {"strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img"}
)
"""Elements that do not begin a new line; every other one does."""
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "figure", "blockquote", "table"})
CELLS = frozenset({"td", "th"})
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")
EDGE, PARAGRAPH, BREAK = "\x01", "\x02", "\x03"
"""Stand for the border of a block, of a paragraph, and a ``br`` until runs of them become line ends."""
BORDERS = re.compile(r"[ \t\x01\x02\x03]*[\x01\x02\x03][ \t\x01\x02\x03]*")


def render(root: LexborNode) -> str:
    """The visible text below an element. Walks without recursion: pages nest thousands of elements deep."""
    text = re.sub(r"[ \t]{2,}", " ", "".join(_pieces(root)))
    return BORDERS.sub(_line_end, text).strip()


def _line_end(borders: re.Match[str]) -> str:
    run = borders.group()
    return "\n\n" if PARAGRAPH in run or run.count(BREAK) > 1 else "\n"


def _pieces(root: LexborNode) -> Iterator[str]:
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif node.is_text_node:
            yield SPACES.sub(" ", node.text_content or "")
        elif node.is_element_node and not _is_unseen(node):
            border = _border(node.tag or "")
            yield border
            stack.append("" if border == BREAK else border)
            stack.extend(_children_backwards(node))


def _children_backwards(node: LexborNode) -> Iterator[LexborNode]:
    child = node.last_child
    while child is not None:
        yield child
        child = child.prev


def _border(tag: str) -> str:
    if tag == "br":
        return BREAK
    if tag in CELLS:
        return " "
    if tag in INLINE:
        return ""
    return PARAGRAPH if tag in PARAGRAPHS else EDGE


def _is_unseen(node: LexborNode) -> bool:
    if node.tag in UNSEEN:
        return True
    attributes = node.attributes
    return "hidden" in attributes or HIDING.search(attributes.get("style") or "") is not None
