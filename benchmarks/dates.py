"""``python -m benchmarks.dates``: how often date phrases of questions come to exactly the right days."""

from __future__ import annotations

import csv
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from assistant.question.periods import find_periods
from benchmarks.command import main
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, Outcome
from benchmarks.table import Cell, Table

TABLES = ("date_phrases.tsv", "date_phrases_later.tsv")
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "question"
LANGUAGES = ("ko", "en")
NOTES = (
    "A phrase counts when all its periods, and no others, have the right first and last day.",
    "The rules have since been corrected by what they got wrong here. Before that they had 300 of the 301 phrases that were "
    "written before them, and 141 of the 149 that were written after them, which is nearer to what new phrases meet.",
)
Days = list[tuple[str, str]]
Reader = Callable[[str, date, str], Days]


@dataclass(frozen=True)
class Phrase:
    """A text, the day it is read on, and the first and last day of each period in it ("-" for an open end)."""

    language: str
    today: date
    text: str
    days: Days

    @property
    def single_day(self) -> bool:
        """Whether it names one day and nothing else, which is all that a parser of single dates can say."""
        return len(self.days) == 1 and self.days[0][0] == self.days[0][1]


def read_phrases(path: Path) -> list[Phrase]:
    """The rows of a table of phrases."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_phrase(row) for row in csv.DictReader(file, delimiter="\t")]


def _phrase(row: dict[str, str]) -> Phrase:
    ends = zip(row["since"].split(";"), row["until"].split(";"), strict=True)
    days = [each for each in ends if each != ("none", "none")]
    return Phrase(row["language"], date.fromisoformat(row["today"]), row["text"], days)


def citedesk(text: str, today: date, language: str) -> Days:
    """The periods that Citedesk finds."""
    return [(str(each.since or "-"), str(each.until or "-")) for each in find_periods(text, today)]


def dateparser(text: str, today: date, language: str) -> Days:
    """The days that the package ``dateparser`` finds in the language of the text, most recent first where in doubt."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.combine(today, time(12)), "PREFER_DATES_FROM": "past"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = search_dates(text, languages=[language], settings=settings) or []
    return [(str(when.date()), str(when.date())) for _, when in found]


def run(options: Options) -> Outcome:
    """Read the phrases of both tables, those that were written before the rules and those written after."""
    outcome = Outcome(notes=list(NOTES))
    phrases = options.sample([phrase for name in TABLES for phrase in read_phrases(FOLDER / name)])
    rows: list[tuple[Cell, ...]] = []
    for name, reader in (("citedesk", citedesk), ("dateparser", dateparser)):
        try:
            right = [reader(each.text, each.today, each.language) == each.days for each in phrases]
        except ImportError as missing:
            outcome.skipped.append(f"{name}: {missing}")
            continue
        shares = _shares(phrases, right)
        suffix = "" if name == "citedesk" else f".{name}"
        outcome.figures |= {f"dates.{which}{suffix}": share for which, share in shares.items()}
        rows.append((name, *shares.values()))
    head = ("system", "exact", *LANGUAGES, "single days")
    outcome.tables.append(Table(f"Date phrases in questions: N = {len(phrases)}", head, tuple(rows)))
    outcome.figures["dates.n"] = float(len(phrases))
    return outcome


def _shares(phrases: list[Phrase], right: list[bool]) -> dict[str, float]:
    """Exactness of all, by language, and of the phrases that name a single day."""
    pairs = list(zip(phrases, right, strict=True))
    chosen = {
        "exact": right,
        **{f"exact.{one}": [ok for phrase, ok in pairs if phrase.language == one] for one in LANGUAGES},
        "exact.days": [ok for phrase, ok in pairs if phrase.single_day],
    }
    return {name: sum(oks) / len(oks) for name, oks in chosen.items()}


BENCHMARK = Benchmark("dates", "date phrases in questions that come to exactly the right days", run, limit=0)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
