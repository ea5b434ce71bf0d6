"""``fixtures``: files are checked by line and field, and against a library."""

from __future__ import annotations

import json
from pathlib import Path

from cli_world import ROOT, Cli

EXAMPLES = ROOT / "examples" / "fixtures.jsonl"


def test_the_examples_are_proven_by_the_library(cli: Cli, library: Path) -> None:
    ended = cli("fixtures", "check", EXAMPLES, "--library", library)
    assert ended.status == 0
    count = len(EXAMPLES.read_text(encoding="utf-8").splitlines())
    assert ended.out.strip().endswith(f"{count} fixtures, 0 problems.")


def test_every_problem_is_named_with_a_fix(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(
        "id,question,facts,answerable,count\na,When?,,,\nb,Who?,,maybe,\nc,Why?,x,,many\n"
    )
    ended = cli("fixtures", "check", "mine.csv")
    assert ended.status == 1
    assert "mine.csv, line 2: an answerable question needs facts or a quote" in ended.out
    assert "mine.csv, line 3, field 'answerable'" in ended.out
    assert "Write true or false." in ended.out
    assert "mine.csv, line 4, field 'count'" in ended.out
    assert "0 fixtures, 3 problems." in ended.out
    found = json.loads(cli("fixtures", "check", "mine.csv", "--json").out)
    assert [(each["line"], each["field"]) for each in found] == [(2, ""), (3, "answerable"), (4, "count")]


def test_a_quote_that_the_library_lacks_is_named(cli: Cli, library: Path, tmp_path: Path) -> None:
    rows = "- id: a\n  question: When?\n  quote: Words of no article.\n- id: b\n  question: Who?\n  facts: [he]\n  article: no.txt\n"
    (tmp_path / "mine.yaml").write_text(rows)
    assert cli("fixtures", "check", "mine.yaml").status == 0
    ended = cli("fixtures", "check", "mine.yaml", "--library", library)
    assert ended.status == 1
    assert "line 1, field 'quote': 'Words of no article.' stands nowhere" in ended.out
    assert "line 4, field 'article': no article was read from 'no.txt'" in ended.out


def test_a_quote_that_does_not_say_the_fact_is_doubted(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("- id: a\n  question: When?\n  facts: [May 25]\n  quote: It flew on May 24.\n")
    ended = cli("fixtures", "check", "mine.yaml")
    assert ended.status == 0
    assert "warning: mine.yaml, line 1, field 'facts': no quote says 'May 25'" in ended.out


def test_the_schema_is_printed(cli: Cli) -> None:
    assert "answerable" in json.loads(cli("fixtures", "schema").out)["properties"]
    assert cli("fixtures", "check").status == 2


def test_proposals_of_a_library_hold_in_it(cli: Cli, library: Path, tmp_path: Path) -> None:
    ended = cli("fixtures", "draft", "--library", library, "--count", 5)
    assert ended.status == 0
    (tmp_path / "drafts.yaml").write_text(ended.out, encoding="utf-8")
    checked = cli("fixtures", "check", "drafts.yaml", "--library", library)
    assert checked.out.strip().endswith("5 fixtures, 5 of them proposals, 0 problems.")
    assert len(json.loads(cli("fixtures", "draft", "--library", library, "--count", 2, "--json").out)) == 2
