"""A quote that points back takes in the sentence before it."""

from __future__ import annotations

import pytest

from assistant.answering.lead_in import LONGEST, points_back, with_lead_in
from assistant.answering.sentences import EvidenceSentence, whole_spans
from assistant.article import Article, Block, BlockKind

BRIDGE = "고래마을 다리는 1987년에 놓였다. 이는 섬과 뭍을 잇는 첫 다리였다. 그는 다리를 오래 지켰다."
MILL = "The old mill burned down in 1931. It was rebuilt within a year. The owner paid for all of it."


def sentences_of(text: str) -> list[EvidenceSentence]:
    block = Block(kind=BlockKind.BODY, start=0, end=len(text))
    article = Article(id=Article.id_of(text), text=text, blocks=(block,), title="")
    return [
        EvidenceSentence(article, BlockKind.BODY, start, end, text[start:end], 1.0, text)
        for start, end in whole_spans(text)
    ]


@pytest.mark.parametrize("text", [BRIDGE, MILL])
def test_the_sentence_before_comes_too(text: str) -> None:
    first, second, _ = sentences_of(text)
    made = with_lead_in(second)
    assert (made.start, made.end) == (first.start, second.end)
    assert made.text == text[made.start : made.end]


@pytest.mark.parametrize("text", [BRIDGE, MILL])
def test_a_sentence_that_stands_by_itself_stays(text: str) -> None:
    first, second, third = sentences_of(text)
    assert with_lead_in(first) == first
    assert with_lead_in(second, [first, second]) == second, "the one before is quoted already"
    assert with_lead_in(third) == third, "it points to nothing, or what it points to lies further back"


def test_a_paragraph_and_a_long_sentence_are_not_taken_in() -> None:
    assert all(with_lead_in(one) == one for one in sentences_of("The mill burned down.\nIt was rebuilt."))
    long = f"The mill burned down {'and down ' * (LONGEST // 9)}again."
    assert all(with_lead_in(one) == one for one in sentences_of(f"{long} It was rebuilt."))


@pytest.mark.parametrize(
    "text",
    [
        "이는 처음이다.",
        "이 다리는 길다.",
        "지난해보다 170원 올랐다.",
        "서울에서는 축제를 열었다.",
        "그리고 그 다리의 기둥은 돌이다.",
        "마을은 이 다리로 상을 받았다.",
        "이것은 다리다.",
        "그는 웃었다.",
        "이 중 둘은 섬이다.",
        "지난해보다 170원 오른 금액이다.",
        "“It is late,” he said.",
        "They left.",
    ],
)
def test_what_points_back(text: str) -> None:
    assert points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "이는데도 모른다.",
        "다리의 길이가 300m이다.",
        "시장은 서울에서 축제를 열었다.",
        "그 뒤에는 마을이 조용했다.",
        "이 밖에 다리 둘이 있다.",
        "그 결과 다리가 섰다.",
        "이 대통령은 다리를 건넜다.",
        "시장은 이 회장을 만났다.",
        "Item one is here.",
        "This year was dry.",
        "Itself",
    ],
)
def test_what_does_not(text: str) -> None:
    assert not points_back(text)
