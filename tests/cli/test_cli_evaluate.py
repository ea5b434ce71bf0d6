"""``evaluate`` with the extractive model on some of the example questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_world import PAGES, ROOT, Cli

FIXTURES = ROOT / "examples" / "fixtures.jsonl"
FEW = ("--model", "extractive", "--limit", 4, "--cache", "kept")


def test_the_table_and_the_report(cli: Cli, library: Path, tmp_path: Path) -> None:
    ended = cli("evaluate", FIXTURES, *FEW, "--library", library, "--pages", PAGES, "--out", "report.json")
    assert ended.status == 0
    assert "4 questions (4 answerable, 0 not), 19 articles, model extractive" in ended.out
    assert "hit@5" in ended.out
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(report["questions"]) == 4
    assert report["metrics"]["citations_exact"]["value"] == 1.0
    assert all(question["gold_found"] for question in report["questions"])


def test_two_extractive_runs_differ_only_in_timings(cli: Cli, library: Path) -> None:
    runs = [json.loads(cli("evaluate", FIXTURES, *FEW, "--library", library, "--json").out) for _ in range(2)]
    for report in runs:
        assert report.pop("timings")["seconds"]["total"]["n"] == 4
    assert json.dumps(runs[0]) == json.dumps(runs[1])


def test_a_folder_gets_all_three_files_and_a_second_run_the_same(cli: Cli, library: Path, tmp_path: Path) -> None:
    for place in ("one", "two"):
        assert cli("evaluate", FIXTURES, *FEW, "--library", library, "--out", place).status == 0
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == ["junit.xml", "report.html", "report.json"]
    assert (tmp_path / "one" / "report.json").read_bytes() == (tmp_path / "two" / "report.json").read_bytes()
    ended = cli("evaluate", "--compare", "one", "two")
    assert ended.status == 0
    assert "+0.000" in ended.out
    assert "broke" not in ended.out
    assert json.loads(cli("evaluate", "--compare", "one", "two", "--json").out)["broken"] == []


def test_a_gate_holds_until_something_falls(cli: Cli, library: Path, tmp_path: Path) -> None:
    run = ("evaluate", FIXTURES, *FEW, "--library", library, "--gate", "floors.toml")
    assert cli(*run).status == 2  # nothing pinned yet
    assert cli(*run, "--repin").status == 0
    assert cli(*run).status == 0
    floors = tmp_path / "floors.toml"
    floors.write_text(floors.read_text().replace('"passed" = ', '"passed" = 1.1 # '))
    ended = cli(*run)
    assert ended.status == 1
    assert "passed is " in ended.err
    assert "below its floor 1.1" in ended.err


def test_a_grid_is_shown_side_by_side(cli: Cli, library: Path, tmp_path: Path) -> None:
    (tmp_path / "grid.toml").write_text("[settings]\nevidence = [1, 8]\n")
    ended = cli("evaluate", FIXTURES, *FEW, "--library", library, "--grid", "grid.toml", "--out", "sweep")
    assert ended.status == 0
    assert "evidence=1" in ended.out
    points = json.loads((tmp_path / "sweep" / "grid.json").read_text())
    assert [point["settings"] for point in points] == [{"evidence": 1}, {"evidence": 8}]
    assert all((tmp_path / "sweep" / point["folder"] / "report.html").exists() for point in points)


@pytest.mark.parametrize(
    ("grid", "words"),
    [("[settings]\nchunk = [1]", "no such setting"), ("[settings]\nevidence = 1", "a list"), ("x = 1", "the tables")],
)
def test_a_malformed_grid_is_unusable_input(cli: Cli, tmp_path: Path, grid: str, words: str) -> None:
    (tmp_path / "grid.toml").write_text(grid)
    ended = cli("evaluate", FIXTURES, *FEW, "--grid", "grid.toml")
    assert ended.status == 2
    assert words in ended.err


@pytest.mark.parametrize("options", [(), (FIXTURES, "--repin"), (FIXTURES, "--compare", "a", "b")])
def test_options_that_do_not_fit_are_wrong_usage(cli: Cli, options: tuple[object, ...]) -> None:
    assert cli("evaluate", *options).status == 2


def test_proposals_alone_are_not_evaluated(cli: Cli, tmp_path: Path) -> None:
    row = {"id": "x", "question": "When?", "facts": [["May"]], "accepted": False}
    (tmp_path / "mine.jsonl").write_text(json.dumps(row))
    ended = cli("evaluate", "mine.jsonl")
    assert ended.status == 2
    assert "proposals" in ended.err


def test_tags_choose_questions(cli: Cli, library: Path) -> None:
    options = ("--model", "extractive", "--library", library, "--json", "--limit", 2, "--cache", "kept")
    report = json.loads(cli("evaluate", FIXTURES, "--tag", "unanswerable", *options).out)
    assert [question["expected"]["answerable"] for question in report["questions"]] == [False, False]
    ended = cli("evaluate", FIXTURES, "--tag", "no-such", *options)
    assert ended.status == 2
    assert "near-topic" in ended.err


def test_a_gold_quote_that_the_library_lacks_is_a_failure(cli: Cli, library: Path, tmp_path: Path) -> None:
    row = {"id": "x", "question": "When?", "language": "en", "answerable": True, "quote": "Words of no article at all."}
    (tmp_path / "mine.jsonl").write_text(json.dumps(row))
    ended = cli("evaluate", "mine.jsonl", "--model", "extractive", "--library", library, "--cache", "kept")
    assert ended.status == 1
    assert "stands nowhere in the library: x" in ended.out


def test_a_malformed_file_is_unusable_input(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text('{"id": "x"}')
    ended = cli("evaluate", "mine.jsonl")
    assert ended.status == 2
    assert "mine.jsonl, line 1, field 'question'" in ended.err


def test_a_report_that_cannot_be_written_is_said(cli: Cli, library: Path) -> None:
    ended = cli("evaluate", FIXTURES, *FEW, "--library", library, "--out", "no/such/folder/report.json")
    assert ended.status == 2
    assert "report.json" in ended.err


@pytest.mark.slow
def test_pages_make_a_temporary_library(cli: Cli, tmp_path: Path) -> None:
    ended = cli("evaluate", FIXTURES, *FEW, "--pages", PAGES)
    assert ended.status == 0
    assert "19 articles" in ended.out
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert cli("evaluate", FIXTURES, "--pages", "no-such-folder").status == 2
