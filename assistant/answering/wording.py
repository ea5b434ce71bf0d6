"""The words of a claim or a sentence that carry its meaning, each with its place, its dictionary form and its kind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.text.dates import DateMention, find_dates
from assistant.text.inflection import root
from assistant.text.keywords import STOPWORDS
from assistant.text.language import has_hangul, language_of
from assistant.text.lexicon import countries, english_synonyms, english_to_korean, korean_to_english
from assistant.text.morphemes import morphemes_of
from assistant.text.nations import country_places
from assistant.text.normalise import fold
from assistant.text.numbers import Quantity, find_quantities
from assistant.text.wordlists import word_list

_LIGHT = word_list("light_words")
_CARRYING = frozenset({"NNG", "NNP", "NR", "SL", "SH", "XR", "VV", "VA", "MM", "MAG", "NNB", "SN"})
_ENGLISH = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9]*(?:['’&-][A-Za-zÀ-ÿ0-9]+)*")
_SUBJECT = frozenset({"이", "가", "은", "는", "께서", "도"})
_CONTRACTED = re.compile(r"(?:n[’']t|[’']s|[’']re|[’']ve|[’']ll|[’']d)$", re.IGNORECASE)


@dataclass(frozen=True)
class Word:
    """A word with meaning: ``text[start:end]`` holds it, ``form`` is folded and without endings."""

    start: int
    end: int
    form: str
    name: bool = False
    subject: bool = False


@dataclass(frozen=True)
class Wording:
    """A text with its words, quantities and dates; dates and quantities are not among the words."""

    text: str
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    folded: str


@lru_cache(maxsize=4096)
def wording_of(text: str, anchor: date | None = None) -> Wording:
    """Take a text apart.

    :param anchor: the day it was published, against which its dates are resolved.
    """
    dates = tuple(find_dates(text, anchor))
    spans = [(mention.start, mention.end) for mention in dates]
    quantities = tuple(find_quantities(text, spans))
    taken = spans + [(quantity.start, quantity.end) for quantity in quantities]
    found = _korean(text) if has_hangul(text) else _english(text)
    words = tuple(one for one in found if not any(start <= one.start and one.end <= end for start, end in taken))
    return Wording(text, words, quantities, dates, fold(text))


def _korean(text: str) -> list[Word]:
    found: list[Word] = []
    morphemes = morphemes_of(text)
    for at, one in enumerate(morphemes):
        form = fold(one.form)
        if one.tag not in _CARRYING or form in _LIGHT or not form or (one.tag == "NNB" and len(form) < 2):
            continue
        following = morphemes[at + 1] if at + 1 < len(morphemes) else None
        subject = following is not None and following.tag in {"JKS", "JX"} and following.form in _SUBJECT
        name = (one.tag == "NNP" and len(form) > 1) or form in countries()
        found.append(Word(one.start, one.end, root(form) if form.isascii() else form, name, subject))
    return found


def _english(text: str) -> list[Word]:
    countries_named = [Word(start, end, country, name=True) for start, end, country in country_places(text)]
    found = []
    for match in _ENGLISH.finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in countries_named):
            continue
        plain = _CONTRACTED.sub("", match.group())
        form = plain.casefold()
        if not form or form in STOPWORDS or form in _LIGHT:
            continue
        inside = match.start() > 0 and text[: match.start()].rstrip()[-1:] not in '.!?“"('
        name = plain[0].isupper() and (inside or form in countries())
        found.append(Word(match.start(), match.start() + len(plain), root(form), name))
    return sorted([*found, *countries_named], key=lambda word: word.start)


_PASSIVE = re.compile(r"(?:됐|되었|된|되는|된다|당했|당한|받았|받은|해졌|려졌|혔|여졌)")


@lru_cache(maxsize=8192)
def roles_of(text: str) -> dict[str, frozenset[str]]:
    """What particles a Korean text puts behind its nouns: subject (이, 가), object (을, 를), adverbial (에서, 에게)."""
    found: dict[str, set[str]] = {}
    for one in morphemes_of(text):
        if one.tag in {"JKS", "JKO", "JKB"}:
            start = text.rfind(" ", 0, one.start) + 1
            found.setdefault(fold(text[start : one.start]).strip("“”\"'‘’(),·"), set()).add(one.tag)
    return {noun: frozenset(tags) for noun, tags in found.items()}


def turned_round(claim: Wording, source: Wording) -> list[str]:
    """Nouns that are subjects in a claim and only objects or places in its source, and the like; not where one is passive."""
    if bool(_PASSIVE.search(claim.text)) != bool(_PASSIVE.search(source.text)):
        return []
    theirs = roles_of(source.text)
    return [noun for noun, tags in roles_of(claim.text).items() if noun in theirs and not tags & theirs[noun]]


def unsaid(claim: Wording, source: Wording) -> list[Word]:
    """Words of a claim that a source in the same language holds in no form and by no synonym."""
    forms = {word.form for word in source.words}
    squeezed = source.folded.replace(" ", "")
    eojeols = {piece.strip("“”\"'‘’().,·") for piece in source.folded.split()}
    return [word for word in claim.words if not _said(word, claim, forms, squeezed, eojeols)]


def overused(claim: Wording, source: Wording) -> list[Word]:
    """Words that a claim has more often than its source: parts of several sentences put together, or one in another's place."""
    squeezed = source.folded.replace(" ", "")
    found = []
    for form, count in Counter(word.form for word in claim.words if len(word.form) > 1).items():
        theirs = squeezed.count(form) if has_hangul(form) else sum(word.form == form for word in source.words)
        if 0 < theirs < count:
            found.append(next(word for word in claim.words if word.form == form))
    return found


def _said(word: Word, claim: Wording, forms: set[str], squeezed: str, eojeols: set[str]) -> bool:
    piece = _piece(claim.text, word)
    if word.form in forms or piece in eojeols or (len(piece) > 1 and has_hangul(piece) and piece in squeezed):
        return True
    hangul = has_hangul(word.form)
    if hangul and len(word.form) > 1 and word.form in squeezed:
        return True
    if not hangul and len(word.form) > 3 and any(word.form in form.split("-") for form in forms):
        return True
    return any(
        other in forms or (len(other) > 1 and has_hangul(other) and other in squeezed) for other in same_as(word.form)
    )


def _piece(text: str, word: Word) -> str:
    """The stretch between spaces that a word stands in."""
    start = text.rfind(" ", 0, word.start) + 1
    end = text.find(" ", word.end)
    return fold(text[start : end if end >= 0 else len(text)]).strip("“”\"'‘’().,·")


@lru_cache(maxsize=8192)
def same_as(form: str) -> frozenset[str]:
    """Words of the same language that the lexicon gives for the same word of the other."""
    if has_hangul(form):
        english = korean_to_english().get(form, frozenset())
        return frozenset(fold(word) for term in english for word in english_to_korean()[term]) - {form}
    return english_synonyms().get(form, frozenset()) - {form}


def same_language(one: str, other: str) -> bool:
    """Whether two texts share a language, so that they should share words."""
    return language_of(one) == language_of(other)
