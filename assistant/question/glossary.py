"""What common words may mean in the other language: wide, for recognising what is spoken of, not for calling two words the same."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from assistant.text.keywords import stem


@cache
def meanings() -> dict[str, frozenset[str]]:
    """Korean words for each stem of an English word, and stems of English words for each Korean one."""
    table: dict[str, set[str]] = {}
    for line in files("assistant.question").joinpath("glossary.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        english, korean = (side.split(",") for side in line.split("\t"))
        stems = [" ".join(map(stem, word.split())) for word in english]
        for one, others in ((stems, korean), (korean, stems)):
            for word in one:
                table.setdefault(word, set()).update(others)
    return {word: frozenset(found) for word, found in table.items()}


def may_mean(word: str) -> frozenset[str]:
    """Words of the other language that a word, a Korean one or the stem of an English one, may mean."""
    return meanings().get(word, frozenset())
