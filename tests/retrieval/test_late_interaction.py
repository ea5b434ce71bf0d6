"""Question and passage compared word by word, where they are in two languages."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant import Assistant
from assistant.article import BlockKind, Passage
from assistant.models.embedding import load_encoder
from assistant.retrieval.fusion import Fused
from assistant.retrieval.late_interaction import LATE, READ, maxsim, word_by_word
from assistant.text.language import language_of

TEXTS = [
    "총리가 다리를 열었다.",
    "비가 내렸다.",
    "은행이 금리를 올렸다.",
    "눈이 그쳤다.",
    "학교가 문을 열었다.",
    "배가 떠났다.",
    "새가 울었다.",
]


class Letters:
    """A model whose tokens are letters; with ``whole`` alone it has none that can be compared."""

    fingerprint = None

    def __init__(self, near: dict[str, float] | None) -> None:
        self.near = near

    def encode_queries(self, texts: list[str]) -> None:
        raise AssertionError(texts)

    def encode_passages(self, texts: list[str], progress: object = None) -> None:
        raise AssertionError(texts)

    def token_vectors(self, texts: list[str], *, questions: bool) -> list[NDArray[np.float32]] | None:
        if self.near is None:
            return None
        cosines = [1.0 if questions else self.near.get(text, 0.0) for text in texts]
        return [np.array([[cosine, (1 - cosine**2) ** 0.5]], np.float32) for cosine in cosines]


def passage(text: str) -> Passage:
    return Passage(id=text, article_id="a", kind=BlockKind.BODY, start=0, end=len(text), text=text, heading="",
                   language=language_of(text))  # fmt: skip


PASSAGES = {text: passage(text) for text in TEXTS}
RANKED = [Fused(text, 0.9 - at / 10, {"dense": 0.9 - at / 10}) for at, text in enumerate(TEXTS)]


def test_each_token_takes_the_nearest() -> None:
    question = np.array([[1, 0], [0, 1]], np.float32)
    passage = np.array([[0.6, 0.8], [1, 0], [-1, 0]], np.float32)
    assert maxsim(question, passage) == pytest.approx((1 + 0.8) / 2)


def test_the_best_few_are_put_in_the_order_of_both_scores() -> None:
    found = word_by_word(Letters({TEXTS[1]: 0.9, TEXTS[6]: 1.0}), "Did it rain?", RANKED, PASSAGES)  # type: ignore[arg-type]
    assert [each.id for each in found] == [TEXTS[1], TEXTS[0], *TEXTS[2:]]
    assert [LATE in each.legs for each in found] == [True] * READ + [False] * (len(TEXTS) - READ)
    assert all(first.score >= second.score for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("question", "near"),
    [("비가 내렸나?", {TEXTS[1]: 1.0}), ("Did it rain?", None)],
    ids=["same language", "no tokens"],
)
def test_nothing_changes_otherwise(question: str, near: dict[str, float] | None) -> None:
    assert word_by_word(Letters(near), question, RANKED, PASSAGES) == RANKED  # type: ignore[arg-type]
    assert word_by_word(Letters({}), "Did it rain?", [], PASSAGES) == []  # type: ignore[arg-type]


def test_the_mean_of_the_tokens_is_the_vector_of_the_text() -> None:
    encoder = load_encoder("multilingual-e5-small", dtype="float32")
    for questions, encode in ((True, encoder.encode_queries), (False, encoder.encode_passages)):
        tokens = encoder.token_vectors(TEXTS[:2], questions=questions)
        assert tokens is not None
        for rows, whole in zip(tokens, encode(TEXTS[:2]), strict=True):
            assert rows.shape[1] == encoder.fingerprint.dimension
            assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
            # the rows were brought to length 1, so that their mean points almost the same way
            assert float(rows.mean(0) @ whole / np.linalg.norm(rows.mean(0))) > 0.99


def test_a_question_in_another_language_is_compared_so(extractive: Assistant) -> None:
    english = extractive.search("When was the Nuri rocket launched for the third time?", k=5)
    korean = extractive.search("누리호 3차 발사는 언제 이뤄졌나요?", k=5)
    assert english[0].language == "ko"
    assert any(LATE in each.scores for each in english)
    assert not any(LATE in each.scores for each in korean)
