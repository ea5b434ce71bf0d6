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
    body = element(
        "body",
        *_heading(report, korean=korean),
        *_section("stages", _stages(report["failed_at"])),
        *_section("metrics", _metrics(report["metrics"]), note="metrics_note"),
        *_section("seconds", _seconds(report["timings"]["seconds"]), note="seconds_note"),
        *_section("risk", _risk(report["risk_coverage"]), note="risk_note"),
        *_advice(report["advisory"]),
        *_section("by_language", *_groups(report["by_language"])),
        *_section("by_tag", *_groups(report["by_tag"])),
        *_section("each", *questions(report["questions"])),
        *_section("made_with", _made_with(report)),
    )
    return document(head(WORDS["title"][korean]), body, "ko" if korean else "en")


def head(title: str) -> Element:
    """The head of a page: it may load nothing, and brings its own style."""
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("title", title),
        element("style", _stylesheet()),
    )


def choice(id: str, label: str, *, checked: bool) -> Element:
    """One of the languages that a page can be read in."""
    ticked = {"checked": "checked"} if checked else {}
    return element("label", element("input", type="radio", id=id, name="language", **ticked), f" {label}", for_=id)


@cache
def _stylesheet() -> str:
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
        choice("to-en", "English", checked=not korean),
        choice("to-ko", "한국어", checked=korean),
        class_="choose",
    )


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
    for name in sorted(metrics, key=lambda name: name != "passed"):
        mark = " ▼" if name in LOWER_IS_BETTER else ""
        title = element("div", both(name), mark, element("code", name), class_="name")
        rows.append(measured(title, name, metrics[name]))
    return rows


def measured(title: Element, name: str, found: Mapping[str, Any], *, best: bool = False) -> Element:
    """A row of a plot: a title, a value as a bar with its interval, and the same as a number."""
    ends = f"{found['low']:.2f}–{found['high']:.2f}"
    number = element("strong" if best else "span", f"{found['value']:.3f}")
    return element(
        "div",
        title,
        interval_bar(found["value"], found["low"], found["high"], f"{name} {found['value']:.3f} ({ends})"),
        element("div", number, element("small", f" {ends} · n {found['n']}"), class_="number"),
        class_="row",
    )


def _seconds(seconds: Mapping[str, Any]) -> Element:
    rows = element("div", class_="rows")
    longest = max((each["p95"] for each in seconds.values()), default=0) or 1
    for name, each in seconds.items():
        label = f"{name}: {each['median']:.3f} s, {each['p95']:.3f} s"
        number = element("div", f"{each['median']:.2f} ", element("small", f"p95 {each['p95']:.2f}"), class_="number")
        title = element("div", both(name), class_="name")
        rows.append(element("div", title, share_bar(0, each["median"] / longest, label), number, class_="row"))
    return rows


def _risk(curve: Mapping[str, Any]) -> Element:
    if not curve["points"]:
        return element("p", both("none"))
    return risk_curve(curve["points"], f"AURC {curve['area']:.3f}")


def _advice(said: Mapping[str, Any] | None) -> Iterable[Element]:
    """What a judge says, apart from the metrics and under its name."""
    if said is None:
        return
    rows = element("div", class_="rows")
    if said["mean"] is not None:
        found = {"value": said["mean"], "low": said["low"], "high": said["high"], "n": said["n"]}
        rows.append(measured(element("div", said["judge"], class_="name"), said["judge"], found))
    beyond = "" if said["kappa"] is None else f" (κ {said['kappa']:.2f})"
    agreed = "–" if said["agreement"] is None else f"{said['agreement']:.2f}{beyond}"
    yield from _section("advice", rows, element("p", both("agreement"), f": {agreed}"), note="advice_note")


def _groups(groups: Mapping[str, Any]) -> Iterable[Element]:
    rows = element("div", class_="rows")
    for name, part in groups.items():
        if found := part["metrics"].get("passed"):
            rows.append(measured(element("div", name, class_="name"), name, found))
    yield element("h3", both("passed"))
    yield rows
    yield table_of((name, part["questions_asked"], part["metrics"]) for name, part in groups.items())


def table_of(lines: Iterable[tuple[str, int, Mapping[str, Any]]]) -> Element:
    """The main metrics as a table: a line for each name, with the questions asked."""
    titles = (element("th", both(f"column {metric}")) for metric in COLUMNS)
    table = element("table", element("tr", element("th"), element("th", "n"), *titles))
    for name, asked, metrics in lines:
        values = (metrics.get(metric) for metric in COLUMNS)
        cells = (element("td", "–" if each is None else f"{each['value']:.3f}") for each in values)
        table.append(element("tr", element("td", name), element("td", str(asked)), *cells))
    return element("div", table, class_="wide")


def _made_with(report: Saved) -> Element:
    kept = {
        name: report[name]
        for name in ("citedesk", "model", "settings", "hashes", "fixtures", "corpus", "prompts", "tokens")
    }
    return element("pre", json.dumps(kept, ensure_ascii=False, indent=2))
