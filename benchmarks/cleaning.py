"""``python -m benchmarks.cleaning``: is the article found on a page of text, and nothing but the article.

The metrics, each a mean over pages:

- ``body_precision``, ``body_recall``, ``body_f1``: characters of the body given that stand in the gold and the reverse
  (:func:`benchmarks.truth.overlap`, shingles of five characters, so that order counts within a phrase), and the mean of
  the pages' F1, as in the article extraction benchmark of Zyte
  (https://github.com/scrapinghub/article-extraction-benchmark). The body is deck and paragraphs.
- ``leaked``: lines of the body given of which less than half stands in the gold, per page.
- ``title``: equal but for case, kinds of quotation mark and white space. ``date``: the same day. ``byline``: exactly the
  gold's names, on the pages that print them.
- ``newsis.clean``: share of articles in whose searched blocks there is no script, ``▶``, ``무단전재`` or closing e-mail
  address (:func:`benchmarks.truth.is_clean`). ``newsis.kept``: the recall of what is searched of the text without these
  (:func:`benchmarks.truth.true_text`). ``newsis.rows.*``: the same articles given as rows with title
  and text, not as pasted pages.

Baselines get the text wrapped in HTML paragraphs (:mod:`benchmarks.systems.extractors`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.article import Article
from assistant.text.normalise import fold
from benchmarks.command import main
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.pages import Page, read_gold, read_newsis, read_spliced
from benchmarks.systems.extractors import Extract, Extractor, extract_of, extractors
from benchmarks.table import Cell, Table
from benchmarks.truth import is_clean, leaked, overlap, true_text

BODY = ("body_precision", "body_recall", "body_f1", "leaked")
NOTES = (
    "Baselines get the same text, every line wrapped in an HTML paragraph; html2text is all of it.",
    "Golds of goose3 are beginnings of articles: its pages stand in a table of their own and in no other.",
)
ABOUT = ("title", "date", "byline")
Scores = dict[str, float]


@dataclass(frozen=True)
class Measured:
    """The scores of one page by one program; a metric that does not apply is absent."""

    page: Page
    scores: Scores


def run(options: Options) -> Outcome:
    """Read every page of the three sets with every program."""
    outcome = Outcome(notes=list(NOTES))
    try:
        programs = extractors()
    except MissingData as missing:
        return Outcome(skipped=[str(missing)])
    for read, measure_set in (
        (read_spliced, measure_spliced),
        (read_gold, measure_gold),
        (read_newsis, measure_newsis),
    ):
        try:
            pages = options.sample(read(options.data))
        except MissingData as missing:
            outcome.skipped.append(str(missing))
            continue
        measure_set(pages, programs, outcome)
    return outcome


def measure_spliced(pages: Sequence[Page], programs: Sequence[Extractor], outcome: Outcome) -> None:
    """Korean pages with exact gold, all together and by frame."""
    found = {program.name: measure(pages, program) for program in programs}
    frames = sorted({page.frame for page in pages})
    parts = {"spliced": lambda _: True} | {f"spliced.{frame}": _in_frame(frame) for frame in frames}
    report("Korean pages with exact gold", found, parts, BODY + ABOUT, outcome)


def measure_gold(pages: Sequence[Page], programs: Sequence[Extractor], outcome: Outcome) -> None:
    """Pages of public collections, by language and by collection."""
    found = {program.name: measure(pages, program) for program in programs}
    languages = sorted({page.language for page in pages})
    sets = sorted({(page.language, page.frame) for page in pages})
    parts = {f"pages.{language}": _in_language(language) for language in languages}
    parts |= {f"pages.{language}.{frame}": _in_language(language, frame) for language, frame in sets}
    report("Pages of public collections", found, parts, (*BODY, "title", "date"), outcome)


def measure_newsis(pages: Sequence[Page], programs: Sequence[Extractor], outcome: Outcome) -> None:
    """Scraped articles without gold: what may not stay, and what must."""
    found = {
        program.name: [Measured(page, _purity(program.extract(page.text).searched, page)) for page in pages]
        for program in programs
    }
    report("Newsis, pasted", found, {"newsis": lambda _: True}, ("clean", "kept"), outcome)
    rows = [Measured(page, _purity(_as_row(page).searched, page)) for page in pages]
    report("Newsis, as rows", {"citedesk": rows}, {"newsis.rows": lambda _: True}, ("clean", "kept"), outcome)


def measure(pages: Iterable[Page], program: Extractor) -> list[Measured]:
    """The scores of a program on each page."""
    return [Measured(page, score(program.extract(page.text), page)) for page in pages]


def score(found: Extract, page: Page) -> Scores:
    """What a program made of a page, against its gold."""
    shared = overlap(found.body, page.body)
    scores = {
        "body_precision": shared.precision,
        "body_recall": shared.recall,
        "body_f1": shared.f1,
        "leaked": float(leaked(found.body, page.body)),
    }
    if page.title and found.title is not None:
        scores["title"] = float(_plain(found.title) == _plain(page.title))
    if page.date and found.date is not None:
        scores["date"] = float(found.date == page.date)
    if page.authors and found.authors is not None:
        scores["byline"] = float(set(found.authors) == set(page.authors))
    return scores


def report(
    title: str,
    found: dict[str, list[Measured]],
    parts: dict[str, Callable[[Page], bool]],
    metrics: Sequence[str],
    outcome: Outcome,
) -> None:
    """A table and flat figures for each part of a set."""
    for part, belongs in parts.items():
        rows: list[tuple[Cell, ...]] = []
        count = 0
        for name, pages in found.items():
            chosen = [measured for measured in pages if belongs(measured.page)]
            count = len(chosen)
            means = {metric: mean([m.scores[metric] for m in chosen if metric in m.scores]) for metric in metrics}
            rows.append((name, *means.values()))
            suffix = "" if name == "citedesk" else f".{name}"
            outcome.figures |= {f"{part}.{key}{suffix}": value for key, value in means.items() if value is not None}
        outcome.figures[f"{part}.n"] = float(count)
        outcome.tables.append(Table(f"{title}: {part}, N = {count} pages", ("", *metrics), tuple(rows)))


def mean(values: Sequence[float]) -> float | None:
    """The mean; ``None`` of nothing."""
    return fmean(values) if values else None


def _purity(searched: str, page: Page) -> Scores:
    return {"clean": float(is_clean(searched)), "kept": overlap(searched, true_text(page.body)).recall}


def _as_row(page: Page) -> Extract:
    from ingest.reader import read_all

    row = json.dumps({"title": page.title, "text": page.body}, ensure_ascii=False)
    article = next(iter(read_all(row.encode("utf-8"), name="row.jsonl")))
    return extract_of(article) if isinstance(article, Article) else Extract("", "")


def _in_frame(frame: str) -> Callable[[Page], bool]:
    return lambda page: page.frame == frame


def _in_language(language: str, frame: str = "") -> Callable[[Page], bool]:
    return lambda page: page.language == language and (page.frame == frame if frame else page.whole)


def _plain(text: str) -> str:
    return "".join(fold(text).split())


BENCHMARK = Benchmark("cleaning", "the article, and nothing else, found on pages of text", run, limit=0)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
