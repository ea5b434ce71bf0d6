"""``python -m benchmarks.people --people 50``: many ask at once at one page, each their own question."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from assistant.evaluation import read_fixtures
from assistant.settings import Settings
from benchmarks.command import perform
from benchmarks.crowd.scripted_model import FIRST_SECONDS, WORDS_A_SECOND
from benchmarks.crowd.server import running
from benchmarks.crowd.visit import Page, Seen, Visit
from benchmarks.metrics import median, p95
from benchmarks.options import Options, options_of, parser
from benchmarks.outcome import Benchmark, Outcome
from benchmarks.report import write_json
from benchmarks.table import Cell, Table
from ingest import ingest
from ui.turns import WRITING

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ALONE, LEAVING = 8, 3
"""Questions that one person asks alone, and how often somebody leaves while an answer is written."""
PEOPLE = 50
GIVEN_UP = 20.0
"""Seconds after which a model is taken not to have been freed."""


def run(options: Options) -> Outcome:
    """Ask alone, then all at once, then leave in the middle."""
    questions = _questions()
    asked = (questions * (1 + (options.limit or PEOPLE) // len(questions)))[: options.limit or PEOPLE]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        library, notes = Path(folder) / "library", Path(folder) / "notes"
        ingest(EXAMPLES / "pages", library=library, settings=Settings(library=library))
        with running(library, notes) as url:
            alone, crowd, freed = asyncio.run(_visit(url, asked, notes))
    return _outcome(alone, crowd, freed)


def _questions() -> list[str]:
    """Questions that a model answers in prose; lists are made by code."""
    found = read_fixtures(EXAMPLES / "fixtures.jsonl")
    return [each.question for each in found if each.answerable and not each.history and "list" not in each.tags]


async def _visit(url: str, questions: Sequence[str], notes: Path) -> tuple[list[Seen], list[Seen], list[float]]:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False, limits=limits) as client:
        page = Page((await client.get("config")).json())
        await _ask(client, page, questions[0])  # the first question loads what the others find loaded
        alone = [await _ask(client, page, question) for question in questions[-ALONE:]]
        visits = [Visit(client, page) for _ in questions]
        await asyncio.gather(*(visit.arrive() for visit in visits))
        crowd = await asyncio.gather(*(visit.ask(question) for visit, question in zip(visits, questions, strict=True)))
        freed = [await _leave(client, page, question, notes) for question in questions[:LEAVING]]
    return alone, list(crowd), freed


async def _ask(client: httpx.AsyncClient, page: Page, question: str) -> Seen:
    visit = Visit(client, page)
    await visit.arrive()
    return await visit.ask(question)


async def _leave(client: httpx.AsyncClient, page: Page, question: str, notes: Path) -> float:
    """Seconds from closing the page in the middle of an answer until the model has stopped."""
    visit = Visit(client, page)
    await visit.arrive()
    await visit.ask(question, leave_at_first_word=True)
    left = time.time()
    while time.time() < left + GIVEN_UP:
        what, at, _ = notes.read_text(encoding="utf-8").splitlines()[-1].split("\t", 2)
        if what == "ended":
            return max(0.0, float(at) - left)
        await asyncio.sleep(0.05)
    return GIVEN_UP


def strangers(seen: Sequence[Seen]) -> int:
    """How many windows ever showed the question of somebody else, or never their own."""
    wrong = 0
    for each in seen:
        shown = unescape(" ".join(each.texts))
        others = {other.question for other in seen} - {each.question}
        wrong += each.question not in shown or any(question in shown for question in others)
    return wrong


def _outcome(alone: Sequence[Seen], crowd: Sequence[Seen], freed: Sequence[float]) -> Outcome:
    outcome = Outcome()
    stages = {
        "evidence": ([each.evidence for each in alone], [each.evidence for each in crowd]),
        "evidence_after_turn": ([_after_found(each) for each in alone], [_after_found(each) for each in crowd]),
        "first_word": ([each.first_word for each in alone], [each.first_word for each in crowd]),
        "first_word_after_turn": ([_after_turn(each) for each in alone], [_after_turn(each) for each in crowd]),
        "answer": ([each.ended for each in alone], [each.ended for each in crowd]),
    }
    rows: list[tuple[Cell, ...]] = []
    for stage, (single, many) in stages.items():
        own, all_ = ([value for value in values if value is not None] for values in (single, many))
        if not (own and all_):
            continue
        rows.append((stage.replace("_", " "), len(all_), median(own), p95(own), median(all_), p95(all_)))
        for name, values in ((".single", own), ("", all_)):
            outcome.figures[f"people.{stage}.median_seconds{name}"] = median(values)
            outcome.figures[f"people.{stage}.p95_seconds{name}"] = p95(values)
    title = (
        f"Seconds from the question, {len(crowd)} people at once, each their own; the model's first word after "
        f"{FIRST_SECONDS} s, then {WORDS_A_SECOND:.0f} words a second, {WRITING} answers at a time"
    )
    head = ("until", "n", "alone, median", "alone, p95", "together, median", "together, p95")
    outcome.tables.append(Table(title, head, tuple(rows)))
    outcome.figures |= {
        "people.errors": sum(bool(each.error) for each in crowd),
        "people.wrong_window": strangers([each for each in crowd if not each.error]),
        "people.shown_in_line": sum(each.place > 0 for each in crowd),
        "people.freed.worst_seconds": max(freed),
    }
    outcome.notes += [
        f"{outcome.figures['people.errors']:.0f} errors; text in the wrong window: {outcome.figures['people.wrong_window']:.0f}.",
        f"{outcome.figures['people.shown_in_line']:.0f} were shown a place in line, up to number "
        f"{max(each.place for each in crowd)}.",
        f"Whoever left while an answer was written freed the model within {max(freed):.2f} s (worst of {len(freed)}).",
    ]
    outcome.notes += sorted({f"Error: {each.error[:200]}" for each in crowd if each.error})
    return outcome


def _after_found(seen: Seen) -> float | None:
    """Seconds from the last place in line that was shown to the evidence."""
    return None if seen.evidence is None else seen.evidence - seen.found_turn


def _after_turn(seen: Seen) -> float | None:
    """Seconds from the turn to be answered to the first word; from the evidence where there was no line."""
    if seen.first_word is None or seen.evidence is None:
        return None
    return seen.first_word - max(seen.turn, seen.evidence)


BENCHMARK = Benchmark(
    "people", "many people at one page: evidence, first words, places in line, no mix-ups", run, PEOPLE
)


def main(argv: Sequence[str] | None = None) -> int:
    """Like every benchmark, with ``--people`` for how many ask."""
    made = parser("benchmarks.people", BENCHMARK.summary)
    made.add_argument("--people", type=int, dest="limit", metavar="N", help="people who ask at once; 50 if not given")
    options = options_of(made.parse_args(argv))
    outcome = perform(BENCHMARK, options)
    if options.json is not None:
        write_json(outcome.figures, options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
