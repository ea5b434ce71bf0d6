"""The terms of a Korean question: its nouns, names, numbers and verbs, by morphemes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question.english_terms import QUESTION_WORDS as ENGLISH_QUESTION_WORDS
from assistant.question.english_terms import ordinal_forms
from assistant.question.glossary import may_mean
from assistant.question.terms import Term
from assistant.text.dates import DateMention
from assistant.text.keywords import STOPWORDS, stem
from assistant.text.lexicon import countries, english_to_korean, korean_to_english
from assistant.text.morphemes import Morpheme, morphemes_of
from assistant.text.normalise import fold
from assistant.text.numerals import NATIVE
from assistant.text.wordlists import word_list

_LEFT_OUT = word_list("question_words_ko") | STOPWORDS | ENGLISH_QUESTION_WORDS
_WEIGHTS = {"NNP": 1.5, "SL": 1.3, "SH": 1.0, "SN": 0.7, "NNG": 1.0, "XR": 0.7, "VV": 0.5, "VA": 0.5}
_JOINED = frozenset({"NNG", "NNP", "SL", "XR", "SH"})
_ORDINALS = frozenset({"차", "호", "호기", "번째", "위", "단계"})
_PARTICLES = "이가은는을를의도과와"


def korean_terms(question: str, dates: Sequence[DateMention] = ()) -> list[Term]:
    """Nouns written together are one term with parts; verbs and adjectives stand alone. What dates hold is left to them."""
    runs: list[list[tuple[Morpheme, Term]]] = []
    morphemes = [each for each in morphemes_of(question) if not any(day.start <= each.start < day.end for day in dates)]
    for at, morpheme in enumerate(morphemes):
        if _is_model_number(morphemes, at):
            continue
        if at and _multiple(morphemes, at - 1):
            continue
        term = _ordinal(morphemes, at) or _multiple(morphemes, at) or _term(morpheme)
        if term is None:
            continue
        before = runs[-1][-1][0] if runs else None
        if before is not None and before.end == morpheme.start and {before.tag, morpheme.tag} <= _JOINED:
            runs[-1].append((morpheme, term))
        else:
            runs.append([(morpheme, term)])
    return [_compound([term for _, term in run]) for run in runs]


def _is_model_number(morphemes: list[Morpheme], at: int) -> bool:
    """The 8 of S8 is no number of its own."""
    before = morphemes[at - 1] if at else None
    return bool(before and before.tag == "SL" and morphemes[at].tag == "SN" and before.end == morphemes[at].start)


def _ordinal(morphemes: list[Morpheme], at: int) -> Term | None:
    """A number with its counter, "3차" or "4호기": which one of several, so no other will do."""
    following = morphemes[at + 1] if at + 1 < len(morphemes) else None
    if morphemes[at].form in _RANKS and _is_rank(morphemes[at + 1 : at + 3]):
        return _ranked(morphemes[at].form)
    if morphemes[at].tag != "SN" or following is None or following.form not in _ORDINALS:
        return None
    text = f"{morphemes[at].form}{following.form}"
    bare = {morphemes[at].form} if following.form == "호" else set()  # 찬드라얀 3호 is Chandrayaan-3
    thing = morphemes[at + 2].form if at + 2 < len(morphemes) and morphemes[at + 2].tag in _JOINED else ""
    others = {_of_things(form, thing) for form in ordinal_forms(morphemes[at].form)}
    forms = frozenset({text, *others, *bare})
    return Term(text, forms, name=True, closed=True, weight=1.5)


_RANKS = {"첫": 1, **NATIVE}
_SHORT = {1: ("첫", "첫째"), 2: ("둘째",), 3: ("셋째",), 4: ("넷째",)}


def _is_rank(following: list[Morpheme]) -> bool:
    return "".join(one.form for one in following).startswith("번째")


def _ranked(word: str) -> Term:
    """Which one of several in words, "네 번째"; no name, since texts often leave it to the order in which they tell things."""
    rank = _RANKS[word]
    forms = ordinal_forms(str(rank)) | {f"{word}번째", f"{word}째", *_SHORT.get(rank, ())}
    return Term(f"{word} 번째", frozenset(forms), closed=True)


def _of_things(form: str, thing: str) -> str:
    """Any thing may be the seventh of its kind: 7번째 names the seventh launch (7차 발사) only beside a launch."""
    return f"{form}{fold(thing)}" if form.endswith("번째") else form


def _multiple(morphemes: list[Morpheme], at: int) -> Term | None:
    """A number and 배 are one thing ("3배", "두 배"), which English says in one word (triple)."""
    following = morphemes[at + 1] if at + 1 < len(morphemes) else None
    if following is None or following.form != "배" or morphemes[at].tag not in {"SN", "MM", "NR"}:
        return None
    number = str(NATIVE.get(morphemes[at].form, morphemes[at].form))
    native = {f"{word}배" for word, meant in NATIVE.items() if str(meant) == number}
    text = f"{number}배"
    return Term(text, frozenset({text, f"{number} time"}) | native | _same_things(text), closed=True)


def _term(morpheme: Morpheme) -> Term | None:
    weight = _WEIGHTS.get(morpheme.tag)
    form = fold(morpheme.form)
    if weight is None or form in _LEFT_OUT:
        return None
    closed = morpheme.form in countries()
    proper = closed or (morpheme.tag == "NNP" and len(form) > 1)
    number = morpheme.tag == "SN"
    return Term(
        morpheme.form,
        frozenset({form, stem(form) if form.isascii() else form})
        | _same_things(morpheme.form)
        | _bare(form, morpheme.tag),
        name=proper or morpheme.tag == "SL",
        proper=proper,
        closed=closed or number,
        weight=weight,
        glosses=frozenset() if proper or number else may_mean(form),
    )


def _compound(parts: list[Term]) -> Term:
    if len(parts) == 1:
        return parts[0]
    whole = "".join(part.text for part in parts)
    closed = whole in countries()
    forms = frozenset({fold(whole)}) | _same_things(whole)
    weight = min(2.0, sum(part.weight for part in parts))
    return Term(whole, forms, name=closed, proper=closed, closed=closed, weight=weight, parts=tuple(parts))


def _same_things(word: str) -> frozenset[str]:
    """English words for a Korean one, and the other Korean words for those."""
    english = korean_to_english().get(word, frozenset())
    return english | {fold(other) for term in english for other in english_to_korean()[term]}


def _bare(form: str, tag: str) -> frozenset[str]:
    """A long name that the analyser does not know, or takes for a noun, may have kept its particle: 누르부르크링이."""
    long_name = tag in {"NNP", "NNG"} and len(form) > 3 and form[-1] in _PARTICLES
    return frozenset({form[:-1]}) if long_name else frozenset()
