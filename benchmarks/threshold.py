"""``python -m benchmarks.threshold``: what other values of ``reading.ENOUGH`` would do, on both sides."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.answer import Filters
from assistant.answering.bridge import Bridge
from assistant.answering.reading import CONTENT, ENOUGH, Reader, Reading
from assistant.library import Library
from assistant.models.embedding import load_encoder
from assistant.models.protocols import Embedder
from assistant.question.question import Kind, understand
from assistant.retrieval.search import Searcher
from assistant.settings import Settings
from benchmarks.command import main
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.korquad import read_korquad
from benchmarks.shelf import fill
from benchmarks.table import Table

NAME = "threshold.korquad"
VALUES = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)
TYPED = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.DATE})


def run(options: Options) -> Outcome:
    """The best coverage of each question and of its twin, and what each threshold makes of them."""
    try:
        collection = read_korquad(options.data)
    except MissingData as missing:
        return Outcome(skipped=[str(missing)])
    embedder = load_encoder("multilingual-e5-small")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "library"
        articles = fill(path, collection.documents, embedder)
        with Library.open(path) as library:
            asked = Asking(library, embedder)
            pairs = []
            for question in options.sample(collection.questions):
                others = set(articles.values()) - {articles[question.gold]}
                pairs.append((asked.best(question.text, None), asked.best(question.text, others)))
    return outcome_of(collection.title, pairs)


class Asking:
    """Reads questions over one library, up to the decision whether they are answered."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._searcher = Searcher(library, embedder)
        self._reader = Reader(library, embedder, Bridge(embedder))
        self._evidence = Settings().evidence

    def best(self, text: str, articles: Iterable[str] | None) -> float:
        """The best coverage of a sentence that may answer, 0 where none may."""
        filters = None if articles is None else Filters(articles=tuple(sorted(articles)))
        question = understand(text)
        reading = self._reader.read(question, self._searcher.search(question.standalone, self._evidence, filters))
        return best_coverage(reading)


def best_coverage(reading: Reading) -> float:
    """The best coverage of a sentence that meets all other conditions: names, content, and the kind of thing asked for."""
    typed = reading.question.kind in TYPED
    supports = [one.support for one in reading.scored if one.typed or not typed]
    fitting = [found for found in supports if not found.names_missing and found.content >= CONTENT]
    return max((found.coverage for found in fitting), default=0.0)


def outcome_of(title: str, pairs: Sequence[tuple[float, float]]) -> Outcome:
    """A row for each threshold: answerable questions refused, and twins refused.

    :param pairs: the best coverage of a question and of its twin.
    """
    rows = []
    figures = {f"{NAME}.n": float(len(pairs))}
    for value in sorted({*VALUES, ENOUGH}):
        wrong = sum(own < value for own, _ in pairs) / len(pairs)
        right = sum(twin < value for _, twin in pairs) / len(pairs)
        rows.append((f"{value} (in use)" if value == ENOUGH else str(value), wrong, right))
        figures |= {f"{NAME}.false_refusals.{value}": wrong, f"{NAME}.twins_refused.{value}": right}
    head = ("ENOUGH", "false refusals", "twins refused")
    return Outcome([Table(f"{title}: N = {len(pairs)} questions and as many twins", head, tuple(rows))], figures)


BENCHMARK = Benchmark("threshold", "what other values of the threshold of refusal would do", run, limit=60)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
