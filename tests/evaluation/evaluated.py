"""Evaluations of a scripted assistant over one page of five sentences, for the tests of reports."""

from __future__ import annotations

from typing import Any

from scripted_assistant import ScriptedAssistant, answer_of, article_of, citation_of, evidence_of, refusal_of

from assistant.answer import Answer
from assistant.evaluation import Fixture, Report, evaluate

TEXT = "Nuri flew on May 25. It carried 8 satellites. The cost was 13 billion won. Rain fell in Seoul."
PAGE = article_of(TEXT, "pages/nuri.txt")
FLEW, CARRIED, COST, RAIN = (f"{sentence}." for sentence in TEXT.rstrip(".").split(". "))
LEGS = {"dense": 0.9, "morphemes": 0.8, "bigrams": 0.7, "fused": 0.8}


def fixture(id: str, **fields: Any) -> Fixture:
    """An English fixture about the page."""
    given = {"question": f"{id}?", "language": "en", "article": "nuri.txt", "tags": ("t",)}
    return Fixture(**{"id": id, **given, **fields})


FIXTURES = (
    fixture("when", facts=(("May 25",),), quote=FLEW),
    fixture("many", facts=(("number:8",),), quote=CARRIED),
    fixture("cost", facts=(("number:13 billion won",),), quote=COST),
    fixture("who", answerable=False, article=None),
)


def found(legs: dict[str, float] | None = None) -> tuple[Any, ...]:
    """What is found for every question: the sentences in order."""
    words = (FLEW, CARRIED, COST, RAIN)
    made = [evidence_of(PAGE, each, rank) for rank, each in enumerate(words, 1)]
    return tuple(each.model_copy(update={"scores": legs or LEGS}) for each in made)


def right_answers() -> dict[str, Answer]:
    """A right answer to each of the fixtures."""
    given = {each.question: each.quote for each in FIXTURES if each.quote}
    answers = {
        question: answer_of(question, (words, citation_of(PAGE, words)), evidence=found())
        for question, words in given.items()
    }
    return answers | {"who?": refusal_of("who?").model_copy(update={"evidence": found()})}


def report_of(answers: dict[str, Answer], *, unsearched: str = "", fixtures: tuple[Fixture, ...] = FIXTURES) -> Report:
    """The report over the fixtures."""
    return evaluate(fixtures, ScriptedAssistant([PAGE], answers, found(), unsearched=unsearched))
