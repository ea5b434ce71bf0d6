"""Who wrote it: bylines, reporters' names and addresses."""

from __future__ import annotations

import re

from ingest.lines import EMAIL, LATE_LEAD, LEAD, NAMES
from ingest.rules.byline_words_abroad import CALLED
from ingest.rules.signatures import credited_names, is_contributed, is_credited
from ingest.rules.writers import is_person, is_writers, writers_in
from ingest.rules.writers_abroad import is_person as is_person_abroad
from ingest.rules.writers_abroad import parts_of, persons_listed

ROLE = re.compile(
    r"(?:[A-Z][\w&-]*,?\s(?:and\s)?){0,4}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Cc]olumnist|[Jj]ournalist)s?"
    r"(?:(?:,\s|\sin\s)[A-Z].{1,40})?"
)
"""What somebody does, on a line of its own below the name."""
_ROLE = rf"(?:{CALLED}|blogger|freelancer|reporting\sfellow)"
LONGEST_LONE = 80
"""Characters of a line of mere names."""
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
ADDRESS = re.compile(rf"^[\s(\[<|/=]*{EMAIL}(?:$|[\s)\]>|/\[★▶].{{0,120}}$)")
TAKEN = re.compile(rf"[가-힣]{{2,6}}\s?=\s?{NAMES}\s*[(/]?\s*{EMAIL}[)\s]*")
HANGUL = re.compile(r"[가-힣]")
SIGNED = re.compile(rf"^.{{0,40}}?{EMAIL}.{{0,30}}$|^[—–-]\s?(?:By )?[A-Z].{{2,60}}$")


def is_dateline(text: str) -> bool:
    """Whether a line is only a dateline, such as "[서울=뉴시스]", with or without its reporters."""
    return len(text) <= 80 and (LEAD.fullmatch(text) or LATE_LEAD.fullmatch(text)) is not None


def is_byline(text: str) -> bool:
    """Whether a line names the writers and says nothing else."""
    forms = (_signs, ADDRESS.match, LEAD.fullmatch, LATE_LEAD.fullmatch, is_credited)
    long = len(text) <= LONGEST_BIOGRAPHY and BIOGRAPHY.match(text) is not None
    return long or (len(text) <= 240 and any(form(text) for form in forms))


def _signs(text: str) -> bool:
    return is_writers(text) if HANGUL.search(text) else bool(parts_of(text))


def is_address(text: str) -> bool:
    """Whether a line is a writer's address."""
    return ADDRESS.match(text) is not None


def is_taken(text: str) -> bool:
    """Whether a line gives place, name and address of a photographer, as captions close with them."""
    return TAKEN.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Whether a line may be a person's name and nothing else."""
    return is_person(text) or is_person_abroad(text)


def is_role(text: str) -> bool:
    """Whether a line tells what a reporter does ("Transport correspondent, Bristol")."""
    return len(text) <= 80 and ROLE.fullmatch(text) is not None


def is_signature(text: str) -> bool:
    """Whether a line behind an article names its writers or their address."""
    return is_byline(text) or is_contributed(text) or (len(text) <= 240 and bool(SIGNED.match(text)))


def names_in(text: str) -> list[str]:
    """The writers that a byline names, in order, each once; agencies and offices are none."""
    if HANGUL.search(text):
        return writers_in(text) or credited_names(text)
    return list(dict.fromkeys(part.person for part in parts_of(text) if part.person))


def lone_names(text: str) -> list[str]:
    """The names of a line that holds them alone ("홍길동", "Jane Doe and John Roe", "Jane Doe in Seoul"); titles of sections
    and places may look so too.
    """
    if len(text) > LONGEST_LONE:
        return []
    return [text] if is_person(text) else persons_listed(text)
