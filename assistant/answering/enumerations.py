"""Enumerations in a sentence: things in quotation marks, or noun phrases joined by commas and conjunctions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.english_enumerations import english_enumerations
from assistant.answering.span import Span
from assistant.text.language import has_hangul
from assistant.text.morphemes import Morpheme, morphemes_of

_QUOTED = re.compile(
    r"‘([^‘’\n]{2,60})’|“([^“”\n]{2,60})”|「([^」\n]{2,60})」|『([^』\n]{2,60})』|(?<!\w)'([^'\n]{2,60})'(?!\w)|\"([^\"\n]{2,60})\""
)
_PHRASE = frozenset(
    {"NNG", "NNP", "NNB", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR", "JKG", "SSO", "SSC", "SW", "MM", "XSM", "UN"}
)
_ETC = frozenset({"등", "등등"})
_LATE = re.compile(r"\s?등?\s?(?:[가-힣]+에서\s)?(?:[가-힣]+\s)?(\d+)\s?(?:개|명|곳|건|종|가지|기)[와과]\s")
"""After some items their number, and then one more: "… 등 국내에서 개발한 5개와 NASA가 만든 섀도캠이다"."""


def quoted(sentence: str) -> list[Span]:
    """Short phrases in quotation marks, without the marks; speech of a sentence's length is not short."""
    spans = []
    for match in _QUOTED.finditer(sentence):
        group = next(number for number, text in enumerate(match.groups(), 1) if text)
        spans.append(Span(match.start(group), match.end(group), match[group]))
    return spans


def enumerations(sentence: str) -> list[list[Span]]:
    """Runs of two or more coordinated noun phrases, longest first."""
    found = _korean(sentence) if has_hangul(sentence) else english_enumerations(sentence)
    return sorted(found, key=lambda run: -len(run))


def _korean(sentence: str) -> list[list[Span]]:
    """Runs by every joint, and where commas part a run also by commas alone: A·B, C·D are four things or two."""
    morphemes = morphemes_of(sentence)
    fine = _runs(sentence, morphemes, _joins)
    runs = fine + [run for run in _runs(sentence, morphemes, _comma) if run not in fine]
    return runs + [[*run, last] for run in runs if (last := _late(sentence, run, morphemes)) is not None]


def _late(sentence: str, run: Sequence[Span], morphemes: Sequence[Morpheme]) -> Span | None:
    """The one more thing that follows a run and its number."""
    counted = _LATE.match(sentence, run[-1].end)
    if counted is None or int(counted[1]) != len(run):
        return None
    nouns: list[Morpheme] = []
    for morpheme in (one for one in morphemes if one.start >= counted.end()):
        if morpheme.tag in {"VCP", "JKB", "JX"} and nouns:
            return _span(sentence, nouns)
        nouns = [*nouns, morpheme] if morpheme.tag in _PHRASE else []
    return None


def _runs(sentence: str, morphemes: Sequence[Morpheme], joins: Callable[[Morpheme], bool]) -> list[list[Span]]:
    runs: list[list[Span]] = []
    run: list[Span] = []
    phrase: list[Morpheme] = []
    names = True  # every item is a name
    weak = False  # the last joint was 와/과 alone, which also means "with"
    following = [*morphemes[1:], None]
    for morpheme, after in zip(morphemes, following, strict=True):
        if _in_phrase(morpheme, joins) or (phrase and _inside_word(morpheme, phrase[-1], after)):
            phrase.append(morpheme)
            continue
        if phrase:
            run.append(_span(sentence, phrase))
            names = names and phrase[-1].tag in {"NNP", "SL"}
            phrase = []
        if joins(morpheme) and run:
            weak = weak or morpheme.tag == "JKB"
            continue
        if len(run) > (2 if weak and not names and morpheme.form not in _ETC else 1):
            runs.append(run)
        run, weak, names = [], False, True
    if phrase:
        run.append(_span(sentence, phrase))
    return [*runs, run] if len(run) > (2 if weak and not names else 1) else runs


def _inside_word(morpheme: Morpheme, before: Morpheme, after: Morpheme | None) -> bool:
    """Whether what looks like a particle stands within a word, as in the name 말이산."""
    if (
        after is None
        or after.tag not in {"NNG", "NNP"}
        or not morpheme.tag.startswith(("J", "VCP"))
        or _joins(morpheme)
    ):
        return False
    return before.end == morpheme.start and morpheme.end == after.start


def _in_phrase(morpheme: Morpheme, joins: Callable[[Morpheme], bool]) -> bool:
    if morpheme.form in _ETC:
        return False
    return morpheme.tag in _PHRASE or (_joins(morpheme) and not joins(morpheme))


def _comma(morpheme: Morpheme) -> bool:
    return morpheme.tag == "SP" and morpheme.form == ","


def _joins(morpheme: Morpheme) -> bool:
    return (
        morpheme.tag == "JC"
        or (morpheme.tag == "SP" and morpheme.form in {",", "·", "/", "ꞏ"})
        or (morpheme.tag == "JKB" and morpheme.form in {"와", "과"})
        or morpheme.form in {"및", "그리고"}
    )


def _span(sentence: str, phrase: Sequence[Morpheme]) -> Span:
    start, end = phrase[0].start, phrase[-1].end
    text = sentence[start:end]
    lead = len(text) - len(text.lstrip("‘“「『'\" "))
    tail = len(text) - len(text.rstrip("’”」』'\" "))
    return Span(start + lead, end - tail, text[lead : len(text) - tail])
