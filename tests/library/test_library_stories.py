"""Stories: which texts of several sources are one story, and which are not."""

from __future__ import annotations

import gzip
import itertools
import json
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_world import KST
from newsroom import HEADLINE, PUBLISHED, SENTENCES, article, store

from assistant.article import Article
from assistant.library import Added, Library
from assistant.library.copies import SHARED, Told, disagreement, overlap
from assistant.library.shingles import letters, shared, shingles, sketch

SHARED_DATA = Path(__file__).parents[3] / "shared" / "data" / "news_ko_papers.jsonl.gz"
WIRE = " ".join(SENTENCES)
ENGLISH = (
    "The city of Garam will keep six of its public libraries open until 10 p.m. from next month, officials said on Monday. "
    "The change is meant for people who work or study during the day and cannot reach a library before it closes. "
    "The city will hire 24 more staff and spend 300 million won on wages and heating this year. "
    "Library director Kim Haneul said a lit window at night should become the living room of the neighbourhood."
)


def edited(*changes: tuple[str, str]) -> str:
    text = WIRE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


COPIES = {
    "letter for letter": WIRE,
    "other headline": WIRE + " ",
    "verbs and endings": edited(("밝혔다", "발표했다"), ("말했다", "전했다"), ("넓힐 계획이다", "확대할 방침이다")),
    "a deputy's words": edited(
        ("가람시는 다음 달부터", "경기 가람시가 다음 달부터"), ("책을 빌릴 수 있게", "책을 대출할 수 있게")
    ),
    "cut short": " ".join(SENTENCES[:4]),
    "lead dropped": " ".join(SENTENCES[2:]),
    "a sentence left out": " ".join(SENTENCES[:2] + SENTENCES[3:]),
    "reordered": " ".join((SENTENCES[0], *SENTENCES[3:], *SENTENCES[1:3])),
    "a sentence added": WIRE + " 이용 안내는 도서관 누리집에서 볼 수 있다.",
    "paragraphs": "\n\n".join(SENTENCES),
    "dateline": "【가람=뉴스통신】 박하나 기자 = " + WIRE,
    "number written out": edited(("3억 원", "3억원"), ("180명", "180여 명")),
    "a number left out": edited(
        (" 24명을", "를"),
    ),
    "month left out": edited(("2일 밝혔다", "3월 2일 밝혔다")),
}
OTHERS = {
    "another sum": edited(("3억 원", "9억 원")),
    "another currency": edited(("3억 원", "3억 달러")),
    "another count": edited(("24명", "42명")),
    "another hour": edited(("오후 10시", "오후 9시")),
    "another day": edited(("2일 밝혔다", "1일 밝혔다")),
    "another person": edited(("김하늘", "박서준")),
    "another town": WIRE.replace("가람시", "나래시").replace("강변도서관", "호수도서관"),
    "another turn": edited(("넓힐 계획이다", "줄일 계획이다")),
    "a denial": edited(("3억 원을 쓰기로", "3억 원을 쓰지 않기로")),
    "another number in a copy cut short": " ".join(SENTENCES[:3]).replace("3억", "13억"),
    "the same event in other words": (
        "늦은 밤에도 책을 읽고 싶다는 시민들의 바람이 이뤄진다. 가람시가 도서관 운영 시간을 네 시간 늘리기로 하면서다. "
        "대상은 시가 운영하는 도서관 가운데 여섯 곳이다. 시 관계자는 맞벌이 부부와 학생들의 요청이 많았다고 설명했다. "
        "지난해 강변도서관에서 시험 삼아 열어 본 결과도 좋았다. 시는 일할 사람을 더 뽑고 예산 3억 원을 들인다."
    ),
    "another article": (
        "나래시는 올해 봄꽃 축제를 예년보다 한 주 이른 이달 셋째 주에 연다. 기온이 평년보다 높아 벚꽃이 일찍 필 것으로 보이기 때문이다. "
        "축제장에는 먹을거리 장터와 어린이 그림 대회가 마련되고, 강변길은 사흘 동안 차 없는 거리가 된다. 시는 셔틀버스 12대를 띄운다."
    ),
}


def pair(text: str, **fields: object) -> tuple[Article, Article]:
    given = {"title": "[속보] " + HEADLINE, "outlet": "나래신문", "published": PUBLISHED + timedelta(hours=2)} | fields
    return article(WIRE), article(text, **given)


@pytest.mark.parametrize("name", COPIES)
def test_copies_are_one_story(library: Library, name: str) -> None:
    first, second = pair(COPIES[name])
    assert store(library, first, second) == [Added.NEW, Added.NEW]
    assert [each.id for each in library.story(second.id)] == [first.id, second.id]
    assert library.stories([first.id, second.id]) == dict.fromkeys([first.id, second.id], min(first.id, second.id))


@pytest.mark.parametrize("name", OTHERS)
def test_other_texts_are_other_stories(library: Library, name: str) -> None:
    first, second = pair(OTHERS[name], title="가람시 소식")
    store(library, first, second)
    assert [each.id for each in library.story(second.id)] == [second.id]
    assert library.stories([first.id, second.id]) == {first.id: first.id, second.id: second.id}


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("300 million", "300 million", True),
        ("on Monday", "Monday", True),
        ("300 million", "900 million", False),
        ("24 more", "34 more", False),
        ("Kim Haneul", "Park Seojun", False),
    ],
)
def test_english_copies(old: str, new: str, same: bool) -> None:
    one, other = Told(ENGLISH), Told("GARAM — " + ENGLISH.replace(old, new))
    assert overlap(one, other) >= SHARED
    assert (disagreement(one, other) == "") is same


TURNS = [
    ("가람시의회는 3일 새 도서관 예산안을 승인했다.", "가람시의회는 3일 새 도서관 예산안을 거부했다."),
    ("가람시의회는 3일 새 도서관 예산안을 승인했다.", "가람시의회는 3일 새 도서관 예산안을 승인하지 않았다."),
    ("가람시의 새 조례안이 3일 시의회 본회의에서 가결됐다.", "가람시의 새 조례안이 3일 시의회 본회의에서 부결됐다."),
    ("검찰은 3일 가람시 전 국장을 뇌물 혐의로 기소했다.", "검찰은 3일 가람시 전 국장을 뇌물 혐의로 불기소했다."),
    ("가람시 도서관 이용객이 지난해보다 크게 늘었다.", "가람시 도서관 이용객이 지난해보다 크게 줄었다."),
    (
        "가람시 도서관 이용료가 다음 달부터 오를 전망이라고 시는 밝혔다.",
        "가람시 도서관 이용료가 다음 달부터 안 오를 전망이라고 시는 밝혔다.",
    ),
    (
        "The fare for city buses rises from next month under the plan.",
        "The fare for city buses falls from next month under the plan.",
    ),
    (
        "The council will raise the fare for buses next month.",
        "The council will not raise the fare for buses next month.",
    ),
    (
        "The court upheld the ruling on the library on Monday.",
        "The court overturned the ruling on the library on Monday.",
    ),
]
SAME_TURN = [
    ("가람시의 새 조례안이 3일 시의회 본회의에서 가결됐다.", "가람시의 새 조례안이 3일 시의회 본회의에서 통과됐다."),
    ("가람시 도서관 이용객이 지난해보다 크게 늘었다.", "가람시 도서관 이용객이 작년보다 크게 증가했다."),
    ("시의 신용등급이 이번 심사에서 떨어지지 않았다고 했다.", "시의 신용등급이 이번 심사에서 유지됐다고 했다."),
    ("The council has approved the plan for the buses.", "The council approved the plan for the buses."),
]


@pytest.mark.parametrize(("one", "other"), TURNS)
def test_a_word_that_turns_the_sense_makes_another_story(one: str, other: str) -> None:
    assert disagreement(Told(f"{WIRE} {one}"), Told(f"{other} {WIRE}"))
    assert disagreement(Told(f"{WIRE} {other}"), Told(f"{one} {WIRE}"))


@pytest.mark.parametrize(("one", "other"), SAME_TURN)
def test_the_same_turn_in_another_word_does_not(one: str, other: str) -> None:
    assert disagreement(Told(f"{WIRE} {one}"), Told(f"{WIRE} {other}")) == ""


@pytest.mark.parametrize(
    ("one", "other", "rounded"),
    [("43.1%", "43%", True), ("8027억", "8030억", True), ("8027억", "8020억", True), ("43.1%", "44%", False),
     ("3.2%", "3%", False), ("983명", "990명", False), ("1억 2천만 원", "12억 원", False)],
)  # fmt: skip
def test_a_rounded_number_is_the_same_number(one: str, other: str, rounded: bool) -> None:
    text = "가람은행은 지난해 순이익을 포함한 실적이 {} 늘었다고 공시를 통해 밝혔다."
    assert (disagreement(Told(text.format(one)), Told("속보 " + text.format(other))) == "") is rounded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "당국은 직원 1명, 자문사 직원 3명 등 모두 4명을 고발했다.",
            "당국은 직원 4명, 자문사 직원 3명 등 모두 4명을 고발했다.",
        ),
        ("회사는 지난해 매출 66조1930억원을 올렸다고 밝혔다.", "회사는 지난해 매출 199조1930억원을 올렸다고 밝혔다."),
        (
            "한 쌍이 예식장에 2000만원 정도를 쓰는 것으로 나타났다.",
            "한 쌍이 예식장에 6000만원 정도를 쓰는 것으로 나타났다.",
        ),
        ("2기 정부는 출범하자마자 수입 규제를 2배 더 늘렸다.", "2기 정부는 출범하자마자 수입 규제를 7배 더 늘렸다."),
        (
            "값이 올랐다.강하늘 연구원은 수출이 늘었기 때문이라고 설명했다.",
            "값이 올랐다.박서준 연구원은 수출이 늘었기 때문이라고 설명했다.",
        ),
    ],
)
def test_one_value_in_the_place_of_another_is_seen(one: str, other: str) -> None:
    assert disagreement(Told(one), Told(other)) != ""
    assert disagreement(Told(one), Told("속보 " + one)) == ""


def test_what_differs_is_named() -> None:
    assert disagreement(Told(WIRE), Told(OTHERS["another sum"])) == "3억 원 ≠ 9억 원"
    assert disagreement(Told(WIRE), Told(OTHERS["another person"])).count("하늘") == 1


def test_a_copy_that_omits_the_number_does_not_join_what_differs_in_it(library: Library) -> None:
    first, second = pair(OTHERS["another sum"])
    neutral = article(" ".join(SENTENCES[:2] + SENTENCES[3:]), "도서관 밤까지", outlet="새벽일보")
    for order in itertools.permutations((first, second, neutral)):
        store(library, *order)
        stories = library.stories([first.id, second.id, neutral.id])
        assert stories[first.id] != stories[second.id]
        assert stories[neutral.id] in (stories[first.id], stories[second.id], neutral.id)
        for each in order:
            library.delete(each.id)


@pytest.mark.parametrize(
    ("published", "together"),
    [(PUBLISHED + timedelta(days=3), True), (PUBLISHED - timedelta(days=3), True), (PUBLISHED + timedelta(days=4), False),
     (None, False)],
)  # fmt: skip
def test_a_story_takes_days(library: Library, published: datetime | None, together: bool) -> None:
    first, second = pair(COPIES["dateline"], published=published)
    store(library, first, second)
    assert (len(library.story(first.id)) == 2) is together


def test_undated_articles_of_one_day_are_compared(library: Library) -> None:
    first, second = pair(COPIES["dateline"], published=None)
    store(library, first.model_copy(update={"published": None}), second)
    assert len(library.story(first.id)) == 2


def test_a_headline_and_a_sentence_are_no_story(library: Library) -> None:
    short = "가람시가 도서관 여섯 곳을 밤 열 시까지 연다고 2일 밝혔다."
    first, second = article(short), article(short, title="[1보] " + HEADLINE, outlet="나래신문")
    store(library, first, second)
    assert len(library.story(first.id)) == 1


def test_a_round_up_joins_nothing(library: Library) -> None:
    lead = " ".join(SENTENCES[:3])
    others = [
        f"{number}번째 소식이다. 날마다 새로운 일이 {number}가지 생기고 {number}명이 전한다. " * 6
        for number in range(3, 40)
    ]
    store(library, article(lead), article(lead + " " + " ".join(others), "오늘의 소식", outlet="나래신문"))
    assert len(library.story(article(lead).id)) == 1


def sources(texts: dict[str, str], kind: str) -> list[Article]:
    return [article(text, title=name, outlet=f"{at}{kind}") for at, (name, text) in enumerate(texts.items())]


@pytest.mark.parametrize("seed", range(4))
def test_stories_do_not_depend_on_the_order(library: Library, seed: int) -> None:
    copies = sources(COPIES, "신문")
    others = sources({name: OTHERS[name] for name in ("the same event in other words", "another article")}, "일보")
    pages = copies + others
    random.Random(seed).shuffle(pages)
    store(library, *pages)
    first = min(page.id for page in copies)
    expected = {page.id: first for page in copies} | {page.id: page.id for page in others}
    assert library.stories([page.id for page in pages]) == expected
    assert library.doctor().findings == ()


@pytest.mark.parametrize("seed", range(4))
def test_no_story_holds_articles_that_disagree(library: Library, seed: int) -> None:
    pages = sources(COPIES, "신문") + sources(OTHERS, "일보")
    random.Random(seed).shuffle(pages)
    store(library, *pages)
    stories = library.stories([page.id for page in pages])
    for one, other in itertools.combinations(pages, 2):
        if stories[one.id] == stories[other.id]:
            assert disagreement(Told.by(one), Told.by(other)) == ""


def test_deleting_and_superseding_form_the_story_anew(library: Library) -> None:
    whole = article(WIRE, url="https://a.example/1")
    start = article(" ".join(SENTENCES[:4]), "앞", outlet="나래신문")
    end = article(" ".join(SENTENCES[3:]), "뒤", outlet="새벽일보")
    store(library, start, end)
    assert len(library.story(start.id)) == 1
    store(library, whole)
    assert {each.id for each in library.story(end.id)} == {whole.id, start.id, end.id}
    library.delete(whole.id)
    assert [len(library.story(each.id)) for each in (start, end)] == [1, 1]
    store(library, whole)
    corrected = article(OTHERS["another sum"], url="https://a.example/1")
    assert store(library, corrected) == [Added.VERSION]
    assert whole.id not in {each.id for each in library.story(end.id)}
    assert library.stories([whole.id]) == {whole.id: whole.id}
    assert library.doctor().findings == ()
    library.delete(corrected.id)
    assert {each.id for each in library.story(end.id)} == {whole.id, start.id, end.id}


def test_many_copies_are_one_story(library: Library) -> None:
    orders = itertools.islice(itertools.permutations(SENTENCES), 0, 40 * 100, 100)
    pages = [article(" ".join(order), outlet=f"{at}신문") for at, order in enumerate(orders)]
    store(library, *pages)
    assert len(set(library.stories([page.id for page in pages]).values())) == 1
    assert len(library.story(pages[0].id)) == 40


@given(st.text(max_size=300), st.text(max_size=300))
def test_shingles_of_any_text(one: str, other: str) -> None:
    first, second = shingles(letters(one)), shingles(letters(other))
    assert shared(first, second) == shared(second, first)
    assert shared(first, first) == (1.0 if len(first) else 0.0)
    assert set(sketch(first).tolist()) <= set(first.tolist())
    assert len(first) <= max(0, len(letters(one)) - 11)
    joined = shingles(letters(f"{one} {other}"))
    assert set(first.tolist()) | set(second.tolist()) <= set(joined.tolist()) or not letters(one + other)


def test_equal_words_have_equal_shingles_whatever_their_form() -> None:
    assert (
        shingles(letters("가람시는, “여섯 곳”을 열다 ＡＢＣ ①")) == shingles(letters("가람시는 여섯곳을열다abc1"))
    ).all()


@pytest.mark.skipif(not SHARED_DATA.exists(), reason=f"needs {SHARED_DATA}")
def test_copies_of_real_articles_are_found_and_changed_numbers_are_not() -> None:
    with gzip.open(SHARED_DATA, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, 0, 2400, 24)]
    kept = wrong = tried = 0
    for row in rows:
        told = Told(row["body"])
        sentences = list(told.sentences.values())
        if len(sentences) < 6 or len(told.shingles) < 200:
            continue
        tried += 1
        copy = Told("다른 제목\n" + " ".join(sentences[: len(sentences) * 3 // 4]))
        kept += overlap(told, copy) >= SHARED and not disagreement(told, copy)
        wrong += overlap(told, Told("전혀 다른 이야기다. " * 30)) >= SHARED
    assert tried > 50
    assert kept == tried
    assert wrong == 0


def test_dates_of_the_day_are_read_by_the_day(library: Library) -> None:
    later = datetime(2026, 3, 4, 7, 0, tzinfo=KST)
    first, second = pair(edited(("2일 밝혔다", "이틀 전 밝혔다")), published=later)
    store(library, first, second)
    assert len(library.story(first.id)) == 2
