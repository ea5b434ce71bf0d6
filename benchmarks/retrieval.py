"""``python -m benchmarks.retrieval``: how often the right passage is found, by Citedesk, its parts and others."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from assistant.evaluation.intervals import bootstrap_interval, mcnemar_p
from assistant.models.embedding import load_encoder
from assistant.models.protocols import Embedder
from assistant.retrieval.fusion import BIGRAMS, DENSE, MORPHEMES
from benchmarks.command import main
from benchmarks.embedder import Remembering
from benchmarks.metrics import hit, mrr, place
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.allganize import read_allganize
from benchmarks.sets.belebele import read_belebele
from benchmarks.sets.corpus import Asked, Collection
from benchmarks.sets.headlines import read_korquad_among_news, read_leads, read_titles, read_untitled
from benchmarks.sets.korquad import read_korquad
from benchmarks.sets.ntrex import read_ntrex
from benchmarks.shelf import shelf_of
from benchmarks.systems.own import own_systems
from benchmarks.systems.plain import plain_chroma
from benchmarks.systems.system import System
from benchmarks.systems.words import Words
from benchmarks.table import Cell, Table

SETS: dict[str, Callable[[Path], Collection]] = {
    "korquad": read_korquad,
    "korquad_news": read_korquad_among_news,
    "belebele.ko-ko": partial(read_belebele, question="ko", passage="ko"),
    "belebele.en-ko": partial(read_belebele, question="en", passage="ko"),
    "belebele.ko-en": partial(read_belebele, question="ko", passage="en"),
    "ntrex.en-ko": partial(read_ntrex, title="en", body="ko"),
    "ntrex.ko-en": partial(read_ntrex, title="ko", body="en"),
    "allganize": read_allganize,
    "titles": read_titles,
    "untitled": read_untitled,
    "leads": read_leads,
}
DEPTH = 10
LIMIT = 1000
"""Questions a set, evenly spread: all of them but for KorQuAD and the headlines; on two cores the whole takes a quarter of an
hour, half of it for vectors."""
OWN = "citedesk"
LEGS = (DENSE, MORPHEMES, BIGRAMS)
NOTES = [
    "langchain is LangChain + Chroma over the same texts, with headlines in titles alone; words is BM25 (bm25s) over words between "
    "blanks; morphemes is BM25 over Kiwi's morphemes; rrf is reciprocal rank fusion of the three legs. All share one model.",
    "In brackets: 95 % bootstrap interval over questions. p: exact McNemar test of hit@1, Citedesk against its best leg.",
]
Places = dict[str, list[int | None]]


def run(options: Options) -> Outcome:
    """Rank the documents of each set for each of its questions."""
    outcome = Outcome(notes=list(NOTES))
    embedder: Remembering | None = None
    found: dict[str, Places] = {}
    for name in options.sets or SETS:
        try:
            collection = SETS[name](options.data)
        except MissingData as missing:
            outcome.skipped.append(str(missing))
            continue
        except KeyError:
            outcome.skipped.append(f"There is no set {name!r}; there are {', '.join(SETS)}")
            continue
        embedder = embedder or Remembering(load_encoder("multilingual-e5-small"))
        questions = options.sample(collection.questions)
        started = time.perf_counter()
        places = found[collection.name] = measure(collection, questions, embedder, outcome.skipped)
        seconds = time.perf_counter() - started
        print(f"{collection.name}: {len(questions)} questions in {seconds:.0f} s", file=sys.stderr, flush=True)
        outcome.tables.append(table_of(collection, places))
        outcome.figures |= figures_of(collection.name, places)
    if found:
        outcome.tables.insert(0, ablation(found))
    outcome.skipped = list(dict.fromkeys(outcome.skipped))
    return outcome


def measure(collection: Collection, questions: Sequence[Asked], embedder: Embedder, skipped: list[str]) -> Places:
    """The place of the gold document for each question, by system."""
    texts = collection.pages
    with ExitStack() as stack:
        systems = own_systems(stack.enter_context(shelf_of(collection.documents, embedder)), embedder)
        others: tuple[Callable[[], System], ...] = (
            lambda: Words(texts),
            lambda: stack.enter_context(plain_chroma(texts, embedder)),
        )
        for other in others:
            try:
                systems.append(other())
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
    title = f"{collection.title}: {len(collection.documents)} passages, N = {asked} questions; {against_legs(places)}"
    rows = tuple[tuple[Cell, ...], ...](
        (name, *(f"{value:.3f} {_bounds(found, metric)}" for metric, value in scores(found).items()))
        for name, found in places.items()
    )
    return Table(title, ("system", "hit@1", "hit@5", f"MRR@{DEPTH}"), rows)


def ablation(found: Mapping[str, Places]) -> Table:
    """hit@1 of every system on every set: a leg that is dead, or worth nothing on some set, is seen at once."""
    systems = tuple(dict.fromkeys(system for places in found.values() for system in places))
    rows = tuple[tuple[Cell, ...], ...](
        (name, len(places[OWN]), *(hit(places[system], 1) if system in places else None for system in systems))
        for name, places in found.items()
    )
    return Table("hit@1 of the whole, of each leg alone, and of others", ("set", "N", *systems), rows)


def against_legs(places: Places) -> str:
    """Which leg alone does best at hit@1, and whether Citedesk does differently."""
    best = max((leg for leg in LEGS if leg in places), key=lambda leg: hit(places[leg], 1), default="")
    if not best:
        return "no legs"
    pairs = list(zip(places[OWN], places[best], strict=True))
    broken, mended = sum(a != 1 and b == 1 for a, b in pairs), sum(a == 1 and b != 1 for a, b in pairs)
    return f"best leg {best}: {mended} questions won, {broken} lost, p = {mcnemar_p(broken, mended):.2g}"


def interval(found: Sequence[int | None], metric: str) -> tuple[float, float]:
    """The 95 % interval of one metric of one system."""
    terms = [(scores([at])[metric], 1.0) for at in found]
    return bootstrap_interval(terms) or (0.0, 1.0)


def _bounds(found: Sequence[int | None], metric: str) -> str:
    low, high = interval(found, metric)
    return f"[{low:.3f}–{high:.3f}]"


def figures_of(name: str, places: Places) -> dict[str, float]:
    """Flat names: ``korquad.hit@1`` of Citedesk, with ``.low`` and ``.high``; ``korquad.hit@1.dense`` of another."""
    figures = {f"{name}.n": float(len(next(iter(places.values()))))}
    for system, found in places.items():
        suffix = "" if system == OWN else f".{system}"
        figures |= {f"{name}.{metric}{suffix}": value for metric, value in scores(found).items()}
    for metric in scores(places[OWN]):
        low, high = interval(places[OWN], metric)
        figures |= {f"{name}.{metric}.low": low, f"{name}.{metric}.high": high}
    return figures


BENCHMARK = Benchmark("retrieval", "hit@1, hit@5 and MRR@10 in Korean, English and across both", run, limit=LIMIT)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
