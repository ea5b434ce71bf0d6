"""Files of fixtures: JSONL, CSV or YAML, and what is wrong with one, by line and field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import InputError
from assistant.evaluation.fixture import FIXES, GUIDE, Fixture
from assistant.evaluation.fixture_rows import Row, RowError, csv_rows, jsonl_rows, yaml_rows
from assistant.text.language import language_of

FORMATS: dict[str, Callable[[str], Iterator[Row]]] = {
    ".jsonl": jsonl_rows,
    ".json": jsonl_rows,
    ".csv": csv_rows,
    ".tsv": csv_rows,
    ".yaml": yaml_rows,
    ".yml": yaml_rows,
}
"""How files are read, by suffix; others are taken for JSONL."""


@dataclass(frozen=True)
class Problem:
    """Something wrong with a file of fixtures.

    :param field: empty when it is about the whole row.
    :param fix: what to write instead, as a sentence.
    :param warning: whether the fixture can be used all the same.
    """

    path: Path
    line: int
    field: str
    message: str
    fix: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}{f', field {self.field!r}' if self.field else ''}: {self.message}."


@dataclass(frozen=True)
class FixtureFile:
    """What was read of a file: the fixtures that are right, with their lines, and the problems of the others."""

    path: Path
    fixtures: tuple[Fixture, ...]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


def read_fixtures(path: Path) -> list[Fixture]:
    """Read a file of fixtures (JSONL, CSV or YAML by its suffix).

    :raises InputError: naming the file, the line and the field, with a fix.
    """
    found = read_file(path)
    if found.problems:
        first, more = found.problems[0], len(found.problems) - 1
        others = f" `citedesk fixtures check` lists {more} more." if more else ""
        raise InputError(str(first), hint=f"{first.fix}{others}")
    if not found.fixtures:
        raise InputError(f"{path} holds no fixtures.", hint=f"Write one question a row; see {GUIDE}")
    return list(found.fixtures)


def read_file(path: Path) -> FixtureFile:
    """Read a file as far as it can be read.

    :raises InputError: when the file itself cannot be.
    """
    return parse_file(path, _bytes_of(path))


def parse_file(path: Path, raw: bytes) -> FixtureFile:
    """Read what a file holds, as far as it can be read.

    :param path: its suffix is the format; problems are named after it. It need not exist.
    :raises InputError: when it is not text.
    """
    text = _text_of(raw, path)
    fixtures: list[Fixture] = []
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    try:
        for row in FORMATS.get(path.suffix.lower(), jsonl_rows)(text):
            read = _parse(row, path)
            if isinstance(read, Fixture) and read.id in lines:
                said = f"{read.id!r} is the id of line {lines[read.id]} too"
                read = [Problem(path, row.line_of("id"), "id", said, FIXES["id"])]
            if not isinstance(read, Fixture):
                problems += read
                continue
            lines[read.id] = row.line
            fixtures.append(read)
    except RowError as error:
        problems.append(Problem(path, error.line, "", str(error), f"See {GUIDE}"))
    return FixtureFile(path, tuple(fixtures), lines, tuple(problems))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"There is no file of fixtures {path}.", hint="See examples/fixtures.jsonl for one.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from None


def _text_of(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        if path.suffix.lower() in (".csv", ".tsv"):
            return _korean(raw, path).replace("\r\n", "\n")
        raise InputError(f"{path} is not UTF-8 (byte {error.start}).", hint="Save it as UTF-8.") from None


def _korean(raw: bytes, path: Path) -> str:
    """A spreadsheet program in Korean saves CSV in CP949 unless told otherwise."""
    try:
        return raw.decode("cp949")
    except UnicodeDecodeError as error:
        hint = "Save it as CSV UTF-8."
        raise InputError(f"{path} is neither UTF-8 nor CP949 (byte {error.start}).", hint=hint) from None


def _parse(row: Row, path: Path) -> Fixture | list[Problem]:
    try:
        return Fixture.model_validate_json(_with_language(row.json), strict=True)
    except ValidationError as error:
        found = sorted(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
    return [_problem(each, row, path) for each in found]


def _problem(problem: Any, row: Row, path: Path) -> Problem:
    if not problem["loc"]:
        object_wanted = problem["type"].startswith(("json", "model_type", "model_attributes"))
        what = "the line is not a JSON object" if object_wanted else _plain(problem)
        return Problem(path, row.line, "", what, f"See {GUIDE}")
    outer = str(problem["loc"][0])
    what = "there is no such field" if problem["type"] == "extra_forbidden" else _plain(problem)
    fix = FIXES.get(outer, f"The fields are {', '.join(FIXES)}.")
    return Problem(path, row.line_of(outer), ".".join(str(part) for part in problem["loc"]), what, fix)


def _with_language(row: str) -> str:
    """Where no language is given it is that of the question."""
    try:
        given = json.loads(row)
    except ValueError:
        return row
    if isinstance(given, dict) and "language" not in given:
        return json.dumps(given | {"language": language_of(str(given.get("question")), default="en")})
    return row


def _plain(problem: Any) -> str:
    said = str(problem["msg"])
    return said.removeprefix("Value error, ") if said.startswith("Value error") else said[:1].lower() + said[1:]
