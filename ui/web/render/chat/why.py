"""Why these sources: the score and place of each passage by leg, and how the question was understood."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Evidence
from ui.web.render.text import escape, one_line
from ui.web.wording.words import Words

_TITLE = 80
"""Characters of a headline that the table shows."""


def why(evidence: Sequence[Evidence], answer: Answer | None, words: Words) -> str:
    """Return a folded table, or nothing when there is no evidence with scores."""
    if not any(each.scores for each in evidence):
        return ""
    legs = list(dict.fromkeys(leg for each in evidence for leg in each.scores))
    head = "".join(f'<th scope="col">{escape(words.legs.get(leg, leg))}</th>' for leg in legs)
    rows = "".join(_row(each, legs) for each in evidence)
    return (
        f'<details class="cd-why"><summary>{escape(words.why_sources)}</summary>{_understood(answer, words)}'
        f'{_weights(evidence, words)}<p class="cd-meta">{escape(words.why_table)}</p>'
        f'<table><thead><tr><th scope="col">#</th>{head}<th scope="col">{escape(words.tab_article)}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


def _row(each: Evidence, legs: Sequence[str]) -> str:
    cells = "".join(f"<td>{escape(score(each, leg))}</td>" for leg in legs)
    return f"<tr><td>{each.rank}</td>{cells}<td>{one_line(each.title, _TITLE)}</td></tr>"


def score(each: Evidence, leg: str) -> str:
    """Return a score with its place: ``0.812 (2)``; a dash where the leg gave nothing."""
    if leg not in each.scores:
        return "–"
    place = f" ({each.ranks[leg]})" if leg in each.ranks else ""
    return f"{each.scores[leg]:.3f}{place}"


def _weights(evidence: Sequence[Evidence], words: Words) -> str:
    weights = next((each.weights for each in evidence if each.weights), {})
    if not weights:
        return ""
    told = ", ".join(f"{words.legs.get(leg, leg)} {weight:.2f}" for leg, weight in weights.items())
    return f'<p class="cd-meta">{escape(words.why_weights.format(weights=told))}</p>'


def _understood(answer: Answer | None, words: Words) -> str:
    if answer is None:
        return ""
    lines = []
    if answer.standalone_question and answer.standalone_question != answer.question:
        lines.append(words.why_asked.format(question=answer.standalone_question))
    for period in answer.periods:
        days = f"{period.since or '…'} – {period.until or '…'}"
        lines.append(f"{period.text} = {days}" + ("" if period.restricts else f" ({words.why_no_filter})"))
    return "".join(f'<p class="cd-meta">{one_line(line)}</p>' for line in lines)
