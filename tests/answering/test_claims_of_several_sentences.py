"""Claims put together from several sentences, and long sentences cut down: nothing false passes, nothing that matters goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Claim, Verdict
from assistant.answering.binding import Binder
from assistant.answering.compressing import compressed
from assistant.answering.piecewise import pieces_of
from assistant.answering.sentences import EvidenceSentence
from assistant.article import Article, Block, BlockKind
from assistant.question.question import understand
from assistant.text.modality import signs_of

if TYPE_CHECKING:
    from assistant.answering.bridge import Bridge

LINES = [
    "Marlow Brewery was founded in 1898 by two brothers from Derry.",
    "Marlow Brewery employs 340 people in four towns.",
    "The harbour museum employs 25 people.",
    "시립미술관은 2011년 5월 문을 열었다.",
    "시립미술관의 소장품은 모두 1200점이다.",
    "시립도서관의 소장품은 모두 300점이다.",
]


def sentences_of(lines: list[str]) -> list[EvidenceSentence]:
    text = "\n".join(lines)
    block = Block(kind=BlockKind.BODY, start=0, end=len(text))
    article = Article(id=Article.id_of(text), text=text, blocks=(block,), title="")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    return [
        EvidenceSentence(article, BlockKind.BODY, start, start + len(line), line, 1.0, text)
        for start, line in zip(starts, lines, strict=True)
    ]


def bound(claim: str, bridge: Bridge) -> Claim:
    (made,) = Binder(bridge, sentences_of(LINES)).bind(claim)
    return made


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        (
            "Marlow Brewery was founded in 1898 by two brothers from Derry, and employs 340 people in four towns.",
            LINES[:2],
        ),
        ("시립미술관은 2011년 5월 문을 열었고 소장품은 모두 1200점이다.", LINES[3:5]),
    ],
)
def test_a_claim_whose_clauses_two_sentences_say_is_verified(claim: str, quotes: list[str], bridge: Bridge) -> None:
    made = bound(claim, bridge)
    assert made.verdict is Verdict.VERIFIED, made.reasons
    assert [citation.quote for citation in made.citations] == quotes


@pytest.mark.parametrize(
    "claim",
    [
        "Marlow Brewery was founded in 1898 by two brothers from Derry, and employs 25 people.",
        "Marlow Brewery was founded in 1898 by two brothers from Derry, and employs 430 people in four towns.",
        "Marlow Brewery was founded in 1898 by two brothers from Derry, and closed in four towns.",
        "시립미술관은 2011년 5월 문을 열었고 소장품은 모두 300점이다.",
        "시립미술관은 2011년 5월 문을 열지 않았고 소장품은 모두 1200점이다.",
        "시립미술관은 2013년 5월 문을 열었고 소장품은 모두 1200점이다.",
    ],
)
def test_a_claim_with_one_clause_that_nobody_says_is_not(claim: str, bridge: Bridge) -> None:
    assert bound(claim, bridge).verdict is not Verdict.VERIFIED


@given(st.text(max_size=200))
def test_pieces_lose_no_word(claim: str) -> None:
    whole = "".join(char for char in claim if char.isalnum())
    pieces = "".join(char for piece in pieces_of(claim) for char in piece if char.isalnum())
    assert len(pieces) <= len(whole)
    assert not whole or not pieces or set(pieces) <= set(whole)


LONG = (
    "시는 지난해부터 여러 차례 주민의 뜻을 물었고 새 도서관의 설계도 이미 공모를 거쳐 마쳤으며, 도서관의 예산은 430억원으로 정해졌고, "
    "건물은 지붕을 나무로 덮어 햇빛이 책장 사이로 고르게 들어오게 만들어졌고 "
    "바닥에는 소리를 줄이는 두껍고 부드러운 깔개를 놓아 사람들이 하루 종일 편히 앉아 책을 읽으며 쉬어 가게 꾸며졌다."
)
ASKED = "새 도서관의 예산은 얼마인가?"


def cut(text: str, question: str = ASKED) -> str:
    (sentence,) = sentences_of([text])
    made = compressed(sentence, understand(question))
    assert made.article.text[made.start : made.end] == made.text
    return made.text


def test_what_was_not_asked_for_is_cut_off() -> None:
    assert len(LONG) >= 160
    assert "430억원" in cut(LONG)
    assert "깔개" not in cut(LONG)


@pytest.mark.parametrize(
    "ending",
    [
        "건물을 나무로 덮어 햇빛이 책장 사이로 고르게 들어오게 하는 방안을 앞으로 추진키로 했다.",
        "건물을 나무로 덮어 햇빛이 책장 사이로 고르게 들어오게 하지는 않았다.",
        "건물을 나무로 덮어 햇빛이 책장 사이로 고르게 들어온다고 시장이 말했다.",
    ],
)
def test_a_plan_a_denial_and_a_speaker_are_never_cut_off(ending: str) -> None:
    text = (
        LONG[: LONG.index("건물은")]
        + "공사를 맡을 회사와 자재를 대는 회사도 차례차례 뽑혀 일을 나누어 맡게 됐고, "
        + ending
    )
    assert len(text) >= 140
    text = text if len(text) >= 160 else "여러 해에 걸친 오랜 논의와 수많은 주민 설명회를 마친 끝에 " + text
    assert cut(text).endswith(ending)


@given(st.permutations([0, 1, 2, 3]), st.booleans())
def test_a_cut_keeps_every_figure_and_every_mark(order: list[int], open_question: bool) -> None:
    clauses = [
        "도서관의 예산은 430억원으로 정해졌고,",
        "문을 열지 못한 옛 건물은 그대로 남아 오가는 사람들이 아쉬운 마음으로 바라보게 됐으며,",
        "새로 뽑힌 직원 32명은 여름 내내 책을 나르고 꽂는 일을 맡아 바쁘게 움직였고,",
        "지붕과 기둥은 나무로 만들어져 비가 오는 날이면 은은한 향이 넓은 열람실에 퍼졌으며,",
    ]
    text = " ".join(clauses[at] for at in order) + " 그렇게 마무리됐다."
    kept = cut(text, "도서관은 어떤 곳인가?" if open_question else ASKED)
    assert kept in text
    assert signs_of(kept) == signs_of(text)
    assert all(figure in kept for figure in ("430억원", "32명"))
    assert kept == text or not open_question


def test_a_short_sentence_stays_whole() -> None:
    (sentence,) = sentences_of(["도서관의 예산은 430억원으로 정해졌고, 비가 왔다."])
    assert compressed(sentence, understand(ASKED)) == sentence
    assert replace(sentence, text=sentence.text) == sentence
