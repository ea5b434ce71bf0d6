"""What a page holds but does not show: by attributes, by inline styles, by its own style sheets, by colour.

Text that no reader sees must not reach an index: it is where pages hide words for machines. Style sheets that are not
in the page are not known; names of classes that hide by long custom stand in for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

Style = dict[str, str]
UNSEEN = frozenset(
    {"head", "script", "style", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video", "noframes"}
    | {"map", "datalist", "select", "textarea", "rp", "title"}
)
"""Elements whose text is never shown as text."""
CLASSES = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "a11y-hidden", "blind"}
    | {"offscreen", "off-screen", "invisible", "d-none", "hidden", "hide", "is-hidden", "u-hidden"}
)
"""Classes that hide: those of Bootstrap, Tailwind, WordPress and HTML5 Boilerplate, and ``blind`` of Korean sites."""
RESPONSIVE = re.compile(r"^(?:sm|md|lg|xl|2xl|xxl|d-(?:sm|md|lg|xl|xxl))[:-]|^visible-")
"""Classes that show again on wide screens what another class hides on narrow ones."""
LENGTH = re.compile(r"(-?\d{0,9}\.?\d{1,9})(?:e[+-]?\d{1,9})?\s*(px|em|rem|pt|vw|vh|%|ex|ch|cm|mm|in|pc)?(?![\w.])")
PIXELS = {"": 1.0, "px": 1.0, "em": 16.0, "rem": 16.0, "pt": 1.33, "vw": 12.8, "vh": 7.2, "ex": 8.0, "ch": 8.0,
          "cm": 37.8, "mm": 3.78, "in": 96.0, "pc": 16.0, "%": 10.0}  # fmt: skip
"""Pixels of a unit of CSS, roughly where they depend on font and window."""
FAR = -500
"""Pixels left of or above its place from which text is off the screen."""
TINY = 2.0
"""Pixels up to which a font cannot be read."""
GONE = re.compile(r"rect\(\s*(?:0|1px)|inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0[^,]*,\s*0")
AT_RULE = re.compile(r"@[\w-]{1,40}[^{};@]{0,500}(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
LONGEST_STYLE = 2000
"""Characters of a style attribute that are looked at."""
LARGEST_SHEET = 500_000
"""Characters of a page's own style sheets that are looked at."""
MOST_SELECTORS = 200


def style_of(attribute: str | None) -> Style:
    """The declarations of a style attribute, in lower case; the last of a name counts, as in CSS."""
    if not attribute:
        return {}
    pairs = (part.partition(":") for part in _bare(attribute[:LONGEST_STYLE]).lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value.strip()}


def is_unseen(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element and all below it are hidden by what they are or by their attributes."""
    if tag in UNSEEN or "hidden" in attributes or "popover" in attributes:
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    classes = (attributes.get("class") or "").lower().split()
    return not CLASSES.isdisjoint(classes) and not any(RESPONSIVE.match(name) for name in classes)


def removes(style: Style) -> bool:
    """Whether a style hides an element and all below it, whatever their own styles say."""
    if style.get("display") == "none" or style.get("content-visibility") == "hidden":
        return True
    if _number(style.get("opacity", "1")) <= 0.05 or GONE.search(style.get("clip-path", style.get("clip", ""))):
        return True
    return _is_away(style) or _is_folded(style)


def is_tiny(size: str) -> bool:
    """Whether a font size cannot be read."""
    found = LENGTH.fullmatch(size)
    return found is not None and float(found[1]) * PIXELS[found[2] or ""] <= TINY and found[2] != "%"


def hidden_by_sheets(page: LexborHTMLParser) -> frozenset[int]:
    """The elements (``mem_id``) that the page's own style sheets hide at any width of the window."""
    hiding: dict[str, bool] = {}
    for selector, style in _rules(page):
        if removes(style) or style.get("visibility") == "hidden" or is_tiny(style.get("font-size", "")):
            hiding[selector] = True
        elif "display" in style or "visibility" in style or "opacity" in style:
            hiding[selector] = False
    chosen = [selector for selector, hides in hiding.items() if hides][:MOST_SELECTORS]
    return frozenset(node for selector in chosen for node in _matches(page, selector))


def _rules(page: LexborHTMLParser) -> Iterator[tuple[str, Style]]:
    sheets = "\n".join(
        sheet.text(deep=True) for sheet in page.css("style") if not (sheet.attributes.get("media") or "")
    )
    for rule in AT_RULE.sub("", _bare(sheets[:LARGEST_SHEET])).split("}"):
        selectors, _, declarations = rule.rpartition("{")
        for selector in selectors.split(","):
            if selector.strip() and ":" not in selector:
                yield selector.strip(), style_of(declarations)


def _bare(css: str) -> str:
    """Without comments; one that is not closed goes on to the end."""
    first, *others = css.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _matches(page: LexborHTMLParser, selector: str) -> Iterator[int]:
    from selectolax.lexbor import SelectolaxError

    try:
        found = page.css(selector)
    except (SelectolaxError, ValueError):
        return
    yield from (node.mem_id for node in found if node.tag not in ("html", "body", "main", "article"))


def _is_away(style: Style) -> bool:
    """Moved off the screen."""
    placed = style.get("position") in ("absolute", "fixed")
    names = ("text-indent", "margin-left", "margin-top", *(("left", "top", "right", "bottom") if placed else ()))
    moved = [_pixels(style.get(name, "")) for name in names]
    moved += [_pixels(part) for part in re.findall(r"translate\w*\(([^)]*)\)", style.get("transform", ""))]
    shrunk = re.search(r"scale\w*\(\s*0(?:\.0\d*)?\s*[,)]", style.get("transform", "")) is not None
    return shrunk or any(each <= FAR for each in moved)


def _is_folded(style: Style) -> bool:
    """Given no room, with what does not fit cut off."""
    if style.get("overflow", style.get("overflow-y", "")) not in ("hidden", "clip"):
        return False
    sizes = [style[name] for name in ("width", "height", "max-height", "max-width") if name in style]
    return any(0 <= _pixels(size) <= 1 and not size.endswith("%") for size in sizes)


def _pixels(value: str) -> float:
    """The least of the lengths in a value, in pixels; one more than nothing if there are none."""
    found = [float(match[1]) * PIXELS[match[2] or ""] for match in LENGTH.finditer(value)]
    return min(found, default=2.0)


def _number(value: str) -> float:
    found = LENGTH.match(value)
    return float(found[1]) * (0.01 if found[2] == "%" else 1.0) if found else 1.0
