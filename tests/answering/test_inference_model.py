"""A model of natural language inference, made on disk, must agree before a claim is verified."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Verdict
from assistant.answering.binding import Binder
from assistant.answering.entailment import Entailment, load_entailment
from assistant.answering.sentences import EvidenceSentence
from assistant.article import Article, Block, BlockKind
from assistant.errors import ModelError, ModelNotFoundError
from assistant.models.cross_encoder import load_cross_encoder
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answering.bridge import Bridge

TEXT = "The bridge was opened on Thursday after four years of work."
CLAIM = "The bridge was opened on Thursday."


def make_model(
    folder: Path, likeliest: str, labels: tuple[str, ...] = ("entailment", "neutral", "contradiction")
) -> Path:
    """A cross-encoder of a few numbers whose last layer always prefers one label."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "bridge"]))
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    named = dict(enumerate(labels))
    config = BertConfig(vocab_size=7, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
                        num_labels=len(labels), id2label=named, label2id={name: at for at, name in named.items()})  # fmt: skip
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([float(label == likeliest) for label in labels]))
    model.save_pretrained(folder)
    return folder


def sentence() -> EvidenceSentence:
    article = Article(id=Article.id_of(TEXT), text=TEXT, blocks=(Block(kind=BlockKind.BODY, start=0, end=len(TEXT)),),
                      title="Bridge", language="en")  # fmt: skip
    return EvidenceSentence(article, BlockKind.BODY, 0, len(TEXT), TEXT, 1.0, TEXT)


@pytest.mark.parametrize(
    ("likeliest", "verdict", "words"),
    [
        ("entailment", Verdict.VERIFIED, "agree"),
        ("neutral", Verdict.PARTLY, "follows"),
        ("contradiction", Verdict.PARTLY, "contradict"),
    ],
)
def test_what_the_model_does_not_grant_is_not_verified(
    tmp_path: Path, bridge: Bridge, likeliest: str, verdict: Verdict, words: str
) -> None:
    folder = make_model(tmp_path / "nli", likeliest)
    entailment = load_entailment(Settings(nli=str(folder), dtype="float32"))
    (claim,) = Binder(bridge, [sentence()], entailment=entailment).bind(CLAIM)
    assert claim.verdict is verdict
    assert words in " ".join(claim.reasons)


def test_without_the_setting_there_is_no_model() -> None:
    assert load_entailment(Settings(today=date(2026, 3, 3))) is None


def test_a_model_without_a_label_of_entailment_is_refused(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "topics", "sport", labels=("sport", "politics"))
    with pytest.raises(ModelError, match="no label of entailment"):
        Entailment(load_cross_encoder(str(folder), setting="nli", dtype="float32"))


def test_scores_have_a_row_for_each_pair_and_a_column_for_each_label(tmp_path: Path) -> None:
    model = load_cross_encoder(str(make_model(tmp_path / "nli", "neutral")), setting="nli", dtype="float32")
    assert model.labels == ("entailment", "neutral", "contradiction")
    assert model.logits([("a", "b"), ("c", "d")]).argmax(axis=1).tolist() == [1, 1]
    assert model.logits([]).shape == (0, 3)


def test_a_missing_model_is_named_with_its_setting() -> None:
    with pytest.raises(ModelNotFoundError, match="nli"):
        load_entailment(Settings(nli="nobody/there"))


def test_a_folder_without_safe_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="safetensors"):
        load_cross_encoder(str(tmp_path), setting="reranker")
