"""Words that turn what a sentence says around: one telling of a story has approved, the other refused."""

from __future__ import annotations

import re

from assistant.text.opposites import side_places

PAIRS = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in (
        (r"가결|통과", r"부결"),
        (r"합헌", r"위헌"),
        (r"승소", r"패소"),
        (r"인용", r"기각"),
        (r"인정", r"부인"),
        (r"(?<!부)동의", r"부동의|반대|거부"),
        (r"(?<!불)구속|체포", r"불구속|석방|풀려"),
        (r"(?<!불)기소", r"불기소"),
        (r"성공", r"실패"),
        (r"(?<!불)합격", r"불합격|탈락"),
        (r"생존|구조", r"사망|숨졌|숨진"),
        (r"가입", r"탈퇴"),
        (r"취임|임명", r"사임|사퇴|해임|경질"),
        (r"유지|도입|신설", r"폐지|철회|철폐"),
        (r"재개", r"중단|중지"),
        (r"연장", r"단축"),
        (r"넓[히힌힐혀혔]|확대|늘[리린릴려렸]", r"좁[히힌힐혀혔]|축소|줄[이인일여였]"),
        (r"확정", r"보류|연기|유보"),
        (r"(?<!불)가능", r"불가능"),
        (r"(?<!불)참석|(?<!불)참가|(?<!불)참여", r"불참"),
        (r"\b(?:pass(?:e[sd])?|adopt(?:s|ed)?)\b", r"\b(?:reject(?:s|ed)?|vot(?:es|ed) down|defeat(?:s|ed)?)\b"),
        (r"\bconfirm(?:s|ed)?\b", r"\bden(?:y|ies|ied)\b"),
        (r"\bsucce(?:ed\w*|ss\w*)\b", r"\bfail(?:s|ed|ure)?\b"),
        (r"\b(?:arrest|jail)(?:s|ed)?\b", r"\b(?:releas(?:es|ed)?|freed)\b"),
        (r"\bsurviv(?:es|ed)?\b", r"\b(?:dies?|died|killed)\b"),
        (r"\b(?:upheld|upholds?)\b", r"\b(?:overturn(?:s|ed)?|struck down)\b"),
        (r"\bagree(?:s|d)?\b", r"\b(?:refus(?:es|ed)|disagree(?:s|d)?|declin(?:es|ed))\b"),
        (r"\bresum(?:es|ed)\b", r"\b(?:suspend(?:s|ed)|halt(?:s|ed))\b"),
        (r"\bextend(?:s|ed)?\b", r"\bshorten(?:s|ed)?\b"),
        (r"\b(?:legal|lawful)\b", r"\b(?:illegal|unlawful)\b"),
        (r"\bpossible\b", r"\bimpossible\b"),
        (r"\b(?:keeps?|kept|retain(?:s|ed)?)\b", r"\b(?:abolish(?:es|ed)?|scrap(?:s|ped)?)\b"),
    )
)
"""Outcomes of votes, trials, attempts and the like, beside the opposites that claims are checked by."""

DENIAL = re.compile(
    r"(?P<stem>[가-힣]+?)(?:하|되)?지(?:는|도)?\s?(?:않|못|아니)|(?:^|\s)(?:안|못)(?:\s(?P<verb>[가-힣]+)|$)|"
    r"\b(?:not|never|no longer|cannot)\b|n[’']t\b",
    re.IGNORECASE,
)
"""A predicate that is denied; ``stem`` or ``verb`` is what is."""
_FIRST, _FINALS = 0xAC00, 28
"""The first Hangul syllable, and how many share an initial and a vowel (Unicode 3.12, conjoining jamo behaviour)."""


def turned(one: str, other: str) -> str:
    """What some words say, and those in their place deny, as "승인 ≠ 거부"; empty when they do not.

    :param one: a run of words of a sentence, empty where the other has more.
    :param other: the words in their place.
    """
    if _denies(one, other) or _denies(other, one):
        return f"{one or '–'} ≠ {other or '–'}"
    return _opposed(one, other) or _outcome(one, other)


def _denies(one: str, other: str) -> bool:
    """Whether one denies what the other says; a denial of another word may be the same in other words."""
    found = DENIAL.search(one)
    if found is None or DENIAL.search(other):
        return False
    stem = found["stem"] or found["verb"]
    return not stem or not other or any(_begins_with(word, stem) for word in other.split())


def _begins_with(word: str, stem: str) -> bool:
    """Whether a word is a form of a predicate; the last syllable of a short stem may change ("오르" in "올랐다")."""
    if len(stem) > 2:
        return word.startswith(stem[:2])
    return _open(word[0]) == _open(stem[0]) and (len(stem) == 1 or word[:2] == stem or word[0] != stem[0])


def _open(syllable: str) -> int:
    """A syllable without its final consonant, as a number."""
    return (ord(syllable) - _FIRST) // _FINALS


def _opposed(one: str, other: str) -> str:
    mine, theirs = side_places(one), side_places(other)
    for (row, side), start, end in mine:
        against = [(begin, stop) for (place, which), begin, stop in theirs if place == row and which != side]
        if against and _one_sided(row, mine) and _one_sided(row, theirs):
            return f"{one[start:end]} ≠ {other[slice(*against[0])]}"
    return ""


def _one_sided(row: int, places: list[tuple[tuple[int, int], int, int]]) -> bool:
    return len({side for (place, side), _, _ in places if place == row}) == 1


def _outcome(one: str, other: str) -> str:
    for pair in PAIRS:
        mine, theirs = [form.search(one) for form in pair], [form.search(other) for form in pair]
        for side in (0, 1):
            here, there = mine[side], theirs[1 - side]
            if here and there and mine[1 - side] is None and theirs[side] is None:
                return f"{here.group()} ≠ {there.group()}"
    return ""
