"""JSON: one object a line, an array of objects, or one object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.errors import InputError
from ingest.decode import decode
from ingest.formats.lines import Lines
from ingest.source import Source

Row = Mapping[str, Any]
LONGEST_NUMBER = 400
"""Digits of a number beyond which none is meant."""


def read_lines(source: Source) -> Iterator[tuple[int, Row | InputError]]:
    """The objects of a JSONL file with their line numbers; a line that is none gives the reason. Blank ones are left out."""
    lines = Lines(source)
    try:
        while True:
            try:
                line = next(lines)
                if line.strip():
                    yield lines.number, _object(_parsed(line))
            except StopIteration:
                return
            except InputError as error:
                yield lines.number, error
    finally:
        lines.close()


def read_json(source: Source) -> Iterator[tuple[int, Row | InputError]]:
    """The objects of a JSON file, counted from 1; one object alone has the number 0.

    :raises InputError: if the file is no JSON.
    """
    text = decode(source.original or b"", source.shown).removeprefix("\ufeff")
    try:
        whole = _parsed(text)
    except InputError:
        if not _are_lines(text):
            raise
        yield from read_lines(source)
        return
    if not isinstance(whole, list):
        yield 0, _object(whole)
        return
    for number, item in enumerate(whole, start=1):
        try:
            yield number, _object(item)
        except InputError as error:
            yield number, error


def _are_lines(text: str) -> bool:
    """Whether a file called .json is really JSONL: its first line is an object, and another follows."""
    first, _, rest = text.lstrip().partition("\n")
    try:
        return isinstance(_parsed(first), dict) and rest.lstrip().startswith("{")
    except InputError:
        return False


def _parsed(text: str) -> Any:
    try:
        return json.loads(text.rstrip(), object_pairs_hook=_once, parse_constant=_no_number, parse_int=_number)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in text.strip() else ""
        raise InputError(f"This is not JSON: {error.msg} ({line}column {error.colno}).") from None
    except RecursionError:
        raise InputError("This JSON is nested too deeply.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(f"The key {twice[:40]!r} stands twice in one object; which one counts cannot be known.")
    return found


def _no_number(name: str) -> float:
    raise InputError(f"{name} is not JSON.", hint="Write null for a value that is missing.")


def _number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise InputError(f"A number has {len(digits):,} digits.")
    return int(digits)


def _object(value: Any) -> Row:
    if not isinstance(value, dict):
        raise InputError(f"A row must be an object with a text, not {type(value).__name__}.")
    return value
