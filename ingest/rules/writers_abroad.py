"""Bylines in Latin letters, item by item: persons, agencies, what they do, where they are, and for whom they write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.lines import EMAIL
from ingest.rules.agencies import AGENCIES, is_agency, is_office
from ingest.rules.byline_words_abroad import AGENTS, CALLED, FIELDS, FIRST, HONORIFIC, NO_PERSON, RANK, TOPIC

_PARTICLE = r"(?:de|da|di|del|della|van|von|der|den|bin|ibn|al|el|la|le|ten|ter|dos|y)"
_WORD = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|[.’'-])*"
PERSON = re.compile(rf"{_WORD}(?:(?:\s{_PARTICLE}){{0,2}}\s{_WORD}){{1,4}}")
BY = re.compile(
    r"\(?(?:(?:written|reported|reporting|writing|story|words|text|posted|published|article|report|opinion|analysis|commentary|"
    r"column|essay|review)\s)?by\b[\s:|]\s*|"
    r"\(?(?:(?:publicado|escrito|publié|rédigé|geschrieben|verfasst)\s)?(?:von|por|par|door|av)\b[\s:]\s*(?=[A-Z])|"
    r"(?:authors?|byline|reporter|autor|auteur)\s?:\s?",
    re.IGNORECASE,
)
_DONE = (
    r"(?:reporting|writing|editing|written|reported|edited|translated|produced|words|story|text|photos|photography|pictures|"
    r"graphics|video)"
)
TASK = re.compile(
    rf"(?:with\s)?(?:(?P<helped>additional|further)\s)?(?P<done>{_DONE}(?:\s(?:and|&)\s{_DONE})*)(?:\sby\b:?|\s?:)\s?",
    re.IGNORECASE,
)
WRITES = re.compile(r"report|writ|words|story|text", re.IGNORECASE)
SEPARATOR = re.compile(
    r"\s*(?P<joint>,|;|&|\b(?:and|with|und|mit|et|avec|och|og)\b|[|·•/(\[]|\s[–—-](?=\s))\s*", re.IGNORECASE
)
JOINTS = frozenset({",", ";", "&", "and", "with", "und", "mit", "et", "avec", "och", "og"})
"""What stands between persons; behind other marks there are offices, roles and dates."""
WHERE = re.compile(r"\s(?:reporting\s)?(?:in|at|from|for|of|on)\s(?:the\s|The\s)?[A-ZÀ-Þ][^,;|]{1,50}$", re.IGNORECASE)
PLACED = re.compile(r"\sin\s[A-ZÀ-Þ][\w.’'-]+(?:[\s-][A-ZÀ-Þ][\w.’'-]*){0,2}$")
ROLE = re.compile(
    rf"(?:^|\s)(?:{CALLED}|photographer|producer|critic|staff|bureau|analyst|fellow|presenter)s?$", re.IGNORECASE
)
OUTLET = re.compile(r"(?:.{1,30}\s)?(?:News|Press|Times|Post|Herald|Journal|Tribune|Gazette|Chronicle|BBC|CNN|NPR)")
SPECIAL = re.compile(r"(?:special\s(?:to|for)|for)\s(?:the\s)?[A-Z].{1,60}", re.IGNORECASE)
"""For whom an outsider writes."""
UNNAMED = re.compile(r"(?:[A-Z]\w+\s){0,3}[Ss]taff\s(?:and\sagenc(?:y|ies)|reporters?|writers?)")
"""Who signs without a name: "Guardian staff and agencies"."""
ENDS = re.compile(
    r"\s(?:The\s.*|(?:BBC|CNN|NBC|ABC|CBS|NPR|AP|AFP)(?:\s.*)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d.*|"
    r"\d.*|@\w.*|(?:published|updated|posted|last\supdated)\b.*)$",
    re.IGNORECASE,
)
"""What is glued to a name: an outlet, a date, a handle."""
WIRE = re.compile(
    rf"\s(?P<agency>(?:the\s)?(?:{'|'.join(sorted(name for name in AGENCIES if name.isascii() and len(name) > 5))}))$",
    re.I,
)
"""An agency glued to a name; its short names could be names of persons."""
PICTURED = re.compile(r"[^/|]{3,40}\s?/\s?[^/|]{2,40}")
"""How the credit of a picture joins a name and an agency: "Jane Doe / AP"."""
PHOTOGRAPHER = re.compile(r"^[^,|]{3,40}[,|]\s?(?:[A-Z]\w*\s){0,3}photographer$", re.IGNORECASE)
"""Who took the pictures, and wrote nothing."""
LOOSE = re.compile(r"(?!(?:the|an?|this|that|some|\w+day)\b)[^\W\d_][^,:]{2,70}(?<![.!?])", re.IGNORECASE)
ENGLISH, MOST_LOOSE = re.compile(r"\(?(?:by|authors?)\b", re.IGNORECASE), 7
"""What stands behind "By" where no rule knows it for a name: a few words with capitals."""
LONGEST = 240
ADDRESS = re.compile(rf"\s?[(\[<|]?\s?{EMAIL}[)\]>]?")
LISTED = re.compile(r",\s(?:and\s)?|\sand\s|\s&\s")
SMALL = re.compile(r"(?:^|\s)[a-zß-ž]{2,}")
MOST_SMALL = 2
"""Words in small letters of which an office's name or a role has no more, and a sentence has."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a byline: the person, agency and outlet that it names (empty for none), and what else it says."""

    person: str = ""
    agency: str = ""
    outlet: str = ""
    role: bool = False
    prose: bool = False


def parts_of(text: str) -> list[Item]:
    """The parts of a byline in Latin letters, in order; empty if the line is none."""
    plain = ADDRESS.sub(" ", text).strip(" |·•")
    if len(plain) > LONGEST:
        return []
    tasks = list(TASK.finditer(plain))
    if tasks and not plain[: tasks[0].start()].strip("( "):
        return _credited(plain, tasks)
    if UNNAMED.fullmatch(plain):
        return [Item(agency=plain)]
    if PHOTOGRAPHER.search(plain):
        return [Item(role=True)]
    by = BY.match(plain)
    rest = plain[by.end() :] if by else plain
    found = _listed(rest, told=by is not None or plain != text.strip(" |·•"))
    return found or (_loose(rest) if by and ENGLISH.match(plain) else [])


def persons_listed(text: str) -> list[str]:
    """The persons of a line that holds nothing but their names, with or without a city; empty for every other line."""
    people = [PLACED.sub("", part) for part in LISTED.split(text) if part]
    lone = all(_is_person(person) and not any(FIELDS.fullmatch(word) for word in person.split()) for person in people)
    return people if lone else []


def is_person(text: str) -> bool:
    """Whether a line may be a person's name in Latin letters and nothing else."""
    return len(text) <= 40 and _is_person(text) and not FIELDS.fullmatch(text.split()[-1])


def _credited(text: str, tasks: list[re.Match[str]]) -> list[Item]:
    """Names behind "Reporting by" and "Writing by"; those who edited or helped are none."""
    found: list[Item] = []
    for at, task in enumerate(tasks):
        end = tasks[at + 1].start() if at + 1 < len(tasks) else len(text)
        items = _listed(text[task.end() : end].strip(" ;,.)(–—-"), told=True)
        if not items:
            return []
        found += items if WRITES.search(task["done"]) and not task["helped"] else [Item(role=True)]
    return found


def _loose(text: str) -> list[Item]:
    """Who signs by a name that is no person's: "By CNN Wire"; empty for a sentence that begins with "By"."""
    words = ENDS.sub("", text).split()
    small = [word for word in words if word[:1].islower()]
    named = LOOSE.fullmatch(text) and 1 < len(words) <= MOST_LOOSE and len(small) * 3 <= len(words)
    return [Item(role=True)] if named else []


def _listed(text: str, *, told: bool) -> list[Item]:
    """The parts of a line that names who signs; ``told`` where it begins with "By" or has an address."""
    items = list(_items(text))
    if not items or any(item.prose for item in items):
        return []
    first = items[0]
    if told:
        return items if first.person or first.agency or (first.role and len(items) == 1) else []
    return items if _signs(text, items) else []


def _signs(text: str, items: list[Item]) -> bool:
    """Whether a line signs though nothing says so: an agency, or persons with an agency or what they do."""
    if PICTURED.fullmatch(text):
        return False
    if len(items) == 1 and is_agency(items[0].agency):
        return " " in text
    working = ROLE.search(text) is not None or any(item.role or item.agency for item in items)
    return bool(items[0].person) and working


def _items(text: str) -> Iterator[Item]:
    """The parts of a line; a person's name counts only behind a joint between persons."""
    start, joint = 0, ","
    marks = [*SEPARATOR.finditer(text), None]
    for mark in marks:
        part = _trimmed(text[start : mark.start() if mark else len(text)])
        if part:
            item = _item(part)
            yield item if joint in JOINTS else replace(item, person="", prose=False)
        start, joint = (mark.end(), mark["joint"].strip().lower()) if mark else (start, joint)


def _trimmed(part: str) -> str:
    plain = part.strip(" )]")
    return plain if plain.endswith(("Jr.", "Sr.")) else plain.strip(" .")


def _item(part: str) -> Item:
    plain = ENDS.sub("", WHERE.sub("", part)) or part
    wire = WIRE.search(plain)
    agency = next((name for name in (plain, part) if is_agency(name)), "")
    named = HONORIFIC.sub("", _without_role(plain[: wire.start()] if wire else plain))
    if not agency and _is_person(named):
        return Item(person=named, agency=wire["agency"] if wire else "")
    if agency or is_office(plain):
        return Item(agency=agency or plain)
    outlet = OUTLET.fullmatch(plain) is not None
    special = SPECIAL.fullmatch(part) is not None
    known = plain if outlet and not TOPIC.fullmatch(plain.split()[0]) else ""
    role = outlet or special or ROLE.search(plain) is not None
    return Item(outlet=known, role=role, prose=not special and len(SMALL.findall(part)) > MOST_SMALL)


def _without_role(text: str) -> str:
    """A name without what its bearer does; nothing where that is all."""
    words = text.split()
    if ROLE.search(text):
        words.pop()
        while len(words) > 2 and FIELDS.fullmatch(words[-1].strip(",&")):
            words.pop()
        if words and RANK.fullmatch(words[0]):
            return ""
    return " ".join(words)


def _is_person(text: str) -> bool:
    words = [word.strip(".").lower() for word in text.split()]
    return (
        PERSON.fullmatch(text) is not None
        and not FIRST.fullmatch(words[0])
        and not any(word in AGENTS or NO_PERSON.fullmatch(word) or ROLE.fullmatch(word) for word in words)
    )
