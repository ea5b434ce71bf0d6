"""The report as plain values, for a file: the same run gives the same bytes, but for ``timings``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.evaluation.averages import Mean
from assistant.evaluation.metrics import wanted_in
from assistant.evaluation.result import Result

if TYPE_CHECKING:
    from assistant.evaluation.report import Report

FORMAT = 1
"""Changed when a field of the file changes its meaning."""


def record(report: Report) -> dict[str, Any]:
    """The whole report."""
    return {
        "format": FORMAT,
        "model": report.model,
        "prompts": report.prompts,
        "settings": report.settings,
        "fixtures": {"sha256": report.fixtures_sha256, "count": len(report.results)},
        "corpus": {"sha256": report.corpus_sha256, "articles": report.articles},
        **_figures(report),
        "by_language": {name: _figures(part) for name, part in report.by_language().items()},
        "by_tag": {name: _figures(part) for name, part in report.by_tag().items()},
        "questions": [_question(result) for result in report.results],
        "timings": _timings(report),
    }


def _figures(report: Report) -> dict[str, Any]:
    return {
        "questions_asked": len(report.results),
        "metrics": _means(report.metrics),
        "refusals": {
            "right": report.refusals.right,
            "wrong": report.refusals.wrong,
            "missed": report.refusals.missed,
            "answered": report.refusals.answered,
        },
        "claims": report.verdicts,
        "failed_at": report.stages,
    }


def _means(metrics: Mapping[str, Mean]) -> dict[str, Any]:
    return {name: {"value": round(each.value, 4), "n": each.n} for name, each in metrics.items()}


def _question(result: Result) -> dict[str, Any]:
    answer = result.answer
    facts = result.fixture.facts
    return {
        "id": result.fixture.id,
        "passed": result.passed,
        "failed_at": result.stage.value if result.stage else None,
        "facts_missing": wanted_in(facts, answer.text) if answer else [fact[0] for fact in facts],
        "gold_found": None if result.fixture.quote is None else not result.gold_missing,
        "error": result.error or None,
        "scores": {name: None if value is None else round(value, 4) for name, value in result.scores.items()},
        "expected": result.fixture.model_dump(mode="json"),
        "answer": answer.model_dump(mode="json", exclude={"timings"}) if answer else None,
    }


def _timings(report: Report) -> dict[str, Any]:
    spread = {
        name: {"median": round(s.median, 3), "p95": round(s.p95, 3), "n": s.n} for name, s in report.seconds.items()
    }
    each = {result.fixture.id: result.answer.timings for result in report.results if result.answer}
    return {"seconds": spread, "questions": each}
