"""Writing with a chat model: short prompts of numbered sentences in, checked claims out."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Claim, Verdict
from assistant.answering.binding import Binder
from assistant.answering.bridge import Bridge
from assistant.answering.checking import quantities_of
from assistant.answering.deadline import within
from assistant.answering.extractive import Written, write_extract, write_items
from assistant.answering.gloss import gloss
from assistant.answering.items import Item, ItemList
from assistant.answering.phrases import REFUSAL, phrase
from assistant.answering.reading import Reading
from assistant.answering.sentences import EvidenceSentence
from assistant.errors import ModelError
from assistant.question.question import Kind
from assistant.settings import Settings
from assistant.text.language import language_of
from assistant.text.normalise import visible
from prompts import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

SENTENCES = 5
"""Sentences in a prompt; more make the small model slower and less faithful."""

SURE = 0.8
"""Share of the question's terms from which the articles' own words are shown though the model found no answer."""

_CHARACTERS_PER_TOKEN = 6
_NUMBERED = re.compile(r"^\s*\[?(\d{1,2})[\].):]\s*(.+)$")

Drafting = Generator[str, None, Written]
"""Yields pieces of unchecked text as they are written, and returns what was made of them."""


class Writer:
    """Writes answers with one chat model."""

    def __init__(self, model: BaseChatModel, bridge: Bridge, settings: Settings) -> None:
        self._model = model
        self._bridge = bridge
        self._settings = settings

    def write(self, reading: Reading) -> Drafting:
        """Write an answer from a reading that answers the question.

        What the model writes is bound and checked; when nothing of it stands, the articles' own words answer.
        """
        found = reading.items
        if found and found.items and reading.question.kind is Kind.LIST:
            return (yield from self._items(found, reading.question.language))
        sentences = _for_prompt(reading)
        try:
            text = yield from self._ask(_answer_messages(reading, sentences))
        except ModelError as error:
            return _with_note(
                write_extract(reading), phrase("model_failed", reading.question.language, reason=error.message)
            )
        return self._checked(text, reading, sentences)

    def _ask(self, messages: list[BaseMessage]) -> Generator[str, None, str]:
        pieces = within(
            lambda: (str(chunk.text) for chunk in self._model.stream(messages)),
            first_seconds=self._settings.first_token_seconds,
            total_seconds=self._settings.answer_seconds,
        )
        text, longest = "", self._settings.answer_tokens * _CHARACTERS_PER_TOKEN
        for piece in pieces:
            kept = piece[: longest - len(text)]
            text += kept
            yield visible(kept)
            if len(text) >= longest:
                break
        pieces.close()
        return text

    def _checked(self, text: str, reading: Reading, sentences: Sequence[EvidenceSentence]) -> Written:
        language = reading.question.language
        if _abstains(text):
            if reading.scored[0].support.coverage < SURE:
                return Written("", ())
            return _with_note(write_extract(reading), phrase("model_abstained", language))
        claims = list(
            {
                claim.text: claim for claim in Binder(self._bridge, sentences, reading.question.standalone).bind(text)
            }.values()
        )
        kept = tuple(claim for claim in claims if claim.verdict is not Verdict.UNSUPPORTED and _speaks(claim, language))
        dropped = tuple(claim for claim in claims if claim not in kept)
        if not kept or not _answers(kept, reading.question.kind):
            extract = write_extract(reading)
            return Written(extract.lead, extract.claims, (phrase("model_unsupported", language),), dropped)
        notes = (phrase("model_dropped", language, count=len(dropped)),) if dropped else ()
        return Written("", kept, notes, dropped)

    def _items(self, found: ItemList, language: str) -> Drafting:
        """A list is made by code; the model only says its items in the language of the question."""
        foreign = [item for item in found.items if language_of(item.text) != language]
        if not foreign:
            return write_items(found, language)
        try:
            text = yield from self._ask(_items_messages(foreign, language))
        except ModelError as error:
            return _with_note(write_items(found, language), phrase("model_failed", language, reason=error.message))
        return write_items(found, language, self._names(foreign, text, language))

    def _names(self, items: Sequence[Item], text: str, language: str) -> dict[Item, str]:
        names = {}
        for match in filter(None, map(_NUMBERED.match, visible(text).splitlines())):
            number, name = int(match[1]), match[2].strip(" '\"‘’“”")
            if 1 <= number <= len(items) and self._same_thing(items[number - 1].text, name, language):
                names[items[number - 1]] = name
        return names

    def _same_thing(self, own: str, name: str, language: str) -> bool:
        """A translation is kept when it is in the right language, has the same numbers, and means nearly the same."""
        same_numbers = {q.value for q in quantities_of(own)} == {q.value for q in quantities_of(name)}
        return same_numbers and language_of(name) == language and self._bridge.strength(own, [name]) > 0.0


def _for_prompt(reading: Reading) -> list[EvidenceSentence]:
    """The best sentences in the order of their articles, so that "this" and "it" keep their meaning."""
    best = [one.sentence for one in reading.scored[:SENTENCES]]
    order = list(dict.fromkeys(sentence.article.id for sentence in best))
    return sorted(best, key=lambda sentence: (order.index(sentence.article.id), sentence.start))


def _answer_messages(reading: Reading, sentences: Sequence[EvidenceSentence]) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    language = reading.question.language
    lines = "\n".join(_line(number, sentence, language) for number, sentence in enumerate(sentences, 1))
    asked = load_prompt(f"question.{language}").fill(sentences=lines, question=reading.question.standalone)
    example, reply = load_prompt(f"example.{language}").text.split("\n---\n")
    return [
        SystemMessage(load_prompt(f"answer.{language}").text),
        HumanMessage(example.strip()),
        AIMessage(reply.strip()),
        HumanMessage(asked),
    ]


def _line(number: int, sentence: EvidenceSentence, language: str) -> str:
    """A sentence as data: one line, its own brackets changed so that it can forge no number."""
    said = gloss(sentence.text, language, sentence.anchor)
    text = " ".join(visible(sentence.text).split()).replace("[", "(").replace("]", ")")
    return f"[{number}] {text}" + (f" {{{said}}}" if said else "")


def _items_messages(items: Sequence[Item], language: str) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage

    lines = "\n".join(f"{number}. {' '.join(visible(item.text).split())}" for number, item in enumerate(items, 1))
    return [SystemMessage(load_prompt(f"items.{language}").text), HumanMessage(lines)]


def _abstains(text: str) -> bool:
    return not text.strip() or any(words.rstrip(".") in text for words in REFUSAL.values())


def _speaks(claim: Claim, language: str) -> bool:
    return language_of(claim.text, default=language) == language


def _answers(claims: Sequence[Claim], kind: Kind) -> bool:
    """An amount or a count was asked for: some claim must hold a number."""
    return kind not in {Kind.AMOUNT, Kind.COUNT} or any(quantities_of(claim.text) for claim in claims)


def _with_note(written: Written, note: str) -> Written:
    return Written(written.lead, written.claims, (*written.notes, note), written.dropped)


def prompt_fingerprint(language: str) -> str:
    """The fingerprints of the prompts that write answers in a language."""
    return " ".join(
        load_prompt(f"{name}.{language}").fingerprint for name in ("answer", "example", "question", "items")
    )
