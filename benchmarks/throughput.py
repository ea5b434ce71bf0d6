"""``python -m benchmarks.throughput``: articles a second, beside a plain LangChain + Chroma pipeline, and memory."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.command import main
from benchmarks.metrics import ratio
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.papers import read_papers
from benchmarks.speed.pipelines import Pipeline, Rows, pipeline
from benchmarks.table import Cell, Table

PIECE = 250
"""Articles that each pipeline takes before the next has its turn, so that a busy machine is busy for all."""
WARM = 5
"""Articles that every pipeline takes first and that do not count."""
MARKS = (500, 1000, 2000)
"""After how many articles memory is noted."""
OWN = "citedesk"
PLAIN = {"langchain": (500, 100), "langchain-1000": (1000, 200)}
"""Characters of a chunk and of its overlap: about the size of our passages, and what tutorials say."""
NEEDED = ("langchain_chroma", "langchain_text_splitters")


def run(options: Options) -> Outcome:
    """Take the same articles in with each pipeline, piece by piece in turn."""
    try:
        papers = read_papers(options.data)
    except MissingData as missing:
        return Outcome(skipped=[str(missing)])
    rows = [{"title": paper.title, "body": paper.body} for paper in papers]
    warm, rows = rows[-WARM:], rows[: options.limit or None][: len(rows) - WARM]
    outcome = Outcome()
    absent = [name for name in NEEDED if find_spec(name) is None]
    if absent:
        outcome.skipped.append(f"{', '.join(absent)} is not installed (it comes with citedesk[dev])")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        started = [stack.enter_context(each) for each in _pipelines(folder, warm, () if absent else PLAIN)]
        _measure(outcome, started, rows)
    return outcome


def _pipelines(folder: Path, warm: Rows, plain: Iterable[str]) -> Iterator[AbstractContextManager[Pipeline]]:
    yield pipeline(OWN, "Citedesk", folder / OWN, warm)
    for name in plain:
        size, overlap = PLAIN[name]
        yield pipeline(name, f"LangChain + Chroma, {size}/{overlap}", folder / name, warm, size, overlap)


def _measure(outcome: Outcome, pipelines: Sequence[Pipeline], rows: Rows) -> None:
    memory: list[tuple[Cell, ...]] = []
    step = min(PIECE, max(1, len(rows) // 2))
    for turn, at in enumerate(range(0, len(rows), step)):
        piece = rows[at : at + step]
        for each in pipelines if turn % 2 == 0 else list(reversed(pipelines)):
            each.take(piece)
        done = at + len(piece)
        if done in MARKS or done == len(rows):
            memory.append((done, *(round(each.mebibytes) for each in pipelines)))
            outcome.figures[f"throughput.rss_mb.{done}"] = pipelines[0].mebibytes
    _add_rates(outcome, pipelines, len(rows), step)
    head = ("articles", *(each.label for each in pipelines))
    outcome.tables.append(Table("Peak memory after so many articles, MiB", head, tuple(memory)))
    outcome.notes.append(
        "Citedesk stores articles, blocks, keywords and vectors; it reads in a child process, whose memory "
        "(about 550 MiB idle) is not in the table."
    )


def _add_rates(outcome: Outcome, pipelines: Sequence[Pipeline], count: int, step: int) -> None:
    own = pipelines[0]
    table: list[tuple[Cell, ...]] = []
    for each in pipelines:
        faster = ratio(own.articles / own.seconds, each.articles / each.seconds)
        table.append((each.label, each.articles / each.seconds, each.passages / each.seconds, faster))
        suffix = "" if each is own else f".{each.name}"
        outcome.figures[f"throughput.articles_per_s{suffix}"] = each.articles / each.seconds
        if each is not own and faster is not None:
            outcome.figures[f"throughput.ratio{suffix.removeprefix('.langchain')}"] = faster
    title = f"Articles a second, N = {count}, in pieces of {step}, each pipeline in turn; the same model"
    outcome.tables.append(Table(title, ("pipeline", "articles/s", "passages/s", "Citedesk : this"), tuple(table)))


BENCHMARK = Benchmark("throughput", "articles taken in a second, beside LangChain + Chroma", run, limit=2000)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
