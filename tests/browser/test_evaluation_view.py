"""Evaluating on the page: checking fixtures, running, stopping, the report, and asking a failed question in the chat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examined import BROKEN, FIXTURES, ExaminedAssistant
from pages import OpenPage, serve_beside

from assistant.settings import Settings
from ui.web.wording.evaluation import evaluation_words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
KO = evaluation_words("ko")
SLOW = 120_000
"""Milliseconds for the first question of an evaluation, which loads the morphological analyser."""


@pytest.fixture(scope="module")
def examined() -> ExaminedAssistant:
    return ExaminedAssistant(pause=0.01)


@pytest.fixture(scope="module")
def evaluated_site(examined: ExaminedAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("evaluated") / "library"
    (place.parent / "fixtures").mkdir()
    (place.parent / "fixtures" / "mine.jsonl").write_text(FIXTURES, encoding="utf-8")
    examined.settings = Settings(model="extractive", library=place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CITEDESK_CACHE", str(place.parent / "cache"))
        with serve_beside(examined, examined.add) as site:
            yield site


def view(site: str, open_page: OpenPage) -> Page:
    page = open_page(site)
    page.click('[role=tab][data-tab-id="evaluation"]')
    page.wait_for_selector("#cd-evaluate", state="visible")
    return page


def test_fixtures_are_run_reported_saved_and_a_failed_one_is_asked(
    evaluated_site: str, examined: ExaminedAssistant, open_page: OpenPage
) -> None:
    page = view(evaluated_site, open_page)
    assert page.locator("#cd-evaluate").is_disabled()
    page.locator("#cd-fixture-sets").get_by_label("fixtures/mine.jsonl").check()
    page.wait_for_selector(f"text={KO.usable.format(name='fixtures/mine.jsonl', count=3)}")
    page.click("#cd-evaluate")
    page.wait_for_selector(f"text={KO.done.format(count=3, passed=2)}", timeout=SLOW)
    assert page.locator(".cd-metrics").first.locator("tbody tr").first.inner_text().split()[-3:] == [
        "0.667", "0.00–1.00", "3",
    ]  # fmt: skip
    assert page.locator(".cd-asked:visible").count() == 1
    page.locator(".cd-only-failed input").uncheck()
    assert page.locator(".cd-asked:visible").count() == 3
    assert page.locator(".cd-asked b").count() == 0
    with page.expect_download() as saving:
        page.click('[data-file="report.json"]')
    saved = json.loads(Path(saving.value.path()).read_text(encoding="utf-8"))
    assert [each["passed"] for each in saved["questions"]] == [True, False, True]
    page.locator(".cd-asked.cd-wrong [data-probe]").click()
    page.wait_for_selector("#cd-current .cd-footer")
    question, history = examined.asked[-1]
    assert (question, [turn.answer for turn in history]) == ("펀드는 얼마인가요?", ["양해각서 5건입니다."])
    filters = examined.filtered[-1]
    assert filters is not None
    assert (filters.outlets, str(filters.since)[:10]) == (("한빛일보",), "2026-03-01")


def test_what_is_wrong_is_told_by_line_and_field_pasted_or_dropped(evaluated_site: str, open_page: OpenPage) -> None:
    page = view(evaluated_site, open_page)
    page.click("#cd-own-fixtures .label-wrap")
    page.fill("#cd-fixtures-text textarea", BROKEN)
    page.click("#cd-fixtures-check")
    page.wait_for_selector(".cd-problems tbody tr")
    rows = page.locator(".cd-problems tbody tr").all_inner_texts()
    assert [row.split()[0] for row in rows] == ["3", "4"]
    assert "facts" in rows[1]
    assert page.locator("#cd-evaluate").is_disabled()
    korean = BROKEN.splitlines()[:2]
    page.set_input_files(
        "#cd-fixtures-drop input",
        {"name": "표.csv", "mimeType": "text/csv", "buffer": "\n".join(korean).encode("cp949")},
    )
    page.wait_for_selector(f"text={KO.usable.format(name='표.csv', count=1)}")
    page.wait_for_selector("#cd-evaluate:not([disabled])")


def test_a_stopped_evaluation_keeps_what_is_done_and_one_goes_on_at_a_time(
    evaluated_site: str, examined: ExaminedAssistant, open_page: OpenPage
) -> None:
    many = "\n".join(
        json.dumps({"id": f"n{at}", "question": f"몇 건인가요 {at}?", "facts": [["5건"]]}) for at in range(400)
    )
    first, second = view(evaluated_site, open_page), view(evaluated_site, open_page)
    for page in (first, second):
        page.click("#cd-own-fixtures .label-wrap")
        page.set_input_files("#cd-fixtures-drop input", {"name": "m.jsonl", "mimeType": "", "buffer": many.encode()})
        page.wait_for_selector("#cd-evaluate:not([disabled])")
    examined.slow = 0.05
    first.click("#cd-evaluate")
    first.wait_for_selector(".cd-running progress", timeout=SLOW)
    second.click("#cd-evaluate")
    second.wait_for_selector(f"text={KO.another}")
    second.fill("#cd-ask textarea", "그동안 물어보기")
    second.click("#cd-send")
    second.wait_for_selector("#cd-current .cd-footer")
    first.click("#cd-evaluate-stop")
    first.wait_for_selector(".cd-evaluated")
    asked = len([each for each in examined.examined if "몇 건인가요" in each])
    assert 0 < asked < 400
    told = KO.stopped.format(all=400, count=asked, passed=asked)
    assert told in first.locator("#cd-evaluation-progress").inner_text()
    second.click("[role=tab][data-tab-id=evaluation]")
    second.click("#cd-evaluate")
    second.wait_for_selector(".cd-running progress")
    second.close()
    for _ in range(100):
        before = len(examined.examined)
        first.wait_for_timeout(300)
        if len(examined.examined) == before:
            break
    assert len(examined.examined) == before  # nobody watches any more
    examined.slow = 0.0
