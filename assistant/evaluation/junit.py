"""The report as JUnit XML, which build servers read: a test case for each question."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from assistant.evaluation.result import Stage
from assistant.evaluation.saved import Saved
from assistant.text.normalise import visible


def junit(report: Saved) -> str:
    """A ``testsuite``: wrong answers are failures, questions that could not be asked are errors."""
    questions = report["questions"]
    seconds = {id: each.get("total", 0.0) for id, each in report["timings"]["questions"].items()}
    errors = sum(each["failed_at"] == Stage.ERROR for each in questions)
    suite = Element(
        "testsuite",
        name="citedesk",
        tests=str(len(questions)),
        failures=str(sum(not each["passed"] for each in questions) - errors),
        errors=str(errors),
        time=f"{sum(seconds.values()):.3f}",
    )
    for each in questions:
        _case(suite, each, seconds.get(each["id"], 0.0))
    indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suite, encoding="unicode")}\n'


def _case(suite: Element, question: dict[str, Any], seconds: float) -> None:
    expected = question["expected"]
    place = f"citedesk.{expected['language']}"
    case = SubElement(suite, "testcase", classname=place, name=visible(question["id"]), time=f"{seconds:.3f}")
    if question["passed"]:
        return
    kind = "error" if question["failed_at"] == Stage.ERROR else "failure"
    fault = SubElement(case, kind, message=question["failed_at"], type=question["failed_at"].replace(" ", "-"))
    answer = (question["answer"] or {}).get("text", "")
    lines = [expected["question"], *(f"- {each}" for each in question["faults"]), *([answer] if answer else [])]
    fault.text = visible("\n".join(lines))
