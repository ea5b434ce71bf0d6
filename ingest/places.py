"""In what part of a page an element stands: its frame, its text, a caption, a headline."""

from __future__ import annotations

import re
from enum import Enum, auto

FRAMES = frozenset({"nav", "aside", "footer"})
FRAME_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "banner", "menu", "dialog", "menubar"})
FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:relat\w*|recommend\w*|sidebar|footer|foot|gnb|lnb|snb|nav\w*|menu\w*|comments?|repl(?:y|ies)|share\w*|"
    r"sns|social|banners?|ads?|advert\w*|promo\w*|popular|rank\w*|most\w*|newsletter|subscri\w*|breadcrumbs?|copyright|"
    r"cookie\w*|consent|pagination|tags|poll|survey|byline|author\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
MAIN_NAMES = re.compile(
    r"article[-_]?(?:body|cont|txt|text|view)|news[-_]?(?:body|cont|txt|text|end|view)|(?:entry|post|story)[-_]?(?:content|body|text)|"
    r"newsct_article|dic_area|view_con",
    re.IGNORECASE,
)
"""Names that the systems behind news sites give to what holds the text."""

LONGEST_NAMES = 200
"""Characters of a class or id attribute that are looked at."""


class Place(Enum):
    """In what part of the page a line stands, by its markup."""

    PAGE = auto()
    FRAME = auto()
    MAIN = auto()
    CAPTION = auto()
    HEADING = auto()


def place_of(tag: str, attributes: dict[str, str | None], outer: Place) -> Place:
    """The innermost part of the page that says what it is; nothing inside a frame is main."""
    if tag in ("html", "body") or outer is Place.FRAME:
        return outer
    names = f"{(attributes.get('class') or '')[:LONGEST_NAMES]} {(attributes.get('id') or '')[:LONGEST_NAMES]}"
    if tag == "figcaption" or (outer is Place.CAPTION):
        return Place.CAPTION
    if tag in FRAMES or (attributes.get("role") or "").lower() in FRAME_ROLES:
        return Place.FRAME
    if "articlebody" in (attributes.get("itemprop") or "").lower() or MAIN_NAMES.search(names):
        return Place.MAIN
    if len(names) > 1 and tag not in ("article", "main", "p") and FRAME_NAMES.search(names):
        return Place.FRAME
    return Place.HEADING if tag in ("h1", "h2") else outer
