"""The words of a question in both languages, so that keyword legs find articles in either."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from assistant.question.terms import Term, terms_of
from assistant.text.language import has_hangul
from assistant.text.transliteration import other_beginnings, sounding_like

if TYPE_CHECKING:
    from assistant.library import Library

_KEPT_NAMES = 4
"""Words of the library that one name may be heard in."""

Tokeniser = Callable[[str], list[str]]


@dataclass(frozen=True)
class Bilingual:
    """A word of a question with the forms that say the same in the other language, none if no form is known."""

    word: str
    other: tuple[str, ...]


def in_both(question: str, library: Library) -> list[Bilingual]:
    """The words of a question in both languages.

    Translations come from the lexicon; names without one are listened for among the words of the library, since only a
    spelling that stands there can be found.
    """
    korean = has_hangul(question)
    found = []
    for term in _single(terms_of(question)):
        there = [form for form in sorted(term.forms) if has_hangul(form) != korean and any(map(str.isalpha, form))]
        if not there and term.proper and not term.closed:
            there = _heard(term.text, library)
        found.append(Bilingual(term.text, tuple(there)))
    return found


def token_groups(question: str, words: Sequence[Bilingual], tokenise: Tokeniser) -> list[frozenset[str]]:
    """The tokens of a question, each with the tokens that say the same in the other language.

    :param words: what :func:`in_both` tells of the question.
    """
    own = list(dict.fromkeys(tokenise(question)))
    groups = []
    for each in words:
        here = frozenset(tokenise(each.word)) & frozenset(own)
        if each.other and here:
            groups.append(here | frozenset(token for form in each.other for token in tokenise(form)))
    known = frozenset().union(*groups) if groups else frozenset()
    return groups + [frozenset({token}) for token in own if token not in known]


def _single(terms: Sequence[Term]) -> list[Term]:
    """Compounds that the lexicon has as a whole, and otherwise their parts."""
    return [one for term in terms for one in ((term,) if len(term.forms) > 1 or not term.parts else term.parts)]


def _heard(name: str, library: Library) -> list[str]:
    """Words of the other script that sound like a name. Only those are looked at that begin as it may begin there."""
    words = [
        word for first, last in other_beginnings(name) for word in library.words_between(first, last) if len(word) > 1
    ]
    if has_hangul(name):  # what begins with a Hangul syllable is Hangul, but words like AI는 begin with a Latin letter
        words = [word for word in words if word.isascii() or not has_hangul(word)]
    return list(islice(sounding_like(name, words), _KEPT_NAMES))
