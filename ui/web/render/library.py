"""The list of articles and the report of what was added."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ui.ports import ArticleRow, ReportLine
from ui.web.render.sources import empty, meta, rights_of
from ui.web.render.text import day, escape, one_line
from ui.web.words import Words

LISTED = 500
"""Articles that the list shows; the newest come first."""
ARTICLE_ID = re.compile(r"[0-9a-f]{8,64}")
STATUS_ICONS = {"added": "✓", "updated": "✓", "unchanged": "＝", "skipped": "–", "failed": "✕"}


def article_list(rows: Sequence[ArticleRow], words: Words) -> str:
    """Return the articles, newest first, each a button that opens it."""
    if not rows:
        return empty(words.no_articles)
    newest = sorted(rows, key=lambda row: day(row.published, clock=True), reverse=True)
    items = "".join(f"<li>{_row(row, words)}</li>" for row in newest[:LISTED])
    head = f"{words.articles_title} · {len(rows)}"
    return f'<section class="cd-sources"><h2>{escape(head)}</h2><ul class="cd-cards">{items}</ul></section>'


def _row(row: ArticleRow, words: Words) -> str:
    reference = row.id if ARTICLE_ID.fullmatch(row.id) else ""
    count = words.passages.format(count=row.passages)
    return (
        f'<button type="button" class="cd-card" data-open="a:{reference}"><span class="cd-card-body">'
        f'<span class="cd-card-title">{one_line(row.title)}</span>'
        f'<span class="cd-meta">{meta(row.outlet, day(row.published), count)}</span>{rights_of(row.rights, words)}'
        "</span></button>"
    )


def report(lines: Sequence[ReportLine], words: Words) -> str:
    """Return a line for each article or file that was given."""
    items = "".join(_line(line, words) for line in lines)
    return f'<ul class="cd-report" role="status" aria-label="{escape(words.report)}">{items}</ul>' if items else ""


def _line(line: ReportLine, words: Words) -> str:
    status = str(line.status)
    known = status if status in words.statuses else "failed"
    reason = f'<span class="cd-reason">{one_line(line.reason, 400)}</span>' if line.reason else ""
    name = line.title if line.title and known != "failed" else line.source
    return (
        f'<li class="cd-line cd-{known}"><span class="cd-icon" aria-hidden="true">{STATUS_ICONS[known]}</span><div>'
        f"<p><b>{escape(words.statuses[known])}</b> {one_line(name)}</p>{reason}</div></li>"
    )
