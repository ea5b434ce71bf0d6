"""Names swapped, speakers swapped, sentences spliced, and sentences of other articles."""

from __future__ import annotations

import re
from itertools import combinations

from assistant.text.language import language_of
from assistant.text.morphemes import morphemes_of
from benchmarks.falsifying.rule import Rule, Scene

_CAPITALS = re.compile(r"(?<![.!?“\"] )(?<=[a-z,’] )[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+){0,2}\b")
_NO_NAMES = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|I|The|A|An|In|On|At|And|But|Mr|Mrs|Ms|Dr)\b"
)
_SPEAKER = re.compile(
    r"(?P<who>[가-힣]{2,4})(?= (?:대표|대통령|장관|의원|총리|교수|위원장|회장|사장|총재|청장|본부장|연구원|감독|씨)[은는이가] )"
)
_SAID = re.compile(
    r"\b(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)+)(?=,? (?:said|says|told|added|argued|wrote)\b)|(?<=said )[A-Z][a-z]+ [A-Z][a-z]+"
)


def names_of(text: str) -> list[tuple[int, int]]:
    """Spans of proper names: Korean by the tagger, English by capitals inside a sentence."""
    if language_of(text) == "en":
        return [match.span() for match in _CAPITALS.finditer(text) if not _NO_NAMES.match(match.group())]
    found: list[tuple[int, int]] = []
    for morpheme in morphemes_of(text):
        if morpheme.tag == "NNP" and len(morpheme.form) > 1:
            end = morpheme.start + len(morpheme.form)
            if text[morpheme.start : end] == morpheme.form:
                found.append((morpheme.start, end))
    return found


def swapped(scene: Scene) -> str | None:
    """Two names of the sentence trade places, unless they stand side by side in a list."""
    spans = names_of(scene.text)
    pairs = [
        (one, other)
        for one, other in combinations(spans, 2)
        if scene.text[slice(*one)] not in scene.text[slice(*other)]
        and scene.text[slice(*other)] not in scene.text[slice(*one)]
        and not re.fullmatch(r"[가-힣]{0,3}[\s,·/()와과및vs.대-]*(?:and|or)?\s?", scene.text[one[1] : other[0]])
        and len(scene.text[one[1] : other[0]].split()) >= 2
        and not re.search(r"[,·]|와 |과 | and | or ", scene.text[one[1] : other[0]])
    ]
    if not pairs:
        return None
    (a, b), (c, d) = scene.random.choice(pairs)
    text = scene.text
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def replaced_name(scene: Scene) -> str | None:
    """A name is another of the same article, which this sentence does not hold."""
    spans = names_of(scene.text)
    names = {one.text[slice(*span)] for one in scene.story.sentences for span in names_of(one.text)}
    others = sorted(name for name in names if name not in scene.text and not any(p in name for p in scene.text.split()))
    if not spans or not others:
        return None
    start, end = scene.random.choice(spans)
    return scene.text[:start] + scene.random.choice(others) + scene.text[end:]


def speaker(scene: Scene) -> str | None:
    """What one person said is told of another person of the article."""
    pattern = _SPEAKER if language_of(scene.text) == "ko" else _SAID
    match = pattern.search(scene.text)
    people = {found.group() for one in scene.story.sentences for found in pattern.finditer(one.text)}
    others = sorted(name for name in people if not any(part in scene.text for part in name.split()))
    if not match or not others:
        return None
    return scene.text[: match.start()] + scene.random.choice(others) + scene.text[match.end() :]


def splice(scene: Scene) -> str | None:
    """The beginning of the sentence and the end of another of its article."""
    far = [one.text for one in scene.story.sentences if one.text != scene.text and len(one.text.split()) >= 6]
    words = scene.text.split()
    if not far or len(words) < 6:
        return None
    tail = scene.random.choice(far).split()
    return " ".join([*words[: len(words) // 2], *tail[len(tail) // 2 :]])


def elsewhere(scene: Scene) -> str | None:
    """A sentence of another article."""
    return scene.random.choice(scene.other.sentences).text if scene.other.sentences else None


WHOLE: dict[str, Rule] = {
    "names swapped": swapped, "another name": replaced_name, "another speaker": speaker, "splice": splice,
    "other article": elsewhere,
}  # fmt: skip
