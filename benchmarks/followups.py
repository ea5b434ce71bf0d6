"""``python -m benchmarks.followups``: follow-up questions find what the same questions find when asked in full."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.library import Library
from assistant.models.chat import EXTRACTIVE, load_chat_model
from assistant.models.embedding import load_encoder
from assistant.models.protocols import Embedder
from assistant.question.followup import stand_alone
from assistant.question.rewriting import Rewriter
from assistant.question.timeframe import today_in_korea
from assistant.retrieval.search import Searcher
from assistant.settings import Settings
from benchmarks.command import main
from benchmarks.embedder import Remembering
from benchmarks.metrics import hit, mrr
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.followups import FollowUp, Span, read_follow_ups
from benchmarks.sets.papers import read_papers
from benchmarks.table import Cell, Table
from ingest import ingest

PAGES = Path(__file__).resolve().parents[1] / "examples" / "pages"
DISTRACTORS = 200
"""Articles of Korean papers that stand beside the example pages in the harder pool."""

DEPTH = 10
FULL, RULES, RAW, MODEL = "full", "rules", "raw", "model"
NOTES = [
    "full: the same question asked in full. rules, model: the follow-up as it is made to stand alone. raw: the follow-up "
    "alone. A passage is right when it holds words that answer. The earlier turns are given with their answers and citations.",
    "written before: fixtures that were written before any result was looked at; the rules were worked on with them. "
    "written after: fixtures that were written when the rules were done; one rule was added since, for what they got wrong "
    "(hit@5 of the rules among them was 0.970 before it, in both pools).",
]
Way = Callable[[FollowUp], str]


def run(options: Options) -> Outcome:
    """Ask the fixtures of the example pages, and of the pages among articles of papers when those are there."""
    outcome = Outcome(notes=list(NOTES))
    embedder = Remembering(load_encoder("multilingual-e5-small"))
    with _library(embedder, []) as (library, ids):
        fixtures = options.sample(read_follow_ups(library, ids))
        ways = _ways(library, options, outcome)
        asked = {name: [way(fixture) for fixture in fixtures] for name, way in ways.items()}
        _add(outcome, "followups", "the example pages", measure(library, embedder, fixtures, asked), fixtures)
    try:
        rows = _rows(options.data)
    except MissingData as missing:
        outcome.skipped.append(str(missing))
        return outcome
    with _library(embedder, rows) as (library, _):
        title = f"the example pages among {len(rows)} articles of papers"
        _add(outcome, "followups.papers", title, measure(library, embedder, fixtures, asked), fixtures)
    return outcome


@contextmanager
def _library(embedder: Embedder, rows: list[dict[str, str]]) -> Iterator[tuple[Library, dict[str, str]]]:
    """The example pages, and others beside them, with the id of the article of each page."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        papers, place = Path(folder) / "papers.jsonl", Path(folder) / "library"
        settings = Settings(library=place, rights="ignore")
        report = ingest(PAGES, library=place, settings=settings, embedder=embedder)
        if rows:
            papers.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
            ingest(papers, library=place, settings=settings, embedder=embedder)
        with Library.open(place) as library:
            yield library, {Path(line.source).name.replace(":", "#"): line.article_id for line in report.lines}


def _rows(folder: Path) -> list[dict[str, str]]:
    papers = [paper for paper in read_papers(folder) if paper.title and paper.body]
    step = max(1, len(papers) // DISTRACTORS)
    return [
        {
            "title": each.title,
            "text": f"{each.title}\n\n{each.body}",
            "outlet": each.outlet,
            "published": each.published,
        }
        for each in papers[::step][:DISTRACTORS]
    ]


def _ways(library: Library, options: Options, outcome: Outcome) -> dict[str, Way]:
    """How a follow-up is put to the search, by name."""

    def by_rules(each: FollowUp) -> str:
        return stand_alone(each.question, each.history, library)

    ways: dict[str, Way] = {FULL: lambda each: each.full, RULES: by_rules, RAW: lambda each: each.question}
    if options.model != EXTRACTIVE:
        settings = Settings(model=options.model)
        model = load_chat_model(options.model, settings)
        assert model is not None
        ways[MODEL] = _Timed(Rewriter(model, settings), by_rules, outcome)
    return ways


class _Timed:
    """The model's rewriting where it is accepted, else that of the rules; how long it took and how often it counted."""

    def __init__(self, rewriter: Rewriter, by_rules: Way, outcome: Outcome) -> None:
        self._rewriter, self._by_rules, self._outcome = rewriter, by_rules, outcome
        self._seconds: list[float] = []
        self._accepted: list[bool] = []

    def __call__(self, each: FollowUp) -> str:
        """Rewrite one follow-up."""
        started = time.perf_counter()
        said = self._rewriter.rewrite(each.question, each.history)
        self._seconds.append(time.perf_counter() - started)
        self._accepted.append(bool(said))
        self._outcome.figures |= {
            "followups.model.seconds": statistics.median(self._seconds),
            "followups.model.accepted": statistics.mean(self._accepted),
        }
        return said or self._by_rules(each)


def measure(
    library: Library, embedder: Embedder, fixtures: Sequence[FollowUp], asked: dict[str, list[str]]
) -> dict[str, list[int | None]]:
    """The place of the first right passage for each fixture, by way of asking."""
    searcher = Searcher(library, embedder)
    return {
        name: [_place(searcher, question, fixture.gold) for question, fixture in zip(questions, fixtures, strict=True)]
        for name, questions in asked.items()
    }


def _place(searcher: Searcher, question: str, gold: Span) -> int | None:
    frame = searcher.time_frame(question, today_in_korea())
    found = searcher.search(question, DEPTH, frame=frame)
    right = (e.rank for e in found if e.article_id == gold.article_id and e.start < gold.end and gold.start < e.end)
    return min(right, default=None)


def _add(
    outcome: Outcome, name: str, title: str, places: dict[str, list[int | None]], fixtures: Sequence[FollowUp]
) -> None:
    groups = {"": list(range(len(fixtures)))}
    for written in ("before", "after"):
        groups[f", written {written}"] = [at for at, each in enumerate(fixtures) if each.written == written]
    for label, chosen in groups.items():
        if not chosen:
            continue
        scored = {way: _scores([found[at] for at in chosen]) for way, found in places.items()}
        rows = tuple[tuple[Cell, ...], ...]((way, *values.values()) for way, values in scored.items())
        head = ("asked", "hit@1", "hit@5", f"MRR@{DEPTH}")
        outcome.tables.append(Table(f"Follow-ups, {title}{label}: N = {len(chosen)}", head, rows))
        prefix = f"{name}.{label.split()[-1]}" if label else name
        for way, values in scored.items():
            outcome.figures |= {f"{prefix}.{metric}.{way}": value for metric, value in values.items()}
        outcome.figures[f"{prefix}.n"] = float(len(chosen))


def _scores(places: Sequence[int | None]) -> dict[str, float]:
    return {"hit@1": hit(places, 1), "hit@5": hit(places, 5), f"mrr@{DEPTH}": mrr(places, DEPTH)}


BENCHMARK = Benchmark("followups", "follow-up questions find what the same questions find in full", run, limit=0)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
