"""The library view over a real library: adding, finding, reading, correcting, comparing, deleting and undoing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import OpenPage, Watch, serve_beside

from assistant.article import BlockKind
from assistant.errors import ModelError
from ui.web.articles.visit import PAGE
from ui.web.wording.articles import article_words
from ui.web.wording.words import words_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

    from assistant.library import Library

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
PAGES = Path(__file__).parents[2] / "examples" / "pages"
KO, EN = words_of("ko"), words_of("en")
SAID = article_words("ko")
ROWS = 60
MANY = 5000
MINUTES = 120_000
"""Milliseconds that a slow machine may need for what waits for the embedding model."""
HOSTILE = "<img src=x onerror=window.hit=1>"
BODY = (
    "가람시는 다음 달부터 시립도서관 여섯 곳의 문 닫는 시각을 오후 6시에서 오후 10시로 늦춘다고 2일 밝혔다. "
    "시는 야간 근무자 24명을 새로 뽑고 인건비와 냉난방비로 올해 3억 원을 쓰기로 했다. "
    "낮에 도서관을 찾기 어려운 직장인과 학생이 퇴근하거나 하교한 뒤에도 책을 빌릴 수 있게 하려는 것이다."
)
MENU = "정치\n경제\n사회\n문화\n로그인\n"


@dataclass(frozen=True)
class World:
    """A served library, and the page that all tests of this file share, one after the other."""

    library: Library
    site: str
    page: Tab


def row(at: int) -> dict[str, str]:
    section = "경제" if at % 3 else "문화"
    return {"title": f"가람시 소식 {at}호 {HOSTILE}", "text": f"가람시는 {at}번째 소식을 전했다. 소식은 {at}쪽이다.",
            "outlet": "가람소식", "section": section, "published": f"2025-01-01T00:{at:02}:00+09:00"}  # fmt: skip


def version(at: int) -> dict[str, str]:
    text = BODY if at == 0 else BODY.replace("3억 원", "4억 원").replace("24명", "30명")
    return {"title": "가람시 도서관 밤에도 연다", "text": text, "outlet": "한강일보", "url": "https://news.example/a/1",
            "published": f"2026-03-0{at + 1}T09:30:00+09:00"}  # fmt: skip


@pytest.fixture(scope="module")
def world(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    from assistant import Assistant
    from assistant.library import Library
    from assistant.settings import Settings
    from ingest import ingest
    from ui.cli.chat import adder

    place = tmp_path_factory.mktemp("library")
    rows = [row(at) for at in range(ROWS)] + [version(0), version(1)]
    (place / "rows.jsonl").write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in rows))
    settings = Settings(library=place / "lib", model="extractive", fetch=True, max_file_bytes=2_000_000)
    with Library.open(settings.library, write=True, holder="tests") as library:
        try:
            report = ingest([place / "rows.jsonl", PAGES / "nuri-third-launch.txt"], library=library, settings=settings)
        except ModelError as error:
            pytest.skip(f"The embedding model is not on this machine: {error}")
        assert report.added == ROWS + 3
        with serve_beside(Assistant(library, settings), adder(library, settings)) as site:
            watch = Watch(site)
            page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ko-KR").new_page()
            page.set_default_timeout(MINUTES)
            watch.over(page)
            page.goto(site)
            page.wait_for_selector(".cd-welcome")
            yield World(library, site, page)
            assert page.evaluate("window.hit") is None
            page.context.close()
            assert watch.problems == []


@pytest.fixture
def page(world: World) -> Tab:
    """The library tab of the shared page, all articles listed."""
    world.page.get_by_role("tab", name=KO.tab_library).click()
    count = len(world.library.articles())
    if f" {count}건 가운데" not in world.page.locator("#cd-articles").inner_text():
        world.page.locator("[data-show-all]").click()
    total(world.page, count)
    return world.page


def total(page: Tab, count: int) -> None:
    """Wait until the list has so many articles."""
    page.wait_for_function(
        "count => (document.querySelector('#cd-articles h2')?.textContent.match(/(\\d+)건 가운데/) || [0, 0])[1] == count",
        arg=count,
    )


def search(page: Tab, words: str) -> None:
    page.fill(".cd-finder [name=words]", words)
    page.press(".cd-finder [name=words]", "Enter")


def open_article(page: Tab, words: str) -> None:
    page.get_by_role("tab", name=KO.tab_library).click()
    search(page, words)
    total(page, 1)
    page.locator("#cd-articles .cd-card").click()
    page.wait_for_selector(".cd-reader")


def head(page: Tab) -> str:
    return page.locator(".cd-reader-head").inner_text()


def test_the_list_is_searched_filtered_and_turned(page: Tab, world: World) -> None:
    cards = page.locator("#cd-articles .cd-card")
    assert cards.count() == PAGE
    assert "도서관 밤에도" in cards.first.inner_text()
    page.locator("[data-page]:not([disabled])").click()
    page.wait_for_function("n => document.querySelectorAll('#cd-articles .cd-card').length === n", arg=ROWS + 2 - PAGE)
    assert HOSTILE in cards.first.inner_text()
    search(page, "소식 57호")
    total(page, 1)
    search(page, "가람소식")
    total(page, ROWS)
    page.locator(".cd-narrow summary").click()
    page.select_option(".cd-finder [name=section]", "문화")
    total(page, ROWS // 3)
    page.fill(".cd-finder [name=until]", "2024-12-31")
    page.wait_for_function("document.querySelector('#cd-articles').textContent.includes('조건에 맞는')")
    assert page.locator(".cd-finder [name=section]").input_value() == "문화"
    page.locator("[data-show-all]").click()
    total(page, ROWS + 2)
    page.select_option(".cd-finder [name=rights]", "reserved")
    total(page, 1)
    page.locator("#cd-articles li").hover()
    page.locator("#cd-articles [data-only]").click()
    page.wait_for_selector("#cd-only .cd-chip")
    page.locator("#cd-only .cd-chip").click()


def test_a_quote_is_marked_in_all_three_views(page: Tab, world: World) -> None:
    page.fill("#cd-ask textarea", "누리호 3차 발사는 언제 이뤄졌나요?")
    page.click("#cd-send")
    page.locator("#cd-current .cd-mark").first.click()
    page.wait_for_selector("#cd-quote")
    quote = "".join(page.locator(".cd-reader mark").all_text_contents())
    article = next(each for each in world.library.articles() if "누리호" in each.title)
    whole = world.library.article(article.id).text
    assert quote
    assert quote in whole
    menu = page.get_by_text("본문 바로가기")
    for view, folded in (("raw", False), ("blocks", False), ("cleaned", True)):
        page.click(f"[data-view={view}]")
        assert page.locator(f"[data-view={view}]").get_attribute("aria-pressed") == "true"
        assert menu.is_visible() is not folded
        assert "".join(page.locator(".cd-reader mark").all_text_contents()) == quote
        page.wait_for_function("""() => {
            const box = document.querySelector('#cd-quote').getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight; }""")
    page.click("[data-view=raw]")
    shown = page.locator(".cd-page").inner_text()
    assert [line.strip() for line in shown.split("\n") if line.strip()] == [
        line.strip() for line in whole.split("\n") if line.strip()
    ]
    page.click("[data-view=blocks]")
    labels = page.locator(".cd-label:visible").all_inner_texts()
    assert {f"{KO.kinds[BlockKind.BODY]} · {SAID.searched}", KO.kinds[BlockKind.MENU]} <= set(labels)
    page.click("[data-view=cleaned]")


def test_versions_are_compared_and_an_old_one_says_so(page: Tab, world: World) -> None:
    open_article(page, "도서관 밤에도")
    page.locator(".cd-versions > summary").click()
    removed = [text.split(":")[-1].strip() for text in page.locator(".cd-changes del").all_text_contents()]
    assert removed == ["24명을", "3억"]
    page.locator(".cd-versions [data-open]").click()
    page.get_by_text(SAID.superseded).wait_for()
    assert "2026-03-01" in head(page)
    page.get_by_role("button", name=SAID.open_newest).click()
    page.wait_for_function("() => document.querySelector('.cd-reader-head').textContent.includes('2026-03-02')")


def test_a_wrong_title_is_corrected_and_set_back(page: Tab, world: World) -> None:
    open_article(page, "도서관 밤에도")
    id = next(each.id for each in world.library.articles() if "밤에도" in each.title)
    page.locator(".cd-edit > summary").click()
    page.fill(".cd-edit [name=title]", f"가람시 도서관 자정까지 {HOSTILE}")
    page.fill(".cd-edit [name=published]", "2026-03-09")
    page.press(".cd-edit [name=published]", "Enter")
    page.wait_for_selector(".cd-edited")
    assert f"{SAID.was}: “가람시 도서관 밤에도 연다”" in head(page)
    assert HOSTILE in page.locator(".cd-reader-head h2").inner_text()
    now = world.library.article(id)
    assert (now.title, f"{now.published:%Y-%m-%d %H:%M %z}") == (
        f"가람시 도서관 자정까지 {HOSTILE}",
        "2026-03-09 00:00 +0900",
    )
    assert world.library.counts().pending == 0
    page.locator(".cd-edit > summary").click()
    page.fill(".cd-edit [name=published]", "어제")
    page.press(".cd-edit [name=published]", "Enter")
    page.get_by_text("날짜가 아닙니다").first.wait_for()
    page.locator("[data-set-back]").click()
    page.wait_for_selector(".cd-edited", state="detached")
    assert world.library.article(id).title == "가람시 도서관 밤에도 연다"
    assert world.library.doctor().findings == ()


def test_a_deleted_article_can_be_brought_back(page: Tab, world: World) -> None:
    open_article(page, "소식 59호")
    [gone] = [each for each in world.library.articles() if "소식 59호" in each.title]
    page.locator("[data-delete-article]").click()
    page.wait_for_selector("[data-undo]")
    assert not world.library.has(gone.id)
    assert str(ROWS + 1) in page.locator(".cd-size").inner_text()
    page.locator("[data-undo]").click()
    page.get_by_text(SAID.undone).wait_for()
    assert world.library.summaries([gone.id]) == {gone.id: gone}
    assert world.library.counts().pending == 0
    assert str(ROWS + 2) in page.locator(".cd-size").inner_text()


def test_a_folder_gives_a_line_for_each_file_and_an_address_is_checked(page: Tab, world: World, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    text = f"{MENU}가람시 수영장 새로 문 연다\n한강일보\n2026-03-05 10:00\n{BODY.replace('도서관', '수영장')}\n"
    (tmp_path / "sub" / "pool.txt").write_text(text)
    for name, content in {"noise.html": bytes(range(256)) * 9, "photo.png": b"png", ".hidden.txt": b"x"}.items():
        (tmp_path / name).write_bytes(content)
    page.set_input_files("#cd-files input[data-folder]", tmp_path)
    page.wait_for_selector("#cd-report [role=status] .cd-added")
    said = page.locator("#cd-report").inner_text()
    assert f"{tmp_path.name}/noise.html" in said
    assert SAID.left_out.format(count=2) in said
    assert str(tmp_path) not in said
    for address, why in (("http://127.0.0.1/secret", "127.0.0.1"), ("file:///etc/passwd", SAID.no_address)):
        page.fill("[data-address]", address)
        page.press("[data-address]", "Enter")
        page.locator("#cd-report .cd-line", has_text=address.split("//")[1][:9]).get_by_text(why).first.wait_for()
        page.wait_for_selector("#cd-report .cd-line:not(.cd-added)")
    assert "root:" not in page.content()


def test_adding_is_followed_and_can_be_stopped(page: Tab, world: World, tmp_path: Path) -> None:
    before = len(world.library.articles())
    rows = [row(at) | {"title": f"둘째 소식 {at}호", "url": ""} for at in range(MANY)]
    (tmp_path / "many.jsonl").write_text("".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in rows))
    page.set_input_files("#cd-files input[type=file]:not([data-folder])", tmp_path / "many.jsonl")
    page.wait_for_selector(".cd-adding .cd-line")
    assert page.locator(".cd-adding progress").get_attribute("max") == str(MANY)
    assert f"{MANY}건 가운데" in page.locator(".cd-adding .cd-progress").inner_text()
    page.locator("[data-stop-adding]").click()
    page.get_by_text(SAID.stopped).wait_for()
    added = len(world.library.articles()) - before
    assert 0 < added < MANY
    assert f"추가됨 {added}건" in page.locator("#cd-report").inner_text()
    assert world.library.counts().pending == 0


def test_it_fits_a_narrow_dark_english_page(world: World, open_page: OpenPage) -> None:
    page = open_page(world.site, viewport={"width": 375, "height": 800}, locale="en-US", color_scheme="dark")
    page.get_by_role("tab", name=EN.tab_library).click()
    page.wait_for_selector("#cd-articles .cd-card")
    page.locator(".cd-narrow summary").click()
    search(page, "밤에도")
    page.wait_for_function("document.querySelectorAll('#cd-articles .cd-card').length === 1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#cd-articles .cd-card").click()
    page.wait_for_selector(".cd-reader")
    for view in ("raw", "blocks"):
        page.click(f"[data-view={view}]")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".cd-versions > summary").click()
    assert "What changed" in page.locator(".cd-versions").inner_text()
