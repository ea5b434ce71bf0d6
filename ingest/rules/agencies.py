"""Names that stand where a writer's should: news agencies, newspapers' offices, the outlet itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.text.normalise import fold

AGENCIES = frozenset(
    {
        "news agencies", "agencies", "associated press", "ap", "ap news", "reuters", "reuters staff", "afp",
        "agence france-presse", "upi", "bloomberg news", "bloomberg", "press association", "pa media", "pa", "xinhua", "yonhap",
        "yonhap news", "yonhap news agency", "newsis", "news1", "kyodo", "kyodo news", "jiji press", "tass", "dpa", "efe", "ansa",
        "canadian press", "pti", "ians", "anadolu agency", "anadolu", "wire services",
    }
    | {"연합뉴스", "연합뉴스tv", "연합", "뉴시스", "뉴스1", "로이터", "로이터통신", "로이터 통신", "ap통신", "afp통신", "신화통신"}
    | {"신화", "교도통신", "블룸버그", "블룸버그통신", "타스통신", "dpa통신", "upi통신", "지지통신", "외신", "외신종합", "뉴스통신사"}
)  # fmt: skip
"""Agencies in small letters, without "the"."""
SEVERAL = frozenset({"agencies", "news agencies", "wire services", "외신", "외신종합", "뉴스통신사"})
STAFF = frozenset({"staff", "guardian staff", "staff and agencies", "staff writer", "our correspondent"})
OFFICE = re.compile(
    r"(?:.{1,40}\s)?(?:staff(?:\s(?:writers?|reporters?))?|news\s?room|editorial(?:\s(?:board|team|desk|staff))?|(?:web|news|digital|online|city|"
    r"business|sports)\s(?:desk|team|staff)|press\s(?:office|release)|editors?|admin(?:istrator)?|web\s?master|contributors?|news\sservices?|"
    r"wire\sreports?)|"
    r"(?:.{0,20}\s?)(?:(?:온라인|디지털|인터넷|속보|종합|편집|보도|취재|뉴미디어)\s?(?:뉴스|이슈|콘텐츠|속보)?\s?(?:팀|부|국|본부|센터|실)|"
    r"[가-힣]{2,6}뉴스(?:팀|부)|뉴스룸|이슈팀|특별취재팀|편집자)|"
    r"관리자|운영자|사설|취재진|기자|외부\s?기고|독자\s?투고|보도자료",
    re.IGNORECASE,
)
"""Parts of a newspaper, and of its website, that sign what no person does."""
PARTS = re.compile(r"\s*(?:[=·,/|&;]|\s(?:and|with)\s|\s[–—-]\s)\s*")


@dataclass(frozen=True, slots=True)
class Signed:
    """Persons among the names of an article's writers, and the first agency among them (empty if there is none)."""

    persons: tuple[str, ...]
    agency: str = ""


def sort_names(names: Iterable[str], outlets: Sequence[str] = ()) -> Signed:
    """Persons, parted from agencies and offices; names that join both ("Jane Doe, AFP") are taken apart.

    :param outlets: names of the outlet itself, which signs nothing either.
    """
    own = {fold(outlet) for outlet in outlets if outlet}
    persons: list[str] = []
    agencies: list[str] = []
    for name in names:
        parts = [part for part in PARTS.split(name) if part]
        found = [part for part in parts if is_agency(part)]
        agencies += found
        told = [part for part in parts if part not in found] if found else [name]
        persons += [part for part in told if not _is_office(part, own)]
    return Signed(tuple(dict.fromkeys(persons)), next((_named(agency) for agency in agencies), ""))


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency, or of several ("AFP 연합뉴스")."""
    plain = fold(name).removeprefix("the ")
    return plain in AGENCIES or (" " in plain and all(word in AGENCIES for word in plain.split()))


def is_office(name: str) -> bool:
    """Whether a name is that of a part of a newspaper's office, which signs what no person does."""
    plain = fold(name)
    return plain in STAFF or OFFICE.fullmatch(plain) is not None


def _is_office(name: str, own: set[str]) -> bool:
    return fold(name) in own or is_office(name)


def _named(agency: str) -> str:
    """An agency as outlets are called; several names, and "agencies", are no outlet's."""
    plain = fold(agency).removeprefix("the ")
    several = plain not in AGENCIES or plain in SEVERAL
    return "" if several else re.sub(r"\s+staff$", "", agency, flags=re.IGNORECASE)
