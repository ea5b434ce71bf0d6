"""The terms of an English question, without a tagger: phrases of the lexicon, capitalised runs, content words, numbers."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from assistant.question.glossary import may_mean
from assistant.question.terms import Term
from assistant.text.keywords import STOPWORDS
from assistant.text.lexicon import countries, english_to_korean, stem_term
from assistant.text.nations import called, country_of
from assistant.text.normalise import fold
from assistant.text.numbers import Quantity, say_quantity
from assistant.text.wordlists import word_list

QUESTION_WORDS = word_list("question_words_en")
_TOKEN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:[.'&][A-Za-zÀ-ɏ0-9]+)*(?:-\d+)?\.?|\d[\d,.]*\d|\d")
_LONGEST = 4
_ACRONYMS = frozenset({"US", "UN", "IT", "WHO"})


def english_terms(question: str) -> list[Term]:
    """Terms in order: each a phrase, a run of capitalised words, or a word."""
    words, gaps = _split(question.replace("’", "'"))
    terms: list[Term | None] = []
    at = 0
    while at < len(words):
        term, length = _ordinal(words, at)
        if term is None:
            length = _phrase_length(words, gaps, at)
            term = _phrase(words[at : at + length], first=at == 0)
        terms.append(term)
        at += length
    return [term for term in terms if term is not None]


def _split(question: str) -> tuple[list[str], list[bool]]:
    """The words, and for each whether anything but a space or a hyphen stands between it and the next."""
    found = list(_TOKEN.finditer(question))
    gaps = [question[a.end() : b.start()] not in {" ", "-"} for a, b in itertools.pairwise(found)]
    return [match.group().rstrip(".") for match in found], [*gaps, True]


def _phrase_length(words: list[str], gaps: list[bool], at: int) -> int:
    """Words of the longest phrase of the lexicon that starts here, else of a run of capitalised words."""
    together = 1
    while together < min(_LONGEST, len(words) - at) and not gaps[at + together - 1]:
        together += 1
    for length in range(together, 1, -1):
        if stem_term(" ".join(words[at : at + length])) in english_to_korean():
            return length
    length = 1
    if at and words[at][0].isupper() and _content(words[at]):
        while length < together and words[at + length][0].isupper():
            length += 1
    return length


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERED = re.compile(r"^(?:unit|phase|stage|number|no|round|chapter|article|part)$", re.IGNORECASE)


def ordinal_forms(number: str) -> frozenset[str]:
    """How both languages write "the third": words, 3rd, 3차, 3번째, 3호기."""
    forms = {f"{number}차", f"{number}번째", f"{number}호기", f"unit {number}", f"{number} th", f"phase {number}"}
    if number.isdigit() and 0 < int(number) <= len(_ORDINALS):
        forms.add(_ORDINALS[int(number) - 1])
    return frozenset(forms)


def _ordinal(words: list[str], at: int) -> tuple[Term | None, int]:
    """A term such as "third" or "unit 5", and how many words it takes; the first of several is seldom one of several."""
    word = words[at].casefold()
    if word in _ORDINALS[2:]:
        return _which(word, str(_ORDINALS.index(word) + 1)), 1
    if _NUMBERED.match(word) and at + 1 < len(words) and words[at + 1].isdigit():
        return _which(f"{word} {words[at + 1]}", words[at + 1]), 2
    return None, 0


def _which(text: str, number: str) -> Term:
    return Term(text, ordinal_forms(number) | {text}, name=True, closed=True, weight=1.5)


def _content(word: str) -> bool:
    plain = word.casefold().removesuffix("'s")
    return word in _ACRONYMS or (plain not in STOPWORDS and plain not in QUESTION_WORDS)


def _phrase(words: list[str], *, first: bool) -> Term | None:
    whole = " ".join(words)
    if len(words) == 1 or stem_term(whole) in english_to_korean() or whole.casefold() in countries():
        return _word(whole, first=first) if len(words) > 1 or _content(whole) else None
    parts = tuple(part for word in words if (part := _word(word, first=False)) and _content(word))
    if len(parts) < 2:
        return parts[0] if parts else None
    return Term(whole, frozenset({stem_term(whole)}), name=True, weight=2.0, parts=parts)


def _in_korean(number: str) -> frozenset[str]:
    """A number from ten thousand on as Korean writes it: 10,000 is 1만."""
    plain = number.replace(",", "")
    if not plain.isdigit() or int(plain) < 10_000:
        return frozenset()
    return frozenset({say_quantity(Quantity(0, 0, Decimal(plain)), "ko").replace(",", "").replace(" ", "")})


def _word(text: str, *, first: bool) -> Term:
    plain = text.casefold().removesuffix("'s")
    key = stem_term(plain)
    korean = english_to_korean().get(key, frozenset())
    closed = plain.removeprefix("the ") in countries()
    country = country_of(text.removesuffix("'s")) if text[0].isupper() else ""
    others = frozenset(stem_term(name) for name in (country, *called(country)) if name)
    korean |= english_to_korean().get(stem_term(country), frozenset())
    capital = (text[0].isupper() and not first) or (text.isupper() and len(text) > 1)
    number = text[0].isdigit()
    return Term(
        text if capital else plain,
        frozenset({key, plain.replace(",", "")} | _in_korean(plain) | others | {fold(form) for form in korean}),
        name=closed or number or capital,
        proper=closed or (capital and (bool(country) or not korean)),
        closed=closed or number,
        weight=1.5 if closed or capital else 1.0,
        glosses=frozenset() if closed or number or capital else may_mean(key),
    )
