"""``ask`` and ``search`` on the example pages, without a chat model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_world import Cli

from assistant.answer import Answer
from assistant.library import Library

QUESTION = "누리호 3차 발사는 언제 이뤄졌나요?"


def test_an_answer_shows_claims_verdicts_quotes_and_where_they_are_from(cli: Cli, library: Path) -> None:
    ended = cli("ask", QUESTION, "--library", library, "--model", "extractive")
    assert ended.status == 0
    assert "1. ✓ " in ended.out
    assert "25일" in ended.out
    assert "[1] “" in ended.out
    assert "한빛일보 · 2023-05-26" in ended.out
    assert "무단 전재" in ended.out  # the publisher's reservation stands beside the quote


def test_json_is_the_answer_and_its_quotes_are_letters_of_the_articles(cli: Cli, library: Path) -> None:
    ended = cli("ask", QUESTION, "--library", library, "--model", "extractive", "--json")
    answer = Answer.model_validate_json(ended.out)
    citations = [citation for claim in answer.claims for citation in claim.citations]
    assert citations
    with Library.open(library) as opened:
        for citation in citations:
            assert opened.article(citation.article_id).text[citation.start : citation.end] == citation.quote


def test_a_refusal_is_no_failure(cli: Cli, library: Path) -> None:
    ended = cli("ask", "Who won the 1998 football World Cup?", "--library", library, "--model", "extractive")
    assert ended.status == 0
    assert "The articles do not say." in ended.out
    assert "✓" not in ended.out


def test_verbose_adds_scores_and_timings_on_standard_error(cli: Cli, library: Path) -> None:
    ended = cli("ask", QUESTION, "--library", library, "--model", "extractive", "--verbose", "--json")
    assert json.loads(ended.out)["model"] == "extractive"
    for word in ("dense", "morphemes", "bigrams", "fused", "evidence ", "first_word ", "total "):
        assert word in ended.err


def test_filters_leave_only_the_articles_that_pass(cli: Cli, library: Path) -> None:
    options = ("--library", library, "--model", "extractive", "--json")
    late = json.loads(cli("ask", QUESTION, *options, "--since", "2024-01-01").out)
    assert all(found["published"] >= "2024" for found in late["evidence"])
    early = json.loads(cli("ask", QUESTION, *options, "--until", "2022-06-22", "--outlet", "새벽신문").out)
    assert {(found["outlet"], found["published"][:10]) for found in early["evidence"]} == {("새벽신문", "2022-06-22")}
    one = early["evidence"][0]["article_id"]
    named = json.loads(cli("ask", QUESTION, *options, "--article", one[:8]).out)
    assert {found["article_id"] for found in named["evidence"]} == {one}


@pytest.mark.parametrize(
    "text",
    [
        '[{"question": "누리호 3차 발사는 언제 이뤄졌나요?", "answer": "25일입니다."}]',
        '{"question": "누리호 3차 발사는 언제 이뤄졌나요?", "answer": "25일입니다."}\n\n{"question": "고마워"}\n',
    ],
    ids=["json", "jsonl"],
)
def test_history_is_read(cli: Cli, library: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "turns").write_text(text, encoding="utf-8")
    ended = cli(
        "ask",
        "그때 위성은 모두 몇 기가 실렸어?",
        "--history",
        "turns",
        "--library",
        library,
        "--model",
        "extractive",
        "--json",
    )
    assert ended.status == 0
    assert json.loads(ended.out)["standalone_question"]


@pytest.mark.parametrize("text", ["[1]", '{"ask": "?"}', "no json", '{"question": 3}'])
def test_a_history_that_is_none_is_refused(cli: Cli, library: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "turns").write_text(text, encoding="utf-8")
    ended = cli("ask", "?", "--history", "turns", "--library", library)
    assert ended.status == 2
    assert "turns holds no turns" in ended.err


def test_search_gives_passages_best_first(cli: Cli, library: Path) -> None:
    found = json.loads(cli("search", "다누리 달 궤도", "-k", 3, "--library", library, "--json").out)
    assert [each["rank"] for each in found] == [1, 2, 3]
    assert "다누리" in found[0]["title"]
    shown = cli("search", "다누리 달 궤도", "--count", 2, "--library", library).out
    assert "dense" not in shown
    assert "morphemes" in cli("search", "다누리 달 궤도", "-k", 1, "--explain", "--library", library).out


def test_an_empty_question_is_refused(cli: Cli, library: Path) -> None:
    ended = cli("ask", " ?!", "--library", library, "--model", "extractive")
    assert ended.status == 2
    assert ended.err.startswith("citedesk: ")
