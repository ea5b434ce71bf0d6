"""Passages a second, in both number formats, in turn, so that a busy machine is busy for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from assistant.library import Library
from assistant.models.embedding import Encoder, load_encoder
from assistant.settings import Settings
from benchmarks.metrics import median, ratio
from benchmarks.table import Cell, Table
from ingest import ingest

DTYPES = ("bfloat16", "float32")
ROUNDS = 3


@dataclass
class Rates:
    """Passages a second, a value a round: reading to index, and embedding alone."""

    passages: int = 0
    whole: dict[str, list[float]] = field(default_factory=lambda: {dtype: [] for dtype in DTYPES})
    alone: dict[str, list[float]] = field(default_factory=lambda: {dtype: [] for dtype in DTYPES})

    def table(self) -> Table:
        """A row for each number format, and their ratio."""
        rows: list[tuple[Cell, ...]] = [
            (dtype, median(self.whole[dtype]), median(self.alone[dtype])) for dtype in DTYPES
        ]
        rows.append(("bfloat16 : float32", _ratio(self.whole), _ratio(self.alone)))
        title = f"Passages a second, {self.passages} passages of the example pages, median of {len(self.whole[DTYPES[0]])} rounds"
        return Table(title, ("number format", "read, cut, store, index", "embedding alone"), tuple(rows))

    def figures(self) -> dict[str, float]:
        """``ingest.passages_per_second.bfloat16`` and its like."""
        found = {"ingest.bfloat16_to_float32": _ratio(self.whole), "embed.bfloat16_to_float32": _ratio(self.alone)}
        for dtype in DTYPES:
            found[f"ingest.passages_per_second.{dtype}"] = median(self.whole[dtype])
            found[f"embed.passages_per_second.{dtype}"] = median(self.alone[dtype])
        return {name: value for name, value in found.items() if value is not None}


def _ratio(rates: dict[str, list[float]]) -> float | None:
    """The median of the rounds' own ratios."""
    pairs = zip(*(rates[dtype] for dtype in DTYPES), strict=True)
    return median([found for one, other in pairs if (found := ratio(one, other)) is not None])


def measure_ingest(pages: Path, texts: Sequence[str], rounds: int = ROUNDS) -> Rates:
    """Ingest the pages anew in each format, in alternating order.

    :param texts: the passages, for embedding alone.
    """
    encoders = {dtype: load_encoder("multilingual-e5-small", dtype=dtype) for dtype in DTYPES}
    for encoder in encoders.values():
        encoder.encode_passages(list(texts[:4]))
    rates = Rates(passages=len(texts))
    for at in range(rounds):
        for dtype in DTYPES if at % 2 == 0 else reversed(DTYPES):
            rates.whole[dtype].append(_ingest(pages, encoders[dtype]))
            rates.alone[dtype].append(_embed(texts, encoders[dtype]))
    return rates


def _ingest(pages: Path, encoder: Encoder) -> float:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "library"
        started = perf_counter()
        ingest(pages, library=path, settings=Settings(library=path), embedder=encoder)
        seconds = perf_counter() - started
        with Library.open(path) as library:
            return library.counts().passages / seconds


def _embed(texts: Sequence[str], encoder: Encoder) -> float:
    started = perf_counter()
    encoder.encode_passages(texts)
    return len(texts) / (perf_counter() - started)
