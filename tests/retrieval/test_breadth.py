"""Choosing among ranked passages: copies once, and no article, story or outlet in all places."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Evidence
from assistant.article import BlockKind
from assistant.retrieval.breadth import Candidate, Words, choose, fitting, merge, most, read_whole, without_copies

RAIN = "가람시는 4일 오전 비가 60밀리미터 내려 강변도로를 막았다고 밝혔다."


def candidate(name: str, score: float, **about: str) -> Candidate:
    """A candidate whose words are its own, unless they are given."""
    given = {"text": f"{name} {hash(name)} {name[::-1]}", "article": name, "story": about.get("article", name)} | about
    return Candidate(id=name, score=score, **given)


def evidence(name: str, score: float, article: str = "a") -> Evidence:
    return Evidence(rank=1, passage_id=name, article_id=article, title="", kind=BlockKind.BODY, text=name, start=0,
                    end=len(name), scores={"fused": score})  # fmt: skip


ranked = st.lists(
    st.tuples(st.floats(-0.2, 1), st.sampled_from("abcd"), st.sampled_from(["", "일보", "신문"])), max_size=30
).map(
    lambda rows: [
        candidate(f"{article}{at}", score, article=article, outlet=outlet)
        for at, (score, article, outlet) in enumerate(sorted(rows, reverse=True))
    ]
)


@given(ranked, st.integers(1, 12))
def test_nothing_is_lost_that_there_is_room_for(candidates: list[Candidate], k: int) -> None:
    chosen = choose(candidates, k)
    assert len(chosen) == min(k, len(candidates))
    assert chosen == [each for each in candidates if each in chosen]
    assert not candidates or chosen[0] == candidates[0]


@given(st.lists(st.floats(-0.2, 1), max_size=30), st.integers(1, 12))
def test_passages_of_one_article_stay_as_they_are(scores: list[float], k: int) -> None:
    candidates = [
        candidate(f"p{at}", score, article="a", outlet="일보") for at, score in enumerate(sorted(scores, reverse=True))
    ]
    assert choose(candidates, k) == candidates[:k]


@given(st.integers(2, 12))
def test_passages_that_fit_nearly_as_well_get_their_places(k: int) -> None:
    flood = [candidate(f"f{at}", 0.9 - at / 1000, article="flood") for at in range(20)]
    others = [candidate(f"o{at}", 0.85 - at / 1000) for at in range(20)]
    taken = Counter(each.article for each in choose([*flood, *others], k))
    assert taken["flood"] == min(most(k)[0], k)


def test_passages_that_fit_much_worse_get_none() -> None:
    flood = [candidate(f"f{at}", 0.9 - at / 1000, article="flood") for at in range(8)]
    others = [candidate(f"o{at}", 0.3) for at in range(8)]
    assert choose([*flood, *others], 8) == flood


def test_an_outlet_leaves_places_for_others_but_an_unknown_outlet_is_no_outlet() -> None:
    many = [candidate(f"m{at}", 0.9 - at / 1000, outlet="일보") for at in range(8)]
    others = [candidate(f"o{at}", 0.85 - at / 1000, outlet="신문") for at in range(8)]
    assert Counter(each.outlet for each in choose([*many, *others], 8)) == {"일보": 6, "신문": 2}
    unknown = [candidate(f"u{at}", 0.9 - at / 1000) for at in range(8)]
    assert choose([*unknown, *others], 8) == unknown


def test_of_copies_the_best_stays() -> None:
    first = candidate("one", 0.9, text=RAIN, story="rain")
    copy = candidate("two", 0.8, text=RAIN.replace("밝혔다", "말했다"), story="rain")
    other = candidate("three", 0.7, text="한강 수위는 오후에 2미터 낮아졌다.", story="rain")
    assert without_copies([first, copy, other]) == [first, other]


def test_another_number_another_story_and_more_words_are_no_copies() -> None:
    first = candidate("one", 0.9, text=RAIN, story="rain")
    number = candidate("two", 0.8, text=RAIN.replace("60", "80"), story="rain")
    elsewhere = candidate("three", 0.7, text=RAIN, story="another")
    longer = candidate("four", 0.6, text=f"{RAIN} 시는 이재민을 위해 학교 강당을 열었다.", story="rain")
    assert without_copies([first, number, elsewhere, longer]) == [first, number, elsewhere, longer]


def test_a_copy_that_is_cut_elsewhere_is_one() -> None:
    sentences = [RAIN, "시는 이재민을 위해 학교 강당을 열었다.", "한강 수위는 오후에 2미터 낮아졌다."]
    whole = [candidate(f"w{at}", 0.9, text=text, article="w", story="rain") for at, text in enumerate(sentences)]
    across = candidate("x", 0.8, text=" ".join(sentences[:2]), story="rain")
    assert across not in without_copies([*whole, across])


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_text_holds_its_parts(one: str, other: str) -> None:
    assert not Words(one).triples or Words(one, other).hold(Words(one))


def test_merging_keeps_the_best_score_of_each_and_counts_anew() -> None:
    merged = merge([[evidence("p", 0.9), evidence("q", 0.5)], [evidence("q", 0.8), evidence("r", 0.7)]], 2)
    assert [(found.passage_id, found.rank) for found in merged] == [("p", 1), ("q", 2)]
    assert merged[1].scores == {"fused": 0.8}
    assert merge([[evidence("p", 0.9)], []], 5) == [evidence("p", 0.9)]


def test_a_list_is_gathered_from_what_fits_nearly_as_well() -> None:
    found = [evidence("p", 0.9, "a"), evidence("q", 0.6, "b"), evidence("r", 0.58, "a"), evidence("s", 0.2, "c")]
    assert fitting(found) == found[:3]
    assert read_whole(found) == ["a", "b"]
    assert fitting([]) == []
