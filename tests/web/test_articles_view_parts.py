"""The parts of the library view: a run that is followed, what a browser asks for, undoing, dates that are typed, changes."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import KST, SUMMIT, Line, ScriptedAssistant, cite, harbour, make_article, summit
from selectolax.lexbor import LexborHTMLParser

from assistant.answer import Filters
from assistant.article import BlockKind
from assistant.errors import InputError, LibraryError
from assistant.library.corrections import Correction, Details
from assistant.library.listing import Wanted
from ui.ports import Watch
from ui.web.articles.adding import Adding
from ui.web.articles.browsing import Browsing
from ui.web.articles.catalogue import ListCatalogue, Rows
from ui.web.articles.editing import details_of
from ui.web.articles.run import Run
from ui.web.articles.undoing import Undoing
from ui.web.articles.visit import PAGE, Visit, wanted_of
from ui.web.page import build_app
from ui.web.parts import Parts, lay_out
from ui.web.render.articles.adding import MOST_LINES, report, running
from ui.web.render.articles.changes import changes
from ui.web.render.articles.listing import article_list, finder
from ui.web.render.articles.reader import Marked, reader
from ui.web.render.articles.reader_head import About
from ui.web.wording.articles import article_words
from ui.web.wording.words import Words, words_of

WORDS, SAID = words_of("en"), article_words("en")


def text_of(html: str, css: str = "body") -> str:
    return " ".join(node.text() for node in LexborHTMLParser(html).css(css))


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_run_tells_count_rate_and_time_left() -> None:
    clock = Clock()
    run = Run(10, clock=clock)
    run.progress(0, 200)  # a file of rows holds more than the files that were given
    assert run.seconds_left is None
    for at in range(50):
        run.take(Line(f"{at}", "added"))
    clock.now = 25.0
    assert (run.rate, run.seconds_left) == (2.0, 75.0)
    shown = text_of(running(run, WORDS))
    for part in ("50 of 200 read", "2.0 a second", "about 75 s left", SAID.stop):
        assert part in shown
    clock.now = 250.0
    assert "about 12 min left" in text_of(running(run, WORDS))
    for at in range(150):
        run.take(Line(f"{at}", "added"))
    assert SAID.indexing in text_of(running(run, WORDS))
    run.stop()
    assert "data-stop-adding" not in running(run, WORDS)
    assert SAID.stopping in text_of(running(run, WORDS))


def test_of_an_address_nobody_knows_how_many_pages_there_will_be() -> None:
    clock = Clock()
    run = Run(clock=clock)
    run.progress(0, 1)
    run.take(Line("https://a.example/1", "added"))
    clock.now = 10.0
    assert (run.known_total, run.seconds_left, run.indexing) == (0, None, False)
    assert "progress max" not in running(run, WORDS)


def test_a_very_long_report_shows_all_that_failed() -> None:
    lines = [Line(f"{at}.txt", "failed" if at % 100 == 0 else "added", reason="why") for at in range(1000)]
    html = report(lines, WORDS)
    assert len(LexborHTMLParser(html).css("li")) == MOST_LINES
    assert len(LexborHTMLParser(html).css("li.cd-failed")) == 10
    assert "990 added · 10 failed" in text_of(html)
    assert SAID.more_lines.format(count=700) in text_of(html)


@given(
    st.dictionaries(
        st.sampled_from(["words", "since", "until", "outlet", "section", "language", "rights", "x"]),
        st.text() | st.integers() | st.none() | st.lists(st.text()),
    )
)
def test_anything_may_stand_in_the_fields_of_a_search(fields: dict[str, object]) -> None:
    assert isinstance(wanted_of(fields), Wanted)


def test_the_fields_of_a_search_become_filters() -> None:
    fields = {"words": " 도서관 ", "since": "2026-03-01", "until": "2026-02-30", "outlet": "한강일보", "rights": "free"}
    filters = Filters(since=datetime(2026, 3, 1), outlets=("한강일보",))
    assert wanted_of(fields) == Wanted("도서관", filters, reserved=False)


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [(Wanted(), [harbour().title, summit().title]), (Wanted("한빛 서명"), [summit().title]),
     (Wanted(filters=Filters(since=datetime(2026, 3, 4))), [harbour().title]),
     (Wanted(filters=Filters(until=datetime(2026, 3, 3))), [summit().title]),
     (Wanted(filters=Filters(languages=("en",))), [harbour().title]), (Wanted(reserved=True), [summit().title])],
)  # fmt: skip
def test_an_engine_without_a_library_is_listed_too(
    assistant: ScriptedAssistant, wanted: Wanted, titles: list[str]
) -> None:
    catalogue = ListCatalogue(assistant)
    assert [row.title for row in catalogue.page(wanted, 50, 0).rows] == titles
    assert [row.title for row in catalogue.page(wanted, 1, 1).rows] == titles[1:2]
    facets = catalogue.facets()
    assert (facets.count, facets.languages, facets.sections) == (2, ("en", "ko"), ("정치",))
    with pytest.raises(LibraryError, match="cannot be changed"):
        catalogue.delete(summit().id)


def test_the_list_is_turned_within_its_pages(assistant: ScriptedAssistant) -> None:
    rows = assistant.articles()[:1] * PAGE
    html = article_list(Rows(rows, 2 * PAGE + 1), 1, WORDS)
    assert "51–100 of 101" in text_of(html)
    buttons = LexborHTMLParser(html).css("[data-page]")
    assert [(each.attributes["data-page"], "disabled" in each.attributes) for each in buttons] == [
        ("0", False),
        ("2", False),
    ]
    last = LexborHTMLParser(article_list(Rows(rows[:1], 2 * PAGE + 1), 2, WORDS)).css("[data-page][disabled]")
    assert [each.attributes["data-page"] for each in last] == ["3"]
    assert SAID.nothing_found in article_list(Rows([], 0), 0, WORDS, filtered=True)


def test_what_was_chosen_stays_in_the_fields(assistant: ScriptedAssistant) -> None:
    wanted = Wanted("무역", Filters(outlets=("한빛일보",), since=datetime(2026, 3, 1)), reserved=True)
    tree = LexborHTMLParser(finder(ListCatalogue(assistant).facets(), wanted, WORDS))
    chosen = {node.parent.attributes["name"]: node.attributes["value"] for node in tree.css("option[selected]")}
    assert chosen == {"outlet": "한빛일보", "rights": "reserved"}
    assert tree.css_first("[name=since]").attributes["value"] == "2026-03-01"
    assert tree.css_first("details").attributes.keys() >= {"open"}


def test_a_deletion_can_be_undone_once_and_for_a_minute() -> None:
    clock, gone = Clock(), SimpleNamespace()
    undoing = Undoing(clock)
    first, second = undoing.keep(gone), undoing.keep(gone)  # type: ignore[arg-type]
    assert undoing.take(first) is gone
    assert undoing.take(first) is None
    assert undoing.take("x") is None
    clock.now = 61.0
    undoing.sweep()
    assert len(undoing) == 0
    assert undoing.take(second) is None


def test_nothing_is_left_of_a_deletion_when_its_time_is_up() -> None:
    undoing = Undoing(seconds=0.0)
    ticket = undoing.keep(SimpleNamespace())  # type: ignore[arg-type]
    assert undoing.take(ticket) is None
    assert len(undoing) == 0


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("2026-03-03 09:10", datetime(2026, 3, 3, 9, 10, tzinfo=KST)), ("2026.4.1", datetime(2026, 4, 1, tzinfo=KST)),
     ("2026-04-01 23:59", datetime(2026, 4, 1, 23, 59, tzinfo=KST)), (" ", None)],
)  # fmt: skip
def test_dates_are_typed_on_the_articles_own_clock(typed: str, expected: datetime | None) -> None:
    article = summit()
    assert details_of({"published": typed, "title": "새 제목"}, article, "ko") == replace(
        Details.of(article), title="새 제목", published=expected
    )


@pytest.mark.parametrize("typed", ["어제", "2026-02-30", "2026-03-01 25:00", "1", "²⁰²⁶-01-01"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="no date"):
        details_of({"published": typed}, summit(), "en")


def test_a_date_that_is_left_as_shown_keeps_its_seconds() -> None:
    exact = datetime(2026, 3, 3, 9, 10, 42, tzinfo=KST)
    article = summit().model_copy(update={"published": exact})
    assert details_of({"published": "2026-03-03 09:10"}, article, "ko").published == exact


def test_changes_name_the_words_that_differ() -> None:
    old, new = (
        make_article(((BlockKind.MENU, f"{menu}\n"), (BlockKind.TITLE, "제목\n"), (BlockKind.BODY, body)))
        for menu, body in (
            ("a", "시는 24명을 뽑는다. 끝까지 같다. 빠질 문장이다."),
            ("b", "시는 30명을 뽑는다. 끝까지 같다."),
        )
    )
    html = changes(old, new, SAID)
    said = [f"{SAID.removed_words} 24명을", f"{SAID.removed_words} 빠질 문장이다."]
    assert [node.text() for node in LexborHTMLParser(html).css("del")] == said
    assert text_of(html, "ins") == f"{SAID.added_words} 30명을"
    assert len(LexborHTMLParser(html).css("li")) == 2
    assert SAID.no_changes in changes(old, old, SAID)


def test_every_block_is_labelled_with_what_it_was_taken_for(words: Words) -> None:
    tree = LexborHTMLParser(reader(summit(), None, words))
    said = article_words(words.code).searched
    labels = [node.text() for node in tree.css(".cd-label")]
    assert [label.removesuffix(f" · {said}") for label in labels] == [words.kinds[kind] for kind, _ in SUMMIT]
    searched = {BlockKind.TITLE, BlockKind.DECK, BlockKind.BODY, BlockKind.CAPTION}
    assert [label.endswith(said) for label in labels] == [kind in searched for kind, _ in SUMMIT]


def test_the_head_says_what_was_edited_and_which_version_it_is() -> None:
    article, rows = summit(), ScriptedAssistant().articles()
    made = datetime(2026, 3, 5, tzinfo=KST)
    corrections = [Correction("title", "틀린 제목", made), Correction("published", made - timedelta(days=9), made)]
    about = About((rows[1], rows[0]), harbour(), corrections, editable=True)
    html = reader(article, Marked.of(cite(article, "3억 달러")), WORDS, 1, about)
    for part in ("“틀린 제목”", "“2026-02-24 00:00”", SAID.edited, SAID.superseded, SAID.changes_to, SAID.set_back):
        assert part in text_of(html)
    plain = reader(article, None, WORDS, 1, About())
    for part in (SAID.edited, SAID.superseded, SAID.delete, SAID.edit):
        assert part not in text_of(plain)


def parts_of_page(assistant: ScriptedAssistant) -> Parts:
    with gr.Blocks():
        return lay_out(WORDS, 4000, keeps=False, model="extractive", examined=False)


def test_adding_shows_lines_while_it_goes_on_and_stops_when_asked(assistant: ScriptedAssistant, tmp_path: Path) -> None:
    parts, visit = parts_of_page(assistant), Visit()
    browsing = Browsing(ListCatalogue(assistant), parts)

    def slowly(paths: Any, text: str, addresses: Any = (), watch: Watch | None = None) -> Any:
        assert watch is not None
        watch.take(Line("-", "added", title="첫째"))
        while not watch.stopping():
            time.sleep(0.01)
        return SimpleNamespace(lines=[Line("-", "added", title="첫째")])

    async def follow() -> list[dict[Any, Any]]:
        updates: list[dict[Any, Any]] = []
        async for update in Adding(assistant, slowly, browsing, parts, tmp_path).paste("제목\n본문", visit, "en"):
            updates.append(update)
            if len(updates) == 2:
                assert visit.run is not None
                visit.run.stop()
        return updates

    updates = asyncio.run(follow())
    live = [update[parts.report] for update in updates if parts.report in update]
    assert "첫째" in live[1]
    assert SAID.stopped in live[-1]
    assert parts.library.finder in updates[-2]


def test_a_page_that_is_left_stops_the_adding(assistant: ScriptedAssistant, tmp_path: Path) -> None:
    parts, visit = parts_of_page(assistant), Visit()
    ended: list[bool] = []

    def until_stopped(paths: Any, text: str, addresses: Any = (), watch: Watch | None = None) -> Any:
        while watch is not None and not watch.stopping():
            time.sleep(0.01)
        ended.append(True)
        return SimpleNamespace(lines=[])

    async def leave() -> None:
        adding = Adding(assistant, until_stopped, Browsing(ListCatalogue(assistant), parts), parts, tmp_path)
        updates = adding.paste("제목\n본문", visit, "en")
        await anext(updates)
        await updates.aclose()  # type: ignore[attr-defined]

    asyncio.run(leave())
    assert visit.run is not None
    while visit.run.going:  # the worker ends by itself
        time.sleep(0.01)
    assert ended == [True]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_that_nobody_foresaw_is_a_line_of_the_report(assistant: ScriptedAssistant, tmp_path: Path) -> None:
    parts, visit = parts_of_page(assistant), Visit()

    def breaks(paths: Any, text: str, addresses: Any = (), watch: Watch | None = None) -> Any:
        raise InputError(f"{paths[0]} is broken.") if paths else SystemExit

    async def last(files: list[str]) -> str:
        (tmp_path / "up").mkdir(exist_ok=True)
        for name in files:
            (tmp_path / "up" / name).write_text("x")
        adding = Adding(assistant, breaks, Browsing(ListCatalogue(assistant), parts), parts, tmp_path)
        event = SimpleNamespace(paths=[str(tmp_path / "up" / name) for name in files], names=["신문.txt"] * len(files))
        given = adding.upload(visit, "en", event) if files else adding.paste("x", visit, "en")  # type: ignore[arg-type]
        return [update[parts.report] async for update in given if parts.report in update][-1]

    assert SAID.broken in asyncio.run(last([]))
    assert "신문.txt is broken." in asyncio.run(last(["a.txt"]))
    assert not (tmp_path / "up").exists()


def test_both_languages_have_the_same_places() -> None:
    korean, english = article_words("ko"), article_words("en")
    for name in korean.__dataclass_fields__:
        marks = [
            sorted(part.split("}")[0] for part in getattr(said, name).split("{")[1:]) for said in (korean, english)
        ]
        assert marks[0] == marks[1], name


def test_the_page_is_built_with_the_library_view(assistant: ScriptedAssistant) -> None:
    names = [name for fn in build_app(assistant, assistant.add).fns.values() for _, name in fn.targets]
    assert {"browse", "turn", "correct", "remove", "undo", "fetch", "halt", "upload"} <= set(names)
