"""The names that a last answer said: what "he", "there" and "그 회사" of the next question may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Turn
from assistant.question.english_terms import QUESTION_WORDS
from assistant.question.pointing import is_topic, stands_in
from assistant.question.terms import Term, terms_of
from assistant.text.keywords import STOPWORDS
from assistant.text.language import has_hangul
from assistant.text.transliteration import sounds_alike

MOST = 3
"""Names that are taken at most."""

SHORT = 40
"""Characters of a Korean answer that is hardly more than a name, so that its nouns count: not all names are known as such."""

_CAPITALS = re.compile(r"[A-Z][\w'’&-]*(?: (?:(?:de|van|von|bin|al) )?[A-Z][\w'’&-]*)*")


def answered_names(last: Turn) -> list[str]:
    """The names of an answer that its question had not, and that stand in the words it cited, in either script.

    What a model wrote otherwise must not become part of a question.
    """
    quotes = "\n".join(citation.quote for citation in last.citations)
    asked = {form for term in terms_of(last.question) for form in term.forms}
    said = _korean(last.answer) if has_hangul(last.answer) else _english(last.answer)
    new = (name for name in dict.fromkeys(said) if not any(term.forms & asked for term in terms_of(f"– {name}")))
    return [name for name in new if _cited(name, quotes)][:MOST] if quotes else []


def _korean(answer: str) -> list[str]:
    terms = terms_of(answer)
    names = [term.text for term in terms if is_topic(term)]
    nouns = [term.text for term in terms if term.weight >= 1.0 and term.date is None and not term.text[0].isdigit()]
    return names or (nouns if len(answer) <= SHORT else [])


def _english(answer: str) -> Iterator[str]:
    """Runs of capitalised words; a word that only begins the sentence is none."""
    for found in _CAPITALS.finditer(answer):
        words = [word for word in found.group().split() if word.casefold() not in STOPWORDS | QUESTION_WORDS]
        if words:
            yield " ".join(found.group().split() if len(words) > 1 else words)


def _cited(name: str, quotes: str) -> bool:
    """Whether all of a name stands in the cited words; one in the other script may only sound like them."""
    foreign = has_hangul(name) != has_hangul(quotes)
    words = re.findall(r"\w+", quotes) if foreign else []
    terms = terms_of(f"– {name}")  # no name at the beginning of a sentence
    return bool(terms) and all(_is_said(term, quotes, words) for term in terms)


def _is_said(term: Term, quotes: str, words: Sequence[str]) -> bool:
    if stands_in(term, quotes):
        return True
    if term.parts:
        return all(_is_said(part, quotes, words) for part in term.parts)
    korean = has_hangul(term.text)
    there = (word for word in words if has_hangul(word) != korean)
    return any(sounds_alike(word, term.text) if korean else sounds_alike(term.text, word) for word in there)
