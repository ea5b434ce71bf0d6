"""Words of news in both languages: a small list of our own, and the names of countries from the Unicode CLDR."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from assistant.text.inflection import root
from assistant.text.keywords import stem


@cache
def _pairs() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    rows = []
    for line in files("assistant.text").joinpath("lexicon.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            english, korean = line.split("\t")
            rows.append((tuple(english.split(",")), tuple(korean.split(","))))
    return tuple(rows) + _countries()


def _countries() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Country names as CLDR has them; two-letter codes of states, not of regions."""
    from babel import Locale

    english: dict[str, str] = dict(Locale("en").territories)
    korean: dict[str, str] = dict(Locale("ko").territories)
    codes = [code for code in english if len(code) == 2 and code in korean and code not in _NO_STATES]
    return tuple(((english[code].casefold(),), (korean[code],)) for code in codes)


@cache
def english_to_korean() -> dict[str, frozenset[str]]:
    """Korean words for each English term, by the stems of its words joined by spaces."""
    table: dict[str, set[str]] = {}
    for english, korean in _pairs():
        for term in english:
            table.setdefault(stem_term(term), set()).update(korean)
    return {term: frozenset(words) for term, words in table.items()}


@cache
def korean_to_english() -> dict[str, frozenset[str]]:
    """Stemmed English terms for each Korean word."""
    table: dict[str, set[str]] = {}
    for term, words in english_to_korean().items():
        for word in words:
            table.setdefault(word, set()).add(term)
    return {word: frozenset(terms) for word, terms in table.items()}


@cache
def english_synonyms() -> dict[str, frozenset[str]]:
    """English terms that share a Korean word, by the roots of their words joined by spaces; each is among its own."""
    table: dict[str, set[str]] = {}
    for english, korean in _pairs():
        for word in korean:
            table.setdefault(word, set()).update(" ".join(map(root, term.casefold().split())) for term in english)
    found: dict[str, set[str]] = {}
    for terms in table.values():
        for term in terms:
            found.setdefault(term, set()).update(terms)
    return {term: frozenset(terms) for term, terms in found.items()}


@cache
def countries() -> frozenset[str]:
    """All country names, English (casefolded) and Korean: naming another country is naming another thing."""
    return frozenset(name for english, korean in _countries() for name in (*english, *korean)) | _COMMON


_NO_STATES = frozenset({"EU", "UN", "ZZ", "QO", "EZ"})
_COMMON = frozenset(
    {"korea", "south korea", "north korea", "한국", "북한", "미국", "영국", "us", "uk", "america", "britain"}
)


def stem_term(term: str) -> str:
    """An English term with each of its words stemmed."""
    return " ".join(stem(word) for word in term.casefold().split())
