"""Where articles are added: the address, the files, and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ui.ports import ReportLine
from ui.web.articles.run import Run
from ui.web.render.text import escape, one_line
from ui.web.wording.articles import article_words
from ui.web.wording.words import Words

ACCEPTED = (
    ".txt,.text,.md,.html,.htm,.xhtml,.mhtml,.mht,.pdf,.docx,.hwpx,.json,.jsonl,.ndjson,.csv,.tsv,.parquet,.warc,.gz"
)
"""Suffixes of the files that the browser offers to choose, and takes out of a folder."""
MOST_FILES = 500
"""Files that are taken at a time; a newspaper's archive is a case for ``citedesk ingest``."""
LATEST = 5
"""Lines that are shown while articles are added."""
MOST_LINES = 300
"""Lines of a report that are shown, those that failed first."""
STATUS_ICONS = {"added": "✓", "updated": "✓", "unchanged": "＝", "skipped": "–", "failed": "✕"}


def places(words: Words) -> str:
    """Return the field for an address, and the buttons and the area that take files and folders."""
    said = article_words(words.code)
    label = escape(said.address_label)
    return (
        f'<div class="cd-address"><input type="url" maxlength="2000" aria-label="{label}" '
        f'placeholder="{escape(said.address_hint)}" data-address><button type="button" class="cd-tool" data-fetch>'
        f"{escape(said.fetch)}</button></div>"
        f'<div class="cd-drop" data-accept="{ACCEPTED}" data-most="{MOST_FILES}" data-sending="{escape(said.sending)}">'
        f'<button type="button" class="cd-tool" data-choose-files>{escape(words.choose)}</button>'
        f'<button type="button" class="cd-tool" data-choose-folder>{escape(said.choose_folder)}</button>'
        f'<input type="file" multiple hidden tabindex="-1" accept="{ACCEPTED}">'
        '<input type="file" multiple webkitdirectory hidden tabindex="-1" data-folder>'
        f'<span>{escape(words.drop)}</span><span class="cd-sending" role="status"></span></div>'
    )


def running(run: Run, words: Words) -> str:
    """Return how far an adding has come, with the button that stops it and the latest lines."""
    said = article_words(words.code)
    shown = ", ".join(escape(part) for part in _told(run, words))
    total = run.known_total
    done = max(run.done, 0 if run.indexing else len(run.lines))
    bar = f'<progress max="{total}" value="{min(done, total)}" aria-label="{escape(said.adding)}"></progress>'
    stop = f'<button type="button" class="cd-tool" data-stop-adding>{escape(said.stop)}</button>'
    latest = "".join(_line(line, words) for line in run.lines[-LATEST:])
    return (
        f'<div class="cd-adding"><p class="cd-progress"><span class="cd-dot"></span>{shown}</p>'
        f'<div class="cd-adding-row">{bar if total else ""}{"" if run.stopped else stop}</div>'
        f'<ul class="cd-report">{latest}</ul></div>'
    )


def _told(run: Run, words: Words) -> list[str]:
    said, count = article_words(words.code), len(run.lines)
    if run.stopped:
        return [said.stopping]
    read = said.read_of.format(count=count, total=run.known_total) if run.known_total else said.read.format(count=count)
    if run.indexing:
        return [said.adding, read, said.indexing]
    told = [said.adding, read]
    if count:
        told.append(said.rate.format(rate=f"{run.rate:.1f}"))
    left = run.seconds_left
    if left is not None:
        minutes = left >= 90
        form = said.left_minutes if minutes else said.left_seconds
        told.append(form.format(count=round(left / 60) if minutes else max(round(left), 1)))
    return told


def report(lines: Sequence[ReportLine], words: Words, *, stopped: bool = False) -> str:
    """Return a line for each article or file that was given, those that failed first when there are very many."""
    said = article_words(words.code)
    if not lines and not stopped:
        return ""
    chosen = lines
    if len(lines) > MOST_LINES:
        chosen = sorted(lines, key=lambda line: str(line.status) != "failed")[:MOST_LINES]
    items = "".join(_line(line, words) for line in chosen)
    rest = len(lines) - len(chosen)
    more = f'<p class="cd-notice">{escape(said.more_lines.format(count=rest))}</p>' if rest else ""
    note = f'<p class="cd-notice">{escape(said.stopped)}</p>' if stopped else ""
    head = f'<p class="cd-meta">{_totals(lines, words)}</p>' if len(lines) > 1 else ""
    return f'<div role="status">{note}{head}<ul class="cd-report" aria-label="{escape(words.report)}">{items}</ul>{more}</div>'


def _totals(lines: Sequence[ReportLine], words: Words) -> str:
    said, counts = article_words(words.code), Counter(str(line.status) for line in lines)
    return escape(" · ".join(
        said.totals.format(status=name, count=counts[status]) for status, name in words.statuses.items() if counts[status]
    ))  # fmt: skip


def _line(line: ReportLine, words: Words) -> str:
    status = str(line.status)
    known = status if status in words.statuses else "failed"
    reason = f'<span class="cd-reason">{one_line(line.reason, 400)}</span>' if line.reason else ""
    name = line.title if line.title and known != "failed" else line.source
    return (
        f'<li class="cd-line cd-{known}"><span class="cd-icon" aria-hidden="true">{STATUS_ICONS[known]}</span><div>'
        f"<p><b>{escape(words.statuses[known])}</b> {one_line(name)}</p>{reason}</div></li>"
    )
