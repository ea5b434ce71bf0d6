"""The report as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.evaluation.averages import Mean
from assistant.text.normalise import visible

if TYPE_CHECKING:
    from assistant.evaluation.report import Report
    from assistant.evaluation.result import Result

LOWER_IS_BETTER = frozenset({"absent_violated", "false_refusals"})
COLUMNS = {
    "hit@1": "hit@1",
    "hit@5": "hit@5",
    "facts_in_answer": "facts",
    "facts_in_quotes": "quoted",
    "citation_correct": "cited",
    "language": "lang",
    "refusal_f1": "refF1",
    "passed": "passed",
}
"""Metrics that the lines by language and tag show, with their headings."""
_QUESTION = 60
"""Characters of a question that a line of the failures shows."""


def render(report: Report) -> str:
    """The tables: by metric, by language, by tag, then the questions that failed."""
    parts = [_head(report), _metrics(report), _counts(report), _advice(report)]
    parts += [_groups("language", report.by_language()), _groups("tag", report.by_tag())]
    parts += [_failures(report), _unscored(report)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(report: Report) -> str:
    answerable = sum(each.fixture.answerable for each in report.results)
    return (
        f"{len(report.results)} questions ({answerable} answerable, {len(report.results) - answerable} not), "
        f"{report.articles} articles, model {visible(report.model)}"
        + (f"; {report.proposals} proposals left out" if report.proposals else "")
    )


def _metrics(report: Report) -> str:
    lines = [f"{'metric':<22}{'value':>7}{'n':>6}   {'95 % interval'}"]
    for name, each in report.metrics.items():
        low, high = report.intervals[name]
        lower = "  (lower is better)" if name in LOWER_IS_BETTER else ""
        lines.append(f"{name:<22}{each.value:>7.3f}{each.n:>6}   {low:.3f} to {high:.3f}{lower}")
    return "\n".join(lines)


def _counts(report: Report) -> str:
    refusals = report.refusals
    lines = [
        "claims       " + ", ".join(f"{count} {name}" for name, count in report.verdicts.items()),
        f"refusals     {refusals.right} right, {refusals.wrong} wrong; "
        f"{refusals.missed} answered that should have been refused",
    ]
    lines += [f"{name:<13}median {each.median:.3f} s, p95 {each.p95:.3f} s" for name, each in report.seconds.items()]
    if report.usage.read or report.usage.written:
        cost = "" if report.cost is None else f", {report.cost:.4f} in all"
        lines.append(f"tokens       {report.usage.read:,} read, {report.usage.written:,} written{cost}")
    return "\n".join(lines)


def _advice(report: Report) -> str:
    if report.advice is None:
        return ""
    said = report.advice.to_dict({each.fixture.id: each.passed for each in report.results})
    if said["mean"] is None:
        return f"Advice, not a metric: {visible(report.advice.judge)} graded nothing ({said['ungraded']} asked)."
    beyond = "" if said["kappa"] is None else f" (kappa {said['kappa']:.2f})"
    return (
        f"Advice, not a metric: {visible(report.advice.judge)} gives {said['mean']:.3f} over {said['n']} answers "
        f"({said['low']:.3f} to {said['high']:.3f}), and agrees with `passed` on {said['agreement']:.0%}{beyond}."
    )


def _groups(heading: str, groups: Mapping[str, Report]) -> str:
    if not groups:
        return ""
    lines = [f"{heading:<16}{'n':>5}" + "".join(f"{title:>8}" for title in COLUMNS.values())]
    for name, part in groups.items():
        metrics = part.metrics
        cells = "".join(_cell(metrics.get(metric)) for metric in COLUMNS)
        lines.append(f"{visible(name)[:15]:<16}{len(part.results):>5}{cells}")
    return "\n".join(lines)


def _cell(found: Mean | None) -> str:
    return f"{'-':>8}" if found is None else f"{found.value:>8.3f}"


def _failures(report: Report) -> str:
    failed = [each for each in report.results if each.stage is not None]
    if not failed:
        return ""
    wide = max(len(each.stage or "") for each in failed)
    lines = [f"{len(failed)} of {len(report.results)} questions failed:"]
    for each in failed:
        lines.append(f"  {each.stage:<{wide}}  {visible(each.fixture.id)}: {_short(each.fixture.question)}")
        lines += [f"  {'':<{wide}}    {' '.join(visible(str(fault)).split())}" for fault in each.faults]
    return "\n".join(lines)


def _unscored(report: Report) -> str:
    lines = [f"  {visible(each.fixture.id)}: {visible(each.error)}" for each in report.errors]
    if report.gold_missing:
        lines.append(f"  The gold quote stands nowhere in the library: {_ids(report.gold_missing)}")
    return "\n".join(["Not scored:", *lines]) if lines else ""


def _ids(results: Sequence[Result]) -> str:
    return ", ".join(visible(each.fixture.id) for each in results)


def _short(text: str) -> str:
    shown = " ".join(visible(text).split())
    return shown if len(shown) <= _QUESTION else shown[: _QUESTION - 1] + "…"
