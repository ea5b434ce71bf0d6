"""What a rule that changes a sentence is given, and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.sets.newsroom import Story


@dataclass(frozen=True)
class Scene:
    """A sentence of a story, at a place among its sentences, and another story."""

    story: Story
    at: int
    other: Story
    random: Random

    @property
    def text(self) -> str:
        """The sentence."""
        return self.story.sentences[self.at].text


Rule = Callable[[Scene], str | None]
"""Gives the changed sentence, or nothing where it does not apply."""


def replaced(
    pattern: re.Pattern[str], change: Callable[[re.Match[str], Random], str | None], scene: Scene
) -> str | None:
    """A sentence with one of the places of a pattern changed, chosen by chance; the first that can be."""
    found = list(pattern.finditer(scene.text))
    scene.random.shuffle(found)
    for match in found:
        new = change(match, scene.random)
        if new is not None and new != match.group():
            return scene.text[: match.start()] + new + scene.text[match.end() :]
    return None


def turned(pairs: Sequence[tuple[str, str]]) -> Rule:
    """A rule that puts the opposite in place of a word; each pair is a regular expression and what replaces it."""
    compiled = [(re.compile(one), other) for one, other in pairs]

    def rule(scene: Scene) -> str | None:
        fitting = [(pattern, other) for pattern, other in compiled if pattern.search(scene.text)]
        if not fitting:
            return None
        pattern, other = scene.random.choice(fitting)
        match = scene.random.choice(list(pattern.finditer(scene.text)))
        return scene.text[: match.start()] + match.expand(other) + scene.text[match.end() :]

    return rule
