"""One newspaper's frame: what its file says, checked as it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import CitedeskError

LONGEST_PATTERN = 200
LONGEST_LINE = 400
"""Characters of a line that a pattern is tried on; what is longer is prose."""
KINDS = ("menu", "related", "poll", "copyright", "caption", "credit", "byline", "date", "comments", "other")
"""Kinds that a newspaper's lines may have, as tables of a file name them."""
LITERAL = re.compile(r"\\.|\[(?:\\.|[^\]])*\]")
"""Escaped characters and classes, in which ``+`` and ``*`` are themselves."""
UNBOUNDED = re.compile(r"[+*]|\{\d*,\}|\d\d\}\)\{\d*,?\d\d\}")
"""A repeat without an end, or a long one inside a long one: a line that almost matches could take for ever."""
STRINGS = ("aliases", "hosts", "marks", "sections", "published", "updated")
KEYS = frozenset({"outlet", "portal", "byline", "lines", "begin", "end", *STRINGS})


class NewspaperError(CitedeskError):
    """A newspaper's file says something that it may not say."""


@dataclass(frozen=True, slots=True)
class Newspaper:
    """What one newspaper prints around its articles.

    ``portal`` marks a site that carries other outlets' articles. Patterns match whole lines; ``lines`` pairs them with
    the name of a kind in :data:`KINDS`. ``byline`` has a group ``names``.
    """

    key: str
    outlet: str
    portal: bool = False
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    begin: tuple[re.Pattern[str], ...] = ()
    end: tuple[re.Pattern[str], ...] = ()
    byline: re.Pattern[str] | None = None
    lines: tuple[tuple[str, re.Pattern[str]], ...] = field(default=())

    def kind_of(self, line: str) -> str:
        """The kind of a line, "begin" or "end" where the article does; empty for a line that the file does not name."""
        if len(line) > LONGEST_LINE:
            return ""
        named = (("begin", self.begin), ("end", self.end))
        edge = next((name for name, forms in named if any(form.fullmatch(line) for form in forms)), "")
        return edge or next((kind for kind, form in self.lines if form.fullmatch(line)), "")


def parse_newspaper(key: str, text: str) -> Newspaper:
    """A newspaper from its file.

    :param key: the file's name without its suffix.
    :raises NewspaperError: naming the file and the key that is wrong.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NewspaperError(f"{key}.toml is not TOML: {error}.") from None
    unknown = sorted(set(said) - KEYS)
    if unknown:
        raise _wrong(key, unknown[0], f"is no key; the keys are {', '.join(sorted(KEYS))}")
    outlet = said.get("outlet")
    if not isinstance(outlet, str) or not outlet.strip():
        raise _wrong(key, "outlet", "must be the newspaper's name")
    if not isinstance(said.get("portal", False), bool):
        raise _wrong(key, "portal", "must be true or false")
    byline = said.get("byline")
    words = {name: tuple(_strings(key, name, said.get(name, []))) for name in STRINGS}
    return Newspaper(
        key=key,
        outlet=outlet,
        portal=said.get("portal", False),
        aliases=words["aliases"],
        hosts=words["hosts"],
        marks=words["marks"],
        sections=words["sections"],
        published=words["published"],
        updated=words["updated"],
        begin=_patterns(key, "begin", said.get("begin", [])),
        end=_patterns(key, "end", said.get("end", [])),
        byline=None if byline is None else _byline(key, byline),
        lines=_lines(key, said.get("lines", {})),
    )


def _lines(key: str, tables: Any) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if not isinstance(tables, Mapping):
        raise _wrong(key, "lines", "must be a table of kinds")
    unknown = sorted(set(tables) - set(KINDS))
    if unknown:
        raise _wrong(key, f"lines.{unknown[0]}", f"is no kind; the kinds are {', '.join(KINDS)}")
    return tuple((kind, form) for kind, said in tables.items() for form in _patterns(key, f"lines.{kind}", said))


def _byline(key: str, said: Any) -> re.Pattern[str]:
    form = _pattern(key, "byline", said)
    if "names" not in form.groupindex:
        raise _wrong(key, "byline", "needs a group (?P<names>…)")
    return form


def _strings(key: str, name: str, said: Any) -> Sequence[str]:
    if not isinstance(said, list) or not all(isinstance(one, str) and one.strip() for one in said):
        raise _wrong(key, name, "must be a list of strings")
    return said


def _patterns(key: str, name: str, said: Any) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(key, name, one) for one in _strings(key, name, said))


def _pattern(key: str, name: str, said: Any) -> re.Pattern[str]:
    if not isinstance(said, str) or len(said) > LONGEST_PATTERN:
        raise _wrong(key, name, f"must be a pattern of at most {LONGEST_PATTERN} characters")
    if UNBOUNDED.search(LITERAL.sub("x", said)):
        raise _wrong(key, name, f"repeats without a bound (write .{{0,60}}): {said!r}")
    try:
        return re.compile(said, re.IGNORECASE)
    except re.error as error:
        raise _wrong(key, name, f"is no pattern: {said!r} ({error})") from None


def _wrong(key: str, name: str, why: str) -> NewspaperError:
    return NewspaperError(f"{key}.toml: {name} {why}.", hint="See docs/add-a-newspaper.md.")
