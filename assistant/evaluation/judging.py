"""What a chat model thinks of the answers: advice beside the metrics, never one of them and never held by a gate.

A model that grades has opinions of its own (it prefers longer answers, and those of its own family: L. Zheng et al.,
Judging LLM-as-a-Judge, NeurIPS 2023), so its grades stand apart, with its name, and with how far they agree with ours.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import Answer
from assistant.answering.listening import Heard, Listener
from assistant.evaluation.averages import mean_terms, ratio
from assistant.evaluation.fixture import Fixture
from assistant.evaluation.intervals import bootstrap_interval
from assistant.settings import Settings
from assistant.text.normalise import visible
from prompts import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.evaluation.result import Result

BEST = 2
"""The highest grade; grades are divided by it."""
_GRADE = re.compile(r"(?<![\d.])[0-2](?!\.?\d)")
_WORDS = {"ko": ("질문", "사실", "답"), "en": ("Question", "Facts", "Answer")}


class Judge(Protocol):
    """Whoever grades answers."""

    @property
    def name(self) -> str:
        """As the report calls it."""

    def grade(self, fixture: Fixture, answer: Answer) -> float | None:
        """How right an answer is, 0 to 1; ``None`` if that cannot be said."""


class ModelJudge:
    """A chat model that grades by the prompt ``judge``.

    :param model: sees the question, the facts and the answer, never the articles.
    :param settings: say how long it may take, and how often it is asked again.
    """

    def __init__(self, model: BaseChatModel, name: str, settings: Settings) -> None:
        self._listener = Listener(model, settings)
        self._name = name

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def grade(self, fixture: Fixture, answer: Answer) -> float | None:
        """The digit that the model writes, divided by :data:`BEST`; ``None`` if it fails or writes none."""
        from langchain_core.messages import HumanMessage, SystemMessage

        prompt = load_prompt(f"judge.{fixture.language}")
        stream = self._listener.hear([SystemMessage(prompt.text), HumanMessage(_asked(fixture, answer))])
        found = _GRADE.search(_returned(stream).text)
        return int(found[0]) / BEST if found else None


def _returned(stream: Generator[str, None, Heard]) -> Heard:
    """What is returned at the end of a stream, whose pieces nobody wants to see."""
    while True:
        try:
            next(stream)
        except StopIteration as end:
            heard: Heard = end.value
            return heard


def _asked(fixture: Fixture, answer: Answer) -> str:
    question, facts, said = _WORDS[fixture.language]
    wanted = [" | ".join(fact) for fact in fixture.facts] or list(fixture.gold_quotes)
    lines = [
        f"{question}: {fixture.question}",
        f"{facts}:",
        *(f"- {each}" for each in wanted),
        f"{said}: {answer.text}",
    ]
    return visible("\n".join(lines))


@dataclass(frozen=True)
class Advice:
    """The grades of one judge.

    :param grades: by the id of the question, for those that were answered and have gold; ``None`` where there is no grade.
    """

    judge: str
    grades: dict[str, float | None]

    def to_dict(self, right: Mapping[str, bool]) -> dict[str, Any]:
        """As the report keeps it.

        :param right: whether our own metrics found an answer right, by the id of its question.
        """
        pairs = [(grade == 1.0, right[id]) for id, grade in self.grades.items() if grade is not None]
        terms = mean_terms(self.grades.values())
        mean, ends = ratio(terms), bootstrap_interval(terms)
        return {
            "judge": self.judge,
            "prompts": [load_prompt(f"judge.{language}").fingerprint for language in _WORDS],
            "mean": round(mean.value, 4) if mean else None,
            "low": round(ends[0], 4) if ends else None,
            "high": round(ends[1], 4) if ends else None,
            "n": len(terms),
            "ungraded": len(self.grades) - len(terms),
            "agreement": _rounded(agreement(pairs)),
            "kappa": _rounded(kappa(pairs)),
            "grades": self.grades,
        }


def agreement(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """The share of pairs that are equal; ``None`` without pairs."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Agreement beyond chance: (observed - expected) / (1 - expected); ``None`` where chance alone would agree always.

    J. Cohen, A Coefficient of Agreement for Nominal Scales (1960).
    """
    observed = agreement(pairs)
    if observed is None:
        return None
    one, other = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    expected = one * other + (1 - one) * (1 - other)
    return None if expected == 1 else (observed - expected) / (1 - expected)


def graded(judge: Judge, result: Result) -> dict[str, float | None]:
    """The grade of an answer under the id of its question.

    Nothing for one without gold, nor for a refusal: that is right or wrong without a judge.
    """
    fixture, answer = result.fixture, result.answer
    if answer is None or answer.refused or not (fixture.facts or fixture.gold_quotes):
        return {}
    return {fixture.id: judge.grade(fixture, answer)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
