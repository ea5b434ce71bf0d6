"""Who signs an article below it: roles and names without "reporter", editors, helpers, contributors."""

from __future__ import annotations

import re

from ingest.rules.byline_words import FAMILY, NO_NAME

_NAME = rf"(?!(?:{NO_NAME.pattern})(?![가-힣]))[{FAMILY}][가-힣]{{1,3}}"
CONTRIBUTOR = re.compile(
    rf"(?P<name>{_NAME})\s?[·|/(,]?\s?(?:[가-힣A-Za-z·]{{2,12}}\s){{0,3}}[가-힣]{{0,8}}"
    r"(?:교수|평론가|칼럼니스트|변호사|작가|시인|소설가|논설위원|연구위원|연구원|전문위원|회계사|번역가|건축가)\)?"
)
"""An outsider who wrote the article, on a line of its own below it."""
HELPED = re.compile(
    r"(?P<rest>[A-Z].{2,160}?)\s(?:also\s)?contributed\s(?:additional\s)?(?:(?:reporting\s)?to\s(?:this|the)\s(?:report|story|article)|"
    r"reporting)(?P<where>(?:\s(?:from|in)\s[A-Z].{1,60})?)\.?"
)
LINKS = frozenset(
    {"and", "in", "at", "of", "from", "for", "with", "by", "the", "de", "van", "von", "bin", "al", "&"}
    | {"additional", "further", "agencies", "staff", "wires"}
)
"""Words between the names of such a line; any other small word makes it a sentence."""


def is_credited(text: str) -> bool:
    """Whether a line gives the names of those who helped with the article, and says nothing else."""
    told = HELPED.fullmatch(text)
    return told is not None and _are_names(told["rest"])


def is_contributed(text: str) -> bool:
    """Whether a line below an article names an outsider as its writer."""
    return len(text) <= 40 and CONTRIBUTOR.fullmatch(text) is not None


def credited_names(text: str) -> list[str]:
    """The name of an outsider who wrote an article; empty for every other line."""
    outsider = CONTRIBUTOR.fullmatch(text) if len(text) <= 40 else None
    return [outsider["name"]] if outsider else []


def _are_names(text: str) -> bool:
    words = [word.strip("(),;:./|–—-") for word in text.split()]
    return all(word[:1].isupper() or word.lower() in LINKS for word in words if word)
