"""Fixtures as spreadsheets and YAML, and facts that are compared by value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from evaluated import PAGE, found, right_answers
from hypothesis import given
from hypothesis import strategies as st
from scripted_assistant import ScriptedAssistant

from assistant.errors import InputError
from assistant.evaluation import Fixture, evaluate, read_fixtures
from assistant.evaluation.facts import says
from assistant.evaluation.fixture_file import read_file

KOREAN = "아이디,질문,정답,인용,이전대화,답변가능,filters.outlets,filters.since\n" + (
    '하나,언제 발사됐나요?,25일 | date:2023-05-25; 3기,"25일, 고흥에서","무엇인가요? => 누리호\n그래서? => 발사됐다",'
    "예,가나일보;다라일보,2023-01-01\n"
    "둘,누가 반대했나요?,,,,아니오,,\n"
)


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_spreadsheet_of_a_korean_newsroom(tmp_path: Path, encoding: str, ends: str) -> None:
    path = write(tmp_path / "f.csv", KOREAN.replace("\n", ends).encode(encoding))
    first, second = read_fixtures(path)
    assert first.facts == (("25일", "date:2023-05-25"), ("3기",))
    assert (first.quote, first.language) == ("25일, 고흥에서", "ko")
    assert [(turn.question, turn.answer) for turn in first.history] == [
        ("무엇인가요?", "누리호"),
        ("그래서?", "발사됐다"),
    ]
    assert first.filters is not None
    assert (first.filters.outlets, first.filters.since) == (("가나일보", "다라일보"), date(2023, 1, 1))
    assert (second.id, second.answerable) == ("둘", False)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(("id", "question", "facts")) + "\n" + delimiter.join(("a", "When, and where?", "May 25"))
    assert read_fixtures(write(tmp_path / "f.csv", text))[0].question == "When, and where?"


def test_yaml_is_taken_as_it_is_written(tmp_path: Path) -> None:
    text = """
- id: 2023-05-25
  question: How high?
  facts: [550, 'x | y', [no, 1e3]]
  count: 3
  article: ~
- {id: b, question: Is it so, answerable: no}
"""
    first, second = read_fixtures(write(tmp_path / "f.yaml", text))
    assert (first.id, first.facts, first.count, first.article) == (
        "2023-05-25",
        (("550",), ("x", "y"), ("no", "1e3")),
        3,
        None,
    )
    assert (second.answerable, second.language) == (False, "en")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("f.csv", "id,question\na,b,c\n", "line 2: there are 3 cells under 2 headings"),
        ("f.csv", 'id,question\n"a,b\n', "no CSV"),
        ("f.csv", "id,frage\na,b\n", "line 1: there is no field 'frage'"),
        ("f.csv", "id,question,facts\na,When?,number:many\n", "line 2, field 'facts': 'number:many' holds 0 numbers"),
        ("f.csv", "id,question,facts\na,When?,date:25.5.2023\n", "is no date"),
        ("f.csv", "id,question,facts,filters.since\na,When?,x,May\n", "field 'filters.since'"),
        ("f.yaml", "- id: a\n  question: b\n  facts: [x]\n  count: many\n", "line 4, field 'count'"),
        ("f.yaml", "- id: a\n  id: b\n", "line 2: the field 'id' is given twice"),
        ("f.yaml", "- &a {id: a}\n- *a\n", "aliases"),
        ("f.yaml", "id: a\n", "this is no list"),
        ("f.yaml", "- {id: a\n", "no YAML"),
        ("f.yaml", "- a\n", "line 1: the line is not a JSON object"),
        ("f.jsonl", '{"id": "a", "question": "b", "facts": [["date:2023-13-01"]]}', "line 1, field 'facts'"),
    ],
)
def test_what_is_wrong_is_named_by_line_and_field(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(InputError) as raised:
        read_fixtures(write(tmp_path / name, text))
    assert f"{name}, line " in raised.value.message
    assert words in raised.value.message
    assert raised.value.hint


def test_the_first_problem_tells_how_many_more_there_are(tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", "id,question\na,b\nc,d\n")
    with pytest.raises(InputError, match="lists 1 more"):
        read_fixtures(path)
    assert len(read_file(path).problems) == 2


def test_a_misspelt_field_comes_before_the_one_that_is_missing_for_it(tmp_path: Path) -> None:
    path = write(tmp_path / "f.jsonl", '{"id": "a", "qestion": "b", "facts": [["c"]]}')
    assert [problem.field for problem in read_file(path).problems] == ["qestion", "question"]


@given(st.text())
def test_no_text_makes_reading_fail_otherwise(text: str) -> None:
    """Whatever stands in a file, it is rows in its own order, or a problem on one of its lines."""
    from assistant.evaluation.fixture_file import FORMATS
    from assistant.evaluation.fixture_rows import RowError

    last = len(text.splitlines()) + 1
    for rows in set(FORMATS.values()):
        lines: list[int] = []
        try:
            lines.extend(row.line for row in rows(text))
        except RowError as error:
            lines.append(error.line)
        assert all(1 <= line <= last for line in lines)
        assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "fact", "said"),
    [
        ("about $300 million", "number:3억 달러", True),
        ("3 billion dollars", "number:3억 달러", False),
        ("300 million won", "number:3억 달러", False),
        ("300 million", "number:3억 달러", False),  # a unit that is wanted must be named
        ("여덟 기가 실렸다", "number:8", True),
        ("18 satellites [8]", "number:8", False),
        ("on May 25, 2023", "date:2023-05-25", True),
        ("on May 25", "date:2023-05-25", True),
        ("지난 25일", "date:2023-05-25", True),  # read by the article of May 26
        ("지난 24일", "date:2023-05-25", False),
        ("in May 2023", "date:2023-05-25", False),
        ("on May 25, 2023", "date:2023-05", True),
        ("2022년", "date:2023", False),
        ("Nuri", "nuri", True),
    ],
)
def test_facts_by_value(text: str, fact: str, said: bool) -> None:
    assert says(text, fact, date(2023, 5, 26)) is said


def test_filters_name_files_and_days() -> None:
    asked = Fixture.model_validate_json(
        '{"id": "when", "question": "when?", "language": "en", "facts": [["May 25"]], '
        '"filters": {"articles": ["nuri.txt"], "outlets": ["Daily"], "since": "2023-01-01"}}'
    )
    assistant = ScriptedAssistant([PAGE], right_answers(), found())
    evaluate([asked], assistant)
    (filters,) = assistant.filtered
    assert filters is not None
    assert (filters.articles, filters.outlets) == ((PAGE.id,), ("Daily",))
    assert str(filters.since) == "2023-01-01 00:00:00"


def test_proposals_are_not_asked() -> None:
    asked = Fixture(id="when", question="when?", language="en", facts=(("May 25",),))
    proposal = asked.model_copy(update={"id": "later", "question": "later?", "accepted": False})
    assistant = ScriptedAssistant([PAGE], right_answers(), found())
    report = evaluate([asked, proposal], assistant)
    assert [question for question, _ in assistant.asked] == ["when?"]
    assert report.to_dict()["fixtures"]["proposals"] == 1
    assert "1 proposals left out" in report.table()
