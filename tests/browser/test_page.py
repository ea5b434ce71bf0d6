"""The chat page as a person uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import payloads
import pytest
from pages import OpenPage, Serve, ask
from scripted import ScriptedAssistant, by_id, cite, claim, found, good_answer, make_article, refusal, script_of

from assistant.answer import Answer, StreamEvent, Verdict
from assistant.article import BlockKind
from assistant.errors import ModelError
from ui.web.render.text import visible
from ui.web.wording.turns import turn_words
from ui.web.wording.words import words_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
KO, EN = words_of("ko"), words_of("en")
REPORT = "#cd-report [role=status] > .cd-report"
"""What became of all that was added; while it is being added, some of the lines stand elsewhere."""


def marked(page: Page) -> str:
    page.wait_for_selector("#cd-quote")
    return "".join(page.locator(".cd-reader mark").all_text_contents())


def in_view(page: Page, selector: str) -> bool:
    page.wait_for_timeout(700)  # smooth scrolling
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def test_a_question_is_answered_with_claims_and_sources(page: Page, assistant: ScriptedAssistant) -> None:
    ask(page, "어떤 양해각서에 서명했나요?")
    assert assistant.asked == [("어떤 양해각서에 서명했나요?", ())]
    assert page.locator(".cd-claim").count() == 5
    assert page.locator(".cd-verified .cd-verdict").all_inner_texts() == [KO.verdicts[Verdict.VERIFIED]] * 3
    assert page.locator("#cd-sources-pane .cd-card").count() == 6
    assert page.locator(".cd-draft").count() == 0


def test_evidence_comes_first_then_a_draft_that_says_so(
    assistant: ScriptedAssistant, serve: Serve, open_page: OpenPage
) -> None:
    assistant.pause = 0.4
    page = open_page(serve(assistant, assistant.add))
    ask(page, "무엇에 서명했나요?", done=None)
    page.wait_for_selector("#cd-sources-pane .cd-card")
    assert page.locator(".cd-claim").count() == 0
    page.wait_for_selector(".cd-draft-text")
    assert KO.draft in page.locator(".cd-draft").inner_text()
    page.locator("#cd-sources-pane .cd-card").nth(0).click()  # readable while the answer is written
    page.wait_for_selector("#cd-quote")
    assert page.locator(".cd-draft-text").count() == 1


def test_each_mark_opens_its_article_with_exactly_the_quote_marked_and_in_view(
    page: Page, assistant: ScriptedAssistant
) -> None:
    ask(page, "무엇에 서명했나요?")
    citations = [citation for each in good_answer("q").claims for citation in each.citations]
    for at, citation in enumerate(citations):
        page.locator(".cd-mark").nth(at).click()
        page.wait_for_selector(f'.cd-reader[data-visit="{at + 1}"]')
        assert marked(page) == citation.quote
        focus = "".join(page.locator(".cd-reader mark.cd-focus").all_text_contents())
        article = assistant.articles_by_id[citation.article_id]
        assert focus == article.text[citation.focus_start or 0 : citation.focus_end or 0]
        assert in_view(page, "#cd-quote")
    assert KO.from_kind[BlockKind.CAPTION] in page.locator(".cd-reader-head").inner_text()


def test_a_card_opens_its_passage_and_the_same_one_can_be_opened_again(page: Page) -> None:
    ask(page, "무엇에 서명했나요?")
    for _ in range(2):
        page.get_by_role("tab", name=KO.tab_sources).click()
        page.locator("#cd-sources-pane .cd-card").last.click()
        assert marked(page) == "The two sides will hold the first round of talks before the summer."


def test_marks_can_be_reached_and_pressed_with_the_keyboard(page: Page) -> None:
    ask(page, "무엇에 서명했나요?")
    page.focus("#cd-ask textarea")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.cd-mark')"):
            break
    assert page.evaluate("document.activeElement.matches('.cd-mark:focus-visible')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_selector("#cd-quote")
    assert page.evaluate("document.activeElement.matches('.cd-mark')")  # the reader's place is kept


def test_the_question_can_be_sent_with_enter_and_history_goes_along(page: Page, assistant: ScriptedAssistant) -> None:
    for question in ("첫째 질문", "둘째 질문"):
        page.fill("#cd-ask textarea", question)
        page.press("#cd-ask textarea", "Enter")
        page.wait_for_function("q => document.querySelector('#cd-current .cd-question')?.textContent.includes(q)",
                               arg=question)  # fmt: skip
        page.wait_for_selector("#cd-current .cd-footer")
        page.wait_for_selector("#cd-send", state="visible")
    assert [turn.question for turn in assistant.asked[1][1]] == ["첫째 질문"]
    assert page.locator(".cd-turn").count() == 2
    page.locator("#cd-past .cd-mark").first.click()
    page.wait_for_selector("#cd-quote")


def test_stop_ends_the_answer_at_once_and_marks_it(
    assistant: ScriptedAssistant, serve: Serve, open_page: OpenPage
) -> None:
    assistant.pause = 1.0
    page = open_page(serve(assistant, assistant.add))
    ask(page, "천천히", done=None)
    page.wait_for_selector(".cd-draft-text")
    page.click("#cd-stop")
    page.wait_for_selector(".cd-turn .cd-notice")
    assert KO.stopped in page.locator("#cd-current").inner_text()
    assert page.locator(".cd-mark").count() == 0
    page.wait_for_selector("#cd-send", state="visible")
    assert assistant.cancelled == ["천천히"]
    assistant.pause = 0.01
    ask(page, "이어서")
    assert assistant.finished == ["이어서"]


def test_a_browser_that_leaves_ends_its_answer(assistant: ScriptedAssistant, serve: Serve, open_page: OpenPage) -> None:
    assistant.pause = 0.3
    page = open_page(serve(assistant, assistant.add))
    ask(page, "아무도 안 봄", done=None)
    page.wait_for_selector(".cd-draft-text")
    page.close()
    for _ in range(100):
        if assistant.cancelled:
            break
        page.context.pages or page.context.new_page().wait_for_timeout(100)
        page.context.pages[0].wait_for_timeout(100)
    assert assistant.cancelled == ["아무도 안 봄"]
    assert assistant.finished == []


def test_when_many_ask_at_once_the_others_wait_their_turn_and_may_stop(
    assistant: ScriptedAssistant, serve: Serve, open_page: OpenPage
) -> None:
    writing = [3600.0]  # seconds before each piece

    def script(question: str) -> Iterator[StreamEvent]:
        evidence, *others = script_of(good_answer(question))
        assistant.pause = 0.0
        yield evidence
        for event in others:
            assistant.pause = writing[0]
            yield event

    assistant.script, assistant.model_name = script, "scripted"
    site = serve(assistant, assistant.add)
    pages = [open_page(site) for _ in range(5)]
    for at, page in enumerate(pages):
        ask(page, f"질문 {at}", done=None)
        page.wait_for_selector("#cd-sources-pane .cd-card")  # evidence waits for nobody's writing
    for place, page in enumerate(pages[2:], start=1):
        page.wait_for_selector(f".cd-progress:has-text('{turn_words('ko').place.format(place=place)}')")
    pages[3].click("#cd-stop")
    pages[3].wait_for_selector(".cd-turn .cd-notice")
    pages[4].wait_for_selector(f".cd-progress:has-text('{turn_words('ko').place.format(place=2)}')")
    writing[0] = 0.01
    pages[0].click("#cd-stop")
    for page in (pages[2], pages[4]):
        page.wait_for_selector(".cd-claim")
    assert set(assistant.cancelled) == {"질문 0", "질문 3"}


def test_a_refusal_and_a_failure_are_said_plainly(
    assistant: ScriptedAssistant, serve: Serve, open_page: OpenPage
) -> None:
    def script(question: str) -> list:
        if "고장" in question:
            raise ModelError("The model stopped answering.", hint="Start it again.")
        return script_of(refusal(question))

    assistant.script = script
    page = open_page(serve(assistant, assistant.add))
    ask(page, "달의 무게는?")
    assert "기사에는 그 내용이 없습니다." in page.locator(".cd-refusal").inner_text()
    ask(page, "고장", done=None)
    page.wait_for_selector(".cd-error")
    assert "The model stopped answering. Start it again." in page.locator(".cd-error").inner_text()
    page.wait_for_selector("#cd-send", state="visible")


def test_an_assistant_that_breaks_leaves_a_page_that_works(
    assistant: ScriptedAssistant, serve: Serve, open_page: OpenPage
) -> None:
    def script(question: str) -> list:
        if question == "secret":
            raise RuntimeError("/srv/secret/path")
        return script_of(good_answer(question))

    assistant.script = script
    page = open_page(serve(assistant, assistant.add))
    ask(page, "secret", done=None)
    page.wait_for_selector(".cd-error")
    assert KO.interrupted in page.locator(".cd-error").inner_text()
    page.wait_for_selector("#cd-send", state="visible")
    assert "/srv/secret" not in page.content()
    ask(page, "다시")
    assert page.locator(".cd-claim").count() == 5


def test_a_question_that_is_too_long_is_refused_before_it_is_asked(page: Page, assistant: ScriptedAssistant) -> None:
    page.evaluate("document.querySelector('#cd-ask textarea').removeAttribute('maxlength')")
    ask(page, "가" * 4001, done=None)
    page.wait_for_selector(".cd-error")
    assert "4000" in page.locator(".cd-error").inner_text()
    assert assistant.asked == []


def test_a_page_can_be_pasted(page: Page, assistant: ScriptedAssistant) -> None:
    page.get_by_role("tab", name=KO.tab_library).click()
    page.fill("#cd-paste textarea", "새 기사 제목\n새 기사의 본문입니다.")
    page.click("#cd-add")
    page.wait_for_selector(f"{REPORT} .cd-added")
    assert "새 기사 제목" in page.locator(REPORT).inner_text()
    page.wait_for_function("document.querySelector('#cd-paste textarea').value === ''")
    page.wait_for_function("document.querySelectorAll('#cd-articles .cd-card').length === 3")
    assert "3" in page.locator(".cd-size").inner_text()
    page.locator("#cd-articles .cd-card", has_text="새 기사 제목").click()
    page.wait_for_selector(".cd-reader")
    assert "새 기사의 본문입니다." in page.locator(".cd-page").inner_text()


def test_files_are_taken_and_each_has_its_line_with_a_reason(
    page: Page, assistant: ScriptedAssistant, tmp_path: Path
) -> None:
    contents = {"good.txt": "제목\n본문 한 줄.".encode(), "menu.md": b"only a menu", "bad.html": b"\xff\xfe\x00\x81",
                "뉴스 기사.txt": "둘째\n본문.".encode(), "large.txt": b"x" * 300_000}  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    page.get_by_role("tab", name=KO.tab_library).click()
    page.set_input_files("#cd-files input[type=file]", [tmp_path / name for name in contents])
    page.wait_for_selector(f"{REPORT} .cd-line")
    lines = page.locator(f"{REPORT} .cd-line").all_inner_texts()
    assert len(lines) == 5
    report = "\n".join(lines)
    assert re.search(rf"{KO.statuses['skipped']}.*only a menu", report)
    assert "There is no article on this page" in report
    assert "bad.html is not text." in report
    assert str(tmp_path.parent) not in report
    assert "citedesk-" not in report
    assert re.search(rf"{KO.statuses['failed']}.*large\.txt", report)
    assert len(assistant.articles_by_id) == 4
    page.set_input_files("#cd-files input[type=file]", [tmp_path / "good.txt"])
    page.wait_for_selector(f"{REPORT} .cd-unchanged")


@pytest.mark.parametrize("path", ["/etc/passwd", "{library}/library.db", "../../etc/passwd", "\x00", "", "/"])
def test_a_browser_cannot_name_a_file_of_the_server(
    page: Page, assistant: ScriptedAssistant, path: str, tmp_path: Path
) -> None:
    (tmp_path / "library.db").write_text("제목\n비밀")
    page.get_by_role("tab", name=KO.tab_library).click()
    sent = path.replace("{library}", str(tmp_path))
    page.evaluate(
        """async ([site, path]) => {
            const config = await (await fetch('config')).json();
            const files = config.components.find((each) => each.props.elem_id === 'cd-files').id;
            const takes = (each) => each.targets.some((target) => target[0] === files && target[1] === 'upload');
            const call = config.dependencies.find(takes);
            await fetch('gradio_api/queue/join', {method: 'POST', headers: {'content-type': 'application/json'},
              body: JSON.stringify({data: [null, null], fn_index: call.id, trigger_id: files, session_hash: 'other',
                                    event_data: {paths: [path], names: ['x.txt'], refused: []}})});
            await new Promise((done) => setTimeout(done, 500));
        }""",
        [page.url, sent],
    )
    assert len(assistant.articles_by_id) == 2


@pytest.mark.parametrize(("locale", "words"), [("ko-KR", KO), ("en-US", EN), ("fr-FR", EN)])
def test_the_page_speaks_the_browsers_language_and_can_be_switched(
    site: str, open_page: OpenPage, locale: str, words: object
) -> None:
    page = open_page(site, locale=locale)
    assert page.evaluate("document.documentElement.lang") == words.code
    assert page.locator("#cd-send").inner_text() == words.send
    ask(page, "question")
    other = EN if words is KO else KO
    page.click(f'[data-language="{other.code}"]')
    page.wait_for_function("text => document.querySelector('#cd-send').innerText === text", arg=other.send)
    page.wait_for_function("() => !document.querySelector('#cd-live').textContent")
    shown = page.locator("body").inner_text()
    for expected in (other.tagline, other.tab_sources, other.verdicts[Verdict.VERIFIED], other.cited, other.new_talk):
        assert expected in shown
    for past in (words.tagline, words.verdicts[Verdict.VERIFIED], words.cited, words.new_talk):
        assert past not in shown
    assert page.evaluate("document.documentElement.lang") == other.code


def test_an_example_is_asked_with_one_click(page: Page, assistant: ScriptedAssistant) -> None:
    chip = page.locator(".cd-chip").first
    question = chip.inner_text()
    chip.click()
    page.wait_for_selector(".cd-claim")
    assert assistant.asked[0][0] == question


def test_a_new_conversation_forgets_the_old_one(page: Page, assistant: ScriptedAssistant) -> None:
    ask(page, "첫 대화")
    page.click("#cd-new")
    page.wait_for_selector(".cd-welcome")
    assert page.locator(".cd-turn").count() == 0
    ask(page, "새 대화")
    assert assistant.asked[1] == ("새 대화", ())


def test_two_sessions_never_see_each_other(site: str, open_page: OpenPage, assistant: ScriptedAssistant) -> None:
    first, second = open_page(site), open_page(site)
    ask(first, "나의 비밀 질문")
    ask(second, "너의 다른 질문")
    ask(first, "나의 둘째 질문")
    assert "비밀" not in second.content()
    assert "너의" not in first.content()
    histories = {question: [turn.question for turn in history] for question, history in assistant.asked}
    assert histories == {"나의 비밀 질문": [], "너의 다른 질문": [], "나의 둘째 질문": ["나의 비밀 질문"]}
    assert first.evaluate("JSON.stringify([localStorage, sessionStorage])").count("비밀") == 0


@pytest.mark.parametrize("width", [320, 375, 768, 899, 900, 1440])
def test_nothing_is_cut_off_sideways(site: str, open_page: OpenPage, width: int) -> None:
    page = open_page(site, viewport={"width": width, "height": 812})
    long = "무엇에 서명했나요?" + "가" * 200
    steps = (lambda: ask(page, long), page.locator(".cd-mark").first.click, page.get_by_role("tab").nth(2).click)
    for step in (lambda: None, *steps):
        step()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    tops = [page.locator(name).bounding_box() for name in ("#cd-talk", "#cd-evidence")]
    assert tops[0] is not None
    assert tops[1] is not None
    assert (tops[0]["y"] == tops[1]["y"]) == (width >= 900)


def test_on_a_small_screen_a_mark_leads_down_to_the_quote_and_back(site: str, open_page: OpenPage) -> None:
    page = open_page(site, viewport={"width": 375, "height": 700})
    ask(page, "무엇에 서명했나요?")
    page.locator(".cd-mark").nth(2).click()
    page.wait_for_selector("#cd-quote")
    assert in_view(page, "#cd-quote")
    page.click("[data-back]")
    assert in_view(page, ".cd-mark.cd-active")
    assert page.evaluate("document.activeElement.matches('.cd-mark')")


CONTRAST = """() => {
  const linear = (v) => v <= 10 ? v / 3294.6 : ((v / 255 + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const node of document.querySelectorAll('h1, h2, h3, p, span, button, summary, b, mark, a, li, .cd-block')) {
    const own = [...node.childNodes].some((each) => each.nodeType === 3 && each.textContent.trim());
    const seen = node.offsetParent !== null && !node.closest('.sr-only') && node.closest('#cd-header, #cd-panes');
    if (!own || !seen) continue;
    const a = light(parse(getComputedStyle(node).color).slice(0, 3)), b = light(ground(node));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(node.className + ' "' + node.textContent.slice(0, 30) + '" ' + ratio.toFixed(2));
  }
  return low;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_in_light_and_dark(site: str, open_page: OpenPage, scheme: str) -> None:
    page = open_page(site, color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    ask(page, "무엇에 서명했나요?")
    assert page.evaluate(CONTRAST) == []
    page.locator(".cd-mark").first.click()
    page.wait_for_selector("#cd-quote")
    page.click("[data-view=raw]")
    assert page.evaluate(CONTRAST) == []
    page.get_by_role("tab", name=KO.tab_library).click()
    assert page.evaluate(CONTRAST) == []
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in re.findall(r"\d+", dark)[:3]) < 200) == (scheme == "dark")


def test_the_whole_page_can_be_unfolded(page: Page) -> None:
    ask(page, "무엇에 서명했나요?")
    page.locator(".cd-mark").first.click()
    page.wait_for_selector("#cd-quote")
    assert not page.get_by_text("많이 본 뉴스").is_visible()
    page.click("[data-view=raw]")
    assert page.get_by_text("많이 본 뉴스").is_visible()
    assert page.locator("[data-view=raw]").get_attribute("aria-pressed") == "true"
    page.click("[data-view=cleaned]")
    assert not page.get_by_text("많이 본 뉴스").is_visible()


FOREIGN = "#cd-panes :is(img, iframe, object, embed, a, form, video, style, script, svg:not(.tab-wrapper *, .wrap *))"


def test_nothing_that_an_article_a_model_or_a_reader_says_runs(
    assistant: ScriptedAssistant, serve: Serve, open_page: OpenPage
) -> None:
    text = "\n".join((*payloads.HTML, *payloads.ENTITIES, *payloads.MARKDOWN, *payloads.TEMPLATES))
    quote = f"앞 {text} 뒤"
    parts = ((BlockKind.MENU, f"{text}\n"), (BlockKind.TITLE, f"{text}\n"), (BlockKind.BODY, quote))
    article = make_article(parts, title=text, outlet=text, authors=(text,), rights=text, section=text,
                           url="javascript:window.hit=1")  # fmt: skip
    claims = (claim(text, Verdict.VERIFIED, cite(article, quote)), claim(text, Verdict.PARTLY, why=text))
    answer = Answer(question=text, text=text, lead=text, claims=claims, dropped=claims, notes=(text,), model=text,
                    evidence=(found(article, quote, 1),))  # fmt: skip
    assistant.articles_by_id = by_id(article)
    assistant.script, assistant.pause = lambda question: script_of(answer), 0
    page = open_page(serve(assistant, assistant.add))
    ask(page, text[:3900])
    page.locator(".cd-mark").first.click()
    assert marked(page) == visible(quote)
    page.click("[data-view=raw]")
    page.get_by_role("tab", name=KO.tab_library).click()
    page.fill("#cd-paste textarea", f"{text[:300]}\n{text}")
    page.click("#cd-add")
    page.wait_for_selector(f"{REPORT} .cd-line")
    page.wait_for_timeout(300)
    assert page.locator(FOREIGN).count() == 0
    assert page.evaluate("window.hit") is None
