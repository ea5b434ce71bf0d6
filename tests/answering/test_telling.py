"""What an article is about tells none of its sentences from the others."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from grounding import assert_grounded

from assistant import Assistant
from assistant.answering.support import Support
from assistant.answering.telling import telling
from ingest import ingest

ROWS = [
    {
        "title": "나래서킷",
        "text": "나래서킷은 가온시에 있는 긴 자동차 경주장이다. 나래서킷의 첫 경주에는 만 명이 모였다. "
        "나래서킷의 역사는 순조롭게 흘러갔다. 공사는 박단비의 설계를 바탕으로 2년 동안 진행됐다. "
        "나래서킷은 지금도 많은 사람이 찾는다.",
    },
    {
        "title": "가온시를 만든 사람들",
        "text": "한도윤은 1921년 가온시에서 태어났다. 그는 대학에서 토목을 배웠다. 뒤에 가온시의 수도를 달봉으로 옮기자고 제안했다.",
    },
]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("telling")
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    (place / "rows.jsonl").write_text(lines, encoding="utf-8")
    ingest(place / "rows.jsonl", library=place / "library")
    with Assistant.open(place / "library", model="extractive") as opened:
        yield opened


def support(*here: float) -> Support:
    return Support(strengths=here, here=here, coverage=1.0, content=1.0, own=1.0, names_missing=())


def test_a_term_of_every_sentence_counts_little() -> None:
    supports = [support(1.0, 0.0), support(1.0, 0.0), support(1.0, 0.0), support(0.0, 1.0)]
    told = telling(["a"] * 4, supports, [1.5, 1.0])
    assert told[3] > 0.8
    assert told[0] == told[1] == told[2] < 0.2


def test_articles_are_counted_apart() -> None:
    """The name stands in all sentences of one article, and once in the other."""
    supports = [support(1.0, 0.0), support(1.0, 0.0), support(1.0, 0.0), support(0.0, 0.0), support(0.0, 1.0)]
    told = telling(["a", "a", "b", "b", "b"], supports, [1.0, 1.0])
    assert told[2] == pytest.approx(0.5)
    assert told[0] < 0.01


def test_nothing_is_told_of_nothing() -> None:
    assert telling([], [], [1.0]) == []
    assert telling(["a"], [support()], []) == [0.0]


def test_the_name_of_the_article_does_not_outweigh_what_is_asked(assistant: Assistant) -> None:
    answer = assistant.ask("나래서킷을 설계한 사람은?")
    assert_grounded(answer, assistant)
    assert "박단비" in answer.claims[0].text


def test_who_is_told_where_the_sentence_leaves_it_out(assistant: Assistant) -> None:
    answer = assistant.ask("가온시의 수도를 달봉으로 옮기자고 제안한 사람은?")
    assert_grounded(answer, assistant)
    assert "제안했다" in answer.text
    assert "한도윤" in answer.text
