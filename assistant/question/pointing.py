"""Whether a question leaves something out that the conversation before it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.window import window
from assistant.question.terms import Term
from assistant.text.language import has_hangul

_GENERIC = (
    r"\bthe (?:company|firm|group|agency|team|bank|city|country|town|place|person|man|woman|player|minister|president|"
    r"organi[sz]ation)\b(?! (?:of|that|which|who|in|for|with)\b)"
)
"""What English calls a thing by that was named before, where Korean says "그 회사"."""

POINTS_BACK = re.compile(
    rf"{_GENERIC}|"
    r"\b(?:it|its|they|them|their|theirs|those|these|this|he|she|his|her|him|which one|others?)\b"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were)\b)"
    r"|\bthat(?:\b(?=\s*(?:[?.!,]|$))|\s(?!(?:is|was|were|are|has|had|have|will|would|can|could|did|does|the|an?)\b)\w+)"
    r"|\bthe (?:former|latter|same|rest|next(?: one)?[?.]?$)|\bthe (?:first|second|other) one\b"
    r"|(?:^|\s)(?:그|이|저)(?:것|건|게|걸|곳|때|중|사람|들|녀|는|가|다음|날|해|달)?(?:[은는이가을를의도]|들|\s|에)"
    r"|거기|여기서|그중|당시|같은\s?(?:해|날|달)|둘 중|나머지",
    re.IGNORECASE,
)
"""Words that stand for something named before."""

_POSSESSIVE = re.compile(r"its|theirs?|his|her|그|the \w+", re.IGNORECASE)

_TITLES = re.compile(
    r"(?:^|\s)이\s(?=(?:대통령|총리|장관|대표|의원|위원|총재|회장|사장|감독|선수|교수|씨)(?:[은는이가을를의도와과]|\s|$))"
)
"""A family name before a title, which is no "this": 이 대통령."""

_GOES_ON = re.compile(
    r"^\s*(?:and|but|so|then|also|what about|how about)\b|^\s*(?:그리고|그럼|그러면|그런데|그래서|그렇다면|또)(?=\s)",
    re.IGNORECASE,
)
QUESTION_WORD = re.compile(
    r"\b(?:when|who|where|how (?:much|many|large|long|high|far|big|old)|which|why|what|how)\b"
    r"|언제|누구|누가|어디|얼마|몇\s?\S|어떤|어느|무슨|무엇|뭐|왜|어떻게|어때",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:what|how) about\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|they|them|their)\b|그녀|그들|(?:^|\s)그[는가의]?\s|(?:^|\s)그\s?(?:사람|분)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:^|\s)(?:그|이|해당)\s[가-힣]{2,}|\b(?:that|this|the same|these|those)\s[a-z]{3,}\b"
    rf"|{_GENERIC}",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\bthere\b|거기|그곳", re.IGNORECASE)

_FEW = 2
"""Terms below which a question without a name says too little to be asked alone."""

_HALF = 0.5
"""Share of a question's terms, by weight, that stand in the article cited last when it goes on about that."""


def leaves_out(question: str, own: Sequence[Term], before: Sequence[Term], cited: str) -> bool:
    """Whether a question needs the turns before it to be understood.

    It does when it points back ("and how much did it cost?", "그건 언제까지?"), when it asks nothing by itself ("4호기는?"),
    when it names hardly anything, and when it names no new topic and speaks in the words of what was cited last. Words of two
    languages cannot be compared so: there a question that names nothing at all goes on.

    :param before: the terms of the question before.
    :param cited: the text of the articles that the last answer cited; empty when that is not known.
    """
    topics, goes_on = [term for term in own if is_topic(term)], _GOES_ON.search(question) is not None
    shared = [term for term in topics if _among(term, before)]
    new = [term for term in topics if term not in shared and not stands_in(term, cited)]
    if points_back(question, new):
        return True
    if new:
        return goes_on and len(own) < _FEW
    if not asks(question) and len(own) <= _FEW:
        return True
    if shared:
        return False
    if goes_on or (len(own) < _FEW and not topics) or _share(own, cited) >= _HALF:
        return True
    return bool(cited) and has_hangul(cited) != has_hangul(question) and not any(term.name for term in own)


def points_back(question: str, new: Sequence[Term] = ()) -> bool:
    """Whether words of a question stand for something of the conversation.

    :param new: topics that were not spoken of before: "its" and the like behind one of them stand for that.
    """
    first = min((at for term in new if (at := question.find(term.text)) >= 0), default=len(question))
    plain = _TITLES.sub(lambda found: " " * len(found.group()), question)
    return any(
        found.start() < first or not _POSSESSIVE.fullmatch(found.group().strip())
        for found in POINTS_BACK.finditer(plain)
    )


def is_topic(term: Term) -> bool:
    """Whether a term can say alone what a talk is of: a name, but no country, number, ordinal or date."""
    return term.name and not term.closed and term.date is None


def asks_of_answer(question: str) -> bool:
    """Whether a question points to something that only the last answer named: "who is he?", "그 회사는 …?"."""
    return bool(_PERSON.search(question) or _THING.search(_TITLES.sub(" ", question)) or _PLACE.search(question))


def asks(question: str) -> bool:
    """Whether a question has a question word of its own; "what about" is none."""
    return QUESTION_WORD.search(_ABOUT.sub("", question)) is not None


def stands_in(term: Term, text: str) -> bool:
    """Whether a text names a term, or all parts of it."""
    here = window(text)
    return here.names(term) or (bool(term.parts) and all(here.names(part) for part in term.parts))


def _among(term: Term, before: Sequence[Term]) -> bool:
    return any(term.forms & other.forms for other in before)


def _share(own: Sequence[Term], cited: str) -> float:
    asked = [term for term in own if term.date is None]
    total = sum(term.weight for term in asked)
    return sum(term.weight for term in asked if stands_in(term, cited)) / total if total else 0.0
