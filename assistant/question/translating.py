"""A question in the other language, where most of what is found is in that one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answering.as_data import as_data
from assistant.question.rewording import Rewording, same_numbers
from assistant.settings import Settings
from assistant.text.language import language_of
from prompts import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOSTLY = 0.5
"""Share of the passages found that must be in the other language before a question is translated."""


class Translator:
    """Translates questions between Korean and English with one chat model."""

    def __init__(self, model: BaseChatModel, settings: Settings) -> None:
        self._rewording = Rewording(model, settings)

    def translate(self, question: str) -> str:
        """The question in the other language; empty when the model fails, answers in its own, or changes a number."""
        language = language_of(question)
        said = self._rewording.say(load_prompt(f"translate.{language}").fill(question=as_data(question)))
        return said if said and language_of(said) != language and same_numbers(said, question) else ""


def is_foreign(language: str, found: Sequence[str]) -> bool:
    """Whether a question is mostly answered in another language than its own.

    :param found: the languages of the passages found for it.
    """
    return sum(each != language for each in found) > MOSTLY * len(found)
