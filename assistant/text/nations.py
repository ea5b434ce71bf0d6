"""What countries are called in English: the U.S., America and American for the United States."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def _names() -> dict[str, tuple[str, ...]]:
    rows = files("assistant.text").joinpath("words", "nations.tsv").read_text(encoding="utf-8").splitlines()
    kept = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {name: tuple(others.split(",")) for name, others in kept}


@cache
def _country() -> dict[str, str]:
    """The country that each name stands for; names of one word that is an English word too, such as "us", as they are written."""
    found = {name: name for name in _names()}
    others = {_key(other): name for name, others in _names().items() for other in others}
    return found | others | {other.removesuffix("."): name for other, name in others.items()}


def _key(name: str) -> str:
    return name if name.isupper() else name.casefold()


_NO_PARTS = "".join(f"(?<!{part} )" for part in ("South", "North", "Central", "Latin", "Native", "West"))
"""Before a name these make another one of it: South American, West Indian; South Korean is a name itself."""


@cache
def _pattern() -> re.Pattern[str]:
    """All names, the longest first: capitalised, since "polish" and "turkey" are other things."""
    written = [name.title().replace(" Of ", " of ") for name in _names()]
    written += [other for others in _names().values() for other in others]
    longest = "|".join(re.escape(name) for name in sorted(written, key=len, reverse=True))
    return re.compile(rf"(?<![\w.-]){_NO_PARTS}(?:{longest})(?![\w-])")


def country_of(name: str) -> str:
    """The country that a name or an adjective stands for, casefolded; empty for others."""
    return _country().get(name, "") or _country().get(name.casefold(), "")


def called(country: str) -> tuple[str, ...]:
    """The other names of a country; none that is written like a common word, such as US."""
    return tuple(name for name in _names().get(country, ()) if name != "US")


def country_places(text: str) -> list[tuple[int, int, str]]:
    """Where a text names countries by names or adjectives, in order: start, end and the country."""
    return [(*match.span(), country_of(match.group())) for match in _pattern().finditer(text)]
