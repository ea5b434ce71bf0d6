"""The metrics of a system over many trials, by the names of their figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.answering.trial import Trial
from benchmarks.metrics import median, share

Scores = dict[str, float | None]


def scores(trials: Sequence[Trial]) -> Scores:
    """The metrics of a set; a refused question contains no gold and has a character F1 of 0."""
    answerable = [trial for trial in trials if trial.query.answerable]
    answered = [trial for trial in answerable if not trial.refused]
    found: Scores = {
        "contains_gold": share([trial.contains_gold for trial in answerable]),
        "char_f1": mean([trial.char_f1 for trial in answerable]),
        "citation_has_gold": share([trial.citation_has_gold for trial in answerable]),
        "right_when_answered": share([trial.contains_gold for trial in answered]),
        "choice_right": mean([_number(trial.choice_right) for trial in answerable]),
        **refusal(trials),
        "language_right": mean([trial.language for trial in trials]),
        "list_exact": mean([trial.list_exact for trial in answerable]),
        "mismatches_flagged": mean([_number(trial.mismatch_flagged) for trial in answerable]),
        "characters": median([float(trial.characters) for trial in answered]),
    }
    return {name: value for name, value in found.items() if value is not None}


def refusal(trials: Sequence[Trial]) -> Scores:
    """Precision, recall and F1 of refusals, over answerable questions and those that are not, twins among these."""
    asked = [trial for trial in trials if trial.query.answerable]
    right = [trial.refused for trial in trials if not trial.query.answerable]
    right += [trial.twin_refused for trial in trials if trial.twin_refused is not None]
    wrong = sum(trial.refused for trial in asked)
    total = sum(right) + wrong
    precision, recall = (sum(right) / total if total else None), share(right)
    both = (precision or 0.0) + (recall or 0.0)
    f1 = None if recall is None else 2 * (precision or 0.0) * recall / both if both else 0.0
    return {
        "refusal_precision": precision,
        "refusal_recall": recall,
        "refusal_f1": f1,
        "false_refusals": share([trial.refused for trial in asked]),
    }


def overall(trials: Sequence[Trial]) -> Scores:
    """What holds over all sets together."""
    quotes = sum(trial.quotes for trial in trials)
    lists = [trial for trial in trials if trial.list_exact is not None]
    return {
        "citations.exact": 1 - sum(trial.inexact for trial in trials) / quotes if quotes else None,
        "numbers.unquoted": float(sum(len(trial.unquoted) for trial in trials)),
        "lists.n": float(len(lists)),
        "lists.exact": mean([trial.list_exact for trial in lists]),
        "lists.mismatches_flagged": mean([_number(trial.mismatch_flagged) for trial in trials]),
        "seconds.evidence": _median(trials, lambda trial: trial.seconds.evidence),
        "seconds.first_word": _median(trials, lambda trial: trial.seconds.first_word),
        "seconds.total": _median(trials, lambda trial: trial.seconds.total),
    }


def mean(values: Sequence[float | None]) -> float | None:
    """The mean of what there is to score; ``None`` of nothing."""
    scored = [value for value in values if value is not None]
    return sum(scored) / len(scored) if scored else None


def _median(trials: Sequence[Trial], of: Callable[[Trial], float | None]) -> float | None:
    return median([value for trial in trials if (value := of(trial)) is not None])


def _number(flag: bool | None) -> float | None:
    return None if flag is None else float(flag)
