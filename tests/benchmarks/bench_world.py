"""Tiny data files of the form that the benchmarks read, and an embedder of counted letters."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.models.protocols import EmbeddingFingerprint

DIMENSION = 64


def write_gzip(path: Path, text: str) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return path


def paragraph(text: str, *asked: tuple[str, str]) -> dict[str, Any]:
    """A paragraph with (question, answer) pairs."""
    questions = [
        {"id": f"q{at}", "question": question, "answers": [{"text": answer, "answer_start": text.index(answer)}]}
        for at, (question, answer) in enumerate(asked)
    ]
    return {"context": text, "qas": questions}


def write_korquad(folder: Path) -> None:
    """Two articles of our own, one paragraph printed in both."""
    shared = paragraph("등대섬 도서관은 1931년에 문을 열었다.", ("등대섬 도서관은 언제 문을 열었나?", "1931년"))
    articles = [
        {
            "title": "등대섬",
            "paragraphs": [
                shared,
                paragraph(
                    "등대섬의 주민은 모두 48명이다.", ("등대섬 주민은 몇 명인가?", "48명"), ("등대섬에는?", "48명")
                ),
            ],
        },
        {
            "title": "도서관",
            "paragraphs": [paragraph("고래마을 다리의 길이는 300m이다.", ("다리 길이는?", "300m")), shared],
        },
    ]
    write_gzip(folder / "korquad1.json.gz", json.dumps({"version": "none", "data": articles}))


def write_belebele(folder: Path) -> None:
    """Three questions about two passages."""
    passages = [("고래는 물에 산다.", "Whales live in water."), ("매는 하늘을 난다.", "Falcons fly in the sky.")]
    questions = [(0, "고래는 어디 사는가?", "Where do whales live?"), (0, "물에 사는 것은?", "What lives in water?"),
                 (1, "매는 어디를 나는가?", "Where do falcons fly?")]  # fmt: skip
    rows = [
        {"ko_passage": passages[at][0], "en_passage": passages[at][1], "ko_question": ko, "en_question": en}
        for at, ko, en in questions
    ]
    write_gzip(folder / "belebele_ko_en.jsonl.gz", "\n".join(map(json.dumps, rows)) + "\n")


class LetterEmbedder:
    """Texts that share letters are near; remembers how many texts it was given."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    @property
    def fingerprint(self) -> EmbeddingFingerprint:
        return EmbeddingFingerprint("letters", "0" * 64, DIMENSION, "", "")

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        rows = np.stack([np.bincount([ord(char) % DIMENSION for char in text], minlength=DIMENSION) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        return self.encode_queries(texts)
