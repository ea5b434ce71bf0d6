"""Whether a question wants several things or one, and how many it says there are."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.text.dates import find_dates
from assistant.text.language import has_hangul
from assistant.text.morphemes import Morpheme, morphemes_of
from assistant.text.numbers import find_quantities
from assistant.text.numerals import NATIVE

_WHICH = frozenset({"어떤", "무슨"})
_PREDICATES = frozenset({"VV", "VA", "XSV", "XSA", "VCP"})
_SPEECH = frozenset({"밝히", "말하", "전하", "알리"})
_INTENTS = frozenset({"계획", "예정", "방침", "전망", "목표"})
_LINKING = ("고", "게")
"""Endings after which 있, 되 and verbs of saying only complete the verb before them: 맺고 있다, 받게 되다, 맺었다고 밝혔다."""

_STEPS = re.compile(rf"(?<![가-힣])({'|'.join(NATIVE)}|\d+)\s?(?:대\s|단계|부문|갈래|유형)")
_ASKED_OF = re.compile(r"(?:어떤|무슨|어느)\s[^,.?]{1,20}?(?:을|를|에|에서|에게|와|과|로|으로)\s")
_COUNTED = frozenset({"item", "person", "place", "country", ""})
_MOST = 50


def asks_for_one(question: str) -> bool:
    """Whether 어떤 or 무슨 asks for a single thing.

    It does in front of "of" ("어떤 영화의 주제가인가"), of "is" ("어떤 곳인가"), and in passing ("어떤 선거를 앞두고 공약을 냈나").
    What the one verb of a question is said of may be many: "어떤 협정을 맺었나".
    """
    after = _asked(morphemes_of(question))
    thing = next((at for at, one in enumerate(after) if not _is_thing(one)), len(after))
    if not after or thing == len(after) or any(one.tag in {"XSN", "MM", "SN", "NR"} for one in after[:thing]):
        return False
    return after[thing].tag in {"JKG", "VCP"} or _verbs(after[thing:]) > 1


_MANY = re.compile(r"들|모두|전부|각각|나열|목록|무엇무엇|뭐뭐|가지")


def asks_for_several(question: str) -> bool:
    """Whether the words of a question that wants things say that there are several; "어떤 협정을 맺었나" may want one."""
    return not has_hangul(question) or _MANY.search(question) is not None


def _asked(morphemes: list[Morpheme]) -> list[Morpheme]:
    """What follows the asking word."""
    at = next((at for at, one in enumerate(morphemes) if one.form in _WHICH and one.tag == "MM"), len(morphemes))
    return morphemes[at + 1 :]


def _is_thing(morpheme: Morpheme) -> bool:
    return morpheme.tag[0] == "N" or morpheme.tag in {"SL", "SN", "XSN", "XPN", "MM", "SW"}


def _verbs(morphemes: list[Morpheme]) -> int:
    """How many verbs there are, helpers left out."""
    return sum(
        one.tag in _PREDICATES and not _helps(before, one)
        for before, one in pairwise([Morpheme("", "", 0, 0), *morphemes])
    )


def _helps(before: Morpheme, verb: Morpheme) -> bool:
    if verb.tag == "VCP":
        return before.form in _INTENTS
    if before.tag == "EC" and before.form.endswith(_LINKING):
        return verb.form in {"있", "되", "하"} | _SPEECH
    return before.form == "로" and verb.form == "하"


def expected_count(question: str) -> int | None:
    """How many things a question says there are: "탑재체 6개는 무엇", "the four core promises", "네 단계"."""
    dates = [(mention.start, mention.end) for mention in find_dates(question)]
    asked = _ASKED_OF.search(question)
    start = asked.start() if asked else 0  # in "회원국 5곳은 어떤 협정을 맺었나" the five are others
    found = [
        q
        for q in find_quantities(question, dates)
        if q.start >= start and q.unit in _COUNTED and not question[: q.start][-1:].isalpha()
    ]
    if found and 1 < found[-1].value <= _MOST and found[-1].value % 1 == 0:
        return int(found[-1].value)
    return _steps(question)


def _steps(question: str) -> int | None:
    found = _STEPS.search(question)
    return None if found is None else NATIVE.get(found[1]) or int(found[1])
