"""Writing with a chat model: short prompts of numbered sentences in, checked claims out."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Claim, Verdict
from assistant.answering.as_data import as_data
from assistant.answering.binding import Binder
from assistant.answering.bridge import Bridge
from assistant.answering.checking import quantities_of
from assistant.answering.entailment import load_entailment
from assistant.answering.extractive import Written, write_extract, write_items
from assistant.answering.gloss import gloss
from assistant.answering.items import Item, ItemList
from assistant.answering.listening import Heard, Listener
from assistant.answering.own_words import own_words, repeats
from assistant.answering.phrases import REFUSAL, phrase
from assistant.answering.prompts import WriterPrompts
from assistant.answering.reading import Reading
from assistant.answering.reasons import reason
from assistant.answering.sentences import EvidenceSentence
from assistant.models.faults import told
from assistant.question.question import Kind
from assistant.settings import Settings
from assistant.text.language import language_of
from assistant.text.normalise import visible

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

    from prompts import Prompt

SENTENCES = 5
"""Sentences in a prompt; more make the small model slower and less faithful."""

SURE = 0.6
"""Share of the question's terms from which the articles' own words are shown though the model found no answer: of questions
that the articles answer hardly any falls below it, of others one in ten does ("Threshold" in ``docs/performance.md``)."""

_NUMBERED = re.compile(r"^\s*\[?(\d{1,2})[\].):]\s*(.+)$")

Drafting = Generator[str, None, Written]
"""Yields pieces of unchecked text as they are written, and returns what was made of them."""


class Writer:
    """Writes answers with one chat model."""

    def __init__(self, model: BaseChatModel, bridge: Bridge, settings: Settings) -> None:
        self._listener = Listener(model, settings)
        self._bridge = bridge
        self._entailment = load_entailment(settings)
        self.prompts = WriterPrompts(settings.prompts)

    def write(self, reading: Reading) -> Drafting:
        """Write an answer from a reading that answers the question.

        What the model writes is bound and checked; when nothing of it stands, the articles' own words answer.
        """
        found = reading.items
        if found and found.items and reading.question.kind is Kind.LIST:
            return (yield from self._items(found, reading.question.language))
        heard, count = yield from self._listener.hear_of(
            lambda count: _answer_messages(reading, _for_prompt(reading, count), self.prompts), SENTENCES
        )
        if not heard.text:
            return _failed(write_extract(reading), heard, reading.question.language)
        written = self._checked(heard.text, reading, _for_prompt(reading, count))
        return _broken_off(written, heard, reading.question.language)

    def _checked(self, text: str, reading: Reading, sentences: Sequence[EvidenceSentence]) -> Written:
        language = reading.question.language
        if _abstains(text):
            if reading.scored[0].support.coverage < SURE:
                return Written("", ())
            return _with_note(write_extract(reading), phrase("model_abstained", language))
        claims = list(
            {
                claim.text: claim
                for claim in Binder(self._bridge, sentences, reading.question.standalone, self._entailment).bind(text)
            }.values()
        )
        stands = [claim for claim in claims if claim.verdict is not Verdict.UNSUPPORTED and _speaks(claim, language)]
        kept = tuple(claim for claim in stands if not repeats(claim, reading.question))
        false = tuple(claim for claim in claims if claim not in stands)
        dropped = (*false, *(_idle(claim, language) for claim in stands if claim not in kept))
        if not kept or not _answers(kept, reading.question.kind):
            extract = write_extract(reading)
            note = phrase("model_unsupported", language)
            return Written(extract.lead, extract.claims, (*extract.notes, note), dropped)
        notes = (phrase("model_dropped", language, count=len(false)),) if false else ()
        return Written("", (*kept, *own_words(kept, reading)), notes, dropped)

    def _items(self, found: ItemList, language: str) -> Drafting:
        """A list is made by code; the model only says its items in the language of the question."""
        foreign = [item for item in found.items if language_of(item.text) != language]
        if not foreign:
            return write_items(found, language)
        heard = yield from self._listener.hear(_items_messages(foreign, self.prompts.get("items", language)))
        if heard.fault:
            return _failed(write_items(found, language), heard, language)
        return write_items(found, language, self._names(foreign, heard.text, language))

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


def _for_prompt(reading: Reading, count: int = SENTENCES) -> list[EvidenceSentence]:
    """The best sentences in the order of their articles, so that "this" and "it" keep their meaning."""
    best = [one.sentence for one in reading.scored[:count]]
    order = list(dict.fromkeys(sentence.article.id for sentence in best))
    return sorted(best, key=lambda sentence: (order.index(sentence.article.id), sentence.start))


def _answer_messages(
    reading: Reading, sentences: Sequence[EvidenceSentence], prompts: WriterPrompts
) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    language = reading.question.language
    lines = "\n".join(_line(number, sentence, language) for number, sentence in enumerate(sentences, 1))
    asked = prompts.get("question", language).fill(sentences=lines, question=reading.question.dated)
    example, reply = prompts.get("example", language).text.split("\n---\n")
    return [
        SystemMessage(prompts.get("answer", language).text),
        HumanMessage(example.strip()),
        AIMessage(reply.strip()),
        HumanMessage(asked),
    ]


def _line(number: int, sentence: EvidenceSentence, language: str) -> str:
    """A sentence as data, under its number, with its numbers and dates in the language of the question."""
    said = gloss(sentence.text, language, sentence.anchor)
    return f"[{number}] {as_data(sentence.text)}" + (f" {{{as_data(said)}}}" if said else "")


def _items_messages(items: Sequence[Item], prompt: Prompt) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage

    lines = "\n".join(f"{number}. {as_data(item.text)}" for number, item in enumerate(items, 1))
    return [SystemMessage(prompt.text), HumanMessage(lines)]


def _abstains(text: str) -> bool:
    return not text.strip() or any(words.rstrip(".") in text for words in REFUSAL.values())


def _idle(claim: Claim, language: str) -> Claim:
    """A claim that only repeats the question, with that for its reason."""
    return claim.model_copy(update={"reasons": (*claim.reasons, reason("repeats", language))})


def _speaks(claim: Claim, language: str) -> bool:
    return language_of(claim.text, default=language) == language


def _answers(claims: Sequence[Claim], kind: Kind) -> bool:
    """An amount or a count was asked for: some claim must hold a number."""
    return kind not in {Kind.AMOUNT, Kind.COUNT} or any(quantities_of(claim.text) for claim in claims)


def _failed(written: Written, heard: Heard, language: str) -> Written:
    """The articles' own words, with a note that says why they stand here."""
    reason = told(heard.fault, language) if heard.fault else ""
    return _with_note(written, phrase("model_failed", language, reason=reason))


def _broken_off(written: Written, heard: Heard, language: str) -> Written:
    """What stands of an answer that was cut off, with a note that says so."""
    if not heard.fault:
        return written
    return _with_note(written, phrase("model_broke_off", language, reason=told(heard.fault, language)))


def _with_note(written: Written, note: str) -> Written:
    return Written(written.lead, written.claims, (*written.notes, note), written.dropped)
