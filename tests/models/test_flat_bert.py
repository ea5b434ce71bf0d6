"""The flat forward pass gives the vectors of the model's own, or is not used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from assistant.models import flat_bert as module
from assistant.models.embedding import Encoder, load_encoder
from assistant.models.flat_bert import _attended, flat_bert


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_the_vectors_are_those_of_the_model(
    dtype: str, model_folder: Path, model_cache: Path, texts: list[str]
) -> None:
    encoder = load_encoder(str(model_folder), dtype=dtype, cache=model_cache)
    assert encoder._flat is not None
    long = [*texts, "", "가나다 " * 3000, "x"]
    own = encoder._model.encode([f"passage: {text}" for text in long], prompt="", batch_size=8)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    assert (encoder.encode_passages(long) * own).sum(axis=1).min() >= (0.99999 if dtype == "float32" else 0.999)


def test_neighbours_in_a_batch_do_not_count(encoder: Encoder, texts: list[str]) -> None:
    assert encoder._flat is not None
    ids = encoder._model.tokenizer(texts[:6])["input_ids"]
    together = encoder._flat.pooled(ids)
    assert together.shape == (6, 384)
    for at, text in enumerate(ids):
        assert np.allclose(encoder._flat.pooled([text])[0], together[at], atol=1e-4)


def test_words_of_one_length_that_share_their_products_keep_their_own_vectors(encoder: Encoder) -> None:
    assert encoder._flat is not None
    words = ["달", "정상회담", "cat", "서울", "dog", "원자력 발전 용량", "bus", "a"]
    ids = encoder._model.tokenizer([f"query: {word}" for word in words])["input_ids"]
    assert len({len(each) for each in ids}) < len(ids)
    together = encoder._flat.pooled(ids)
    for at, word in enumerate(ids):
        assert np.allclose(encoder._flat.pooled([word])[0], together[at], atol=1e-4)


def test_a_pass_that_disagrees_is_not_used(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert flat_bert(encoder._model) is not None
    monkeypatch.setattr(module.FlatBert, "_attend", lambda self, part, group: part[:, : part.shape[1] // 3])
    assert flat_bert(encoder._model) is None


@pytest.mark.parametrize(
    ("field", "value"), [("hidden_act", "relu"), ("model_type", "xlm-roberta"), ("is_decoder", True)]
)
def test_other_builds_use_their_own_pass(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch, field: str, value: Any
) -> None:
    monkeypatch.setattr(encoder._model[0].auto_model.config, field, value)
    assert flat_bert(encoder._model) is None


def test_scores_whose_exponentials_overflow_are_weighted_all_the_same() -> None:
    query = torch.full((1, 3, 4), 30.0, dtype=torch.bfloat16)
    value = torch.arange(12, dtype=torch.bfloat16).view(1, 3, 4)
    for key in (query, -query):
        assert torch.allclose(_attended(query, key, value).float(), value.float().mean(1, keepdim=True), atol=0.1)
