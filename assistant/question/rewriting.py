"""Follow-up questions rewritten by a chat model, as far as rules let its wording pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer import Turn
from assistant.answering.as_data import as_data
from assistant.question.pointing import asks, stands_in
from assistant.question.rewording import Rewording, same_numbers
from assistant.question.terms import terms_of
from assistant.settings import Settings
from assistant.text.language import language_of
from prompts import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

TURNS = 3
"""Turns that the model is shown: more make small models slower, and what is further back is seldom meant."""

ANSWER = 300
"""Characters of an answer that it is shown."""

GROWTH = 120
"""Characters by which a rewritten question may be longer than the question: a name or two, and what they did."""

KEPT = 0.5
"""Share of the question's own terms, by weight, that must still stand in what the model made of it."""

_WORDS = {"ko": ("질문", "답"), "en": ("Question", "Answer")}


class Rewriter:
    """Rewrites follow-up questions with one chat model."""

    def __init__(self, model: BaseChatModel, settings: Settings) -> None:
        self._rewording = Rewording(model, settings)

    def rewrite(self, question: str, history: Sequence[Turn]) -> str:
        """The question so that it can be understood alone; empty when the model fails or its wording is refused."""
        language = language_of(question)
        asked, answered = _WORDS[language]
        talk = "\n".join(
            f"{asked}: {as_data(turn.question)}\n{answered}: {as_data(turn.answer)[:ANSWER]}"
            for turn in history[-TURNS:]
        )
        said = self._rewording.say(load_prompt(f"followup.{language}").fill(talk=talk, question=as_data(question)))
        return said if acceptable(said, question, history) else ""


def acceptable(said: str, question: str, history: Sequence[Turn]) -> bool:
    """Whether a rewritten question may take the place of a question.

    It is in the same language, still a question, not much longer, keeps what was asked, and brings no name and no number that
    stands neither in the question nor in the conversation.
    """
    if not said or language_of(said) != language_of(question) or len(said) > len(question) + GROWTH:
        return False
    known = "\n".join([question, *(f"{turn.question}\n{turn.answer}" for turn in history[-TURNS:])])
    if not (asks(said) or said.endswith("?")) or not same_numbers(said, known):
        return False
    return _keeps(said, question) and all(
        stands_in(term, known) for term in terms_of(said) if term.name and not term.date
    )


def _keeps(said: str, question: str) -> bool:
    own = [term for term in terms_of(question) if term.date is None]
    total = sum(term.weight for term in own)
    return not total or sum(term.weight for term in own if stands_in(term, said)) >= KEPT * total
