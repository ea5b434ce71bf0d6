"""A cross-encoder over the best candidates; a tiny one, made here, with weights of chance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant import Assistant
from assistant.errors import ModelError, ModelNotFoundError
from assistant.models.embedding import load_encoder
from assistant.retrieval.fusion import Fused
from assistant.retrieval.reranking import RERANKED, RERANKER, load_reranker, reranked
from assistant.retrieval.search import BURDEN, Searcher
from assistant.settings import Settings

if TYPE_CHECKING:
    from conftest import ExampleLibrary

    from assistant.models.cross_encoder import PairModel

QUESTION = "누리호 3차 발사는 언제 이뤄졌나요?"


def tiny(folder: Path, labels: int = 1) -> Path:
    """A cross-encoder of a few letters that tells texts apart, and nothing else."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"누리호발사위성금리다이가는은을를의도과와0123456789"]
    (folder / "vocab.txt").write_text("\n".join(dict.fromkeys(words)), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    with torch.random.fork_rng():
        torch.manual_seed(7)
        config = BertConfig(vocab_size=len(words), max_position_embeddings=512, num_labels=labels, **sizes)
        model = BertForSequenceClassification(config)
        torch.nn.init.normal_(model.classifier.weight, std=2.0)
        for each in model.bert.encoder.parameters():
            torch.nn.init.normal_(each, std=0.5)
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def reranker(tmp_path_factory: pytest.TempPathFactory) -> PairModel:
    model = load_reranker(str(tiny(tmp_path_factory.mktemp("models") / "tiny")), "float32")
    assert model is not None
    return model


def test_the_first_candidates_come_in_the_models_order(extractive: Assistant, reranker: PairModel) -> None:
    """k is large enough that nothing is left out for breadth."""
    searcher = Searcher(extractive.library, load_encoder("multilingual-e5-small"), reranker=reranker)
    found = searcher.search(QUESTION, k=40)
    plain = [each.passage_id for each in extractive.search(QUESTION, k=40)]
    read = [each for each in found if RERANKER in each.scores]
    assert len(read) == RERANKED
    assert {each.passage_id for each in read} == set(plain[:RERANKED])
    assert [each.passage_id for each in read] != plain[:RERANKED]
    passages = extractive.library.passages([each.passage_id for each in read])
    for each in read:
        passage = passages[each.passage_id]
        text = f"{passage.heading}\n{passage.text}" if passage.heading else passage.text
        logit = float(reranker.logits([(QUESTION, text)])[0, 0])
        assert each.scores[RERANKER] == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-3)
        assert each.scores["fused"] == pytest.approx(
            max(0.0, each.scores[RERANKER] - BURDEN.get(passage.kind, 0.0)), abs=1e-3
        )
    scores = [each.scores["fused"] for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_what_was_not_read_stays_below_and_in_order(extractive: Assistant, reranker: PairModel) -> None:
    ids = [each.passage_id for each in extractive.search("위성", k=30)]
    ranked = [Fused(id, 1 - at / 100, {}) for at, id in enumerate(ids)]
    found = reranked(reranker, QUESTION, ranked, extractive.library.passages(ids), {})
    assert {each.id for each in found[:RERANKED]} == set(ids[:RERANKED])
    assert [each.id for each in found[RERANKED:]] == ids[RERANKED:]


def test_nothing_ranked_is_nothing_read(reranker: PairModel) -> None:
    assert reranked(reranker, QUESTION, [], {}, {}) == []


def test_the_setting_puts_it_to_work(example_library: ExampleLibrary, tmp_path: Path) -> None:
    settings = Settings(model="extractive", reranker=str(tiny(tmp_path / "tiny")), dtype="float32")
    with Assistant.open(example_library.path, settings=settings) as opened:
        assert all(RERANKER in each.scores for each in opened.search(QUESTION, k=5))


def test_without_the_setting_there_is_none() -> None:
    assert Settings().reranker == ""
    assert load_reranker("") is None


def test_a_name_that_is_nowhere_says_what_to_do() -> None:
    with pytest.raises(ModelNotFoundError, match="nobody/no-reranker") as caught:
        load_reranker("nobody/no-reranker")
    assert "reranker" in (caught.value.hint or "")


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "tiny")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"model\.safetensors"):
        load_reranker(str(folder))


def test_a_model_with_several_scores_a_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="3 scores"):
        load_reranker(str(tiny(tmp_path / "labels", labels=3)))
