"""The address that a page says it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

ODD = re.compile(r"[\s\\<>\"'`{}|^\x00-\x1f\x7f]")
LONGEST = 2000
"""Characters of an address that browsers and servers take."""


def address_of(page: LexborHTMLParser, given: str) -> str:
    """The page's canonical address, by ``rel=canonical`` or ``og:url``, else the given one.

    A page can only speak for its own site: an address of another registrable host (public suffix and one label) than the
    given one is not believed. Where none is given, the first that the page states is.
    """
    base = given if _host(given) else ""
    for stated in _stated(page):
        address = _joined(base, stated)
        if _is_plain(address) and (not base or _same_site(address, base)):
            return address
    return given


def _stated(page: LexborHTMLParser) -> list[str]:
    links = [node.attributes.get("href") for node in page.css('link[rel~="canonical"][href]')]
    graph = [node.attributes.get("content") for node in page.css('meta[property="og:url"][content]')]
    return [address.strip() for address in (*links, *graph) if address and address.strip()]


def _joined(base: str, stated: str) -> str:
    try:
        return urldefrag(urljoin(base, stated))[0]
    except ValueError:
        return ""


def _is_plain(address: str) -> bool:
    """Whether an address is one of http or https, of a host, with neither user nor odd characters, and not a front page."""
    if len(address) > LONGEST or ODD.search(address):
        return False
    try:
        parts = urlsplit(address)
        named = parts.username is not None or parts.password is not None
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https") and bool(_host(address)) and not named and len(parts.path + parts.query) > 1
    )


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _same_site(one: str, other: str) -> bool:
    return _host(one) == _host(other) or (_site(_host(one)) == _site(_host(other)) != "")


def _site(host: str) -> str:
    """The registrable part of a host (https://publicsuffix.org), from the list that comes with ``tld``."""
    from tld import get_fld

    return get_fld(f"https://{host}/", fail_silently=True) or ""
