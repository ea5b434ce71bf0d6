"""A model of natural language inference, as a judge of whether quotes bear a claim out."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import ModelError, ModelNotFoundError
from assistant.models.cache import network_allowed
from assistant.models.embedding_files import download, hub_snapshot
from assistant.models.hashes import remembered_sha256

ENTAILMENT = "entail"
"""What the name of the label begins with that says that the premise bears the hypothesis out."""
WEIGHTS = "model.safetensors"
"""The file of a model's folder that holds its weights; a pickle is not loaded."""
LONGEST = 512
"""Tokens of premise and hypothesis together; a longer premise is cut off."""


class Inference:
    """Says whether a text bears out a statement: the most likely label is "entailment".

    :param name: a folder, or a model of the Hugging Face hub that is in its cache (or may be fetched, with
        ``CITEDESK_NETWORK=1``), with a head that tells entailment from the rest. Its weights must be safetensors.
    :raises ModelNotFoundError: when it is not there.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._folder = _folder_of(name)
        self._entails = lru_cache(maxsize=4096)(self._compute)

    def __call__(self, premise: str, hypothesis: str) -> bool:
        """Whether the premise entails the hypothesis.

        :raises ModelError: when it cannot be loaded, or has no label for entailment.
        """
        return self._entails(premise, hypothesis)

    @property
    def digest(self) -> str:
        """The SHA-256 of its weights."""
        return remembered_sha256(self._folder / WEIGHTS)

    def _compute(self, premise: str, hypothesis: str) -> bool:
        import torch

        model, tokenizer, label = self._loaded
        given = tokenizer(premise, hypothesis, truncation="only_first", max_length=LONGEST, return_tensors="pt")
        with torch.inference_mode():
            scores = model(**given).logits[0]
        return int(scores.argmax()) == label

    @cached_property
    def _loaded(self) -> tuple[Any, Any, int]:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(self._folder, local_files_only=True)
            model = AutoModelForSequenceClassification.from_pretrained(
                self._folder, local_files_only=True, use_safetensors=True
            )
        except (OSError, ValueError) as error:
            raise ModelError(f"The model {self.name!r} cannot be loaded: {_first_line(error)}") from error
        labels = {str(name).lower(): int(at) for at, name in model.config.id2label.items()}
        found = next((at for name, at in labels.items() if name.startswith(ENTAILMENT)), None)
        if found is None:
            raise ModelError(
                f"The model {self.name!r} has no label for entailment: {', '.join(labels)}.",
                hint="Choose one that was trained for natural language inference.",
            )
        return model.eval(), tokenizer, found


def _folder_of(name: str) -> Path:
    """Where a model lies: in a folder of this name, or among those of the hub."""
    folder = Path(name).expanduser()
    found = folder if folder.is_dir() else hub_snapshot(name) if name.count("/") == 1 else None
    if found is None and network_allowed() and name.count("/") == 1:
        found = download(name)
    if found is None or not (found / WEIGHTS).is_file():
        raise ModelNotFoundError(
            f"There is no model {name!r} with the file {WEIGHTS}.",
            hint="Name its folder; or set CITEDESK_NETWORK=1, so that it may be fetched from the hub.",
        )
    return found


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
