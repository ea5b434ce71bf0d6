"""The report as one HTML page: plots and every question, in English and Korean, without scripts or network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

from assistant.evaluation.markup import document, element
from assistant.evaluation.page_questions import questions
from assistant.evaluation.page_words import WORDS, both
from assistant.evaluation.plots import interval_bar, risk_curve, share_bar
from assistant.evaluation.saved import Saved
from assistant.evaluation.table import COLUMNS, LOWER_IS_BETTER

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page may load nothing, whatever an article made its way into it."""


def page(report: Saved) -> str:
    """The page of a report, as :meth:`assistant.evaluation.Report.to_dict` gives it."""
    korean = sum(each["expected"]["language"] == "ko" for each in report["questions"]) * 2 > len(report["questions"])
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("title", WORDS["title"][korean]),
        element("style", stylesheet()),
    )
    body = element(
        "body",
        *_heading(report, korean=korean),
        *_section("stages", _stages(report["failed_at"])),
        *_section("metrics", _metrics(report["metrics"]), note="metrics_note"),
        *_section("seconds", _seconds(report["timings"]["seconds"]), note="seconds_note"),
        *_section("risk", _risk(report["risk_coverage"]), note="risk_note"),
        *_section("by_language", _groups(report["by_language"])),
        *_section("by_tag", _groups(report["by_tag"])),
        *_section("each", *questions(report["questions"])),
        *_section("made_with", _made_with(report)),
    )
    return document(head, body, "ko" if korean else "en")


@cache
def stylesheet() -> str:
    """The style of pages."""
    return files("assistant.evaluation").joinpath("page.css").read_text(encoding="utf-8")


def _heading(report: Saved, *, korean: bool) -> Iterable[Element]:
    passed = sum(each["passed"] for each in report["questions"])
    counts = element("p", class_="soft")
    parts = (
        (report["fixtures"]["count"], "questions"),
        (report["fixtures"]["answerable"], "answerable"),
        (passed, "right"),
        (report["corpus"]["articles"], "articles"),
    )
    for count, word in parts:
        counts.append(element("span", f"{count} ", both(word), " · "))
    counts.append(element("span", both("model"), f" {report['model']}"))
    yield element("h1", both("title"))
    yield counts
    yield element(
        "div",
        _choice("radio", "to-en", "English", name="language", checked=not korean),
        _choice("radio", "to-ko", "한국어", name="language", checked=korean),
        class_="choose",
    )


def _choice(kind: str, id: str, label: str, *, name: str, checked: bool) -> Element:
    ticked = {"checked": "checked"} if checked else {}
    return element("label", element("input", type=kind, id=id, name=name, **ticked), f" {label}", for_=id)


def _section(title: str, *content: Element, note: str = "") -> Iterable[Element]:
    yield element("h2", both(title))
    if note:
        yield element("p", both(note), class_="soft")
    yield from content


def _stages(failed: Mapping[str, int]) -> Element:
    if not failed:
        return element("p", both("none"))
    return element("ul", *(element("li", both(stage), f": {count}") for stage, count in failed.items()))


def _metrics(metrics: Mapping[str, Any]) -> Element:
    rows = element("div", class_="rows")
    for name, each in metrics.items():
        ends = f"{each['low']:.2f}–{each['high']:.2f}"
        label = f"{name} {each['value']:.3f} ({ends})"
        mark = " ▼" if name in LOWER_IS_BETTER else ""
        rows.append(element("div", both(name), mark, element("code", name), class_="name"))
        rows.append(interval_bar(each["value"], each["low"], each["high"], label))
        rows.append(
            element("div", f"{each['value']:.3f} ", element("small", f"{ends} · n {each['n']}"), class_="number")
        )
    return rows


def _seconds(seconds: Mapping[str, Any]) -> Element:
    rows = element("div", class_="rows")
    longest = max((each["p95"] for each in seconds.values()), default=0) or 1
    for name, each in seconds.items():
        label = f"{name}: {each['median']:.3f} s, {each['p95']:.3f} s"
        rows.append(element("div", both(name), class_="name"))
        rows.append(share_bar(0, each["median"] / longest, label))
        rows.append(
            element("div", f"{each['median']:.2f} ", element("small", f"p95 {each['p95']:.2f}"), class_="number")
        )
    return rows


def _risk(curve: Mapping[str, Any]) -> Element:
    if not curve["points"]:
        return element("p", both("none"))
    return risk_curve(curve["points"], f"AURC {curve['area']:.3f}")


def _groups(groups: Mapping[str, Any]) -> Element:
    head = element("tr", element("th"), element("th", "n"), *(element("th", title) for title in COLUMNS.values()))
    table = element("table", head)
    for name, part in groups.items():
        values = (part["metrics"].get(metric) for metric in COLUMNS)
        cells = (element("td", "–" if each is None else f"{each['value']:.3f}") for each in values)
        table.append(element("tr", element("td", name), element("td", str(part["questions_asked"])), *cells))
    return element("div", table, class_="wide")


def _made_with(report: Saved) -> Element:
    kept = {
        name: report[name]
        for name in ("citedesk", "model", "settings", "hashes", "fixtures", "corpus", "prompts", "tokens")
    }
    return element("pre", json.dumps(kept, ensure_ascii=False, indent=2))
