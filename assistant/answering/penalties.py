"""What speaks against a sentence though it names what a question names: a plan, another of its kind, a headline."""

from __future__ import annotations

import re

from assistant.answering.expected import aside
from assistant.answering.sentences import EvidenceSentence
from assistant.answering.siblings import names_sibling
from assistant.answering.window import window
from assistant.article import BlockKind
from assistant.question.question import Kind, Question
from assistant.text.language import has_hangul
from assistant.text.modality import Modality, modality_of, tells_no_event

_MISSED = 0.2
"""What a sentence loses that tells of plans, delays or failures where it was asked when something took place."""

_SIBLING = 0.1
"""What it loses that names the fifth launch and not the fourth, which was asked for."""

_EXCEPTED = 0.35
"""What it loses that names what was asked about only as the exception: 달봉마을을 제외한 모든 마을은 …."""

_EXCEPTING = re.compile(
    r"((?:[^\s,.]+\s){0,2}[^\s,.]+?)(?:을|를)\s?(?:제외하|제외한|빼고|뺀)"
    r"|\b(?:except(?:\sfor)?|excluding|apart from|other than)\s((?:[^\s,.;]+\s){0,2}[^\s,.;]+)",
    re.IGNORECASE,
)

_TOLD = re.compile(r"[다요죠까][\W\d]*$")
"""How Korean sentences end."""


def penalty(question: Question, sentence: EvidenceSentence) -> float:
    """Plans rank below facts when facts are asked for, headlines and captions below sentences."""
    planned = modality_of(sentence.text) is Modality.PLANNED and not question.planned
    brief = sentence.kind in {BlockKind.TITLE, BlockKind.DECK} or _only_names(sentence)
    missed = _MISSED * (question.kind is Kind.DATE and _tells_none(question, sentence))
    return (
        max(0.05 * planned, missed)
        + _SIBLING * names_sibling(question, sentence.text)
        + _EXCEPTED * _excepted(question, sentence)
        + aside(question, sentence)
        + 0.2 * brief
        + 0.03 * (sentence.kind is BlockKind.CAPTION)
    )


def _tells_none(question: Question, sentence: EvidenceSentence) -> bool:
    """Whether it only tells of plans, delays or failures, where the question asks for what took place."""
    return question.past and tells_no_event(sentence.text) and not tells_no_event(question.standalone)


def _only_names(sentence: EvidenceSentence) -> bool:
    """Whether it is a Korean caption that tells nothing and only says what is seen: 기자회견이 열린 서울시청 본관."""
    caption = sentence.kind is BlockKind.CAPTION and has_hangul(sentence.text)
    return caption and _TOLD.search(sentence.text) is None


def _excepted(question: Question, sentence: EvidenceSentence) -> bool:
    """Whether it names a thing of the question only as what it does not tell of, where the question does not ask for that."""
    if _EXCEPTING.search(question.standalone):
        return False
    rest = window(_EXCEPTING.sub(" ", sentence.text))
    apart = [window(" ".join(filter(None, found.groups()))) for found in _EXCEPTING.finditer(sentence.text)]
    return any(there.names(term) and not rest.names(term) for there in apart for term in question.terms)
