"""Systems and figures of the retrieval benchmark, on a tiny collection."""

from __future__ import annotations

import builtins
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bench_world import LetterEmbedder

from benchmarks import retrieval, threshold
from benchmarks.command import main
from benchmarks.embedder import Remembering
from benchmarks.outcome import Benchmark
from benchmarks.sets.korquad import read_korquad
from benchmarks.shelf import shelf_of
from benchmarks.systems.own import Keywords, Reciprocal, own_systems
from benchmarks.systems.words import Words


@dataclass(frozen=True)
class Fixed:
    """A system that always gives the same ranking."""

    ranking: Sequence[str]
    name: str = "fixed"

    def rank(self, question: str, k: int) -> list[str]:
        return list(self.ranking[:k])


def test_every_system_ranks_documents(data: Path, letters: LetterEmbedder) -> None:
    collection = read_korquad(data)
    skipped: list[str] = []
    places = retrieval.measure(collection, collection.questions, letters, skipped)
    assert list(places) == ["citedesk", "dense", "morphemes", "bigrams", "rrf", "words", "langchain"]
    assert skipped == []
    # the words of every question but one ("등대섬에는?") stand in one paragraph only
    assert places["morphemes"].count(1) >= 4
    assert all(len(found) == len(collection.questions) for found in places.values())


def test_dense_alone_is_what_plain_langchain_finds(data: Path, letters: LetterEmbedder) -> None:
    """Without titles the two compare the same vectors."""
    collection = read_korquad(data)
    bare = tuple(type(document)(document.id, document.text) for document in collection.documents)
    collection = type(collection)(collection.name, collection.title, bare, collection.questions)
    places = retrieval.measure(collection, collection.questions, letters, [])
    assert places["dense"] == places["langchain"]


def test_langchain_chroma_may_be_absent(data: Path, letters: LetterEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    find = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "langchain_chroma":
            raise ImportError(name)
        return find(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    skipped: list[str] = []
    collection = read_korquad(data)
    places = retrieval.measure(collection, collection.questions, letters, skipped)
    assert "langchain" not in places
    assert "langchain-chroma" in skipped[0]


def test_a_keyword_leg_that_knows_nothing_finds_nothing(data: Path, letters: LetterEmbedder) -> None:
    with shelf_of(read_korquad(data).documents, letters) as shelf:
        assert Keywords(shelf, "morphemes", lambda _: []).rank("?", 5) == []
        assert own_systems(shelf, letters)[0].rank("등대섬 주민", 1) == ["1"]


def test_the_ablation_shows_every_system_on_every_set() -> None:
    """A system that could not be measured on a set has a dash, not a 0."""
    found: dict[str, retrieval.Places] = {
        "one": {"citedesk": [1, 2], "dense": [None, 1], "langchain": [1, 1]},
        "two": {"citedesk": [1], "dense": [3]},
    }
    table = retrieval.ablation(found)
    assert table.head == ("set", "N", "citedesk", "dense", "langchain")
    assert table.rows == (("one", 2, 0.5, 0.5, 1.0), ("two", 1, 1.0, 0.0, None))


def test_reciprocal_rank_fusion_by_hand() -> None:
    # b: 1/62 + 1/61, a: 1/61 + 1/63, c: 1/63, d: 1/62
    fused = Reciprocal((Fixed("abc"), Fixed("bda")))
    assert fused.rank("?", 10) == ["b", "a", "d", "c"]
    assert fused.rank("?", 2) == ["b", "a"]


def test_texts_are_embedded_once(letters: LetterEmbedder) -> None:
    remembering = Remembering(letters)
    first = remembering.encode_queries(["a", "b", "a"])
    assert (remembering.encode_queries(["b", "c"])[0] == first[1]).all()
    assert letters.encoded == ["a", "b", "c"]
    assert remembering.encode_passages(["a"]).shape == first[:1].shape
    assert letters.encoded == ["a", "b", "c", "a"]


def test_figures_have_flat_names() -> None:
    figures = retrieval.figures_of("set", {"citedesk": [1, None], "dense": [2, 1]})
    bounds = {name: figures.pop(name) for name in list(figures) if name.endswith((".low", ".high"))}
    assert figures == {
        "set.n": 2.0,
        "set.hit@1": 0.5,
        "set.hit@5": 0.5,
        "set.mrr@10": 0.5,
        "set.hit@1.dense": 0.5,
        "set.hit@5.dense": 1.0,
        "set.mrr@10.dense": 0.75,
    }
    assert sorted(bounds) == [
        f"set.{metric}.{end}" for metric in ("hit@1", "hit@5", "mrr@10") for end in ("high", "low")
    ]
    assert set(bounds.values()) == {0.0, 1.0}


def test_the_whole_is_compared_with_its_best_leg() -> None:
    # of four questions one is won and three are lost: 2 · P(X <= 1), X ~ B(4, 1/2), is 2 · 5/16
    places = {"citedesk": [1, None, 2, 3, 1], "dense": [2, 1, 1, 1, 1], "morphemes": [None] * 5}
    assert retrieval.against_legs(places) == "best leg dense: 1 questions won, 3 lost, p = 0.62"


def test_words_between_blanks_do_not_find_a_word_with_a_particle() -> None:
    system = Words([("1", "총리는 떠났다."), ("2", "총리 일정"), ("3", "날씨")])
    assert system.rank("총리", 5) == ["2"]
    assert system.rank("없는 말", 5) == []


@pytest.mark.parametrize(
    ("benchmark", "files"),
    [
        (retrieval.BENCHMARK, ("korquad1.json.gz", "belebele_ko_en.jsonl.gz")),
        (threshold.BENCHMARK, ("korquad1.json.gz",)),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_missing_data_is_named_and_no_failure(
    benchmark: Benchmark, files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "figures.json"
    assert main(benchmark, ["--data", str(tmp_path / "nowhere"), "--json", str(figures)]) == 0
    printed = capsys.readouterr().out
    assert [file for file in files if printed.count(f"Skipped: {file}") != 1] == []
    assert json.loads(figures.read_text()) == {}
