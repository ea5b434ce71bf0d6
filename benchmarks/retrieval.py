"""``python -m benchmarks.retrieval``: how often the right passage is found, by Citedesk, its parts and others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from assistant.models.embedding import load_encoder
from assistant.models.protocols import Embedder
from benchmarks.command import main
from benchmarks.embedder import Remembering
from benchmarks.metrics import hit, mrr, place
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.belebele import read_belebele
from benchmarks.sets.corpus import Asked, Collection
from benchmarks.sets.korquad import read_korquad
from benchmarks.shelf import shelf_of
from benchmarks.systems.own import own_systems
from benchmarks.systems.plain import plain_chroma
from benchmarks.systems.system import System
from benchmarks.table import Cell, Table

SETS: tuple[Callable[[Path], Collection], ...] = (
    read_korquad,
    partial(read_belebele, question="ko", passage="ko"),
    partial(read_belebele, question="en", passage="ko"),
)
DEPTH = 10
OWN = "citedesk"
Places = dict[str, list[int | None]]


def run(options: Options) -> Outcome:
    """Rank the documents of each set for each of its questions."""
    outcome = Outcome(notes=["plain is LangChain + Chroma over the same texts without titles; all share one model."])
    embedder: Remembering | None = None
    for read in SETS:
        try:
            collection = read(options.data)
        except MissingData as missing:
            outcome.skipped.append(str(missing))
            continue
        embedder = embedder or Remembering(load_encoder("multilingual-e5-small"))
        questions = options.sample(collection.questions)
        places = measure(collection, questions, embedder, outcome.skipped)
        outcome.tables.append(table_of(collection, places))
        outcome.figures |= figures_of(collection.name, places)
    outcome.skipped = list(dict.fromkeys(outcome.skipped))
    return outcome


def measure(collection: Collection, questions: Sequence[Asked], embedder: Embedder, skipped: list[str]) -> Places:
    """The place of the gold document for each question, by system."""
    with ExitStack() as stack:
        systems = own_systems(stack.enter_context(shelf_of(collection.documents, embedder)), embedder)
        texts = [(document.id, document.text) for document in collection.documents]
        try:
            systems.append(stack.enter_context(plain_chroma(texts, embedder)))
        except MissingData as missing:
            skipped.append(str(missing))
        return {system.name: _places(system, questions) for system in systems}


def _places(system: System, questions: Sequence[Asked]) -> list[int | None]:
    return [place(system.rank(asked.text, DEPTH), asked.gold) for asked in questions]


def scores(places: Sequence[int | None]) -> dict[str, float]:
    """The metrics of one system."""
    return {"hit@1": hit(places, 1), "hit@5": hit(places, 5), f"mrr@{DEPTH}": mrr(places, DEPTH)}


def table_of(collection: Collection, places: Places) -> Table:
    """A row for each system."""
    asked = len(next(iter(places.values())))
    title = f"{collection.title}: {len(collection.documents)} passages, N = {asked} questions"
    rows = tuple[tuple[Cell, ...], ...]((name, *scores(found).values()) for name, found in places.items())
    return Table(title, ("system", "hit@1", "hit@5", f"MRR@{DEPTH}"), rows)


def figures_of(name: str, places: Places) -> dict[str, float]:
    """Flat names: ``korquad.hit@1`` of Citedesk, ``korquad.hit@1.dense`` of another."""
    figures = {f"{name}.n": float(len(next(iter(places.values()))))}
    for system, found in places.items():
        suffix = "" if system == OWN else f".{system}"
        figures |= {f"{name}.{metric}{suffix}": value for metric, value in scores(found).items()}
    return figures


BENCHMARK = Benchmark("retrieval", "hit@1, hit@5 and MRR@10 on KorQuAD and Belebele", run, limit=0)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
