"""Who signs an article below it: roles and names without "reporter", editors, helpers, contributors."""

from __future__ import annotations

import re

FAMILY = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설"
    "마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부좌빈피"
)
"""First syllables of Korean family names; longer ones begin with one of these too."""
_NO_NAME = (
    r"지원|구매|구입|문의|신청|안내|제보|정책|방침|정신|공유|공모|기사|기자|전체|전시|이용|구독|이동|이전|인쇄|편집|사진|전문|소개|정보|제공|의뢰|"
    r"주문|공지|강좌|후원|원문|이력|경력|채용"
)
"""Words of two syllables that begin like names and stand in menus beside the parts of a newspaper's work."""
_NAME = rf"(?!(?:{_NO_NAME})(?![가-힣]))[{FAMILY}][가-힣]{{1,3}}"
CONTRIBUTOR = re.compile(
    rf"(?P<name>{_NAME})\s?[·|/(,]?\s?(?:[가-힣A-Za-z·]{{2,12}}\s){{0,3}}[가-힣]{{0,8}}"
    r"(?:교수|평론가|칼럼니스트|변호사|작가|시인|소설가|논설위원|연구위원|연구원|전문위원|회계사|번역가|건축가)\)?"
)
"""An outsider who wrote the article, on a line of its own below it."""
_DONE = r"(?:reporting|writing|editing|written|reported|edited|translated|produced)"
DONE_BY = re.compile(
    rf"\(?(?:with\s)?(?:(?:additional|further)\s)?{_DONE}(?:\s(?:and|&)\s{_DONE})?\sby\b:?\s(?P<rest>[A-Z].{{2,220}})",
    re.IGNORECASE,
)
HELPED = re.compile(
    r"(?P<rest>[A-Z].{2,160}?)\s(?:also\s)?contributed\s(?:additional\s)?(?:(?:reporting\s)?to\s(?:this|the)\s(?:report|story|article)|"
    r"reporting)(?P<where>(?:\s(?:from|in)\s[A-Z].{1,60})?)\.?"
)
LINKS = frozenset(
    {
        "and",
        "in",
        "at",
        "of",
        "from",
        "for",
        "with",
        "by",
        "the",
        "de",
        "van",
        "von",
        "bin",
        "al",
        "additional",
        "further",
        "&",
    }
    | {
        "reporting",
        "writing",
        "editing",
        "written",
        "edited",
        "reported",
        "translated",
        "produced",
        "agencies",
        "staff",
        "wires",
    }
)
"""Words between the names of such a line; any other small word makes it a sentence."""


def is_credited(text: str) -> bool:
    """Whether a line gives names with what each of them did for the article, and says nothing else."""
    told = DONE_BY.fullmatch(text) or HELPED.fullmatch(text)
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
