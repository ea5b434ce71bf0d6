"""English claims in other forms of the article's words, and of what countries are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answer import Claim, Verdict
from assistant.answering.binding import Binder
from assistant.answering.sentences import EvidenceSentence
from assistant.article import Article, Block, BlockKind

if TYPE_CHECKING:
    from assistant.answering.bridge import Bridge

SAID = [
    "The council voted in 1931 to move the harbour office and named Anna Holm its first keeper.",
    "The rule applies to every ferry that travels to the U.S. and Britain.",
    "Women and children use the old pier, which the company controls.",
    "One of the largest lighthouses stands on the northern shore.",
]
TRUE = [
    "The council votes in 1931 to move the harbour office, naming Anna Holm its first keeper.",
    "In 1931 the council voted on moving the harbour office.",
    "The rule applied to every ferry travelling to the United States and the United Kingdom.",
    "Every ferry that travelled to America was under the rule that applies.",
    "A woman and a child used the old pier that the company controlled.",
    "The lighthouse on the northern shore is among the largest.",
]
FALSE = [
    "The council voted in 1931 to rename the harbour office.",
    "The council's votes in 1931 removed the harbour office.",
    "The rule applies to every ferry that travels to Canada and Britain.",
    "The French rule applies to every ferry that travels to the United States.",
    "Women and children use the new pier, which the company controls.",
    "Two of the largest lighthouses stand on the northern shore.",
]


def bound(claim: str, bridge: Bridge) -> Claim:
    text = "\n".join(SAID)
    block = Block(kind=BlockKind.BODY, start=0, end=len(text))
    article = Article(id=Article.id_of(text), text=text, blocks=(block,), title="", language="en")
    places = [(text.index(line), line) for line in SAID]
    sentences = [EvidenceSentence(article, BlockKind.BODY, at, at + len(line), line, 1.0, text) for at, line in places]
    (made,) = Binder(bridge, sentences).bind(claim)
    return made


@pytest.mark.parametrize("claim", TRUE)
def test_other_forms_of_the_same_words_are_said(claim: str, bridge: Bridge) -> None:
    made = bound(claim, bridge)
    assert made.verdict is Verdict.VERIFIED, made.reasons


@pytest.mark.parametrize("claim", FALSE)
def test_other_words_are_not(claim: str, bridge: Bridge) -> None:
    assert bound(claim, bridge).verdict is not Verdict.VERIFIED
