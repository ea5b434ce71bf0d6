"""``search --explain`` and ``ask`` say how a question was understood in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_world import Cli


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEDESK_TODAY", "2024-11-05")


def test_explain_shows_the_days_and_what_was_searched_for(cli: Cli, library: Path) -> None:
    ended = cli("search", "지난달 기준금리는 몇 퍼센트인가요?", "--library", library, "--explain")
    assert "asked on 2024-11-05: 지난달 = 2024-10-01 to 2024-10-31 (published or told of then)" in ended.err
    assert "searched for: 기준금리는 몇 퍼센트인가요?" in ended.err
    assert "dense" in ended.out


def test_explain_shows_what_is_no_filter(cli: Cli, library: Path) -> None:
    ended = cli("search", "누리호는 2023년에 몇 시에 발사됐나?", "--library", library, "--explain")
    assert "2023년 = 2023-01-01 to 2023-12-31 (not a filter)" in ended.err
    assert "searched for" not in ended.err


def test_an_answer_says_on_which_day_it_was_asked(cli: Cli, library: Path) -> None:
    ended = cli(
        "ask", "지난달 한국은행은 기준금리를 몇 퍼센트로 정했나요?", "--library", library, "--model", "extractive"
    )
    assert "Asked on 2024-11-05; articles as of 2024-11-28" in ended.out
    assert "2024-10-01부터 2024-10-31까지" in ended.out
