"""Wire copies in a library: one piece of evidence, with the names of the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Evidence, Filters

if TYPE_CHECKING:
    from assistant import Assistant

WIRE = (
    "가람시가 시립도서관 여섯 곳의 문 닫는 시각을 다음 달부터 오후 10시로 늦춘다. "
    "낮에 도서관을 찾기 어려운 직장인과 학생이 저녁에도 책을 빌릴 수 있게 하려는 것이다.\n\n"
    "시는 야간 근무자 24명을 새로 뽑고 인건비와 냉난방비로 올해 3억 원을 쓰기로 했다. "
    "지난해 시범 운영한 강변도서관에서는 저녁 이용자가 하루 평균 180명에 이르렀다.\n\n"
    "시는 반응이 좋으면 내년에 나머지 도서관 아홉 곳에도 야간 개관을 넓힐 계획이라고 밝혔다."
)
CITIES = ("나루", "다온", "라온", "마루", "바른", "사랑", "아름", "자람", "차돌", "하늘", "새봄", "늘봄")
ROWS = [
    {"title": "가람시 도서관 밤 10시까지", "text": WIRE, "outlet": "한강일보", "published": "2026-03-03"},
    {"title": "시립도서관 야간 개관", "text": WIRE, "outlet": "새벽신문", "published": "2026-03-04"},
    {"title": "도서관, 밤에도 연다", "text": WIRE.replace("밝혔다", "말했다"), "outlet": "누리경제", "published": "2026-03-04"},
    {"title": "다른 예산", "text": WIRE.replace("3억", "9억"), "outlet": "온새미뉴스", "published": "2026-03-03"},
    *(
        {"title": f"{city}시, 자매결연", "text": f"{city}시는 지난해 가람시와 자매결연을 맺었다. 두 도시는 축제를 함께 연다.",
         "outlet": "한강일보", "published": f"2026-01-{at:02}"}
        for at, city in enumerate(CITIES, 1)
    ),
]  # fmt: skip
COST = "가람시는 도서관 야간 개관에 올해 얼마를 쓰나?"


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    from assistant import Assistant
    from assistant.settings import Settings
    from ingest import ingest

    place: Path = tmp_path_factory.mktemp("wire")
    (place / "wire.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    ingest(place / "wire.jsonl", library=place / "library", settings=Settings(rights="ignore"))
    with Assistant.open(place / "library", settings=Settings(model="extractive")) as opened:
        yield opened


def costs(found: list[Evidence]) -> list[Evidence]:
    return [each for each in found if "인건비와 냉난방비" in each.text]


def test_copies_are_one_piece_of_evidence_that_names_the_others(wire: Assistant) -> None:
    found = costs(wire.search(COST, 8))
    assert len(found) == 2  # 3억 in three outlets, 9억 in one
    copied = next(each for each in found if "3억" in each.text)
    assert {copied.outlet, *(copy.outlet for copy in copied.also)} == {"한강일보", "새벽신문", "누리경제"}
    assert len(copied.also) == 2
    for copy in copied.also:
        assert "3억" in wire.article(copy.article_id).text
        assert copy.published is not None
    assert next(each for each in found if "9억" in each.text).also == ()


def test_a_filter_holds_for_the_others_too(wire: Assistant) -> None:
    found = costs(wire.search(COST, 8, Filters(outlets=("새벽신문", "누리경제"))))
    assert len(found) == 1
    assert {found[0].outlet, *(copy.outlet for copy in found[0].also)} == {"새벽신문", "누리경제"}
    (alone,) = costs(wire.search(COST, 8, Filters(outlets=("새벽신문",))))
    assert alone.also == ()


def test_one_article_gives_all_its_passages(wire: Assistant) -> None:
    article = wire.search(COST, 1)[0].article_id
    found = wire.search(COST, 20, Filters(articles=(article,)))
    assert {each.passage_id for each in found} == {each.id for each in wire.library.passages_of(article)}


def test_a_list_is_gathered_from_more_articles_than_are_shown(wire: Assistant) -> None:
    """Twelve articles name a city each; eight passages are shown."""
    finder = wire.engine._finder
    (found,) = finder.find("어떤 도시들이 가람시와 자매결연을 맺었나?", (), None, None)
    assert len(found.evidence) == 8
    read = {each.text[:2] for each in finder.to_read(found, None) if "자매결연을" in each.text}
    assert read == set(CITIES)


def test_other_questions_read_what_is_shown(wire: Assistant) -> None:
    finder = wire.engine._finder
    (found,) = finder.find(COST, (), None, None)
    assert finder.to_read(found, None) == list(found.evidence)
