from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from library_world import OUTLETS, HashEmbedder, Progress, Vectors, embedded_text, fill, make_article

from assistant.answer import Filters
from assistant.errors import LibraryMismatchError
from assistant.library import Library
from assistant.text.keywords import bigrams, morphemes


@pytest.fixture(params=["chroma", "exact"])
def searched(request: pytest.FixtureRequest, place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The same library, searched by its owner and by a reader that has no lock."""
    with Library.open(place, write=True) as library:
        fill(library, range(20), HashEmbedder())
    if request.param == "exact":
        monkeypatch.setattr("assistant.library.search.try_acquire", lambda *_: None)
    with Library.open(place) as library:
        library.search_vectors(HashEmbedder().vector("x"), 1)
        assert library.owner is (request.param == "chroma")
        yield library


def test_every_passage_finds_itself(searched: Library, embedder: HashEmbedder) -> None:
    for number in range(0, 20, 3):
        for passage in make_article(number)[1]:
            (best, score), *others = searched.search_vectors(embedder.vector(embedded_text(passage)), 5)
            assert best == passage.id
            assert score == pytest.approx(1.0, abs=1e-3)
            assert [score for _, score in others] == sorted((score for _, score in others), reverse=True)


def test_scores_are_cosines(searched: Library, embedder: HashEmbedder) -> None:
    question = 3.0 * embedder.vector("어떤 협약을 맺었나?")
    found = searched.search_vectors(question, 80)
    stored = searched.vectors([name for name, _ in found])
    assert len(found) == 80
    for name, score in found:
        assert stored[name].dtype == np.float32
        assert np.linalg.norm(stored[name]) == pytest.approx(1.0, abs=1e-5)
        assert score == pytest.approx(float(stored[name] @ question) / 3.0, abs=2e-3)


def test_a_filter_holds(searched: Library, embedder: HashEmbedder) -> None:
    allowed = searched.resolve(Filters(outlets=(OUTLETS[1],)))
    assert allowed is not None
    found = searched.search_vectors(embedder.vector("x"), 100, allowed)
    assert {name for name, _ in found} == allowed
    assert searched.search_vectors(embedder.vector("x"), 5, frozenset()) == []
    everything = [name for name, _ in searched.search_vectors(embedder.vector("x"), 100)]
    assert [name for name, _ in found] == [name for name in everything if name in allowed]


def test_a_vector_of_another_length_is_refused(searched: Library) -> None:
    with pytest.raises(LibraryMismatchError, match=r"3 dimensions.*'hash-a'.*384"):
        searched.search_vectors(np.ones(3, dtype=np.float32), 5)


def test_both_ways_agree(place: Path, embedder: HashEmbedder) -> None:
    with Library.open(place, write=True) as library:
        fill(library, range(40), embedder)
        for number in range(30):
            question = embedder.vector(f"question {number}")
            chroma = library.search_vectors(question, 10)
            exact = library._vectors.exact().search(question, 10)
            assert [name for name, _ in chroma] == [name for name, _ in exact]


def test_keywords_find_the_passage_that_has_them(library: Library) -> None:
    fill(library, range(10))
    for leg, cut in (("morphemes", morphemes), ("bigrams", bigrams)):
        found = library.search_keywords(leg, cut("교류 협약 미술관"), 5)
        assert "미술관" in library.passages([found[0][0]])[found[0][0]].text
        scores = [score for _, score in found]
        assert scores == sorted(scores, reverse=True)
        assert scores[0] > 0


def test_the_heading_counts_as_keywords(library: Library) -> None:
    article, passages = make_article(5)
    library.add(article, passages)
    found = {name for name, _ in library.search_keywords("bigrams", bigrams("체결"), 10)}
    assert found == {passage.id for passage in passages}


def test_keywords_respect_a_filter(library: Library) -> None:
    fill(library, range(20))
    tokens = bigrams("서울시는 교류 협약을 맺었다")
    everything = library.search_keywords("bigrams", tokens, 100)
    for outlet in OUTLETS:
        allowed = library.resolve(Filters(outlets=(outlet,)))
        assert allowed is not None
        found = library.search_keywords("bigrams", tokens, 100, allowed)
        assert found == [each for each in everything if each[0] in allowed]
        assert library.search_keywords("bigrams", tokens, 3, allowed) == found[:3]
    assert library.search_keywords("bigrams", tokens, 10, frozenset()) == []


def test_a_filter_that_is_used_again_sees_articles_that_came_back(library: Library) -> None:
    articles = fill(library, range(4))
    allowed = library.resolve(Filters(articles=(articles[1].id,)))
    before = library.search_keywords("bigrams", bigrams("교류 협약"), 10, allowed)
    library.delete(articles[1].id)
    assert library.search_keywords("bigrams", bigrams("교류 협약"), 10, allowed) == []
    fill(library, [1])
    after = library.search_keywords("bigrams", bigrams("교류 협약"), 10, allowed)
    assert {name for name, _ in after} == {name for name, _ in before}


def odd(tokens: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.text.keywords.morphemes", lambda text: list(tokens))
    monkeypatch.setattr("assistant.text.keywords.bigrams", lambda text: list(tokens))


@pytest.mark.parametrize(
    "token",
    ["3_5", "3.5%", "c++", "AT&T", "O'Neil", 'say"so', "NEAR", "and", "*", "a*", "col:x", "서울", "\U0001f600", "漢字",
     "é", "İ", "A", "-", "(", "^", "a b", "x\x00y", "　wide"],
)  # fmt: skip
def test_any_token_is_found_and_counted(library: Library, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    odd(["common", token], monkeypatch)
    article, passages = make_article(1)
    library.add(article, passages[:1])
    odd(["common", "other"], monkeypatch)
    library.add(*make_article(2))
    assert [name for name, _ in library.search_keywords("morphemes", [token], 10)] == [passages[0].id]
    assert library.document_frequencies("morphemes", [token, "common", "absent"]) == {
        token: 1,
        "common": 5,
        "absent": 0,
    }


def test_tokens_that_mean_nothing_find_nothing(library: Library) -> None:
    fill(library, range(2))
    for tokens in ([], [""], [" ", "\x00"], ["nosuchtoken"]):
        assert library.search_keywords("morphemes", tokens, 5) == []
    assert library.search_keywords("morphemes", ["서울시"], 0) == []


def test_a_very_long_question_works(library: Library) -> None:
    fill(library, range(3))
    tokens = [f"단어{number}" for number in range(4000)] + ["교류"]
    assert library.search_keywords("morphemes", tokens, 5)


def test_frequencies_count_passages(library: Library) -> None:
    fill(library, range(10))
    frequencies = library.document_frequencies("bigrams", ["협약", "맺었", "없다"])
    assert frequencies == {"협약": 40, "맺었": 30, "없다": 0}


def test_a_reader_sees_what_is_written_meanwhile(
    place: Path, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(place, write=True) as library:
        fill(library, range(3), embedder)
        with monkeypatch.context() as patch, Library.open(place) as reader:
            patch.setattr("assistant.library.search.try_acquire", lambda *_: None)
            for number in range(3, 9):
                passage = make_article(number)[1][2]
                question = embedder.vector(embedded_text(passage))
                assert reader.search_vectors(question, 1)[0][0] != passage.id
                fill(library, [number], embedder)
                assert reader.search_vectors(question, 1)[0][0] == passage.id
                library.delete(passage.article_id)
                assert passage.id not in {name for name, _ in reader.search_vectors(question, 100)}


def test_the_owner_filters_by_its_own_new_vectors(library: Library, embedder: HashEmbedder) -> None:
    for number in range(5):
        article = fill(library, [number], embedder)[0]
        allowed = library.resolve(Filters(articles=(article.id,)))
        assert {name for name, _ in library.search_vectors(embedder.vector("x"), 50, allowed)} == allowed


def test_questions_are_answered_while_articles_come_and_go(library: Library, embedder: HashEmbedder) -> None:
    fill(library, range(10), embedder)
    stop, failures, asked = threading.Event(), [], []

    def ask() -> None:
        while not stop.is_set():
            try:
                question = embedder.vector(f"q{len(asked)}")
                assert len(library.search_vectors(question, 10)) == 10
                assert library.search_keywords("bigrams", ["협약"], 10)
                asked.append(1)
            except BaseException as error:  # noqa: BLE001
                failures.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(10, 30):
        article = fill(library, [number], embedder)[0]
        if number % 3 == 0:
            library.delete(article.id)
        if number % 8 == 0:
            library.rebuild()
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(asked) > 20
    assert library.doctor().findings == ()


def test_connections_of_ended_threads_are_closed_and_nothing_else(library: Library, embedder: HashEmbedder) -> None:
    articles = fill(library, range(3), embedder)
    allowed = library.resolve(Filters(articles=(articles[0].id,)))
    for _ in range(3):
        thread = threading.Thread(target=library.search_vectors, args=(embedder.vector("x"), 3, allowed))
        thread.start()
        thread.join()
    assert len(library._database._connections) <= 3
    assert library.search_vectors(embedder.vector("x"), 3, allowed)


def test_equal_vectors_keep_their_order(library: Library) -> None:
    class Same(HashEmbedder):
        def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
            return np.stack([self.vector("same")] * len(texts))

    fill(library, range(3), Same())
    allowed = library.resolve(Filters(outlets=OUTLETS))
    found = library.search_vectors(Same().vector("same"), 5, allowed)
    assert [name for name, _ in found] == [passage.id for number in range(2) for passage in make_article(number)[1]][:5]


def test_an_empty_library_finds_nothing(library: Library, embedder: HashEmbedder) -> None:
    assert library.search_vectors(embedder.vector("x"), 5) == []
    assert library.search_keywords("morphemes", ["서울"], 5) == []
    assert library.counts().passages == 0
    assert not list(library.path.glob("chroma-*"))
