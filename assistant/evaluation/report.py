"""The report of an evaluation: every question, and what they amount to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.answer import Verdict
from assistant.evaluation.averages import Mean, Refusals, Terms, mean_terms, percentile, ratio, refusal_terms
from assistant.evaluation.intervals import bootstrap_interval
from assistant.evaluation.judging import Advice
from assistant.evaluation.result import Result, Stage, Usage
from assistant.evaluation.risk import RiskPoint, area_under, risk_coverage

if TYPE_CHECKING:
    from pandas import DataFrame

TIMED = ("evidence", "reading", "first_word", "total")
"""The moments that are timed, in seconds since the question was asked, in order."""


@dataclass(frozen=True)
class Seconds:
    """How long something took: the median and the 95th percentile, in seconds."""

    median: float
    p95: float
    n: int


@dataclass(frozen=True)
class Prices:
    """What a million tokens cost, in one currency."""

    read: float
    written: float


@dataclass(frozen=True)
class Report:
    """An evaluation: its results, and what they were got with.

    :param settings: of the assistant, without the place of its library.
    :param fixtures_sha256: hash of the fixtures that were asked.
    :param corpus_sha256: hash of the ids of the library's articles, and of how they are cut.
    :param articles: how many articles there are.
    :param hashes: of the code, the prompts and the models.
    :param proposals: fixtures that nobody has accepted yet, and that were not asked.
    :param advice: what a judge says of the answers, if one was asked.
    """

    results: tuple[Result, ...]
    model: str
    settings: dict[str, Any]
    fixtures_sha256: str
    corpus_sha256: str
    articles: int
    hashes: dict[str, Any] = field(default_factory=dict)
    proposals: int = 0
    prices: Prices | None = None
    advice: Advice | None = None

    @property
    def refusals(self) -> Refusals:
        """How refusals fit the questions."""
        return Refusals.of(self._refused())

    @cached_property
    def terms(self) -> dict[str, Terms]:
        """What each question adds to each metric that there is something to score of."""
        names = dict.fromkeys(name for each in self.results for name in each.scores)
        scored: dict[str, Terms] = {name: mean_terms(each.scores.get(name) for each in self.results) for name in names}
        scored |= refusal_terms(self._refused())
        return {name: terms for name, terms in scored.items() if terms}

    @property
    def metrics(self) -> dict[str, Mean]:
        """Every metric that there is something to score of, with over how many questions."""
        return {name: value for name, terms in self.terms.items() if (value := ratio(terms)) is not None}

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """The bootstrap interval of each metric, at 95 %."""
        return {name: ends for name, terms in self.terms.items() if (ends := bootstrap_interval(terms)) is not None}

    @property
    def risk(self) -> list[RiskPoint]:
        """The risk–coverage curve of the answers that were given."""
        given = [(each.confidence, each.passed) for each in self.results if each.confidence is not None]
        return risk_coverage([(sure, right) for sure, right in given if sure is not None], len(self.results))

    @property
    def area_under_risk(self) -> float | None:
        """The area under the risk–coverage curve; less is better."""
        return area_under(self.risk)

    @property
    def verdicts(self) -> dict[str, int]:
        """How many claims have each verdict; ``dropped`` are those that were not shown."""
        answers = [each.answer for each in self.results if each.answer]
        found = Counter(claim.verdict.value for answer in answers for claim in answer.claims)
        dropped = sum(len(answer.dropped) for answer in answers)
        return {verdict.value: found[verdict.value] for verdict in Verdict} | {"dropped": dropped}

    @property
    def seconds(self) -> dict[str, Seconds]:
        """How long answers took, by moment."""
        timed = {name: _times(self.results, name) for name in TIMED}
        return {name: seconds for name, times in timed.items() if (seconds := _seconds(times))}

    @property
    def usage(self) -> Usage:
        """The tokens of all questions together."""
        return Usage(sum(each.usage.read for each in self.results), sum(each.usage.written for each in self.results))

    @property
    def cost(self) -> float | None:
        """What the tokens cost; ``None`` without prices."""
        if self.prices is None:
            return None
        return (self.usage.read * self.prices.read + self.usage.written * self.prices.written) / 1e6

    @property
    def stages(self) -> dict[str, int]:
        """How many questions failed at each stage."""
        found = Counter(each.stage for each in self.results)
        return {stage.value: found[stage] for stage in Stage if found[stage]}

    @property
    def prompts(self) -> list[str]:
        """Fingerprints of the prompts that were used."""
        return sorted({each.answer.prompt for each in self.results if each.answer and each.answer.prompt})

    @property
    def errors(self) -> tuple[Result, ...]:
        """Questions that could not be asked."""
        return tuple(each for each in self.results if each.answer is None)

    @property
    def gold_missing(self) -> tuple[Result, ...]:
        """Questions with a gold quote that stands nowhere in the library, so that retrieval could not be scored."""
        return tuple(each for each in self.results if each.gold_missing)

    @property
    def exit_status(self) -> int:
        """0 when every question could be asked and scored, else 1; wrong answers are a result, not a failure."""
        return 1 if self.errors or self.gold_missing else 0

    def by_tag(self) -> dict[str, Report]:
        """A report for each tag, in the order of the alphabet."""
        return self._split(lambda each: each.fixture.tags)

    def by_language(self) -> dict[str, Report]:
        """A report for each language of a question."""
        return self._split(lambda each: (each.fixture.language,))

    def table(self) -> str:
        """The report as plain text."""
        from assistant.evaluation.table import render

        return render(self)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values; all that depends on the clock stands under ``timings``."""
        from assistant.evaluation.record import record

        return record(self)

    def to_json(self) -> str:
        """The report as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def to_html(self) -> str:
        """The report as a page that needs nothing else: no network, no scripts."""
        from assistant.evaluation.page import page

        return page(self.to_dict())

    def to_junit(self) -> str:
        """The report as JUnit XML: a test case for each question."""
        from assistant.evaluation.junit import junit

        return junit(self.to_dict())

    def to_frame(self) -> DataFrame:
        """The report as a table of pandas: a row for each question, a column for each score.

        :raises InputError: when pandas is not installed.
        """
        from assistant.evaluation.frame import frame

        return frame(self)

    def _refused(self) -> list[tuple[bool, bool]]:
        return [(each.fixture.answerable, each.answer.refused) for each in self.results if each.answer]

    def _split(self, names_of: Callable[[Result], Iterable[str]]) -> dict[str, Report]:
        groups: dict[str, list[Result]] = {}
        for each in self.results:
            for name in names_of(each):
                groups.setdefault(name, []).append(each)
        return {name: replace(self, results=tuple(groups[name])) for name in sorted(groups)}


def _times(results: Sequence[Result], name: str) -> list[float]:
    return [each.answer.timings[name] for each in results if each.answer and name in each.answer.timings]


def _seconds(times: Sequence[float]) -> Seconds | None:
    median, p95 = percentile(times, 0.5), percentile(times, 0.95)
    return Seconds(median, p95, len(times)) if median is not None and p95 is not None else None
