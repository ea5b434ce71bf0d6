"""What a page tells machines about its use: TDM reservations, robots directives, licences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ingest.linked import Linked, said

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

ROBOTS = re.compile(r"^(?:robots|googlebot(?:-news)?|bingbot|yeti|naverbot|daum(?:oa)?|gptbot|google-extended|ccbot"
                    r"|x-robots-tag)$")  # fmt: skip
"""Meta names and the header by which robots are addressed (https://www.robotstxt.org/meta.html, the robots' own names)."""
LIMITS = re.compile(r"\b(?:noai|noimageai|noml|noarchive|nosnippet|nocache|max-snippet\s*:\s*0)\b", re.IGNORECASE)
"""Directives about use; those about finding pages (``noindex``, ``nofollow``) speak to search engines."""
TDM = ("tdm-reservation", "tdm-policy")
"""W3C TDM Reservation Protocol (TDMRep), https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/."""
NOTICES = ("copyright", "dc.rights", "dcterms.rights", "dcterms.license", "rights", "license")
LINKED = ("copyrightNotice", "usageInfo", "license", "acquireLicensePage")
LONGEST = 400
"""Characters of a notice that are kept."""


def machine_rights(page: LexborHTMLParser, meta: Mapping[str, Sequence[str]], linked: Linked) -> str:
    """All that the markup says about rights, spelt out: ``tdm-reservation: 1; robots: noai``."""
    found = (*_notices(meta, linked), *_licences(page), *_tdm(meta), *_robots(meta), *_payment(linked))
    return "; ".join(dict.fromkeys(found))


def header_rights(headers: Mapping[str, str]) -> str:
    """All that a server's headers say about rights, in the same form; their names may be in any case."""
    said = {name.lower(): (value,) for name, value in headers.items()}
    return "; ".join((*_tdm(said), *_robots(said)))


def joined(printed: str, stated: str) -> str:
    """The printed notice, and what the markup adds to it."""
    parts = [printed, *(part for part in stated.split("; ") if part and part not in printed)]
    return "; ".join(part for part in parts if part)


def _notices(meta: Mapping[str, Sequence[str]], linked: Linked) -> Iterator[str]:
    for name in NOTICES:
        yield from (_flat(value) for value in meta.get(name, ()))
    for key in LINKED:
        value = _value(linked.get(key))
        if value:
            yield value if key == "copyrightNotice" else f"{key}: {value}"


def _licences(page: LexborHTMLParser) -> Iterator[str]:
    """``rel=license`` links."""
    for node in page.css('link[rel~="license"][href], a[rel~="license"][href]')[:5]:
        yield f"license: {_flat(node.attributes.get('href') or '')}"


def _tdm(said: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield from (f"{name}: {_flat(value)}" for name in TDM for value in said.get(name, ())[:1] if value)


def _robots(said: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, values in said.items():
        limits = [re.sub(r"\s", "", found).lower() for found in LIMITS.findall(", ".join(values))]
        if limits and ROBOTS.match(name):
            yield f"{name}: {', '.join(dict.fromkeys(limits))}"


def _payment(linked: Linked) -> Iterator[str]:
    free = linked.get("isAccessibleForFree")
    if free is False or (isinstance(free, str) and free.strip().lower() in ("false", "no", "0")):
        yield "isAccessibleForFree: false"


def _value(value: Any) -> str:
    """A string, or the address or name of an object."""
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id") or value.get("name")
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    return _flat(said(value))


def _flat(text: str) -> str:
    """On one line, without the mark that parts one statement from the next."""
    return " ".join(text.replace(";", ",").split())[:LONGEST]
