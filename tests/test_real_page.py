"""The real page that is not part of the repository: complete lists, the right fund, and no poll."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer import Answer, Verdict
from assistant.answering.phrases import REFUSAL
from assistant.settings import Settings

PAGE = Path(__file__).resolve().parents[2] / "shared" / "articles" / "seoul-2026-03-03.txt"
TOPICS = ("SMR", "공공안전", "지식재산", "과학기술", "환경위성")
LISTS = ("What MOUs were signed?", "어떤 양해각서를 체결했나?")
FUND = "How large is the fund?"
REFUSED = ("Who won the 2030 World Cup?", "What did Japan sign?", "Which broadcaster had the Olympics?")

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not PAGE.is_file():
        pytest.skip(f"the real page is not part of the repository ({PAGE} is absent)")
    from ingest import ingest

    place = tmp_path_factory.mktemp("seoul") / "library"
    report = ingest(PAGE, library=place, settings=Settings(rights="ignore"))
    assert len(report.lines) == 1
    return place


@pytest.fixture(scope="module")
def seoul(library: Path) -> Iterator[Assistant]:
    with Assistant.open(library, settings=Settings(model="extractive")) as opened:
        yield opened


def assert_exact(answer: Answer, assistant: Assistant) -> None:
    for claim in answer.claims:
        assert claim.verdict is not Verdict.UNSUPPORTED
        assert claim.citations
        for citation in claim.citations:
            article = assistant.article(citation.article_id)
            assert article.text[citation.start : citation.end] == citation.quote


def assert_five_memoranda(answer: Answer, assistant: Assistant) -> None:
    assert not answer.refused
    assert len(answer.claims) == 5
    for topic in TOPICS:
        assert sum(topic in claim.text for claim in answer.claims) == 1, topic
    said = [claim.text for claim in answer.claims] + [c.quote for claim in answer.claims for c in claim.citations]
    assert not any("프레임워크" in text or "공동선언문" in text for text in said)
    assert_exact(answer, assistant)


def assert_fund(answer: Answer, assistant: Assistant) -> None:
    assert not answer.refused
    assert "300 million" in answer.text
    assert "2030" in answer.text
    assert "3 billion" not in answer.text
    assert any("3억 달러" in citation.quote for claim in answer.claims for citation in claim.citations)
    assert_exact(answer, assistant)


def assert_refused(answer: Answer) -> None:
    assert answer.refused
    assert answer.text == REFUSAL["en"]
    assert answer.claims == ()


@pytest.mark.parametrize("question", LISTS)
def test_all_five_memoranda_and_nothing_else(seoul: Assistant, question: str) -> None:
    answer = seoul.ask(question)
    assert_five_memoranda(answer, seoul)
    assert "5" in answer.lead


def test_the_fund_is_300_million_dollars_by_2030(seoul: Assistant) -> None:
    assert_fund(seoul.ask(FUND), seoul)


@pytest.mark.parametrize("question", REFUSED)
def test_what_the_page_does_not_say_is_refused(seoul: Assistant, question: str) -> None:
    assert_refused(seoul.ask(question))


@pytest.mark.parametrize("question", [*LISTS, FUND, *REFUSED, "동계올림픽 중계권의 JTBC 독점에 대한 여러분의 생각은?"])
def test_the_poll_and_the_copyright_line_are_no_evidence(seoul: Assistant, question: str) -> None:
    found = seoul.search(question, k=50)
    assert found
    assert not any(word in evidence.text for evidence in found for word in ("JTBC", "중계권", "독점", "무단 전재"))


def test_the_page_is_stored_letter_for_letter(seoul: Assistant) -> None:
    """The file has no decomposed letters and plain line ends, so it is stored as it is."""
    (summary,) = seoul.articles()
    assert seoul.article(summary.id).text == PAGE.read_text(encoding="utf-8").removeprefix("\ufeff")


@pytest.mark.local_model
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_same_with_the_local_model(library: Path) -> None:
    """One test, since the model is started once and answers slowly on a busy machine."""
    pytest.importorskip("xllamacpp")
    from assistant.errors import ModelNotFoundError
    from assistant.models.weights import chat_gguf

    try:
        chat_gguf()
    except ModelNotFoundError as error:
        pytest.skip(str(error))
    settings = Settings(model="local", first_token_seconds=200, answer_seconds=280)
    with Assistant.open(library, settings=settings) as assistant:
        for question in LISTS:
            assert_five_memoranda(assistant.ask(question), assistant)
        assert_fund(assistant.ask(FUND), assistant)
        for question in REFUSED:
            assert_refused(assistant.ask(question))
