"""The report as plain values, for a file: the same run gives the same bytes, but for ``timings``."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from assistant.evaluation.citing import day_of
from assistant.evaluation.facts import missing_from
from assistant.evaluation.result import Result
from assistant.evaluation.scoring import citations_of

if TYPE_CHECKING:
    from assistant.evaluation.report import Report

FORMAT = 2
"""Changed when a field of the file changes its meaning."""


def record(report: Report) -> dict[str, Any]:
    """The whole report."""
    return {
        "format": FORMAT,
        "citedesk": version("citedesk"),
        "model": report.model,
        "prompts": report.prompts,
        "settings": report.settings,
        "hashes": report.hashes,
        "fixtures": {
            "sha256": report.fixtures_sha256,
            "count": len(report.results),
            "answerable": sum(each.fixture.answerable for each in report.results),
            "proposals": report.proposals,
        },
        "corpus": {"sha256": report.corpus_sha256, "articles": report.articles},
        **_figures(report),
        "risk_coverage": {
            "area": _rounded(report.area_under_risk),
            "points": [[round(each.coverage, 4), round(each.risk, 4)] for each in report.risk],
        },
        "tokens": {"read": report.usage.read, "written": report.usage.written, "cost": _rounded(report.cost)},
        "advisory": _advice(report),
        "by_language": {name: _figures(part) for name, part in report.by_language().items()},
        "by_tag": {name: _figures(part) for name, part in report.by_tag().items()},
        "questions": [_question(result) for result in report.results],
        "timings": _timings(report),
    }


def _figures(report: Report) -> dict[str, Any]:
    return {
        "questions_asked": len(report.results),
        "metrics": _metrics(report),
        "refusals": {
            "right": report.refusals.right,
            "wrong": report.refusals.wrong,
            "missed": report.refusals.missed,
            "answered": report.refusals.answered,
        },
        "claims": report.verdicts,
        "failed_at": report.stages,
    }


def _metrics(report: Report) -> dict[str, Any]:
    ends = report.intervals
    return {
        name: {
            "value": round(each.value, 4),
            "n": each.n,
            "low": round(ends[name][0], 4),
            "high": round(ends[name][1], 4),
        }
        for name, each in report.metrics.items()
    }


def _question(result: Result) -> dict[str, Any]:
    answer = result.answer
    facts = result.fixture.facts
    return {
        "id": result.fixture.id,
        "passed": result.passed,
        "failed_at": result.stage.value if result.stage else None,
        "faults": [str(fault) for fault in result.faults],
        "faults_ko": [fault.korean for fault in result.faults],
        "facts_missing": missing_from(facts, answer.text, day_of(citations_of(answer)))
        if answer
        else [fact[0] for fact in facts],
        "gold_found": None if not result.fixture.gold_quotes else not result.gold_missing,
        "error": result.error or None,
        "confidence": _rounded(result.confidence),
        "scores": {name: _rounded(value) for name, value in result.scores.items()},
        "tokens": {"read": result.usage.read, "written": result.usage.written},
        "expected": result.fixture.model_dump(mode="json"),
        "answer": answer.model_dump(mode="json", exclude={"timings"}) if answer else None,
    }


def _advice(report: Report) -> dict[str, Any] | None:
    """What a judge says: apart from the metrics, so that no gate holds it and no comparison tests it."""
    right = {each.fixture.id: each.passed for each in report.results}
    return report.advice.to_dict(right) if report.advice else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _timings(report: Report) -> dict[str, Any]:
    spread = {
        name: {"median": round(s.median, 3), "p95": round(s.p95, 3), "n": s.n} for name, s in report.seconds.items()
    }
    each = {result.fixture.id: result.answer.timings for result in report.results if result.answer}
    return {"seconds": spread, "questions": each}
