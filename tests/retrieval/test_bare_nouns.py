"""A noun is found with whatever particle it stands, and questions in either form of Unicode find the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant import Assistant
from assistant.article import SEARCHED_KINDS, Article, Block, BlockKind, Passage
from assistant.library import Library
from assistant.models.embedding import load_encoder
from assistant.retrieval.fusion import BIGRAMS, MORPHEMES
from assistant.retrieval.search import Searcher

if TYPE_CHECKING:
    from assistant.library import Leg

NOUNS = ("대통령", "총리", "싱가포르")
ENDINGS = (
    "은",
    "이",
    "을",
    "의",
    "에게",
    "께서는",
    "와",
    "도",
    "만",
    "부터",
    "까지는",
    "보다",
    "라고",
    "였다",
    "조차",
    "마저도",
)
LEGS: tuple[Leg, ...] = (MORPHEMES, BIGRAMS)


def with_particle(noun: str, particle: str) -> str:
    """The noun with the particle in the form that its last sound asks for."""
    closed = (ord(noun[-1]) - ord("가")) % 28 != 0
    after_vowel = {"은": "는", "이": "가", "을": "를"}
    after_consonant = {"와": "과", "라고": "이라고", "였다": "이었다"}
    return noun + (after_consonant.get(particle, particle) if closed else after_vowel.get(particle, particle))


@pytest.fixture(scope="module")
def inflected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A short article for every noun and particle, and some that hold none of the nouns."""
    place = tmp_path_factory.mktemp("nouns") / "library"
    texts = [f"어제 회의에서 {with_particle(noun, end)} 여러 번 언급됐다." for noun in NOUNS for end in ENDINGS]
    texts += [f"강릉 바닷가의 소나무 {number}그루를 옮겨 심었다." for number in range(20)]
    with Library.open(place, write=True, holder="test") as library:
        for text in texts:
            id = Article.id_of(text)
            block = Block(kind=BlockKind.BODY, start=0, end=len(text))
            passage = Passage(id=Passage.id_of(id, 0, len(text)), article_id=id, kind=BlockKind.BODY, start=0,
                              end=len(text), text=text)  # fmt: skip
            library.add(Article(id=id, text=text, blocks=(block,), title="", language="ko"), [passage])
        library.index_pending(load_encoder("multilingual-e5-small"))
        yield library


@pytest.mark.parametrize("noun", NOUNS)
def test_each_leg_finds_a_bare_noun_with_any_particle(inflected: Library, noun: str) -> None:
    from assistant.text import keywords

    for leg in LEGS:
        found = dict(inflected.search_keywords(leg, getattr(keywords, leg)(noun), 200))
        texts = [passage.text for passage in inflected.passages(list(found)).values()]
        assert len(texts) == len(ENDINGS)
        assert all(noun in text for text in texts)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_bare_noun_comes_before_what_does_not_hold_it(inflected: Library, noun: str) -> None:
    found = Searcher(inflected, load_encoder("multilingual-e5-small")).search(noun, k=len(ENDINGS))
    assert len(found) == len(ENDINGS)
    assert all(noun in evidence.text for evidence in found)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_bare_noun_finds_every_example_article_that_has_it(extractive: Assistant, noun: str) -> None:
    having = set()
    for summary in extractive.library.articles():
        article = extractive.article(summary.id)
        parts = (article.text[block.start : block.end] for block in article.blocks if block.kind in SEARCHED_KINDS)
        if any(noun in part for part in parts):
            having.add(article.id)
    assert having
    assert having <= {evidence.article_id for evidence in extractive.search(noun, k=100)}


@pytest.mark.parametrize("question", ["대통령은 누구를 만났나?", "싱가포르 총리", "강릉 소나무는 몇 그루인가?"])
def test_composed_and_decomposed_questions_find_the_same(inflected: Library, question: str) -> None:
    searcher = Searcher(inflected, load_encoder("multilingual-e5-small"))
    composed, decomposed = (searcher.search(unicodedata.normalize(form, question), k=10) for form in ("NFC", "NFD"))
    assert composed == decomposed
    assert len(composed) == 10
