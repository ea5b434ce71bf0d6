"""A model of natural language inference in the place of our checker; a tiny one, made here, that knows only one answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evaluated import FIXTURES, PAGE, found, right_answers
from scripted_assistant import ScriptedAssistant

from assistant.errors import ModelError, ModelNotFoundError
from assistant.evaluation import evaluate
from assistant.evaluation.inference import Inference


def tiny(folder: Path, labels: tuple[str, ...], always: int) -> Path:
    """A model with these labels that always says one of them."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1, "intermediate_size": 8}
    config = BertConfig(vocab_size=len(words), max_position_embeddings=512, **sizes)
    config.id2label = dict(enumerate(labels))
    config.label2id = {label: at for at, label in enumerate(labels)}
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([float(at == always) for at in range(len(labels))]))
    model.save_pretrained(folder)
    return folder


NLI = ("CONTRADICTION", "neutral", "Entailment")


@pytest.mark.parametrize(("always", "value"), [(2, 1.0), (1, 0.0)])
def test_it_decides_what_quotes_bear_out(tmp_path: Path, always: int, value: float) -> None:
    entails = Inference(str(tiny(tmp_path / "nli", NLI, always)))
    report = evaluate(FIXTURES, ScriptedAssistant([PAGE], right_answers(), found()), entails=entails)
    assert report.metrics["citation_recall"].value == report.metrics["citation_precision"].value == value
    support = report.to_dict()["hashes"]["support"]
    assert support["name"].endswith("nli")
    assert len(support["sha256"]) == 64


def test_long_premises_are_cut_off(tmp_path: Path) -> None:
    assert Inference(str(tiny(tmp_path / "nli", NLI, 2)))("a " * 5000, "b c")


def test_without_one_our_checker_is_named() -> None:
    report: Any = evaluate(FIXTURES, ScriptedAssistant([PAGE], right_answers(), found())).to_dict()
    assert report["hashes"]["support"] == {"name": "checker"}


def test_a_model_for_something_else_is_refused(tmp_path: Path) -> None:
    entails = Inference(str(tiny(tmp_path / "mood", ("good", "bad"), 0)))
    with pytest.raises(ModelError, match="no label for entailment: good, bad"):
        entails("a", "b")


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="nowhere"):
        Inference(str(tmp_path / "nowhere"))
    (tmp_path / "pickled").mkdir()
    (tmp_path / "pickled" / "pytorch_model.bin").write_bytes(b"x")
    with pytest.raises(ModelNotFoundError, match="safetensors"):
        Inference(str(tmp_path / "pickled"))
