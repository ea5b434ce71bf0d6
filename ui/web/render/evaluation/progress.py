"""How far an evaluation is, and lines that are read out."""

from __future__ import annotations

from ui.web.evaluation.evaluation import Progress
from ui.web.render.text import escape
from ui.web.wording.evaluation import EvaluationWords

MINUTE = 90
"""Seconds from which the time that is left is told in minutes."""


def line(text: str, *, failed: bool = False) -> str:
    """Return a line that is read out when it appears."""
    return f'<p class="{"cd-error" if failed else "cd-notice"}" role="status">{escape(text)}</p>'


def progress(now: Progress, words: EvaluationWords, *, stopping: bool) -> str:
    """Return a bar with how many questions are done, and how long the rest may take."""
    told = words.progress.format(done=now.done, all=now.total)
    left = "" if now.left is None or stopping else f" · {_left(now.left, words)}"
    also = words.stopping if stopping else words.giving_way if now.waiting else ""
    return (
        f'<div class="cd-running"><progress max="{now.total}" value="{now.done}" aria-label="{escape(words.tab)}">'
        f'{escape(told)}</progress><p class="cd-meta">{escape(told)}{escape(left)}</p>'
        f'<p class="cd-meta" role="status">{escape(also)}</p></div>'
    )


def preparing(words: EvaluationWords) -> str:
    """Return what stands in place of the bar before the first question."""
    return f'<p class="cd-progress" role="status"><span class="cd-dot"></span>{escape(words.preparing)}</p>'


def _left(seconds: float, words: EvaluationWords) -> str:
    if seconds < MINUTE:
        return words.seconds_left.format(count=max(1, round(seconds)))
    return words.minutes_left.format(count=round(seconds / 60))
