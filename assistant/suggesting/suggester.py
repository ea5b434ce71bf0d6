"""Suggesting what to ask next: questions out of the sentences beside those that an answer quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer, Filters, Finished
from assistant.answering.orders import speaks_to_a_model
from assistant.answering.sentences import EvidenceSentence, sentences_of_passage
from assistant.article import BlockKind
from assistant.question.terms import terms_of
from assistant.suggesting.english import english_questions
from assistant.suggesting.korean import korean_questions

if TYPE_CHECKING:
    from assistant.engine import Engine

SUGGESTED = 3
"""Questions that are suggested at most."""
_ARTICLES, _TRIED = 3, 6
"""Articles whose sentences are looked at, and questions that are tried, since each one costs a search."""
_ALIKE = 0.7
"""Share of the words of two questions from which they ask the same."""


def suggest(
    engine: Engine, answer: Answer, filters: Filters | None = None, asked: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return questions that go on from an answer, each of which the engine answers with the sentence it was made of.

    :param engine: one without a chat model, so that trying a question costs a search and a reading.
    :param asked: questions that were asked before; none like them is suggested.
    """
    found: list[str] = []
    before = [answer.question, *asked]
    for tried, (question, sentence) in enumerate(_fresh(engine, answer, before)):
        if len(found) == SUGGESTED or tried == _TRIED:
            break
        if not _like(question, found) and _answers(engine, question, sentence, filters):
            found.append(question)
    return tuple(found)


def _fresh(engine: Engine, answer: Answer, before: Sequence[str]) -> Iterator[tuple[str, EvidenceSentence]]:
    for sentence in _sentences(engine, answer):
        text, anchor = sentence.text, sentence.anchor
        made = korean_questions(text, anchor) if answer.language == "ko" else english_questions(text)
        question = next((each for each in made if not _like(each, before)), "")
        if question:
            yield question, sentence


def _sentences(engine: Engine, answer: Answer) -> Iterator[EvidenceSentence]:
    """The sentences of the cited articles that the answer does not quote, in their order."""
    cited = [citation for claim in answer.claims for citation in claim.citations]
    for article_id in list(dict.fromkeys(citation.article_id for citation in cited))[:_ARTICLES]:
        if not engine.library.has(article_id):
            continue
        article = engine.library.article(article_id)
        if article.language != answer.language:
            continue
        quoted = [(each.start, each.end) for each in cited if each.article_id == article_id]
        for passage in engine.library.passages_of(article_id):
            if passage.kind is BlockKind.BODY:
                for sentence in sentences_of_passage(passage, article, 0.0):
                    apart = all(sentence.end <= start or end <= sentence.start for start, end in quoted)
                    if apart and not speaks_to_a_model(sentence.text):
                        yield sentence


def _like(question: str, others: Sequence[str]) -> bool:
    words = _words(question)
    return any(len(words & known) >= _ALIKE * min(len(words), len(known)) for known in map(_words, others) if known)


def _words(question: str) -> frozenset[str]:
    return frozenset(term.text for term in terms_of(question))


def _answers(engine: Engine, question: str, sentence: EvidenceSentence, filters: Filters | None) -> bool:
    """Whether the engine answers a question by itself, and with this sentence."""
    last = list(engine.stream(question, (), filters))[-1]
    assert isinstance(last, Finished)
    return any(
        citation.article_id == sentence.article.id and citation.start < sentence.end and sentence.start < citation.end
        for claim in last.answer.claims
        for citation in claim.citations
    )
