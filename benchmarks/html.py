"""``python -m benchmarks.html``: is the article found on an HTML page, and its title and date.

The pages are real text in markup of ours (:mod:`benchmarks.sets.markup` says how and why), so the figures compare programs
on the same pages; they do not say how a program does on the live pages of an outlet. ``body_f1`` is the mean over pages of
the character F1 of :mod:`benchmarks.cleaning`, ``title`` and ``date`` are shares of pages where they are exact.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import CitedeskError
from benchmarks.cleaning import Measured, report, score
from benchmarks.command import main
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.markup import TEMPLATES, Marked, marked
from benchmarks.sets.pages import Page, read_gold, read_spliced
from benchmarks.systems.extractors import Extract, extract_of
from ingest import read

METRICS = ("body_precision", "body_recall", "body_f1", "leaked", "title", "date")
SETS: dict[str, Callable[[Path], list[Page]]] = {"spliced": read_spliced, "pages": read_gold}
Read = Callable[[str], Extract]


def run(options: Options) -> Outcome:
    """Read every page with every program."""
    outcome = Outcome(notes=["The words are of real pages, the markup was made for this benchmark."])
    pages: list[tuple[str, Marked]] = []
    for name, read_set in SETS.items():
        try:
            pages += [(name, page) for page in marked(options.sample(read_set(options.data)))]
        except MissingData as missing:
            outcome.skipped.append(str(missing))
    if not pages:
        return outcome
    found = {name: [Measured(each.page, score(program(each.html), each.page)) for _, each in pages]
             for name, program in programs(outcome).items()}  # fmt: skip
    by_page = {id(each.page): (name, each) for name, each in pages}
    report("HTML", found, parts_of(by_page), METRICS, outcome)
    return outcome


def parts_of(by_page: dict[int, tuple[str, Marked]]) -> dict[str, Callable[[Page], bool]]:
    """All pages, then those of a set, of a language, of a template."""

    def where(test: Callable[[str, Marked], bool]) -> Callable[[Page], bool]:
        return lambda page: test(*by_page[id(page)])

    parts: dict[str, Callable[[Page], bool]] = {
        "html": lambda _: True,
        "html.spliced": where(lambda name, _: name == "spliced"),
    }
    parts |= {f"html.pages.{language}": where(_is_in(language)) for language in ("en", "other")}
    return parts | {f"html.{template}": where(_is_made(template)) for template in TEMPLATES}


def _is_in(language: str) -> Callable[[str, Marked], bool]:
    return lambda name, each: name == "pages" and (each.page.language == "en") == (language == "en")


def _is_made(template: str) -> Callable[[str, Marked], bool]:
    return lambda _, each: each.template == template


def programs(outcome: Outcome) -> dict[str, Read]:
    """Citedesk and the baselines that are installed."""
    for noisy in ("trafilatura", "readability", "readability.readability", "htmldate"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    found: dict[str, Read] = {"citedesk": citedesk, "trafilatura": trafilatura}
    try:
        import readability  # noqa: F401
    except ImportError:
        outcome.skipped.append("readability-lxml is not installed (pip install readability-lxml)")
        return found
    return found | {"readability": readability_lxml}


def citedesk(html: str) -> Extract:
    """What Citedesk reads; nothing where it finds no article."""
    try:
        return extract_of(read(html.encode(), name="page.html"))
    except CitedeskError:
        return Extract("", "", "", "", ())


def trafilatura(html: str) -> Extract:
    """``trafilatura.bare_extraction`` with its own settings, comments left out."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, include_comments=False, with_metadata=True)
    if found is None:
        return Extract("", "", "", "", ())
    about = found if isinstance(found, dict) else found.as_dict()
    body = about.get("text") or ""
    return Extract(body, body, about.get("title") or "", about.get("date") or "")


def readability_lxml(html: str) -> Extract:
    """``readability.Document``: summary as text, and its short title; it knows no dates."""
    from lxml.html import fromstring
    from readability import Document
    from readability.readability import Unparseable

    try:
        document = Document(html)
        summary, title = document.summary(), document.short_title()
    except Unparseable:
        return Extract("", "", "")
    body = "\n".join(text.strip() for text in fromstring(summary).itertext() if text.strip())
    return Extract(body, body, title or "")


BENCHMARK = Benchmark("html", "the article, its title and date found on HTML pages", run, limit=0)


def _main(argv: Sequence[str] | None = None) -> int:
    return main(BENCHMARK, argv)


if __name__ == "__main__":
    sys.exit(_main())
