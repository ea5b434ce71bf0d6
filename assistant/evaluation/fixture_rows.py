"""Rows of a file of fixtures, whatever its format: plain values, with the line on which each stands."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING, Any

from assistant.evaluation.fixture import Fixture

if TYPE_CHECKING:
    import yaml

HEADINGS = {"아이디": "id", "질문": "question", "언어": "language", "답변가능": "answerable", "이전대화": "history",
            "정답": "facts", "오답": "absent", "기사": "article", "인용": "quote", "추가인용": "quotes", "개수": "count",
            "기준일": "today", "태그": "tags", "승인": "accepted"}  # fmt: skip
"""Headings of a spreadsheet in Korean."""

_TRUE, _FALSE = {"true", "yes", "y", "1", "예", "네", "o"}, {"false", "no", "n", "0", "아니오", "아니요", "x"}
_ITEMS = re.compile(r"[;\n]")


class RowError(Exception):
    """A file that is not of its format; ``line`` says where."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Row:
    """One fixture as it stands in a file.

    :param json: its values as a JSON object, or what stands there instead.
    :param lines: on which line a field stands, where that is not the first line of the row.
    """

    line: int
    json: str
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        """The line of a field."""
        return self.lines.get(name, self.line)


def jsonl_rows(text: str) -> Iterator[Row]:
    """One JSON object a line; empty lines are passed over."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Row(number, line)


def csv_rows(text: str) -> Iterator[Row]:
    """A spreadsheet: a heading, then a question a row. Separated by comma, semicolon or tab, whichever splits it most.

    :raises RowError: when it is no CSV, or a row has more cells than the heading.
    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not names:
                names = _headings(cells)
            elif any(cell.strip() for cell in cells):
                yield Row(line, json.dumps(_from_cells(names, cells, line), ensure_ascii=False))
    except csv.Error as error:
        raise RowError(f"this is no CSV ({error})", start) from None


def _headings(cells: list[str]) -> list[str]:
    names = [HEADINGS.get(cell.strip(), cell.strip()) for cell in cells]
    for name, cell in zip(names, cells, strict=True):
        if cell.strip() and name.partition(".")[0] not in Fixture.model_fields:
            raise RowError(f"there is no field {cell.strip()!r}; the fields are {', '.join(Fixture.model_fields)}")
    return names


def _from_cells(names: list[str], cells: list[str], line: int) -> dict[str, Any]:
    if len(cells) > len(names):
        raise RowError(
            f"there are {len(cells)} cells under {len(names)} headings; put cells that hold commas in quotes", line
        )
    values: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=False):
        if not cell.strip():
            continue
        outer, _, inner = name.partition(".")
        if inner:
            many = inner not in ("since", "until")
            values.setdefault(outer, {})[inner] = _items(cell) if many else cell.strip()
        else:
            values[name] = from_text(name, cell.strip())
    return values


def from_text(name: str, text: str) -> Any:
    """The value that a cell stands for; what cannot be read stays a string, and is complained of as such."""
    return _READERS.get(name, str)(text)


def _items(text: str) -> list[str]:
    return [item.strip() for item in _ITEMS.split(text) if item.strip()]


def _alternatives(text: str) -> list[str]:
    return [item.strip() for item in text.split("|") if item.strip()]


def _yes(text: str) -> bool | str:
    word = text.casefold()
    return True if word in _TRUE else False if word in _FALSE else text


def _whole(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _turns(text: str) -> list[dict[str, str]]:
    pairs = (line.partition("=>") for line in text.split("\n") if line.strip())
    return [{"question": question.strip(), "answer": answer.strip()} for question, _, answer in pairs]


_READERS: dict[str, Callable[[str], Any]] = {
    "facts": lambda text: [_alternatives(item) for item in _items(text)],
    "absent": _items,
    "tags": _items,
    "quotes": lambda text: [line.strip() for line in text.split("\n") if line.strip()],
    "answerable": _yes,
    "accepted": _yes,
    "count": _whole,
    "history": _turns,
}


def yaml_rows(text: str) -> Iterator[Row]:
    """A list of mappings. Scalars are taken as they are written, so that ``2023-05-25`` and ``550`` stay strings.

    :raises RowError: when it is no YAML, no list, or uses aliases, which could blow up.
    """
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise RowError("aliases (*name) are not read")
        top = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise RowError(f"this is no YAML ({error.problem})", mark.line + 1 if mark else 1) from None
    except yaml.YAMLError as error:
        raise RowError(f"this is no YAML ({error})") from None
    if top is None:
        return
    if not isinstance(top, yaml.SequenceNode):
        raise RowError("this is no list; begin every question with '- id: …'", top.start_mark.line + 1)
    for node in top.value:
        lines = _yaml_lines(node)
        value = {name: _yaml_field(name, part) for name, part in _yaml_pairs(node)} if lines else _yaml_value(node)
        yield Row(node.start_mark.line + 1, json.dumps(value, ensure_ascii=False), lines)


def _yaml_lines(node: yaml.Node) -> dict[str, int]:
    return {name: part.start_mark.line + 1 for name, part in _yaml_pairs(node)}


def _yaml_pairs(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    """Fields with their nodes.

    :raises RowError: when one is given twice.
    """
    import yaml

    if not isinstance(node, yaml.MappingNode):
        return []
    pairs = [(str(key.value), part) for key, part in node.value]
    for at, (name, part) in enumerate(pairs):
        if name in dict(pairs[:at]):
            raise RowError(f"the field {name!r} is given twice", part.start_mark.line + 1)
    return pairs


def _yaml_field(name: str, node: yaml.Node) -> Any:
    value = _yaml_value(node)
    if isinstance(value, str) and name in ("answerable", "accepted", "count"):
        return from_text(name, value)
    if isinstance(value, list) and name == "facts":
        return [_alternatives(fact) if isinstance(fact, str) else fact for fact in value]
    return value


def _yaml_value(node: yaml.Node) -> Any:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return {name: _yaml_value(part) for name, part in _yaml_pairs(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_yaml_value(part) for part in node.value]
    return None if node.tag.endswith(":null") else str(node.value)
