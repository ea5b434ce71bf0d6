"""``evaluate`` with the extractive model on some of the example questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_world import PAGES, ROOT, Cli

FIXTURES = ROOT / "examples" / "fixtures.jsonl"
FEW = ("--model", "extractive", "--limit", 4)


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


def test_tags_choose_questions(cli: Cli, library: Path) -> None:
    options = ("--model", "extractive", "--library", library, "--json", "--limit", 2)
    report = json.loads(cli("evaluate", FIXTURES, "--tag", "unanswerable", *options).out)
    assert [question["expected"]["answerable"] for question in report["questions"]] == [False, False]
    ended = cli("evaluate", FIXTURES, "--tag", "no-such", *options)
    assert ended.status == 2
    assert "near-topic" in ended.err


def test_a_gold_quote_that_the_library_lacks_is_a_failure(cli: Cli, library: Path, tmp_path: Path) -> None:
    row = {"id": "x", "question": "When?", "language": "en", "answerable": True, "quote": "Words of no article at all."}
    (tmp_path / "mine.jsonl").write_text(json.dumps(row))
    ended = cli("evaluate", "mine.jsonl", "--model", "extractive", "--library", library)
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
    assert list(tmp_path.iterdir()) == []
    assert cli("evaluate", FIXTURES, "--pages", "no-such-folder").status == 2
