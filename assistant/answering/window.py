"""A stretch of text, prepared so that terms can be looked for in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.question.terms import Term
from assistant.text.inflection import root
from assistant.text.keywords import stem, words
from assistant.text.language import language_of
from assistant.text.morphemes import NOUNS, morphemes_of
from assistant.text.normalise import fold, visible
from assistant.text.squeezing import squeeze, without_glosses

_GLOSS = re.compile(r"([가-힣A-Za-z0-9·]+(?: [가-힣A-Za-z0-9·]+)?)\(([A-Za-z가-힣][A-Za-z0-9가-힣&-]{1,20})\)")
_PARTS = re.compile(r"[·\s]+")


_CONTENTS = NOUNS | {"VV", "VA"}

_SHORT_ENOUGH = 700
"""Characters up to which a text is cut into morphemes to find the stems of verbs: passages, not whole articles."""


@dataclass(frozen=True)
class Window:
    """Text with its words in the forms that terms are compared by."""

    text: str

    @cached_property
    def squeezed(self) -> str:
        """The text where Korean compounds and names match however they are spaced and marked; twice where words hold glosses."""
        plain = without_glosses(self.text)
        return squeeze(self.text) if plain == self.text else f"{squeeze(self.text)}\n{squeeze(plain)}"

    @cached_property
    def stems(self) -> str:
        """English stems and numbers, each between spaces."""
        return f" {' '.join(stem(word) for word in words(self.text))} "

    @cached_property
    def roots(self) -> frozenset[str]:
        """Roots of the English words, by which the words of claims are compared."""
        return frozenset(root(word) for word in words(self.text))

    @cached_property
    def morphemes(self) -> frozenset[str]:
        """Dictionary forms of the Korean morphemes."""
        return frozenset(fold(morpheme.form) for morpheme in morphemes_of(visible(self.text)))

    @cached_property
    def contents(self) -> frozenset[str]:
        """Dictionary forms of nouns, verbs and adjectives alone."""
        return frozenset(fold(each.form) for each in morphemes_of(visible(self.text)) if each.tag in _CONTENTS)

    @cached_property
    def nouns(self) -> tuple[str, ...]:
        """Nouns and foreign words, neighbours also joined, each once."""
        found: dict[str, None] = {}
        last_end, last = -1, ""
        for morpheme in morphemes_of(visible(self.text)):
            if morpheme.tag in NOUNS and morpheme.tag != "SN":
                found[morpheme.form] = None
                if morpheme.start == last_end:
                    found[last + morpheme.form] = None
                last, last_end = morpheme.form, morpheme.end
        return tuple(found)

    def has(self, form: str) -> bool:
        """Whether a folded form stands in the text: English by whole stems, long Korean anywhere, short by morphemes."""
        if form.isascii():
            return f" {_as_stems(form)} " in self.stems
        squeezed = form.replace(" ", "")
        if squeezed[:1].isdigit():
            return _numbered(squeezed).search(fold(self.text)) is not None
        name = squeeze(form)
        if len(name) > 1 and name in self.squeezed:
            return True
        return len(self.text) <= _SHORT_ENOUGH and squeezed in self.morphemes

    def tells(self, form: str) -> bool:
        """Whether a word of a claim stands in the text, by the form that its wording has."""
        return form in self.roots or self.has(form)

    def may_mean(self, term: Term) -> bool:
        """Whether any word of the other language that a term may mean stands in the text, which must be in that language."""
        if not term.glosses or language_of(self.text) == language_of(term.text):
            return False
        return any(self.has(gloss) if len(gloss) > 1 else gloss in self.contents for gloss in term.glosses)

    def names(self, term: Term) -> bool:
        """Whether any form of a term stands in the text."""
        return any(self.has(form) for form in term.forms)


@lru_cache(maxsize=4096)
def _as_stems(form: str) -> str:
    """An English form split like the text it is looked for in: "cop28" is two words."""
    return " ".join(stem(word) for word in words(form))


@lru_cache(maxsize=1024)
def _numbered(form: str) -> re.Pattern[str]:
    """A Korean form that begins with a number, which is no part of another: neither 17차 nor 7차례 is 7차, and 1만30 is not 1만."""
    number = re.match(r"\d+", form)
    rest = form[number.end() :] if number else form
    spaced = "".join(rf"\s?{re.escape(char)}" for char in rest)
    return re.compile(rf"(?<![\d.,]){number[0] if number else ''}{spaced}(?!례|\d)")


@lru_cache(maxsize=4096)
def window(text: str) -> Window:
    """The window of a text; kept, since the same sentences are looked at many times."""
    return Window(text)


def aliases(texts: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Names that the texts themselves explain in brackets: 양해각서(MOU), 소형원전(SMR); folded, both ways."""
    table: dict[str, set[str]] = {}
    for text in texts:
        for match in _GLOSS.finditer(text):
            long, short = _PARTS.split(match[1])[-1], match[2]
            if long.isdigit() or short.isdigit() or long.casefold() == short.casefold() or len(long) < 2:
                continue
            table.setdefault(fold(long), set()).add(fold(short))
            table.setdefault(fold(short), set()).add(fold(long))
    return {name: frozenset(others) for name, others in table.items()}


def with_aliases(term: Term, known: dict[str, frozenset[str]]) -> Term:
    """A term that also answers to the names the articles explain it by."""
    more: frozenset[str] = frozenset().union(*(known.get(form, frozenset()) for form in term.forms))
    if not more:
        return term
    return replace(term, forms=term.forms | more)
