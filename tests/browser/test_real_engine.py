"""The page over the real engine: example pages, real search, no chat model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import OpenPage, serve_beside

from assistant.errors import ModelError

if TYPE_CHECKING:
    from assistant import Assistant

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = Path(__file__).parents[2] / "examples" / "pages"
MINUTES = 120_000
"""Milliseconds for the first answer, which loads the embedding model."""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Assistant, str]]:
    """An assistant over the example pages, and the address of its page; everything heavy is imported here."""
    from assistant import Assistant
    from assistant.library import Library
    from assistant.settings import Settings
    from ingest import ingest
    from ui.cli.chat import adder

    settings = Settings(library=tmp_path_factory.mktemp("library"), model="extractive")
    with Library.open(settings.library, write=True, holder="tests") as library:
        try:
            report = ingest([PAGES], library=library, settings=settings)
        except ModelError as error:
            pytest.skip(f"The embedding model is not on this machine: {error}")
        assert not report.failed
        assistant = Assistant(library, settings)
        with serve_beside(assistant, adder(library, settings)) as site:
            yield assistant, site


@pytest.mark.timeout(400)
def test_every_mark_of_a_real_answer_shows_exactly_its_quote(real: tuple[Assistant, str], open_page: OpenPage) -> None:
    assistant, site = real
    page = open_page(site)
    page.set_default_timeout(MINUTES)
    question = page.locator(".cd-chip").first.inner_text()
    page.locator(".cd-chip").first.click()
    page.wait_for_selector("#cd-sources-pane .cd-card")
    page.wait_for_selector("#cd-current .cd-footer")
    marks = page.locator("#cd-current .cd-mark")
    assert marks.count() > 0
    answer = assistant.ask(question)
    quotes = [citation.quote for claim in answer.claims for citation in claim.citations]
    assert marks.count() == len(quotes)
    for at, quote in enumerate(quotes):
        marks.nth(at).click()
        page.wait_for_selector(f'.cd-reader[data-visit="{at + 1}"] #cd-quote')
        assert "".join(page.locator(".cd-reader mark").all_text_contents()) == quote


@pytest.mark.timeout(400)
def test_a_pasted_page_can_be_asked_about_at_once(real: tuple[Assistant, str], open_page: OpenPage) -> None:
    assistant, site = real
    page = open_page(site)
    page.set_default_timeout(MINUTES)
    page.get_by_role("tab").nth(2).click()
    text = (PAGES / "nuri-third-launch.txt").read_text(encoding="utf-8").replace("누리호", "가온호")
    page.fill("#cd-paste textarea", text)
    page.click("#cd-add")
    page.wait_for_selector(".cd-line.cd-added")
    page.fill("#cd-ask textarea", "가온호는 언제 발사됐나요?")
    page.click("#cd-send")
    page.wait_for_selector("#cd-current .cd-footer")
    assert "가온호" in page.locator("#cd-current .cd-answer").inner_text()
    assert len([row for row in assistant.articles() if "가온호" in row.title]) == 1


@pytest.mark.timeout(400)
def test_a_file_that_is_no_article_is_reported_with_its_reason(
    real: tuple[Assistant, str], open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(real[1])
    page.set_default_timeout(MINUTES)
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.md").write_text("")
    page.get_by_role("tab").nth(2).click()
    page.set_input_files("#cd-files input[type=file]", [tmp_path / "noise.txt", tmp_path / "empty.md"])
    page.wait_for_selector("#cd-report [role=status] .cd-line")
    lines = page.locator(".cd-line").all_inner_texts()
    assert len(lines) == 2
    for line, name in zip(sorted(lines, key=lambda each: "noise" in each), ("empty.md", "noise.txt"), strict=True):
        assert name in line
        assert "/" not in line
    assert page.locator(".cd-line .cd-reason").count() == 2
