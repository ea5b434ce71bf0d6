"""Fixtures: questions with what a right answer must say, and the words of the article that prove it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from assistant.answer import Turn
from assistant.article import Frozen
from assistant.errors import InputError

Filled = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
"""A string that holds more than whitespace."""

FIXES = {
    "id": "Give every question an id of its own, such as \"launch-date-ko\".",
    "question": "Write the question as a string.",
    "language": "Write \"ko\" or \"en\": the language of the question.",
    "history": "Write a list of earlier turns: [{\"question\": \"…\", \"answer\": \"…\"}].",
    "facts": "Write a list of facts, each a list of alternatives: [[\"550㎞\", \"550km\"]].",
    "absent": "Write a list of strings that a right answer does not hold: [\"13기\"].",
    "article": "Write the name of the article's file, or null.",
    "quote": "Write words of the article, letter for letter, or null.",
    "answerable": "Write true or false.",
    "count": "Write how many items the list has, as a whole number.",
    "tags": "Write a list of strings: [\"number\", \"date\"].",
}  # fmt: skip
_GUIDE = "docs/evaluation.md describes every field."


class Fixture(Frozen):
    """A question and its gold: facts with their alternatives, the article, and the quote that proves them.

    A question that is not ``answerable`` has no facts, article or quote: the right answer is a refusal.
    """

    id: Filled
    question: Filled
    language: Literal["ko", "en"]
    answerable: bool
    history: tuple[Turn, ...] = ()
    facts: tuple[Annotated[tuple[Filled, ...], Field(min_length=1)], ...] = ()
    absent: tuple[Filled, ...] = ()
    article: Filled | None = None
    quote: Filled | None = None
    count: Annotated[int, Field(ge=1)] | None = None
    tags: tuple[Filled, ...] = ()

    @model_validator(mode="after")
    def _gold_fits(self) -> Self:
        if self.answerable and not (self.facts or self.quote):
            raise ValueError("an answerable question needs facts or a quote, or nothing of it can be scored")
        if not self.answerable and (self.facts or self.quote or self.article or self.count):
            raise ValueError("a question that is not answerable has no facts, article, quote or count")
        return self


def read_fixtures(path: Path) -> list[Fixture]:
    """Read a JSONL file of fixtures; empty lines are passed over.

    :raises InputError: naming the file, the line and the field, with a fix.
    """
    fixtures: list[Fixture] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(_text_of(path).split("\n"), 1):
        if not line.strip():
            continue
        fixture = _parse(line, f"{path}, line {number}")
        if fixture.id in lines:
            raise InputError(
                f"{path}, line {number}, field 'id': {fixture.id!r} is the id of line {lines[fixture.id]} too.",
                hint=FIXES["id"],
            )
        lines[fixture.id] = number
        fixtures.append(fixture)
    if not fixtures:
        raise InputError(f"{path} holds no fixtures.", hint=f"Write one JSON object a line; {_GUIDE}")
    return fixtures


def digest_of(fixtures: tuple[Fixture, ...]) -> str:
    """The SHA-256 of the fixtures, whatever the order of their fields in a file."""
    return sha256("\n".join(fixture.model_dump_json() for fixture in fixtures).encode("utf-8")).hexdigest()


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"There is no file of fixtures {path}.", hint="See examples/fixtures.jsonl for one.") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}).", hint="Save it as UTF-8.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from None


def _parse(line: str, where: str) -> Fixture:
    try:
        return Fixture.model_validate_json(line, strict=True)
    except ValidationError as error:
        problem = error.errors()[0]
    if not problem["loc"]:
        what = "the line is not a JSON object" if problem["type"].startswith(("json", "model_type")) else problem["msg"]
        raise InputError(f"{where}: {what.removeprefix('Value error, ')}.", hint=_GUIDE[0].upper() + _GUIDE[1:])
    field = ".".join(str(part) for part in problem["loc"])
    what = "there is no such field" if problem["type"] == "extra_forbidden" else problem["msg"].lower()
    hint = FIXES.get(str(problem["loc"][0]), f"The fields are {', '.join(FIXES)}.")
    raise InputError(f"{where}, field {field!r}: {what}.", hint=hint)
