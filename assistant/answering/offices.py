"""Whose office it is: a question about the prime minister of one country is not answered by that of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.question.question import Kind, Question
from assistant.question.terms import Term
from assistant.text.keywords import STOPWORDS, stem
from assistant.text.language import has_hangul
from assistant.text.lexicon import countries
from assistant.text.normalise import fold

_ORGANISATION = re.compile(
    r"[가-힣A-Za-z]+(?:전자|그룹|은행|금융|증권|보험|화학|건설|중공업|자동차|통신|텔레콤|항공|제약|바이오|에너지|물산|산업|"
    r"위원회|협회|재단|공사|공단|대학교|대학|노조|연맹|조합|공항|병원|연구원|연구소|본부|특별시|광역시|[가-힣]시|[가-힣]{2}도|"
    r"[가-힣]부|[가-힣]청|[가-힣]처|[가-힣]당)"
)
"""How names of organisations end that are seldom names of people."""

_CAPITALS = r"[A-Z][\w.'’-]*(?:\s(?:of\s|the\s|and\s)?[A-Z][\w.'’-]*){0,4}"
_NEARBY = 4
"""Words around an office among which its holder is named."""

_DEMONYM = re.compile(r"(?:ese|ian|ean|an|ish|ench|i)$")
_HOME = "한국"
_ALIKE = 4
"""Letters that a country and the word for its people share: Italy, Italian."""


@dataclass(frozen=True)
class Office:
    """An office that a question names together with whose it is, as it is written there: 한국 총리, the prime minister of Korea.

    :param words: all words for it, in both languages, folded.
    """

    text: str
    words: frozenset[str]
    owner: Term


@dataclass(frozen=True)
class Mention:
    """An office in a text: its word, whose it is (empty: not said), who holds it, and how the text names it."""

    role: str
    owner: str
    holders: frozenset[str]
    text: str


def office_of(question: Question) -> Office | None:
    """The office that a question restricts by a country or an organisation, if it does."""
    text = question.standalone
    for words in _rows():
        for one in mentions(text, words):
            owner = _term_of(one.owner, question.terms) or (
                _asked_owner(text, words, question.terms) if question.kind is Kind.WHO else None
            )
            if owner is not None:
                return Office(_named(one, owner), words, owner)
    return None


def _named(one: Mention, owner: Term) -> str:
    named = _unmarked(owner.text)
    return f"{named} {one.role}" if has_hangul(one.role) else f"{one.role} of {named}"


def held_elsewhere(office: Office, sentence: str, article: str) -> str:
    """What a sentence speaks of instead of an office, "싱가포르 총리" for "한국 총리"; empty where it may be the one.

    :param article: the whole article, which tells whose office is meant where a sentence does not say.
    """
    everywhere, here = mentions(article, office.words), mentions(sentence, office.words)
    own = [one for one in everywhere if one.owner and _same(one.owner, office.owner)]
    others = [one for one in everywhere if one.owner and one not in own]
    theirs = frozenset(name for one in others for name in one.holders)
    if any(one in own or (not others and _at_home(office, article)) or _open(one, theirs) for one in here):
        return _abroad(office, article, here) if not own else ""
    if not others:
        return ""
    named = next((one.text for one in here if one.owner), others[0].text)
    if any(one.owner or one.holders & theirs for one in here):
        return named
    return "" if own or any(_open(one, theirs) for one in everywhere) else named


def _abroad(office: Office, article: str, here: Sequence[Mention]) -> str:
    """The bare office of a Korean article, "이재명 대통령", which is of no other country; empty where it may be the one."""
    foreign = has_hangul(article) and bool(_nation(office.owner.text)) and not _at_home(office, article)
    return next((one.text for one in here), "") if foreign else ""


def _at_home(office: Office, article: str) -> bool:
    """Whether an office is of the country that articles in Korean mean where they say none."""
    return has_hangul(article) and _HOME in office.owner.forms


def _open(one: Mention, theirs: frozenset[str]) -> bool:
    """Whether a mention does not say whose office it is, and names somebody who holds no other: 이재명 대통령."""
    return not one.owner and bool(one.holders) and not one.holders & theirs


@lru_cache(maxsize=256)
def mentions(text: str, words: frozenset[str]) -> tuple[Mention, ...]:
    """All places of a text that name an office by one of its words."""
    korean = [word for word in words if has_hangul(word)]
    english = [word for word in words if not has_hangul(word)]
    found = [
        _korean(text, match)
        for match in re.finditer(rf"(?:{'|'.join(korean)})(?!실|관저|직|급|팀|적|단|작|곡|품|원|관)", text)
    ]
    pattern = rf"\b(?:{'|'.join(sorted(english, key=len, reverse=True))})\b"
    return (*found, *(_english(text, match) for match in re.finditer(pattern, text, re.IGNORECASE)))


def _korean(text: str, office: re.Match[str]) -> Mention:
    """``로런스 웡 싱가포르 총리``, ``싱가포르의 로런스 웡 총리``, ``웡 총리``."""
    before = re.findall(r"[가-힣A-Za-z]+", _clause_before(text, office.start()))[-_NEARBY:]
    owner = ""
    for at in range(len(before) - 1, -1, -1):
        bare = before[at].removesuffix("의")
        if _owns(before[at] if _owns(before[at]) else bare) and (at == len(before) - 1 or bare != before[at]):
            owner = before[at] if _owns(before[at]) else bare
            before = [*before[:at], *before[at + 1 :]]
            break
    holders = frozenset(fold(word) for word in before[-2:] if not word.endswith(_PARTICLES))
    named = f"{owner} {office.group()}" if owner else " ".join([*before[-1:], office.group()])
    return Mention(office.group(), owner, holders, named)


_PARTICLES = (
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "와",
    "과",
    "한",
    "인",
    "된",
    "로",
    "으로",
    "고",
    "며",
)


def _clause_before(text: str, end: int) -> str:
    """What stands before an office in its line, up to the last stop."""
    start = max(text.rfind(stop, 0, end) for stop in ("\n", ". ", ", ", "“", "”", "(", ")", ":"))
    return text[start + 1 : end]


_OF = re.compile(rf"\s+(?:of|for)\s+(?:the\s+)?(?:Republic of\s+|State of\s+)?({_CAPITALS})")
_AFTER = re.compile(rf",?\s+({_CAPITALS})")
_BEFORE = re.compile(rf"({_CAPITALS}),?\s+(?:the\s+)?$")


def _english(text: str, office: re.Match[str]) -> Mention:
    """``Singapore's prime minister``, ``the prime minister of Singapore``, ``Singapore Prime Minister Lawrence Wong``."""
    behind, ahead = text[: office.start()], text[office.end() :]
    of, after, before = _OF.match(ahead), _AFTER.match(ahead), _BEFORE.search(behind)
    earlier = [_unmarked(word) for word in before[1].split()] if before else []
    owner = of[1] if of else next((word for word in earlier[::-1] if _owns(word)), "")
    if not owner and after and before and before.start() > 0 and "," not in before[0]:
        owner = before[1]
    said = after or (_AFTER.match(ahead, of.end()) if of else None)
    names = said[1].split()[:3] if said else [word for word in earlier if word not in owner.split()]
    holders = frozenset(fold(_unmarked(word)) for word in names) - STOPWORDS
    return Mention(office.group(), owner, holders, f"{owner} {office.group()}" if owner else office.group())


def _unmarked(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").rstrip(".,")


def _owns(word: str) -> bool:
    """Whether a word is a country, its people's name, or by its ending an organisation."""
    return bool(_nation(word)) or _ORGANISATION.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def _nation(word: str) -> str:
    """The country that a word names, or whose people it names; empty for other words."""
    plain = fold(word)
    if plain in countries():
        return plain
    if has_hangul(plain) or not word[:1].isupper() or not _DEMONYM.search(plain):
        return ""
    return next((name for name in sorted(countries()) if name[:_ALIKE] == plain[:_ALIKE] and name.isascii()), "")


def _same(owner: str, asked: Term) -> bool:
    """Whether an owner is the one that was asked about, in any form."""
    forms = asked.forms | {fold(asked.text), _nation(asked.text)}
    words = {fold(owner), stem(fold(owner)), _nation(owner), stem(_nation(owner))}
    return bool(words & forms - {""}) or any(fold(part.text) in fold(owner) for part in (asked, *asked.parts))


def _term_of(owner: str, terms: Sequence[Term]) -> Term | None:
    return next((term for term in terms if owner and _same(owner, term)), None)


def _asked_owner(text: str, words: Iterable[str], terms: Sequence[Term]) -> Term | None:
    """The name right before an office, or after "of", in a question of who holds it, which names no person."""
    roles = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    for term in (part for whole in terms for part in (whole, *whole.parts)):
        name = re.escape(_unmarked(term.text))
        beside = rf"{name}(?:의|['’]s)?\s?(?:{roles})|(?:{roles})\s(?:of|at|for)\s(?:the\s)?{name}"
        if term.name and re.search(beside, text, re.IGNORECASE):
            return term
    return None


@cache
def _rows() -> tuple[frozenset[str], ...]:
    rows = files("assistant.text").joinpath("words", "offices.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(
        frozenset(fold(word) for side in row.split("\t") for word in side.split(","))
        for row in rows
        if row and not row.startswith("#")
    )
