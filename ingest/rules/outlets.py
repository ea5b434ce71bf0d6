"""The outlet that a dateline, a byline or a reporter's closing words name."""

from __future__ import annotations

import re

from ingest.lines import JOB
from ingest.rules.agencies import is_agency, sort_names
from ingest.rules.broadcast import BROADCASTER
from ingest.rules.byline_words import MODIFIER, OUTLET
from ingest.rules.writers import CLOSING, is_person
from ingest.rules.writers_abroad import parts_of

BRACKETED = re.compile(r"[\[【〔(［（]\s*(?P<said>[^\[\]【】〔〕()［］（）\n]{2,60}?)\s*[\]】〕)］）]")
WORKING = re.compile(rf"{JOB}$")
JOINT = re.compile(r"\s*[=|ㅣ,/]\s*|\s+")
ON_AIR = re.compile(rf"(?P<outlet>{BROADCASTER})\s[가-힣]{{2,4}}(?:\s기자)?(?:\s?\(.{{5,60}}\))?")
WIRE = re.compile(r"[A-Z][^()\n]{2,60}\((?P<agency>[A-Za-z][^()\n]{1,30})\)\s?(?:--?|[–—―])\s?")
"""A dateline in front of an English text: "SEOUL, March 4 (Yonhap) --"."""


def dateline_outlet(text: str) -> str:
    """Who reports, by a dateline in brackets: "뉴시스" of "[서울=뉴시스]"; empty where only a place and a reporter stand there."""
    found = BRACKETED.search(text)
    said = found["said"] if found else ""
    before, equals, behind = (part.strip() for part in said.rpartition("="))
    if before and not WORKING.search(behind) and not is_person(behind):
        return behind
    first = (JOINT.split(part)[0] for part in (before, behind) if WORKING.search(behind) or not equals)
    return next((word for word in first if _is_outlet(word)), "")


def signed_outlet(text: str) -> str:
    """The agency, broadcaster or newspaper for which a byline's persons write, or that signs without them."""
    told = CLOSING.fullmatch(text) or ON_AIR.fullmatch(text)
    if told:
        return told["outlet"] or ""
    for part in parts_of(text):
        named = sort_names([part.agency]).agency if part.agency else part.outlet
        if named:
            return named
    return ""


def wire_outlet(text: str) -> str:
    """The agency in the dateline of an English text."""
    found = WIRE.match(text)
    return found["agency"] if found and is_agency(found["agency"]) else ""


def _is_outlet(word: str) -> bool:
    """Whether a word is an agency or looks like a newspaper, and not like a part of one ("생활경제")."""
    return is_agency(word) or (OUTLET.fullmatch(word) is not None and MODIFIER.fullmatch(word) is None)
