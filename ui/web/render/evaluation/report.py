"""The report of an evaluation: metrics with their intervals, where questions failed, and each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, tostring

from assistant.evaluation.page_words import WORDS
from assistant.evaluation.plots import interval_bar, risk_curve, share_bar
from assistant.evaluation.saved import Saved
from assistant.evaluation.table import LOWER_IS_BETTER
from ui.web.render.evaluation.questions import questions
from ui.web.render.text import escape, one_line
from ui.web.wording.evaluation import EvaluationWords

MAIN = ("passed", "hit@5", "facts_in_answer", "citation_correct", "citations_exact", "refusal_f1", "false_refusals")
"""Metrics that are shown at once; the others when they are unfolded."""


def said(key: str, words: EvaluationWords) -> str:
    """Return what the page of a report calls something, escaped."""
    english, korean = WORDS.get(key, (key, key))
    return escape(korean if words.code == "ko" else english)


def table(name: str, titles: Iterable[str], rows: str, kind: str = "") -> str:
    """Return a table that can be scrolled sideways with the keyboard too."""
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    return (
        f'<div class="cd-wide {kind}" tabindex="0" role="region" aria-label="{escape(name)}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def report(saved: Saved, words: EvaluationWords) -> str:
    """Return a report, as :meth:`assistant.evaluation.Report.to_dict` gives it."""
    parts = (
        _section(said("stages", words), _stages(saved["failed_at"], words)),
        _section(said("metrics", words), _metrics(saved["metrics"], words), said("metrics_note", words)),
        _section(said("each", words), questions(saved["questions"], words)),
        _section(escape(words.by_group), _groups(saved, words)),
        _section(said("risk", words), _risk(saved["risk_coverage"]), said("risk_note", words)),
        _section(said("seconds", words), _seconds(saved["timings"]["seconds"], words), said("seconds_note", words)),
        _section(escape(words.conditions), _conditions(saved, words)),
    )
    buttons = "".join(
        f'<button type="button" class="cd-tool" data-file="{name}">{escape(words.save.format(name=name))}</button>'
        for name in ("report.html", "report.json", "junit.xml")
    )
    return f'<div class="cd-evaluated"><p class="cd-tools">{buttons}</p>{"".join(parts)}</div>'


def _section(title: str, content: str, note: str = "") -> str:
    under = f'<p class="cd-meta">{note}</p>' if note else ""
    return f"<section><h3>{title}</h3>{under}{content}</section>" if content else ""


def _svg(plot: Element) -> str:
    return tostring(plot, encoding="unicode", method="html")


def _metrics(metrics: Mapping[str, Any], words: EvaluationWords) -> str:
    rest = [name for name in metrics if name not in MAIN]
    more = f"<details><summary>{escape(words.all_metrics)}</summary>{_table_of(rest, metrics, words)}</details>"
    return _table_of([name for name in MAIN if name in metrics], metrics, words) + (more if rest else "")


def _table_of(names: Sequence[str], metrics: Mapping[str, Any], words: EvaluationWords) -> str:
    rows = "".join(_measured(said(name, words), name, metrics[name], words) for name in names)
    return table(said_plain("metrics", words), _columns(words, words.metric), rows, "cd-metrics")


def said_plain(key: str, words: EvaluationWords) -> str:
    """Return what the page of a report calls something, as it is."""
    return WORDS[key][words.code == "ko"]


def _columns(words: EvaluationWords, first: str) -> tuple[str, ...]:
    return first, words.value, words.plot, words.interval, words.questions


def _measured(title: str, name: str, found: Mapping[str, Any], words: EvaluationWords) -> str:
    ends = f"{found['low']:.2f}–{found['high']:.2f}"
    lower = f' <span title="{escape(words.lower)}" role="img" aria-label="{escape(words.lower)}">▼</span>'
    bar = _svg(interval_bar(found["value"], found["low"], found["high"], f"{name} {found['value']:.3f} ({ends})"))
    return (
        f'<tr><th scope="row">{title}{lower if name in LOWER_IS_BETTER else ""}</th><td>{found["value"]:.3f}</td>'
        f'<td class="cd-bar">{bar}</td><td>{ends}</td><td>{found["n"]}</td></tr>'
    )


def _stages(failed: Mapping[str, int], words: EvaluationWords) -> str:
    items = "".join(f"<li>{said(stage, words)}: {count}</li>" for stage, count in failed.items())
    return f"<ul>{items}</ul>" if items else f"<p>{said('none', words)}</p>"


def _groups(saved: Saved, words: EvaluationWords) -> str:
    groups = [*saved["by_language"].items(), *saved["by_tag"].items()]
    rows = "".join(
        _measured(one_line(name, 60), "passed", part["metrics"]["passed"], words)
        for name, part in groups
        if "passed" in part["metrics"]
    )
    return table(words.by_group, _columns(words, words.group), rows, "cd-metrics")


def _risk(curve: Mapping[str, Any]) -> str:
    return _svg(risk_curve(curve["points"], f"AURC {curve['area']:.3f}")) if curve["points"] else ""


def _seconds(seconds: Mapping[str, Any], words: EvaluationWords) -> str:
    longest = max((each["p95"] for each in seconds.values()), default=0) or 1
    rows = "".join(
        f'<tr><th scope="row">{said(name, words)}</th><td>{each["median"]:.2f}</td><td class="cd-bar">'
        f"{_svg(share_bar(0, each['median'] / longest, name))}</td><td>{each['p95']:.2f}</td><td>{each['n']}</td></tr>"
        for name, each in seconds.items()
    )
    titles = (words.group, "s", words.plot, "p95", words.questions)
    return table(said_plain("seconds", words), titles, rows, "cd-metrics") if rows else ""


def _conditions(saved: Saved, words: EvaluationWords) -> str:
    told = words.conditions_line.format(
        model=saved["model"], articles=saved["corpus"]["articles"], prompts=", ".join(saved["prompts"]) or "–"
    )
    return f'<p class="cd-meta">{one_line(told)}</p>'
