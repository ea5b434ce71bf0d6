"""Seconds to evidence, to the end of reading and to the answer; and to a chat model's first word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from assistant import Assistant
from assistant.answer import Answer, Draft, Finished
from assistant.models.embedding import load_encoder
from assistant.settings import load_settings
from benchmarks.outcome import MissingData
from benchmarks.systems.plain import plain_chroma

K = 8
WARM_UP = ("어떤 일이 있었고 얼마가 들었나요?", "Which agreements were signed, and when?")
"""Asked first and not measured: models, words and files are loaded at the first question in a language."""

Find = Callable[[str], object]


def evidence_seconds(library: Path, questions: Sequence[str], skipped: list[str]) -> dict[str, list[float]]:
    """Seconds to find K passages, of Citedesk and of plain LangChain + Chroma, question by question in turn."""
    settings = load_settings(library=library, model="extractive")
    with ExitStack() as stack:
        assistant = stack.enter_context(Assistant.open(library, settings=settings))
        systems: dict[str, Find] = {"citedesk": lambda text: assistant.search(text, K)}
        passages = [
            passage for article in assistant.articles() for passage in assistant.library.passages_of(article.id)
        ]
        texts = [(passage.id, passage.text) for passage in passages]
        try:
            plain = stack.enter_context(plain_chroma(texts, load_encoder(settings.embedding, dtype=settings.dtype)))
            systems["plain"] = lambda text: plain.rank(text, K)
        except MissingData as missing:
            skipped.append(str(missing))
        return interleaved(systems, questions)


def interleaved(systems: dict[str, Find], questions: Sequence[str]) -> dict[str, list[float]]:
    """Seconds of each system for each question, after two that warm up; who comes first changes."""
    seconds: dict[str, list[float]] = {name: [] for name in systems}
    for text in WARM_UP:
        for find in systems.values():
            find(text)
    for at, text in enumerate(questions):
        for name in list(systems) if at % 2 else reversed(list(systems)):
            started = perf_counter()
            systems[name](text)
            seconds[name].append(perf_counter() - started)
    return seconds


@dataclass(frozen=True)
class Asked:
    """A question as it was answered: the answer with its timings, and the draft of a chat model if one wrote."""

    answer: Answer
    draft: str
    pieces: int
    writing: float

    @property
    def reading(self) -> float:
        """Seconds from the evidence to the decision which sentences answer."""
        return self.answer.timings["reading"] - self.answer.timings["evidence"]


def ask_all(library: Path, questions: Sequence[str], model: str) -> list[Asked]:
    """Ask each question once, after two that warm up."""
    with Assistant.open(library, settings=load_settings(library=library, model=model)) as assistant:
        for text in WARM_UP:
            assistant.ask(text)
        return [_ask(assistant, text) for text in questions]


def _ask(assistant: Assistant, text: str) -> Asked:
    drafts, times, answer = [], [], None
    for event in assistant.stream(text):
        if isinstance(event, Draft):
            drafts.append(event.delta)
            times.append(perf_counter())
        elif isinstance(event, Finished):
            answer = event.answer
    assert answer is not None
    return Asked(answer, "".join(drafts), len(drafts), times[-1] - times[0] if times else 0.0)
