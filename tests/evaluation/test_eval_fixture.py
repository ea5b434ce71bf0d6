"""Reading fixtures, and what is said about a file that is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InputError
from assistant.evaluation import Fixture, read_fixtures
from assistant.evaluation.fixture import digest_of

GOOD: dict[str, Any] = {
    "id": "one",
    "question": "When?",
    "language": "en",
    "facts": [["May 25", "25일"]],
    "absent": [],
    "article": "a.txt",
    "quote": "on May 25",
    "answerable": True,
    "tags": ["date"],
}
NONE = {**GOOD, "id": "two", "facts": [], "article": None, "quote": None, "answerable": False}


def write(path: Path, *rows: Any) -> Path:
    """Write rows as JSONL; strings as they are."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_all_fields_are_read(tmp_path: Path) -> None:
    history = [{"question": "Who?", "answer": "They."}]
    path = write(tmp_path / "f.jsonl", {**GOOD, "history": history, "count": 1}, "", NONE)
    first, second = read_fixtures(path)
    assert first.facts == (("May 25", "25일"),)
    assert (first.history[0].question, first.count, first.tags) == ("Who?", 1, ("date",))
    assert (second.answerable, second.quote, second.facts) == (False, None, ())


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n\r\n")
    assert [fixture.id for fixture in read_fixtures(path)] == ["one"]


def test_a_line_separator_inside_a_string_ends_no_line(tmp_path: Path) -> None:
    path = write(tmp_path / "f.jsonl", {**GOOD, "question": "When\u2028now?"})
    assert len(read_fixtures(path)) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**GOOD, "language": "fr"}, "field 'language'"),
        ({**GOOD, "facts": [[]]}, "field 'facts.0'"),
        ({**GOOD, "facts": ["May 25"]}, "field 'facts.0'"),
        ({**GOOD, "facts": [[" "]]}, "field 'facts.0.0'"),
        ({**GOOD, "count": "3"}, "field 'count'"),
        ({**GOOD, "answerable": "yes"}, "field 'answerable'"),
        ({**GOOD, "history": [{"ask": "?"}]}, "field 'history.0"),
        ({**GOOD, "fact": []}, "field 'fact': there is no such field"),
        ({key: value for key, value in GOOD.items() if key != "question"}, "field 'question'"),
        ({**GOOD, "facts": [], "quote": None}, "needs facts or a quote"),
        ({**GOOD, "answerable": False}, "not answerable has no facts"),
        ('{"id": "one"', "not a JSON object"),
        ("[1, 2]", "not a JSON object"),
    ],
)
def test_a_malformed_line_is_named_with_its_field_and_a_fix(tmp_path: Path, row: Any, words: str) -> None:
    path = write(tmp_path / "f.jsonl", NONE, row)
    with pytest.raises(InputError) as raised:
        read_fixtures(path)
    assert f"{path}, line 2" in raised.value.message
    assert words in raised.value.message
    assert raised.value.hint


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 2, field 'id'.*line 1"):
        read_fixtures(write(tmp_path / "f.jsonl", GOOD, GOOD))


def test_files_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"id": "é"}'.encode("latin-1"))
    empty = write(tmp_path / "empty.jsonl", "")
    for path, words in (
        (tmp_path / "none.jsonl", "no file"),
        (latin, "UTF-8"),
        (empty, "no fixtures"),
        (tmp_path, "read"),
    ):
        with pytest.raises(InputError, match=words):
            read_fixtures(path)


def test_the_digest_is_of_the_content_not_of_the_layout(tmp_path: Path) -> None:
    turned = dict(reversed(GOOD.items()))
    one, other = (read_fixtures(write(tmp_path / "f.jsonl", row)) for row in (GOOD, turned))
    assert digest_of(tuple(one)) == digest_of(tuple(other))
    changed = Fixture(**{**GOOD, "tags": ("other",)})
    assert digest_of((changed,)) != digest_of(tuple(one))


def test_the_examples_are_fixtures() -> None:
    """The repository's own questions are read as they are."""
    examples = Path(__file__).resolve().parents[2] / "examples" / "fixtures.jsonl"
    found = read_fixtures(examples)
    assert len(found) >= 40
    assert any(not fixture.answerable for fixture in found)
