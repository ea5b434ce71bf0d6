"""What can be done with a question and its answer: again, edited, copied, exported, asked on, by another way."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import OpenPage, Serve
from scripted import ScriptedAssistant, good_answer, script_of, summit

from assistant.answer import StreamEvent
from assistant.errors import ModelError
from assistant.library import Library
from assistant.pack import read_pack, verify
from assistant.settings import Settings
from ui.web.wording.chat import ChatWords, chat_words
from ui.web.wording.words import Words, words_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NEXT = ("펀드는 얼마 규모인가요?", "협상은 언제 시작하나요?")
BOX = "text => document.querySelector('#cd-ask textarea').value === text"
LANGUAGES = {"ko": "ko-KR", "en": "en-US"}


@dataclass
class Chat:
    """An open page with all that stands behind it."""

    page: Page
    assistant: ScriptedAssistant
    library: Library
    words: Words
    said: ChatWords

    def ask(self, question: str, done: str = ".cd-footer") -> None:
        self.page.fill("#cd-ask textarea", question)
        self.page.click("#cd-send")
        self.settled(question, done)

    def settled(self, question: str, done: str = ".cd-footer") -> None:
        shown = "q => document.querySelector('#cd-current .cd-question')?.textContent.endsWith(q)"
        self.page.wait_for_function(shown, arg=question)
        self.page.wait_for_selector(f"#cd-current {done}")
        self.page.wait_for_selector("#cd-send", state="visible")

    def questions(self) -> list[str]:
        return [text.split("\n")[-1].strip() for text in self.page.locator(".cd-question").all_inner_texts()]

    def kept(self) -> list[str]:
        conversations = self.library.conversations
        return [each.question for each in conversations.read(conversations.summaries()[0].id)]


@pytest.fixture
def chat(request: pytest.FixtureRequest, tmp_path: Path, serve: Serve, open_page: OpenPage) -> Iterator[Chat]:
    language = getattr(request, "param", "ko")
    assistant = ScriptedAssistant(
        pause=0.01, suggestions=NEXT, model_name="openai:big", settings=Settings(model="local")
    )
    with Library.open(tmp_path / "library", write=True) as library:
        site = serve(assistant, assistant.add, library.conversations)
        page = open_page(site, locale=LANGUAGES[language], permissions=["clipboard-read", "clipboard-write"])
        yield Chat(page, assistant, library, words_of(language), chat_words(language))


@pytest.mark.parametrize("chat", LANGUAGES, indirect=True)
def test_a_question_is_answered_again_edited_and_followed(chat: Chat) -> None:
    page, said = chat.page, chat.said
    chat.ask("첫 질문")
    chat.ask("둘째 질문")
    assert page.locator("#cd-past [data-again], #cd-past [data-edit]").count() == 0
    page.get_by_role("button", name=said.again).click()
    page.wait_for_selector(
        "#cd-current [data-again=same]:not([disabled])"
    )  # the clicked one is, until it is drawn anew
    chat.settled("둘째 질문")
    assert [question for question, _ in chat.assistant.asked] == ["첫 질문", "둘째 질문", "둘째 질문"]
    assert [turn.question for turn in chat.assistant.asked[2][1]] == ["첫 질문"]
    page.get_by_role("button", name=said.edit).click()
    page.wait_for_selector(f"#cd-editing :text('{said.editing}')")
    page.wait_for_function(BOX, arg="둘째 질문")
    page.get_by_role("button", name=said.leave).click()
    page.wait_for_function(BOX, arg="")
    page.get_by_role("button", name=said.edit).click()
    page.wait_for_function(BOX, arg="둘째 질문")
    chat.ask("고친 질문")
    assert chat.questions() == ["첫 질문", "고친 질문"] == chat.kept()
    page.wait_for_selector("#cd-editing p", state="hidden")
    chip = page.locator("#cd-next .cd-chip").first
    assert chip.inner_text() == NEXT[0]
    chip.click()
    chat.settled(NEXT[0])
    page.wait_for_selector(f"#cd-next :text('{NEXT[1]}')")
    assert page.locator("#cd-next .cd-chip").count() == 1
    assert chat.kept() == ["첫 질문", "고친 질문", NEXT[0]]


@pytest.mark.parametrize("chat", LANGUAGES, indirect=True)
def test_an_answer_is_copied_and_exported_and_its_quotes_are_shown_at_their_marks(chat: Chat, tmp_path: Path) -> None:
    page, said = chat.page, chat.said
    chat.ask("어떤 <양해각서>인가요?")
    quote = good_answer("").claims[0].citations[0].quote
    page.locator(".cd-mark").first.hover()
    page.wait_for_selector("#cd-tip", state="visible")
    assert page.locator("#cd-tip").inner_text().split("\n")[0] == f"“{quote}”"
    assert "한빛일보 · 2026-03-03" in page.locator("#cd-tip").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector("#cd-tip", state="hidden")
    page.locator(".cd-mark").first.focus()
    page.keyboard.press("Tab")
    page.wait_for_selector("#cd-tip", state="visible")
    assert "Harbour Post · 2026-03-04" in page.locator("#cd-tip").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#cd-quote")
    page.get_by_role("button", name=said.copy).click()
    page.get_by_role("button", name=said.copied).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"[1] “{quote}”\n    한빛일보, {summit().title}, 2026-03-03\n    https://news.example/politics/1" in copied
    assert "(SMR) 협력 [1][2]\n" in copied
    files = {}
    for kind in ("markdown", "page", "pack"):
        page.click("#cd-current .cd-export summary")
        with page.expect_download() as downloading:
            page.click(f"#cd-current [data-save^={kind}]")
        files[kind] = tmp_path / downloading.value.suggested_filename
        downloading.value.save_as(files[kind])
    assert "어떤 \\<양해각서\\>인가요?" in files["markdown"].read_text()
    exported = files["page"].read_text()
    assert "어떤 &lt;양해각서&gt;인가요?" in exported
    assert "<script" not in exported
    pack = read_pack(files["pack"])
    assert pack.drawn
    assert pack.digest == pack.stated
    assert {each.outlet for each in pack.pack.pages} == {"한빛일보", "Harbour Post"}
    assert verify(pack) is not None


@pytest.mark.parametrize("chat", ["en"], indirect=True)
def test_a_failing_and_a_slow_model_leave_a_way(chat: Chat) -> None:
    page, said, assistant = chat.page, chat.said, chat.assistant

    def script(question: str) -> Sequence[StreamEvent]:
        if "고장" in question and assistant.models[-1] is None:
            raise ModelError("The server cannot be reached.")
        return script_of(good_answer(question))

    assistant.script = script
    chat.ask("고장?", ".cd-error")
    assert "The server cannot be reached." in page.locator(".cd-error").inner_text()
    assert said.no_answer_hint in page.locator("#cd-current").inner_text()
    page.get_by_role("button", name=said.own_words).click()
    chat.settled("고장?")
    assert assistant.models == [None, "extractive"]
    page.get_by_role("button", name=said.again).click()
    page.wait_for_selector(".cd-error")
    page.get_by_role("button", name=said.back).click()
    chat.settled("고장?")
    assert chat.library.conversations.summaries()[0].exchanges == 1
    assistant.pause = 0.6
    page.fill("#cd-ask textarea", "느린 질문")
    page.click("#cd-send")
    page.wait_for_function("parseInt(document.querySelector('.cd-clock')?.textContent) >= 1")
    page.get_by_role("button", name=said.own_words).click()
    page.wait_for_selector("#cd-current [aria-busy] .cd-progress, #cd-current .cd-turn[aria-busy]")
    assistant.pause = 0.01
    chat.settled("느린 질문")
    assert assistant.models[-2:] == [None, "extractive"]
    assert assistant.cancelled == ["느린 질문"]
    assert chat.questions() == ["고장?", "느린 질문"]


def test_who_answers_and_from_which_articles_is_chosen(chat: Chat) -> None:
    page, said, assistant = chat.page, chat.said, chat.assistant
    chat.ask("질문")
    page.locator(".cd-mark").first.click()
    page.wait_for_selector("#cd-quote")
    page.locator("#cd-reader-pane [data-only]").first.click()
    page.wait_for_selector(".cd-only")
    page.get_by_role("button", name=said.filters).click()
    page.get_by_label(said.extractive).check()
    chat.ask("이 기사에만")
    assert assistant.models == [None, "extractive"]
    filters = assistant.filtered[-1]
    assert filters is not None
    assert filters.articles == (summit().id,)
    page.click(".cd-only")
    page.wait_for_selector(".cd-only", state="hidden")
    page.get_by_label("openai:big").check()
    chat.ask("모두에게")
    assert assistant.filtered[-1] is None
    assert assistant.models[-1] is None


def test_closing_the_page_ends_the_work(chat: Chat) -> None:
    """The model is silent for a minute; what wrote is told long before."""
    chat.assistant.pause = 60
    chat.page.fill("#cd-ask textarea", "아무도 안 봄")
    chat.page.click("#cd-send")
    chat.page.wait_for_selector("#cd-current .cd-working")
    while not chat.assistant.asked:
        chat.page.wait_for_timeout(50)
    context = chat.page.context
    chat.page.close()
    until, other = time.monotonic() + 30, context.new_page()
    while not chat.assistant.cancelled and time.monotonic() < until:
        other.wait_for_timeout(100)
    assert chat.assistant.cancelled == ["아무도 안 봄"]
