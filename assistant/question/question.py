"""A question, understood by rules: language, kind, terms, and what kind of answer it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.question.terms import Term, terms_of
from assistant.text.language import has_hangul
from assistant.text.modality import Modality, modality_of
from assistant.text.normalise import clean_question


class Kind(StrEnum):
    """What kind of answer a question wants."""

    LIST = "list"
    COUNT = "count"
    AMOUNT = "amount"
    DATE = "date"
    WHO = "who"
    WHERE = "where"
    OTHER = "other"


@dataclass(frozen=True)
class Question:
    """A question as it will be searched and answered.

    ``text`` is what was asked, ``standalone`` the same with what the conversation adds. ``target`` names the things a list
    or count is of. ``planned`` is true when it asks for plans, so that plans answer it.
    """

    text: str
    standalone: str
    language: str
    kind: Kind
    terms: tuple[Term, ...]
    target: tuple[Term, ...] = ()
    planned: bool = False


_DATE = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:date|day|year|month|time)\b|\bhow long ago\b"
    r"|언제|며칠|몇\s?(?:년|월|일|시)(?!간)|어느 해|날짜|시점|(?:연도|년도|시기|해|날|때|시각)(?:은|는)?\s?\??$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\bhow (?:much|large|big|high|long|far|tall|old|heavy|fast|wide|deep|thick)\b"
    r"|\bwhat (?:is|was|were|are) the (?:\w+ ){0,3}(?:amount|size|price|rate|cost|value|percentage|share|budget|wage|number)\b"
    r"|얼마|몇\s?(?:%|퍼센트|프로|도|킬로|미터|톤|원|달러|배)"
    r"|(?:규모|기간|나이|가격|높이|길이|무게|속도|비율|금액|임금|금리)(?:은|는)\s?\??$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bhow many\b|몇\s?(?:개|건|명|곳|가지|차례|번|기|대|편|국|나라|사람|종|회)|(?:갯수|개수|횟수|수)는", re.IGNORECASE
)
_WHO = re.compile(r"\bwho(?:m|se)?\b|누구|누가", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b|\b(?:what|which) (?:city|place|country)\b|어디|어느 (?:나라|도시|곳)", re.IGNORECASE)
_RULES = ((Kind.DATE, _DATE), (Kind.AMOUNT, _AMOUNT), (Kind.COUNT, _COUNT), (Kind.WHO, _WHO), (Kind.WHERE, _WHERE))

_LIST_EN = re.compile(
    r"\b(?:what|which)\s+(?P<target>(?:[\w'’-]+\s+){0,3}?[\w'’-]+s)\s+(?:were|are|did|do|does|was|have|has|had|will|can)\b"
    r"|\b(?:list|name|what are|which are|what were)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?(?P<target2>(?:[\w'’-]+\s+){0,3}?[\w'’-]+s)\b",
    re.IGNORECASE,
)
_LIST_KO = re.compile(
    r"(?:어떤|무슨|어느)\s(?P<target>[^,.?]{1,20}?)(?:들)?(?:을|를|이|가|은|는|에|도|과|와)?\s(?!.*(?:무슨|어떤))"
    r"|(?P<target2>\S+?)(?:들)?(?:은|는|이|가)?\s(?:무엇무엇|무엇들|뭐뭐|모두|전부|각각|나열)"
    r"|(?P<target3>\S+?)(?:들|목록)(?:은|는|을|를)\s"
)
_PLAN = re.compile(
    r"\b(?:will|plan\w*|going to|intend\w*|pursu\w*|propos\w*|aim\w*|expect\w*|next|upcoming)\b"
    r"|계획|예정|추진|앞으로|할 것|방침|향후",
    re.IGNORECASE,
)


def understand(text: str, standalone: str | None = None) -> Question:
    """Read a question by rules.

    :param standalone: the question with what the conversation adds; without it, the question itself.
    """
    asked = clean_question(text)
    whole = clean_question(standalone or text)
    kind, target = _kind(whole)
    return Question(
        text=asked,
        standalone=whole,
        language="ko" if has_hangul(asked) else "en",
        kind=kind,
        terms=_told(kind, terms_of(whole)),
        target=target,
        planned=bool(_PLAN.search(whole)) or modality_of(whole) is Modality.PLANNED,
    )


_MEASURES = frozenset(
    "cost price amount size money worth value wide width height weight heavy length distance number 돈 비용 금액 값 가격 액수 규모 "
    "크기 무게 길이 높이 너비 거리 수".split()
)


def _told(kind: Kind, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Without the words that only say which kind of amount is asked for, which the amount itself tells."""
    if kind not in {Kind.AMOUNT, Kind.COUNT}:
        return terms
    others = tuple(term for term in terms if term.text not in _MEASURES)
    return others or terms


def _kind(question: str) -> tuple[Kind, tuple[Term, ...]]:
    for kind, pattern in _RULES:
        if pattern.search(question):
            return kind, _counted(question) if kind is Kind.COUNT else ()
    target = _list_target(question)
    return (Kind.LIST, target) if target else (Kind.OTHER, ())


def _list_target(question: str) -> tuple[Term, ...]:
    match = (_LIST_KO if has_hangul(question) else _LIST_EN).search(question)
    if match is None:
        return ()
    return terms_of(next(group for group in match.groups() if group))


_COUNTED = re.compile(r"how many\s+(?P<en>(?:[\w'’-]+\s+){0,2}?[\w'’-]+?s?)\s+(?:were|are|did|do|does|was|have|has|had|will|can|of|in)\b"
                      r"|(?P<ko>\S+?)(?:은|는|이|가|을|를|의)?\s(?:모두\s|총\s)?몇", re.I)  # fmt: skip


def _counted(question: str) -> tuple[Term, ...]:
    match = _COUNTED.search(question)
    return terms_of(match["en"] or match["ko"]) if match else ()
