"""``ingest`` and ``articles``: pages in, listed, shown and deleted."""

from __future__ import annotations

import json
from pathlib import Path

from cli_world import PAGES, Cli

from assistant.library import Library

PAGE = PAGES / "nuri-third-launch.txt"


def test_a_line_for_each_page_and_the_totals(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    first = cli("ingest", PAGE, "empty.txt", "nowhere.txt", "--library", "lib")
    assert first.status == 1  # done, with failures that are named
    assert f"added      {PAGE}  누리호 3차 발사 성공" in first.out
    assert "failed     empty.txt" in first.out
    assert "failed     nowhere.txt (There is no such file or folder.)" in first.out
    assert first.out.rstrip().endswith("1 added, 0 unchanged, 0 skipped, 2 failed")
    again = cli("ingest", PAGE, "--library", "lib", "--json")
    assert again.status == 0
    assert json.loads(again.out)["counts"] == {"added": 0, "unchanged": 1, "skipped": 0, "failed": 0}


def test_nothing_usable_is_unusable_input(cli: Cli) -> None:
    assert cli("ingest", "nowhere.txt", "--library", "lib").status == 2


def test_rights_may_be_refused(cli: Cli) -> None:
    ended = cli("ingest", PAGE, "--library", "lib", "--rights", "refuse")
    assert ended.status == 0
    assert ended.out.startswith("skipped ")
    assert "AI 학습 이용 금지" in ended.out


def test_rows_may_name_their_fields_otherwise(cli: Cli, tmp_path: Path) -> None:
    row = {"headline": "A bridge opens", "story": "The bridge over the Han opened on Monday. It is 900 metres long."}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row))
    options = ("--field", "title=headline", "--field", "text=story", "--library", "lib")
    assert cli("ingest", "rows.jsonl", *options).status == 0
    assert "A bridge opens" in cli("articles", "--library", "lib").out
    assert cli("ingest", "rows.jsonl", "--field", "headline", "--library", "lib").status == 2


def test_standard_input_is_a_page(process: Cli) -> None:
    ended = process("ingest", "-", "--library", "lib", stdin=PAGE.read_bytes())
    assert ended.status == 0
    assert "added      -  누리호 3차 발사 성공" in ended.out
    assert ended.err == ""  # no bars where nobody watches


def test_articles_are_listed_newest_first(cli: Cli, library: Path) -> None:
    lines = cli("articles", "--library", library).out.splitlines()
    days = [line.split()[1] for line in lines[:-1]]
    assert days == sorted(days, reverse=True)
    assert len(days) == 19
    assert lines[-1] == f"19 articles in {library}"
    rows = json.loads(cli("articles", "list", "--library", library, "--json").out)
    assert {row["id"][:8] for row in rows} == {line.split()[0] for line in lines[:-1]}


def test_an_article_is_shown_as_it_was_given(cli: Cli, library: Path) -> None:
    with Library.open(library) as opened:
        article = next(opened.article(each.id) for each in opened.articles() if "nuri-third" in each.path)
    shown = cli("articles", "show", article.id[:8], "--library", library).out
    assert article.text.rstrip("\n") in shown
    assert "rights: Copyright ⓒ 한빛일보" in shown
    found = json.loads(cli("articles", "show", article.id, "--library", library, "--json").out)
    assert found["text"] == article.text


def test_blocks_stand_before_each_line(cli: Cli, library: Path) -> None:
    with Library.open(library) as opened:
        article = next(opened.article(each.id) for each in opened.articles() if "nuri-third" in each.path)
    lines = cli("articles", "show", article.id, "--blocks", "--library", library).out.rstrip("\n").split("\n")
    texts = article.text.rstrip("\n").split("\n")
    assert [line.partition("|")[2].strip() for line in lines] == [text.strip() for text in texts]
    assert any(line.startswith("title     ko | 누리호 3차 발사 성공") for line in lines)
    assert any(line.startswith("menu ") for line in lines)


def test_a_deleted_article_is_gone(cli: Cli) -> None:
    cli("ingest", PAGE, PAGES / "cop28-dubai.txt", "--library", "lib")
    rows = json.loads(cli("articles", "--library", "lib", "--json").out)
    victim = next(row for row in rows if "COP28" in row["title"])
    ended = cli("articles", "delete", victim["id"][:8], "--library", "lib")
    assert ended.status == 0
    assert "COP28" in ended.out
    assert [row["title"] for row in json.loads(cli("articles", "--library", "lib", "--json").out)] == [
        row["title"] for row in rows if row != victim
    ]
    assert cli("articles", "delete", victim["id"], "--library", "lib").status == 2


def test_articles_wants_an_id_where_it_needs_one(cli: Cli, library: Path) -> None:
    assert "needs an ID" in cli("articles", "show", "--library", library).err
    assert "takes no ID" in cli("articles", "list", "8ab812c1", "--library", library).err
    assert cli("articles", "show", "ffffff", "--library", library).status == 2


def test_names_that_lead_nowhere_are_advised(cli: Cli) -> None:
    said = cli("ingest", "ftp://example.org/x", "www.example.org", "--library", "lib").out
    assert "over http and https only" in said
    assert "Was https://www.example.org meant?" in said
