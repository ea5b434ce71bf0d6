"""A second look at the best candidates by a model that reads question and passage together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from assistant.errors import ModelError
from assistant.retrieval.fusion import Fused

if TYPE_CHECKING:
    from assistant.article import Passage
    from assistant.models.cross_encoder import PairModel

RERANKED: Final = 20
"""Candidates that are read: the right passage is hardly ever further down, and each costs a forward pass."""

RERANKER: Final = "reranker"


def load_reranker(name: str, dtype: str = "auto") -> PairModel | None:
    """The model that the setting ``reranker`` names; ``None`` when it names none.

    :raises ModelNotFoundError: when it is nowhere.
    :raises ModelError: when it cannot be loaded, or gives more than one score a pair.
    """
    if not name:
        return None
    from assistant.models.cross_encoder import load_cross_encoder

    model = load_cross_encoder(name, setting="reranker", dtype=dtype)
    if len(model.labels) != 1:
        raise ModelError(
            f"The model {name!r} gives {len(model.labels)} scores a pair; a reranker gives one.",
            hint="Choose a cross-encoder for ranking, or leave `reranker` empty.",
        )
    return model


def reranked(
    model: PairModel,
    question: str,
    ranked: Sequence[Fused],
    passages: Mapping[str, Passage],
    burden: Mapping[str, float],
) -> list[Fused]:
    """The best candidates in the order of the model, the others after them in the order they had.

    A candidate's score becomes the logistic of what the model says, less its burden; those that the model did not read
    share what is below the least of these.

    :param ranked: best first.
    :param burden: what to take from the score of headlines and captions, which fit a question and seldom answer it.
    """
    first = [each for each in ranked if each.id in passages][:RERANKED]
    taken = {each.id for each in first}
    said = _scores(model, question, [passages[each.id] for each in first])
    read = [
        Fused(each.id, max(0.0, score - burden.get(each.id, 0.0)), each.legs | {RERANKER: score})
        for each, score in zip(first, said, strict=True)
    ]
    least = min((each.score for each in read), default=1.0)
    rest = [
        Fused(each.id, least * min(max(each.score, 0.0), 1.0), each.legs) for each in ranked if each.id not in taken
    ]
    return sorted(read, key=lambda item: (-item.score, item.id)) + rest


def _scores(model: PairModel, question: str, passages: Sequence[Passage]) -> list[float]:
    import numpy as np

    texts = [f"{passage.heading}\n{passage.text}" if passage.heading else passage.text for passage in passages]
    logits = model.logits([(question, text) for text in texts])[:, 0]
    return [float(score) for score in 1 / (1 + np.exp(-logits.astype(np.float64)))]
