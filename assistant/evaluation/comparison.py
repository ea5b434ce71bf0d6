"""Two reports over the same questions: which got better, which broke, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.evaluation.intervals import bootstrap_interval, bootstrap_p, mcnemar_p
from assistant.evaluation.saved import Saved
from assistant.evaluation.table import LOWER_IS_BETTER
from assistant.text.normalise import visible


@dataclass(frozen=True)
class MetricChange:
    """A metric before and after, over the questions that have it in both reports.

    :param low: lower end of the bootstrap interval of the difference, at 95 %; ``high`` is the upper end.
    :param p: how often chance alone would change as much: exact McNemar where all scores are 0 or 1, else bootstrap.
    """

    name: str
    n: int
    before: float
    after: float
    low: float
    high: float
    p: float
    test: str


@dataclass(frozen=True)
class QuestionChange:
    """A question whose outcome changed; a stage is ``None`` where the answer was right."""

    id: str
    question: str
    before: str | None
    after: str | None
    faults: tuple[str, ...]
    answers: tuple[str, str]


@dataclass(frozen=True)
class Comparison:
    """What changed from one report to another.

    :param warnings: why the two may not be comparable.
    """

    metrics: tuple[MetricChange, ...]
    broken: tuple[QuestionChange, ...]
    mended: tuple[QuestionChange, ...]
    moved: tuple[QuestionChange, ...]
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain values."""
        return asdict(self)

    def table(self) -> str:
        """The comparison as plain text."""
        parts = ["\n".join(f"Note: {warning}" for warning in self.warnings), _metric_lines(self.metrics)]
        for title, changed in (("broke", self.broken), ("were mended", self.mended), ("fail elsewhere", self.moved)):
            parts.append(_question_lines(title, changed))
        return "\n\n".join(part for part in parts if part) + "\n"


def compare(before: Saved, after: Saved) -> Comparison:
    """Compare two reports, question by question; questions are matched by id."""
    old, new = ({each["id"]: each for each in report["questions"]} for report in (before, after))
    shared = [id for id in old if id in new]
    changes = [_question(old[id], new[id]) for id in shared if old[id]["failed_at"] != new[id]["failed_at"]]
    names = dict.fromkeys(name for id in shared for name in (*old[id]["scores"], *new[id]["scores"]))
    metrics = (
        _metric(name, [(old[id]["scores"].get(name), new[id]["scores"].get(name)) for id in shared]) for name in names
    )
    return Comparison(
        metrics=tuple(change for change in metrics if change),
        broken=tuple(each for each in changes if each.before is None),
        mended=tuple(each for each in changes if each.after is None),
        moved=tuple(each for each in changes if each.before and each.after),
        warnings=tuple(_warnings(before, after, old, new)),
    )


def _metric(name: str, pairs: Sequence[tuple[float | None, float | None]]) -> MetricChange | None:
    scored = [(old, new) for old, new in pairs if old is not None and new is not None]
    differences = [new - old for old, new in scored]
    ends = bootstrap_interval([(each, 1.0) for each in differences])
    if ends is None:
        return None
    binary = all(score in (0, 1) for pair in scored for score in pair)
    p = mcnemar_p(scored.count((1, 0)), scored.count((0, 1))) if binary else bootstrap_p(differences)
    old_mean, new_mean = (sum(side) / len(scored) for side in zip(*scored, strict=True))
    return MetricChange(name, len(scored), old_mean, new_mean, *ends, p, "McNemar" if binary else "bootstrap")


def _question(old: dict[str, Any], new: dict[str, Any]) -> QuestionChange:
    texts = tuple((each["answer"] or {}).get("text", "") for each in (old, new))
    faults = tuple(new["faults"] or old["faults"])
    return QuestionChange(
        new["id"], new["expected"]["question"], old["failed_at"], new["failed_at"], faults, (texts[0], texts[1])
    )


def _warnings(before: Saved, after: Saved, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    found = []
    if before["corpus"]["sha256"] != after["corpus"]["sha256"]:
        found.append("the two were asked of different collections of articles.")
    altered = [id for id in old if id in new and old[id]["expected"] != new[id]["expected"]]
    if altered:
        found.append(f"{len(altered)} fixtures were changed in between: {', '.join(altered[:5])}.")
    if lone := len(old.keys() ^ new.keys()):
        found.append(f"{lone} questions are in one report only, and left out.")
    return found


def _metric_lines(changes: Sequence[MetricChange]) -> str:
    lines = [f"{'metric':<22}{'before':>8}{'after':>8}{'change':>9}   {'95 % interval':<18}{'p':>7}{'n':>6}"]
    for each in changes:
        change = each.after - each.before
        ends = f"{each.low:+.3f} to {each.high:+.3f}"
        lower = "  (lower is better)" if each.name in LOWER_IS_BETTER else ""
        lines.append(
            f"{each.name:<22}{each.before:>8.3f}{each.after:>8.3f}{change:>+9.3f}   {ends:<18}{each.p:>7.3f}{each.n:>6}{lower}"
        )
    return "\n".join(lines)


def _question_lines(title: str, changes: Sequence[QuestionChange]) -> str:
    if not changes:
        return ""
    lines = [f"{len(changes)} questions {title}:"]
    for each in changes:
        lines.append(f"  {visible(each.id)}: {each.before or 'right'} → {each.after or 'right'}")
        lines += [f"    {' '.join(visible(fault).split())}" for fault in each.faults if each.after]
    return "\n".join(lines)
