"""Bylines in Latin letters, item by item: persons, agencies, what they do, where they are, and for whom they write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.lines import EMAIL
from ingest.rules.agencies import AGENCIES, OFFICE, STAFF

_PARTICLE = r"(?:de|da|di|del|della|van|von|der|den|bin|ibn|al|el|la|le|ten|ter|dos|y)"
_WORD = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|[.’'-])*"
PERSON = re.compile(rf"{_WORD}(?:(?:\s{_PARTICLE}){{0,2}}\s{_WORD}){{1,4}}")
BY = re.compile(
    r"\(?(?:(?:written|reported|reporting|writing|story|words|text|posted|published|article|report)\s)?by\b[\s:|]\s*|"
    r"\(?(?:Von|Por|Par|Door|Av)\s(?=[A-Z])|(?:authors?|byline|reporter)\s?:\s?",
    re.IGNORECASE,
)
_DONE = r"(?:reporting|writing|editing|written|reported|edited|translated|produced|reporting|photos|photography|graphics|video)"
TASK = re.compile(
    rf"(?:(?P<helped>additional|further)\s)?(?P<done>{_DONE}(?:\s(?:and|&)\s{_DONE})*)\s(?:by\b:?|:)\s?", re.IGNORECASE
)
WRITES = re.compile(r"report|writ", re.IGNORECASE)
SEPARATOR = re.compile(r"\s*(?P<joint>,|;|\band\b|&|\bwith\b|[|·•/(\[]|\s[–—-](?=\s))\s*", re.IGNORECASE)
JOINTS = frozenset({",", ";", "and", "&", "with"})
"""What stands between persons; behind other marks there are offices, roles and dates."""
WHERE = re.compile(r"\s(?:reporting\s)?(?:in|at|from|for|of|on)\s(?:the\s|The\s)?[A-ZÀ-Þ][^,;|]{1,50}$", re.IGNORECASE)
PLACED = re.compile(r"\sin\s[A-ZÀ-Þ][\w.’'-]+(?:[\s-][A-ZÀ-Þ][\w.’'-]*){0,2}$")
_ROLE = (
    r"(?:correspondent|reporter|editor|writer|columnist|journalist|photographer|producer|contributor|critic|author|staff|bureau|"
    r"analyst|fellow|presenter)"
)
ROLE = re.compile(rf"(?:^|\s){_ROLE}s?$", re.IGNORECASE)
OUTLET = re.compile(r"(?:.{1,30}\s)?(?:News|Press|Times|Post|Herald|Journal|Tribune|Gazette|Chronicle|BBC|CNN|NPR)")
UNNAMED = re.compile(r"(?:[A-Z]\w+\s){0,3}[Ss]taff\s(?:and\sagenc(?:y|ies)|reporters?|writers?)")
"""Who signs without a name: "Guardian staff and agencies"."""
FIELDS = re.compile(
    r"affairs|africa|arts|asia|business|chief|city|climate|community|consumer|crime|culture|defence|defense"
    r"|deputy|diplomatic|economics|education|energy|environment|europe|foreign|health|home|international"
    r"|investigations|legal|media|money|news|north|political|politics|religion|royal|rural|science|security"
    r"|senior|social|south|special|sport|sports|staff|technology|transport|travel|west|world|contributing|opinion|guest|managing|assistant|"
    r"seoul|tokyo|beijing|london|washington|brussels|paris|berlin|moscow|nikkei|bbc|cnn|ap|afp|reuters|digital|local|national|data|features",
    re.IGNORECASE,
)
"""Words between a name and "reporter"."""
NO_PERSON = re.compile(
    r"the|an|this|that|our|my|your|what|how|why|when|who|where|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|january|february|april|june|july|august|september|october|november|december|news|media|press|times|"
    r"post|herald|journal|tribune|gazette|chronicle|newspaper|magazine|agency|agencies|bureau|staff|team|desk|board|"
    r"university|college|institute|school|ministry|department|council|committee|government|office|association|"
    r"foundation|company|inc|ltd|corp|bank|union|police|court|county|bbc|cnn|nbc|abc|cbs|npr|ap|afp|upi|reuters|"
    r"bloomberg|yonhap|nikkei|xinhua|kyodo|associated|agence|france-presse|editorial|breaking|latest|live|top|more|"
    r"read|watch|listen|most|photos|photo|gallery|analysis|exclusive|update|updated|published|posted|numbers|law|"
    r"sea|hand|morning|evening|tonight|today|tomorrow|estate|rights|pacific|crisis|markets|market|video|korea|america|states|kingdom|weather|islands|river|lake|bay|yesterday|of|in|on|at|for|to"
)
"""Words, in small letters, that no person's name has."""
FIRST = re.compile(r"new|north|south|east|west|hong|los|las|saint|st|united")
"""How places of two words begin."""
ENDS = re.compile(
    r"\s(?:The\s.*|(?:BBC|CNN|NBC|ABC|CBS|NPR|AP|AFP)(?:\s.*)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d.*|"
    r"\d.*|@\w.*|(?:published|updated|posted|last\supdated)\b.*)$",
    re.IGNORECASE,
)
"""What is glued to a name: an outlet, a date, a handle."""
LONGEST, LONGEST_REST = 240, 80
LISTED = re.compile(r",\s(?:and\s)?|\sand\s|\s&\s")
SMALL = re.compile(r"(?:^|\s)[a-zß-ž]{2,}")
MOST_SMALL = 2
"""Words in small letters of which an office's name or a role has no more, and a sentence has."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a byline: the person or agency that it names (empty for neither), and what else it says."""

    person: str = ""
    agency: str = ""
    role: bool = False
    prose: bool = False


def signed_by(text: str) -> list[str]:
    """Persons and agencies that sign a line in Latin letters, in order; empty if it is no byline."""
    plain = re.sub(rf"\s?[(\[<|]?\s?{EMAIL}[)\]>]?", " ", text).strip(" |·•")
    if len(plain) > LONGEST:
        return []
    tasks = list(TASK.finditer(plain))
    if tasks and not plain[: tasks[0].start()].strip("( "):
        return _credited(plain, tasks)
    if UNNAMED.fullmatch(plain):
        return [plain]
    by = BY.match(plain)
    return _listed(plain[by.end() :] if by else plain, told=by is not None)


def persons_listed(text: str) -> list[str]:
    """The persons of a line that holds nothing but their names, with or without a city; empty for every other line."""
    people = [PLACED.sub("", part) for part in LISTED.split(text) if part]
    lone = all(_is_person(person) and not any(FIELDS.fullmatch(word) for word in person.split()) for person in people)
    return people if lone else []


def is_person(text: str) -> bool:
    """Whether a line may be a person's name in Latin letters and nothing else."""
    return len(text) <= 40 and _is_person(text) and not FIELDS.fullmatch(text.split()[-1])


def _credited(text: str, tasks: list[re.Match[str]]) -> list[str]:
    """Names behind "Reporting by" and "Writing by"; those who edited or helped are none."""
    found: list[str] = []
    for at, task in enumerate(tasks):
        end = tasks[at + 1].start() if at + 1 < len(tasks) else len(text)
        names = _listed(text[task.end() : end].strip(" ;,.)(–—-"), told=True)
        if not names:
            return []
        found += names if WRITES.search(task["done"]) and not task["helped"] else []
    return found


def _listed(text: str, *, told: bool) -> list[str]:
    items = list(_items(text))
    if told and len(items) == 1 and items[0].role:
        return [text]
    if not items or items[0].role or not (items[0].person or items[0].agency) or any(item.prose for item in items):
        return []
    if not told and not (items[0].person and any(item.role or item.agency for item in items)):
        role = ROLE.search(text) is not None
        return [item.person for item in items if item.person] if role and items[0].person else []
    return [name for item in items if (name := item.person or item.agency)]


def _items(text: str) -> Iterator[Item]:
    """The parts of a line; a person's name counts only behind a joint between persons."""
    start, joint = 0, ","
    marks = [*SEPARATOR.finditer(text), None]
    for mark in marks:
        part = _trimmed(text[start : mark.start() if mark else len(text)])
        if part:
            item = _item(part)
            yield (
                item
                if joint in JOINTS
                else Item(agency=item.agency, role=item.role, prose=joint in JOINTS and item.prose)
            )
        start, joint = (mark.end(), mark["joint"].strip().lower()) if mark else (start, joint)


def _trimmed(part: str) -> str:
    plain = part.strip(" )]")
    return plain if plain.endswith(("Jr.", "Sr.")) else plain.strip(" .")


def _item(part: str) -> Item:
    plain = ENDS.sub("", WHERE.sub("", part)) or part
    agency = next((name for name in (plain, part) if _is_agency(name)), "")
    named = _without_role(plain)
    if not agency and _is_person(named):
        return Item(person=named)
    if agency or OFFICE.fullmatch(plain):
        return Item(agency=agency or plain)
    role = ROLE.search(plain) is not None or OUTLET.fullmatch(plain) is not None
    return Item(role=role, prose=len(SMALL.findall(part)) > MOST_SMALL)


def _without_role(text: str) -> str:
    words = text.split()
    if ROLE.search(text):
        words.pop()
        while len(words) > 2 and FIELDS.fullmatch(words[-1].strip(",&")):
            words.pop()
    return " ".join(words)


def _is_person(text: str) -> bool:
    words = [word.strip(".").lower() for word in text.split()]
    return (
        PERSON.fullmatch(text) is not None
        and not FIRST.fullmatch(words[0])
        and not any(NO_PERSON.fullmatch(word) or ROLE.fullmatch(word) for word in words)
    )


def _is_agency(name: str) -> bool:
    return name.lower().removeprefix("the ") in AGENCIES | STAFF
