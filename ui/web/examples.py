"""Questions to start with, offered when the library holds the articles that they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """A question, and words in the headline of an article that answers it; without words it is always offered."""

    question: str
    about: str = ""


Examples = Mapping[str, Sequence[Example]]
"""Examples by language code."""

EXAMPLES: Examples = {
    "ko": (
        Example("어떤 양해각서를 체결했나요?", "양해각서"),
        Example("다누리에 실린 탑재체 6개는 무엇인가요?", "다누리"),
        Example("누리호 3차 발사는 언제 이뤄졌나요?", "누리호 3차"),
    ),
    "en": (
        Example("What MOUs were signed?", "양해각서"),
        Example("What four payloads does the Vikram lander carry?", "Chandrayaan-3"),
        Example("How many medals did South Korea win in total in Paris?", "파리 올림픽"),
    ),
}
"""Questions about the example pages of the repository."""


def offered(examples: Sequence[Example], holds: Callable[[str], bool]) -> list[str]:
    """Return the questions that the library can answer.

    :param holds: whether there is an article with these words in its headline.
    """
    return [example.question for example in examples if not example.about or holds(example.about)]
