"""Tables, flat JSON, and the tables inside a Markdown file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import ALL, main
from benchmarks.conditions import conditions
from benchmarks.outcome import Outcome
from benchmarks.report import markdown, marks, write_into, write_json
from benchmarks.table import Table, shown

ROOT = Path(__file__).resolve().parents[2]


def test_a_table_is_aligned_markdown() -> None:
    table = Table("Found: N = 4 questions", ("system", "hit@1"), (("plain", 0.25), ("a longer name", None)))
    assert table.markdown().splitlines() == [
        "**Found: N = 4 questions**",
        "",
        "| system        | hit@1 |",
        "|---------------|------:|",
        "| plain         | 0.250 |",
        "| a longer name |     – |",
    ]


@pytest.mark.parametrize(
    ("cell", "text"), [(0.12345, "0.123"), (12.34, "12.3"), (512.7, "513"), (None, "–"), (7, "7"), ("x", "x")]
)
def test_figures_are_shown_short(cell: float | str | None, text: str) -> None:
    assert shown(cell) == text


def test_json_is_flat_and_sorted(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    write_json({"korquad.hit@1.dense": 1 / 3, "korquad.hit@1": 0.95}, path)
    assert list(json.loads(path.read_text()).items()) == [("korquad.hit@1", 0.95), ("korquad.hit@1.dense", 0.3333)]


def test_figures_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="odd"):
        write_json({"odd": float("nan")}, tmp_path / "figures.json")
    assert not (tmp_path / "figures.json").exists()


def test_notes_skips_and_conditions_are_printed() -> None:
    text = markdown(Outcome(notes=["careful"], skipped=["x.gz is not in data"]), "today")
    assert text == "- careful\n- Skipped: x.gz is not in data\n\nMeasured today.\n"


def test_conditions_name_date_cores_load_and_versions() -> None:
    line = conditions()
    assert all(word in line for word in (" cores", "load average", "Python 3.", "torch "))
    assert line[:2] == "20"


def test_tables_are_replaced_between_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    begin, end = marks("one")
    other = "\n".join(marks("other"))
    page.write_text(f"above\n{begin}\nold\n{end}\n{other}\nbelow\n", encoding="utf-8")
    write_into(page, "one", "new \\1\n")
    write_into(page, "one", "newer \\1\n")
    assert page.read_text(encoding="utf-8") == f"above\n{begin}\n\nnewer \\1\n\n{end}\n{other}\nbelow\n"


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"benchmarks\.one"):
        write_into(page, "one", "new")
    assert page.read_text(encoding="utf-8") == "nothing here\n"


@pytest.mark.parametrize("benchmark", ALL, ids=lambda benchmark: benchmark.name)
def test_the_page_has_a_place_for_every_benchmark(benchmark: object) -> None:
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    name = benchmark.name  # type: ignore[attr-defined]
    assert [page.count(mark) for mark in marks(name)] == [1, 1]
    assert f"python -m benchmarks.{name}" in page


def test_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    printed = capsys.readouterr().out
    assert [name for name in ("performance", "retrieval", "answers", "threshold") if name not in printed] == []
