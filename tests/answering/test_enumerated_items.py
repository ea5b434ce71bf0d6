"""Enumerations in sentences, what belongs to an item, and sentences that were cut inside a title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.enumerations import enumerations
from assistant.answering.item_counting import stated_count
from assistant.answering.item_trimming import trimmed
from assistant.answering.sentences import sentences_of_passage
from assistant.answering.span import Span
from assistant.article import Article, Block, BlockKind, Passage
from assistant.question.question import Kind, understand
from assistant.question.terms import terms_of

RUNS = [
    ("Only Peru, the Czech Republic and Ghana had joined before.", ["Peru", "the Czech Republic", "Ghana"]),
    ("It is run by UNICEF, the World Bank and the Gates Foundation, and has cost $9 million.",
     ["UNICEF", "the World Bank", "the Gates Foundation"]),
    ("A group of 30 cities, Oslo and Busan among them, signed it.", ["Oslo", "Busan"]),
    ("It came second, after Peru, Ghana and the U.S.", ["Peru", "Ghana", "the U.S."]),
    ("The kit has three parts: a small pump, a filter and a long hose.", ["a small pump", "a filter", "a long hose"]),
    ("망원경, 분광기, 온도계 등 국내에서 만든 3개와 일본이 보낸 카메라다.", ["망원경", "분광기", "온도계", "카메라"]),
    ("대회에는 서울시와 부산시 등 2곳이 나섰다.", ["서울시", "부산시"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "items"), RUNS, ids=[sentence[:20] for sentence, _ in RUNS])
def test_enumerations_of_a_sentence(sentence: str, items: list[str]) -> None:
    runs = enumerations(sentence)
    assert items in [[span.text for span in run] for run in runs]
    assert all(sentence[span.start : span.end] == span.text for run in runs for span in run)


@pytest.mark.parametrize(
    "sentence",
    [
        "The pictures were made public on Tuesday, half a year after the start.",
        "두 나라는 협력과 교류를 넓히기로 했다.",
    ],
)
def test_a_clause_is_no_thing(sentence: str) -> None:
    assert [run for run in enumerations(sentence) if any(" after " in span.text for span in run)] == []
    assert all(len(run) < 3 for run in enumerations(sentence))


@pytest.mark.parametrize(
    ("phrase", "target", "item"),
    [
        ("김가람 위원 2명", "위원", "김가람"),
        ("칠레 3개국", "나라", "칠레"),
        ("2019년 강변 공원", "공원", "강변 공원"),
        ("22 countries", "countries", None),
        ("Apollo 11", "missions", "Apollo 11"),
        ("연합기구(WXO", "기구", None),
        ("them", "members", None),
    ],
)
def test_what_belongs_to_an_item(phrase: str, target: str, item: str | None) -> None:
    found = trimmed(Span(5, 5 + len(phrase), phrase), terms_of(target))
    assert (found.text if found else None) == item


@given(
    before=st.text("가나 (", max_size=6),
    after=st.text("다라) ", max_size=6),
    word=st.text("마바사", min_size=1, max_size=6),
)
def test_a_cut_span_still_stands_where_it_says(before: str, after: str, word: str) -> None:
    text = before + word + after
    span = Span(0, len(text), text).cut(len(before), len(after))
    assert text[span.start : span.end] == span.text == word


@pytest.mark.parametrize(
    ("text", "target", "count"),
    [
        ("두 도시는 협약 5건을 맺었다.", "협약", 5),
        ("5건의 협약이 맺어졌다.", "협약", 5),
        ("The cities signed four new accords.", "accords", 4),
        ("선수 30명이 나서 메달 4개를 땄다.", "메달", 4),
        ("메달을 4개로 늘린 선수는 없었다.", "선수", None),
    ],
)
def test_the_count_that_stands_at_the_target(text: str, target: str, count: int | None) -> None:
    assert stated_count(text, terms_of(target)) == count


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("이 법은 위험을 어떤 네 단계로 나누나요?", 4),
        ("선언이 내세운 3대 가치는 무엇인가요?", 3),
        ("협정을 만든 3개국은 어디인가요?", 3),
        ("우승한 선수들은 누구인가요?", None),
        ("Which 22 countries joined the pact at COP28?", 22),
        ("Which young Korean chess players won?", None),
    ],
)
def test_lists_are_known_by_their_questions(question: str, count: int | None) -> None:
    asked = understand(question)
    assert (asked.kind, asked.count) == (Kind.LIST, count)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("공연은 며칠간 이어졌나?", Kind.AMOUNT),
        ("몇 년 만에 결승에 올랐나?", Kind.AMOUNT),
        ("몇 년에 결승에 올랐나?", Kind.DATE),
        ("경기에서 세운 기록은?", Kind.AMOUNT),
    ],
)
def test_spans_of_time_are_amounts(question: str, kind: Kind) -> None:
    assert understand(question).kind is kind


def test_a_title_with_a_mark_in_it_does_not_cut_its_sentence() -> None:
    text = "그의 소설 《달려라!》는 연극이 되었다. 이 소설은 팔리지 않았다."
    article = Article(
        id="a", text=text, blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text)),), title="", language="ko"
    )
    passage = Passage(
        id="p", article_id="a", kind=BlockKind.BODY, start=0, end=len(text), text=text, heading="", language="ko"
    )
    found = [sentence.text for sentence in sentences_of_passage(passage, article, 1.0)]
    assert found == ["그의 소설 《달려라!》는 연극이 되었다.", "이 소설은 팔리지 않았다."]
