"""How deep a page nests and how many attributes a tag has: parsers take time with the square of either."""

from __future__ import annotations

import re

from assistant.errors import InputError

DEEPEST = 20_000
"""Elements inside one another; pages have tens, and the parser takes two seconds for as many."""
TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,20})", re.IGNORECASE)
MOST_ATTRIBUTES = 5_000
"""Attributes of one tag."""
LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}", re.IGNORECASE)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
FLAT = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "optgroup",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "colgroup",
        "html",
        "body",
    }
)
"""Elements that hold nothing, or end where the next of their kind begins."""


def check_depth(html: str) -> None:
    """Refuse a page that nests so deep, or has so many attributes in a tag, that reading it would take minutes.

    :raises InputError: naming the limit.
    """
    depth = 0
    if any(len(QUOTED.sub("", tag.group()).split()) > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(html)):
        raise InputError(
            f"a tag of the page has more than {MOST_ATTRIBUTES:,} attributes: it is damaged, or made to do harm."
        )
    if html.count("<") <= DEEPEST:
        return
    for match in TAG.finditer(html):
        if match[2].lower() not in FLAT:
            depth += -1 if match[1] and depth else not match[1]
            if depth > DEEPEST:
                raise InputError(f"the page nests more than {DEEPEST:,} elements: it is damaged, or made to do harm.")
