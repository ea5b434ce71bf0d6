"""Who wrote it: bylines, reporters' names and addresses."""

from __future__ import annotations

import re

from ingest.lines import EMAIL, JOB, LATE_LEAD, LEAD
from ingest.rules.agencies import AGENCIES
from ingest.rules.agencies import STAFF as STAFFS
from ingest.rules.signatures import credited_names, is_contributed, is_credited

KOREAN = re.compile(
    rf"^[\[(=■▲/·\s]*(?:글|글·사진|취재|기사)?[=\s:/]*(?P<place>[가-힣·A-Za-z]{{2,12}}\s?[=/\s]\s?)?"
    rf"(?P<names>[가-힣]{{2,4}}(?:\s?[·,/&]\s?[가-힣]{{2,4}}){{0,4}})\s?(?:[가-힣]{{0,6}}\s?){JOB}(?:\s?\([^()]{{1,12}}\)\s?(?:{JOB})?)?(?:[\s,·/|]+.{{0,40}})?$"
)
ENGLISH = re.compile(
    r"^\(?(?:[Bb][Yy]|BY|Von|Por|Par|Door|Av|(?:Written|Reported|"
    r"Reporting) by)[\s:]+(?P<names>[A-Z][\w.'’-]*(?:\s+(?:(?:and|de|van|von|bin|al|&)\s+)?[A-Z][\w.'’-]*,?){1,9})"
    r"(?P<rest>.{0,80})$"
)
STAFF = re.compile(
    r"^(?P<names>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,3}),?\s(?:[A-Z][\w&-]*\s){0,4}"
    r"(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Cc]olumnist|[Jj]ournalist|Staff)s?(?:,?\s[A-Z].{0,40})?$"
)
ROLE = re.compile(
    r"(?:[A-Z][\w&-]*,?\s(?:and\s)?){0,4}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Cc]olumnist|[Jj]ournalist)s?"
    r"(?:(?:,\s|\sin\s)[A-Z].{1,40})?"
)
"""What somebody does, on a line of its own below the name."""
PERSON = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){1,3}")
FIELDS = re.compile(
    r"affairs|africa|arts|asia|business|chief|city|climate|community|consumer|crime|culture|defence|defense"
    r"|deputy|diplomatic|economics|education|energy|environment|europe|foreign|health|home|international"
    r"|investigations|legal|media|money|news|north|political|politics|religion|royal|rural|science|security"
    r"|senior|social|south|special|sport|sports|staff|technology|transport|travel|west|world",
    re.IGNORECASE,
)
"""Words between a name and "reporter"."""
_ROLE = r"(?:reporter|editor|correspondent|writer|journalist|columnist|author|contributor|blogger|freelancer|reporting\sfellow)"
BIOGRAPHY = re.compile(
    r"^[*_]*[A-Z][\w.'’-]+(?:\s[A-Z\d][\w.'’-]*){1,3}\s(?:\(@?\w{2,30}\)\s|@\w{2,30}\s)?(?:(?:covers\s|writes\s(?:about|for|on)\s|reported\sfrom\s|"
    rf"contributed\sto\s|is\s(?:an?|the)\s.{{0,60}}\b{_ROLE}\b).{{0,160}}$|"
    rf"is\s(?:an?|the|[A-Z][\w’']+)\s.{{0,90}}\b(?:{_ROLE}|producer|host)\b.{{0,80}}\b(?:covering|covers|writing|writes|reporting|reports|"
    r"based|filing|previously|formerly|focus\w*)\b.{0,300}$|"
    rf"is\s(?:an?|the)\s.{{0,60}}\b{_ROLE}\b[^.]{{0,80}}\.\s(?:He|She|They|His|Her|Their|Follow)\b.{{0,300}}$|"
    r"(?:joined|arrives?\sat|works?\s(?:for|at))\s[^.]{2,80}\.\s(?:He|She|They)\s(?:has\sbeen\s)?(?:cover|report|writ|work)\w*\s.{0,300}$)|"
    r"^[A-Z][\w.'’-]+\sjoined\s[^.]{2,60}\.\s(?:He|She|They)\shas\sbeen\s(?:cover|report|writ)ing\s.{0,200}$|"
    r"^An?\s.{0,80}\baward-winning\s(?:journalist|reporter|writer|author|editor)\b.{0,400}$"
)
"""Who wrote this, told at its foot. A longer line must also say what they do."""
LONGEST_BIOGRAPHY = 500
LED = re.compile(rf"[\]】)〕]\s*(?P<names>(?:[가-힣]{{2,4}}[\s·,/]{{0,3}}){{1,5}}){JOB}")
"""Names behind a dateline: the place stands inside its brackets."""
TAKEN = re.compile(
    rf"글\s?[=:]?\s?(?P<writer>[가-힣]{{2,4}})\s?(?:{JOB}\s?)?[·,/\s]\s?사진\s?[=:]?\s?(?P<photographer>[가-힣]{{2,4}})\s?{JOB}"
)
"""Who wrote it and who took its pictures."""
REPORTER = re.compile(rf"(?<![가-힣])(?P<name>[가-힣]{{2,4}})\s?{JOB}")
ADDRESS = re.compile(rf"^[\s(\[<|/=]*{EMAIL}(?:$|[\s)\]>|/\[★▶].{{0,120}}$)")
SIGNED = re.compile(
    rf"^.{{0,40}}?{EMAIL}.{{0,30}}$|^\(?(?:Additional )?[Rr]eporting by .{{3,200}}$|^[—–-]\s?(?:By )?[A-Z].{{2,60}}$"
)
NOT_NAMES = frozenset(
    {"취재", "전문", "선임", "수습", "인턴", "사진", "영상", "온라인", "객원", "시민", "담당", "이메일"}
)
DESK = re.compile(
    r"(?:사회|경제|정치|국제|문화|체육|스포츠|편집|산업|전국|사진|디지털|온라인|과학|증권|금융|지역|정책|생활|미디어|기획|탐사|영상|지방)"
    r"(?:\d{0,2}부|뉴스부|부|팀|국)"
)
"""A part of a newspaper's office, which stands between a name and "reporter"."""
CREDITS = re.compile(r"[,|–—/]|\b(?:Staff|Correspondent|Reporter|Writer|Editor|Contributor|Published|Updated)\b")


def is_dateline(text: str) -> bool:
    """Whether a line is only a dateline, such as "[서울=뉴시스]", with or without its reporters."""
    return len(text) <= 80 and (LEAD.fullmatch(text) or LATE_LEAD.fullmatch(text)) is not None


def is_byline(text: str) -> bool:
    """Whether a line names the writers and says nothing else."""
    forms = (
        KOREAN.match,
        ENGLISH.match,
        STAFF.match,
        ADDRESS.match,
        LEAD.fullmatch,
        LATE_LEAD.fullmatch,
        is_credited,
    )
    long = len(text) <= LONGEST_BIOGRAPHY and BIOGRAPHY.match(text) is not None
    return long or (len(text) <= 240 and any(form(text) for form in forms))


def is_name(text: str) -> bool:
    """Whether a line may be a person's name and nothing else."""
    return len(text) <= 50 and PERSON.fullmatch(text) is not None


def is_role(text: str) -> bool:
    """Whether a line tells what a reporter does ("Transport correspondent, Bristol")."""
    return len(text) <= 80 and ROLE.fullmatch(text) is not None


def is_signature(text: str) -> bool:
    """Whether a line behind an article names its writers or their address."""
    return is_byline(text) or is_contributed(text) or (len(text) <= 240 and bool(SIGNED.match(text)))


def names_in(text: str) -> list[str]:
    """The writers that a byline names, in order, each once."""
    english = ENGLISH.match(text) or STAFF.match(text)
    if english:
        return [name for name in _english(english["names"]) if name.lower() not in AGENCIES | STAFFS]
    taken = TAKEN.match(text)
    if taken:
        return [name for name in (taken["writer"], taken["photographer"]) if name not in NOT_NAMES]
    led = LED.search(text)
    korean = None if led else KOREAN.match(text)
    listed = re.findall(r"[가-힣]{2,4}", (led or korean or {"names": ""})["names"])
    if korean and listed and DESK.fullmatch(listed[0]):
        listed = re.findall(r"[가-힣]{2,4}", korean["place"] or "")
    names = [*listed, *(match["name"] for match in REPORTER.finditer(text))] or credited_names(text)
    return list(dict.fromkeys(name for name in names if name not in NOT_NAMES and not DESK.fullmatch(name)))


def _english(listed: str) -> list[str]:
    people = re.split(r"\s*(?:,|\band\b|&)\s*", CREDITS.split(listed)[0] if " and " not in listed else listed)
    told = [_without_field(person.strip()) for person in people]
    return [person for person in told if " " in person or len(people) == 1]


def _without_field(person: str) -> str:
    words = person.split()
    while len(words) > 2 and FIELDS.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)
