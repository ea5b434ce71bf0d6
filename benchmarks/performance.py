"""``python -m benchmarks.performance``: how fast pages are taken in, evidence is found and answers are made."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.library import Library
from assistant.settings import Settings
from benchmarks.command import main
from benchmarks.metrics import median, p95, ratio
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, Outcome
from benchmarks.speed.asking import Asked, K, ask_all, evidence_seconds
from benchmarks.speed.ingesting import measure_ingest
from benchmarks.speed.opening import opening_figures
from benchmarks.table import Cell, Table
from ingest import ingest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
EXTRACTIVE = "extractive"


def run(options: Options) -> Outcome:
    """Measure on the example pages and the questions that belong to them."""
    pages, fixtures = EXAMPLES / "pages", EXAMPLES / "fixtures.jsonl"
    absent = [str(path) for path in (pages, fixtures) if not path.exists()]
    if absent:
        return Outcome(skipped=[f"{path} is not there" for path in absent])
    questions = options.sample(read_questions(fixtures))
    outcome = Outcome()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        library = Path(folder) / "library"
        ingest(pages, library=library, settings=Settings(library=library))
        _add_ingest(outcome, pages, library)
        _add_evidence(outcome, evidence_seconds(library, questions, outcome.skipped))
        _add_opening(outcome, opening_figures(library, questions[0]))
        for model in dict.fromkeys((EXTRACTIVE, options.model)):
            _add_answers(outcome, model, ask_all(library, questions, model))
    return outcome


def read_questions(fixtures: Path) -> list[str]:
    """The questions of a file of fixtures that stand alone."""
    rows = [json.loads(line) for line in fixtures.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row["question"] for row in rows if not row.get("history")]


def _add_ingest(outcome: Outcome, pages: Path, library: Path) -> None:
    with Library.open(library) as opened:
        texts = [passage.text for article in opened.articles() for passage in opened.passages_of(article.id)]
    rates = measure_ingest(pages, texts)
    outcome.tables.append(rates.table())
    outcome.figures |= rates.figures()


def _add_evidence(outcome: Outcome, seconds: dict[str, list[float]]) -> None:
    rows: list[tuple[Cell, ...]] = [(name, median(found), p95(found)) for name, found in seconds.items()]
    names = {"citedesk": "", "plain": ".plain"}
    for name, found in seconds.items():
        _put(outcome, f"evidence.median_seconds{names[name]}", median(found))
        _put(outcome, f"evidence.p95_seconds{names[name]}", p95(found))
    if "plain" in seconds:
        own, plain = seconds["citedesk"], seconds["plain"]
        rows.append(("citedesk : plain", ratio(median(own), median(plain)), ratio(p95(own), p95(plain))))
        _put(outcome, "evidence.to_plain", ratio(median(own), median(plain)))
    count = len(seconds["citedesk"])
    title = f"Seconds to the best {K} passages, warm, N = {count} questions; plain is LangChain + Chroma, same passages and model"
    outcome.tables.append(Table(title, ("system", "median", "p95"), tuple(rows)))


def _add_opening(outcome: Outcome, figures: dict[str, float | None]) -> None:
    rows = (
        ("open a library and its index, warm", figures["open.seconds"]),
        ("`citedesk search` in a new process, all included", figures["open.cold_search_seconds"]),
    )
    outcome.tables.append(Table("Seconds to start", ("what", "seconds"), rows))
    for name, value in figures.items():
        _put(outcome, name, value)


def _add_answers(outcome: Outcome, model: str, asked: Sequence[Asked]) -> None:
    wrote = [one for one in asked if one.draft]
    lasting = [one for one in wrote if one.writing > 0]
    stages: dict[str, list[float]] = {
        "reading the evidence": [one.reading for one in asked],
        "question to answer": [one.answer.timings["total"] for one in asked],
        "question to first word, where the model wrote": [one.answer.timings["first_word"] for one in wrote],
        "question to answer, where the model wrote": [one.answer.timings["total"] for one in wrote],
        "pieces a second (about a token each)": [one.pieces / one.writing for one in lasting],
    }
    rows = tuple((stage, len(found), median(found), p95(found)) for stage, found in stages.items() if found)
    title = f"Seconds of an answer, model {model}, N = {len(asked)} questions"
    outcome.tables.append(Table(title, ("stage", "n", "median", "p95"), rows))
    names = ("reading_seconds", "total_seconds", "first_word_seconds", "written_seconds", "pieces_per_second")
    for name, found in zip(names, stages.values(), strict=True):
        _put(outcome, f"answer.{model}.{name}", median(found))


def _put(outcome: Outcome, name: str, value: float | None) -> None:
    if value is not None:
        outcome.figures[name] = value


BENCHMARK = Benchmark("performance", "passages a second, seconds to evidence and to an answer", run, limit=30)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
