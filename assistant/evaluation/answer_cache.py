"""Answers kept as files, so that an evaluation which was broken off goes on, and one that only scores anew asks nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.answer import Answer
from assistant.evaluation.result import Usage
from assistant.evaluation.spans import Span
from assistant.models.cache import make_directory, models_dir, read_json, write_json


def default_cache() -> Path:
    """Where answers are kept unless another place is named: beside the models, in the user's own cache."""
    return models_dir().parent / "evaluation"


@dataclass(frozen=True)
class Asked:
    """What came back for a question: the answer, the passages that are scored, the tokens it took."""

    answer: Answer
    retrieved: tuple[Span, ...]
    usage: Usage


class AnswerCache:
    """A folder of answers, one file each, named by the SHA-256 of all that an answer depends on.

    :param folder: ``None`` keeps nothing.
    :param fresh: write, but do not read.
    """

    def __init__(self, folder: Path | None, *, fresh: bool = False) -> None:
        self._folder = folder / "answers" if folder else None
        self._fresh = fresh
        if self._folder:
            make_directory(self._folder)

    def get(self, key: Mapping[str, Any]) -> Asked | None:
        """What is kept under a key; ``None`` if nothing is, or it is damaged."""
        if self._folder is None or self._fresh:
            return None
        kept = read_json(self._path(self._folder, key))
        try:
            spans = tuple(Span(**span) for span in kept["retrieved"])
            return Asked(Answer.model_validate_json(kept["answer"]), spans, Usage(**kept["usage"]))
        except (KeyError, TypeError, ValidationError):
            return None

    def put(self, key: Mapping[str, Any], asked: Asked) -> None:
        """Keep what came back."""
        if self._folder is None:
            return
        spans = [asdict(span) for span in asked.retrieved]
        answer = asked.answer.model_dump_json()  # a string, so that the order of its fields stays
        content = {"answer": answer, "retrieved": spans, "usage": asdict(asked.usage)}
        write_json(self._path(self._folder, key), content)

    @staticmethod
    def _path(folder: Path, key: Mapping[str, Any]) -> Path:
        text = json.dumps(key, ensure_ascii=False, sort_keys=True, default=str)
        return folder / f"{sha256(text.encode()).hexdigest()}.json"
