"""The terms of a question: what an answer must be about, in all the forms that count as the same."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from assistant.text.keywords import STOPWORDS, stem
from assistant.text.language import has_hangul
from assistant.text.lexicon import countries, english_to_korean, korean_to_english, stem_term
from assistant.text.morphemes import Morpheme, morphemes_of
from assistant.text.normalise import fold
from assistant.text.wordlists import word_list

# Words that shape a question without naming anything it is about.
_SHAPE_EN = word_list("question_words_en")
_SHAPE_KO = word_list("question_words_ko")
_ENGLISH_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.'’&-][A-Za-z0-9]+)*\.?|\d[\d,.]*\d|\d")
_LONGEST = 3


@dataclass(frozen=True)
class Term:
    """One thing the question names.

    ``forms`` are folded words that count as naming it (stems of English words, Korean words, translations). A ``name``
    (a proper name, an acronym, a number) must be found for an answer; ``closed`` terms match by their forms only.
    ``weight`` is its share among the terms, before rarity. A compound (양해각서) has ``parts`` that may stand for it, each
    with a share.
    """

    text: str
    forms: frozenset[str]
    name: bool = False
    closed: bool = False
    weight: float = 1.0
    parts: tuple[Term, ...] = ()


def terms_of(question: str) -> tuple[Term, ...]:
    """The terms of a question, in order, each once."""
    found = _korean(question) if has_hangul(question) else _english(question)
    unique = {term.text.casefold(): term for term in reversed(found)}
    return tuple(reversed(unique.values()))


def _english(question: str) -> list[Term]:
    plain = question.replace("’", "'")
    words, gaps = _split(plain)
    terms, at = [], 0
    while at < len(words):
        length = _phrase_length(words, gaps, at)
        phrase = " ".join(words[at : at + length]).rstrip(".")
        term = _english_term(phrase, first=at == 0)
        if term is not None:
            terms.append(term)
        at += length
    return terms


def _split(question: str) -> tuple[list[str], list[bool]]:
    """The words, and for each whether anything but a space stands between it and the next."""
    found = list(_ENGLISH_TOKEN.finditer(question))
    gaps = [question[a.end() : b.start()] != " " for a, b in itertools.pairwise(found)]
    return [match.group() for match in found], [*gaps, True]


def _phrase_length(words: list[str], gaps: list[bool], at: int) -> int:
    """Words of the longest phrase of the lexicon that starts here, else of a run of capitalised words."""
    together = 1
    while together < min(_LONGEST, len(words) - at) and not gaps[at + together - 1]:
        together += 1
    for length in range(together, 1, -1):
        if stem_term(" ".join(words[at : at + length]).rstrip(".")) in english_to_korean():
            return length
    length = 1
    if at and words[at][0].isupper() and _content(words[at]):
        while length < together and words[at + length][0].isupper():
            length += 1
    return length


def _content(word: str) -> bool:
    plain = word.casefold().removesuffix("'s").rstrip(".")
    return plain not in STOPWORDS and plain not in _SHAPE_EN


def _english_term(phrase: str, *, first: bool) -> Term | None:
    plain = phrase.casefold().removesuffix("'s")
    if " " not in plain and not _content(plain) and phrase not in {"US", "UN", "IT"}:
        return None
    key = stem_term(plain)
    korean = english_to_korean().get(key, frozenset())
    closed = plain.removeprefix("the ") in countries()
    capital = (phrase[0].isupper() and not first) or (phrase.isupper() and len(phrase) > 1)
    name = closed or phrase[0].isdigit() or capital
    forms = frozenset({key, plain.replace(",", "")} | {fold(form) for form in korean})
    return Term(plain if not capital else phrase, forms, name=name, closed=closed, weight=1.5 if name else 1.0)


def _korean(question: str) -> list[Term]:
    """Nouns written together are one term with parts; verbs and adjectives stand alone."""
    runs: list[list[tuple[Morpheme, Term]]] = []
    last = None
    for morpheme in morphemes_of(question):
        model_number = morpheme.tag == "SN" and last is not None and last.tag == "SL" and last.end == morpheme.start
        last = morpheme
        term = _korean_term(morpheme)
        if term is None or model_number:  # the 8 of S8 is no number of its own
            continue
        before = runs[-1][-1][0] if runs else None
        joined = before is not None and before.end == morpheme.start and {before.tag, morpheme.tag} <= _JOINED
        if joined:
            runs[-1].append((morpheme, term))
        else:
            runs.append([(morpheme, term)])
    return [_compound([term for _, term in run]) for run in runs]


_JOINED = frozenset({"NNG", "NNP", "SL", "XR", "SH"})


def _compound(parts: list[Term]) -> Term:
    if len(parts) == 1:
        return parts[0]
    whole = "".join(part.text for part in parts)
    english = korean_to_english().get(whole, frozenset())
    synonyms = {fold(word) for term in english for word in english_to_korean()[term]}
    weight = min(2.0, sum(part.weight for part in parts))
    return Term(whole, frozenset({fold(whole)}) | english | synonyms, closed=whole in countries(), weight=weight,
                name=whole in countries(), parts=tuple(parts))  # fmt: skip


_WEIGHTS = {"NNP": 1.5, "SL": 1.3, "SH": 1.0, "SN": 1.0, "NNG": 1.0, "XR": 0.7, "VV": 0.5, "VA": 0.5}


def _korean_term(morpheme: Morpheme) -> Term | None:
    weight = _WEIGHTS.get(morpheme.tag)
    form = fold(morpheme.form)
    if weight is None or form in _SHAPE_KO or form in STOPWORDS or form in _SHAPE_EN:
        return None
    english = korean_to_english().get(morpheme.form, frozenset())
    synonyms = {fold(word) for term in english for word in english_to_korean()[term]}
    closed = morpheme.form in countries()
    forms = frozenset({form, stem(form) if form.isascii() else form} | english | synonyms | _bare(form, morpheme.tag))
    name = closed or morpheme.tag in {"SL", "SN"} or (morpheme.tag == "NNP" and len(form) > 1)
    return Term(morpheme.form, forms, name=name, closed=closed, weight=weight)


def _bare(form: str, tag: str) -> frozenset[str]:
    """A long name that the analyser does not know may have kept its particle: 누르부르크링이."""
    long_name = tag == "NNP" and len(form) > 3 and form[-1] in "이가은는을를의도과와"
    return frozenset({form[:-1]}) if long_name else frozenset()
