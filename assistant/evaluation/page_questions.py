"""The questions of a report as parts of its page: the outcome at a glance, the rest when opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from assistant.evaluation.markup import element
from assistant.evaluation.page_words import both, in_both


def questions(found: Sequence[dict[str, Any]]) -> Iterable[Element]:
    """A switch that hides what is right, then the questions, failed ones first."""
    box = element("input", type="checkbox", id="only-failed")
    yield element("div", element("label", box, " ", both("failed"), for_="only-failed"), class_="choose")
    for each in sorted(found, key=lambda question: bool(question["passed"])):
        yield _question(each)


def _question(each: dict[str, Any]) -> Element:
    stage = "right" if each["passed"] else each["failed_at"]
    summary = element(
        "summary",
        element("span", both(stage), class_="stage"),
        f" · {each['expected']['question']} ",
        element("span", each["id"], class_="soft"),
    )
    return element("details", summary, element("div", _parts(each)), class_="right" if each["passed"] else "failed")


def _parts(each: dict[str, Any]) -> Element:
    answer, expected = each["answer"] or {}, each["expected"]
    listed = element("dl")
    _add(listed, "faults", _faults(each))
    _add(listed, "answer", answer.get("text") or each["error"])
    _add(listed, "expected", _expected(expected))
    gold = [quote for quote in (expected["quote"], *expected["quotes"]) if quote]
    _add(listed, "gold", *(element("blockquote", quote) for quote in gold))
    cited = [citation for claim in answer.get("claims", ()) for citation in claim["citations"]]
    _add(listed, "quotes", *(_quote(citation) for citation in cited))
    _add(listed, "scores", _scores(each["scores"]))
    return listed


def _add(listed: Element, title: str, *content: Element | str | None) -> None:
    if any(part is not None and part != "" for part in content):
        listed.append(element("dt", both(title)))
        listed.append(element("dd", *content))


def _faults(each: dict[str, Any]) -> Element | None:
    pairs = zip(each["faults"], each["faults_ko"], strict=True)
    lines = [element("li", in_both(english, korean)) for english, korean in pairs]
    return element("ul", *lines) if lines else None


def _expected(expected: dict[str, Any]) -> Element | str:
    if not expected["answerable"]:
        return both("refusal_wanted")
    facts = [" | ".join(fact) for fact in expected["facts"]]
    wrong = [f"✗ {words}" for words in expected["absent"]]
    return element("ul", *(element("li", line) for line in (*facts, *wrong)))


def _quote(citation: dict[str, Any]) -> Element:
    source = " · ".join(str(citation[name]) for name in ("title", "outlet", "published") if citation.get(name))
    return element("blockquote", citation["quote"], element("footer", source))


def _scores(scores: dict[str, float | None]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in scores.items() if value is not None)
