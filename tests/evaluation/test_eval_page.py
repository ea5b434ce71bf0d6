"""The page of a report: it says what happened, loads nothing, and runs nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from evaluated import FLEW, PAGE, fixture, found, report_of, right_answers
from scripted_assistant import answer_of, citation_of, refusal_of

from assistant.errors import ModelError
from assistant.evaluation import Report
from assistant.evaluation.page_words import WORDS

EVIL = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e"


class Tags(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def evil() -> Report:
    """A report in which question, answer and id hold markup and control characters."""
    asked = fixture("evil", question=EVIL, facts=((EVIL,),), quote=FLEW, tags=(EVIL,))
    answer = answer_of(EVIL, (EVIL, citation_of(PAGE, FLEW)), evidence=found())
    return report_of(right_answers() | {EVIL: answer}, fixtures=(asked,))


def test_whatever_an_answer_holds_stays_text(evil: Report) -> None:
    page = evil.to_html()
    names = {tag for tag, _ in Tags(page).found}
    assert not names & {"script", "img", "link", "iframe", "a", "object"}
    assert "&lt;script&gt;" in page
    assert not {"\x1b", "\u202e"} & set(page)


def test_nothing_is_loaded(evil: Report) -> None:
    tags = Tags(evil.to_html()).found
    assert not [
        name for _, attributes in tags for name in attributes if name in {"src", "href"} or name.startswith("on")
    ]
    policy = next(a["content"] for t, a in tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert not re.search(r"url\(|@import", evil.to_html())


def test_both_languages_are_there() -> None:
    page = report_of(right_answers()).to_html()
    for english, korean in (WORDS["metrics"], WORDS["each"], WORDS["passed"]):
        assert english in page
        assert korean in page


def test_what_is_wrong_is_told_in_both_languages() -> None:
    said = answer_of("many?", ("위성 9기가 실렸다.", citation_of(PAGE, FLEW)), evidence=found())
    report = report_of(right_answers() | {"cost?": refusal_of("cost?"), "many?": said})
    page = report.to_html()
    for words in (
        "답하지 않음",
        "nothing is answered",
        "답에 “number:8”가 없음",
        "the answer lacks “number:8”",
        "답이 질문의 언어(en)가 아님",
    ):
        assert words in page
    faults = [fault for each in report.results for fault in each.faults]
    assert len({fault.kind for fault in faults}) >= 4
    assert all(str(fault) != fault.korean for fault in faults)


def test_a_group_has_a_bar_with_its_interval() -> None:
    page = report_of(right_answers() | {"cost?": refusal_of("cost?")}).to_html()
    assert re.search(r"<title>en 0\.750 \(\d\.\d\d–\d\.\d\d\)</title>", page)


def test_every_metric_and_stage_has_words_in_both_languages() -> None:
    report = report_of(right_answers() | {"cost?": refusal_of("cost?")})
    shown = {*report.metrics, *report.stages, *report.seconds} - {"leg_dense"}
    assert sorted(shown - WORDS.keys()) == []


def test_the_same_report_makes_the_same_page() -> None:
    assert report_of(right_answers()).to_html() == report_of(right_answers()).to_html()


def test_junit_counts_failures_and_errors() -> None:
    answers = right_answers() | {"cost?": refusal_of("cost?"), "many?": ModelError("It stopped.\x07")}
    suite = ElementTree.fromstring(report_of(answers).to_junit().encode("utf-8"))  # type: ignore[arg-type]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("4", "1", "1")
    cases = {case.get("name"): case for case in suite}
    assert len(cases["when"]) == 0
    failure = cases["cost"].find("failure")
    assert failure is not None
    assert failure.get("message") == "wrongly refused"
    assert "The cost was 13 billion won." in (failure.text or "")


def test_a_frame_has_a_row_for_each_question() -> None:
    pytest.importorskip("pandas")
    frame = report_of(right_answers()).to_frame()
    assert list(frame.index) == ["when", "many", "cost", "who"]
    assert frame.loc["when", "passed"] == 1.0
    assert frame["facts_in_answer"].isna()["who"]


def test_tokens_and_their_cost() -> None:
    """7 read and 3 written at 2 and 10 a million: (14 + 30) / 1e6."""
    from dataclasses import replace

    from assistant.evaluation.report import Prices
    from assistant.evaluation.result import Usage

    report = report_of(right_answers())
    used = (replace(report.results[0], usage=Usage(7, 3)), *report.results[1:])
    assert replace(report, results=used).cost is None
    priced = replace(report, results=used, prices=Prices(2, 10))
    assert priced.cost == pytest.approx(44e-6)
    assert "tokens       7 read, 3 written" in priced.table()
