"""The terms of a question: what an answer must be about, in all the forms that count as the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.question.source_phrases import without_source_phrases
from assistant.text.dates import DateMention, find_dates
from assistant.text.wordlists import word_list


@dataclass(frozen=True)
class Term:
    """One thing the question names.

    :param forms: folded words that count as naming it (stems of English words, Korean words, translations).
    :param name: whether an answer must be about it: a proper name, an acronym, a number, a date.
    :param proper: whether nothing but the same name will do; a capitalised common word is a name, but not proper.
    :param closed: whether it matches by its forms only, never by meaning.
    :param weight: its share among the terms, before rarity.
    :param parts: the words of a compound (양해각서, Nobel Prize), which may stand for it, each with a share.
    :param date: the date it is, which is compared by value.
    :param glosses: words of the other language that it may mean; too wide to be forms.
    """

    text: str
    forms: frozenset[str]
    name: bool = False
    proper: bool = False
    closed: bool = False
    weight: float = 1.0
    parts: tuple[Term, ...] = ()
    date: DateMention | None = None
    glosses: frozenset[str] = frozenset()


def terms_of(question: str) -> tuple[Term, ...]:
    """The terms of a question, in order, each once."""
    asking = word_list("asking_words_en")
    return tuple(term for term in _terms(without_source_phrases(question)) if term.text.casefold() not in asking)


def claimed_terms(claim: str) -> tuple[Term, ...]:
    """The terms of a claim, in order, each once: every word of it counts, and none stands for what it only may mean."""
    return tuple(_unglossed(term) for term in _terms(claim))


def _unglossed(term: Term) -> Term:
    return replace(term, glosses=frozenset(), parts=tuple(_unglossed(part) for part in term.parts))


def _terms(text: str) -> tuple[Term, ...]:
    from assistant.question.english_terms import english_terms
    from assistant.question.korean_terms import korean_terms
    from assistant.text.language import has_hangul

    dates = [mention for mention in find_dates(text) if any(mention.parts)]
    found = korean_terms(text, dates) if has_hangul(text) else english_terms(_without(text, dates))
    found += [_date_term(text[mention.start : mention.end], mention) for mention in dates]
    unique = {term.text.casefold(): term for term in reversed(found)}
    return tuple(reversed(unique.values()))


def _date_term(text: str, mention: DateMention) -> Term:
    return Term(text, frozenset(), name=True, closed=True, date=mention)


def _without(text: str, dates: list[DateMention]) -> str:
    for mention in dates:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text
