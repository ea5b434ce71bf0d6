"""Correcting details of articles by hand, and deleting with a way back."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from library_world import KST, HashEmbedder, embedded_text, fill, fingerprint, make_article, snapshot
from newsroom import PUBLISHED, SENTENCES, article, store

from assistant.answer import Answer, Citation, Claim, Filters, Verdict
from assistant.article import Article, BlockKind
from assistant.errors import InputError, LibraryError
from assistant.library import Added, Library
from assistant.library.conversations import Ending
from assistant.library.corrections import Details
from assistant.library.mentions import Mentions

URL = "https://news.example/view?id=7"
PAGES = [
    article(" ".join(SENTENCES[: len(SENTENCES) - at]), url=URL, published=PUBLISHED + timedelta(hours=at))
    for at in range(3)
]


def retitled(library: Library, page: Article, title: str = "금성시 우체국, 열두 곳 새로 연다") -> Article:
    return library.editing.correct(page.id, replace(Details.of(library.article(page.id)), title=title))


def answer_with(*pages: Article) -> Answer:
    quoted = [
        Citation(article_id=each.id, title=each.title, quote=each.text[:5], start=0, end=5, kind=BlockKind.TITLE)
        for each in pages
    ]
    return Answer(question="?", text="!", claims=(Claim(text="!", verdict=Verdict.VERIFIED, citations=tuple(quoted)),))


def keep(library: Library, *pages: Article) -> tuple[str, int]:
    talk = library.conversations.begin("?")
    number = library.conversations.ask(talk, "?")
    library.conversations.end(talk, number, Ending.DONE, answer_with(*pages))
    return talk, number


def test_a_corrected_title_is_found_and_the_wrong_one_no_more(library: Library, embedder: HashEmbedder) -> None:
    page = fill(library, range(3), embedder)[1]
    before = library.passages_of(page.id)
    now = retitled(library, page)
    assert (now.id, now.text, now.title) == (page.id, page.text, "금성시 우체국, 열두 곳 새로 연다")
    [correction] = library.editing.corrections(page.id)
    assert (correction.field, correction.was) == ("title", page.title)
    after = library.passages_of(page.id)
    assert [each.id for each in after] == [each.id for each in before]
    assert {each.heading for each in after} == {"", now.title}
    found = {name.partition(":")[0] for name, _ in library.search_keywords("morphemes", ["금성", "열두"], 9)}
    assert found == {page.id}
    assert library.counts().pending == len(after) - 1
    library.index_pending(embedder)
    for passage in after:
        assert library.search_vectors(embedder.vector(embedded_text(passage)), 1)[0][0] == passage.id
    assert library.doctor().findings == ()


def test_corrections_survive_all_that_makes_indexes_anew(place: Path, embedder: HashEmbedder) -> None:
    with Library.open(place, write=True) as library:
        page = fill(library, range(2), embedder)[1]
        now = retitled(library, page)
        library.index_pending(embedder)
        assert library.add(*make_article(1)) is Added.UNCHANGED
        library.rebuild()
        other = HashEmbedder(fingerprint("hash-b"))
        library.reembed(other)
        assert library.doctor(repair=True).findings == ()
    with Library.open(place, write=True) as library:
        assert library.article(page.id) == now
        body = library.passages_of(page.id)[1]
        assert library.search_vectors(other.vector(embedded_text(body)), 1)[0][0] == body.id
        assert library.counts().pending == 0


def test_all_that_was_corrected_can_be_set_back(place: Path, embedder: HashEmbedder) -> None:
    with Library.open(place, write=True) as library:
        page = fill(library, range(3), embedder)[1]
    before = snapshot(place)
    with Library.open(place, write=True) as library:
        wrong = Details(" 다른\u200b  제목\n", datetime(2020, 1, 5, tzinfo=KST), "다른 신문", "사회")
        assert Details.of(library.editing.correct(page.id[:8], wrong)) == replace(wrong, title="다른 제목")
        assert [each.field for each in library.editing.corrections(page.id)] == [
            "title", "published", "outlet", "section"
        ]  # fmt: skip
        assert library.editing.set_back(page.id) == page
        assert library.editing.corrections(page.id) == []
        library.index_pending(embedder)
    assert snapshot(place) == before


def test_a_corrected_date_moves_the_article_and_the_dates_in_its_text(library: Library) -> None:
    page = article()
    store(library, page)
    library.editing.correct(page.id, replace(Details.of(page), published=PUBLISHED.replace(year=2024)))
    assert {dated.first.year for dated in library.dates(page.id)} == {2023, 2024, 2025}
    assert library.articles(Filters(since=datetime(2026, 1, 1))) == []
    assert library.timeline.newest() == PUBLISHED.replace(year=2024).date()
    library.editing.correct(page.id, replace(Details.of(library.article(page.id)), published=None))
    assert library.timeline.undated() == 1
    assert library.doctor().findings == ()


@pytest.mark.parametrize(
    "wrong",
    [{"title": " \u200b"}, {"title": "가" * 301}, {"published": datetime(2026, 3, 3)},
     {"published": datetime(1, 1, 1, tzinfo=KST)}],
)  # fmt: skip
def test_what_cannot_be_is_refused(library: Library, wrong: dict[str, object]) -> None:
    page = article()
    store(library, page)
    with pytest.raises(InputError):
        library.editing.correct(page.id, replace(Details.of(page), **wrong))  # type: ignore[arg-type]
    assert library.article(page.id) == page


def test_a_change_that_breaks_off_leaves_all_as_it_was(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(place, write=True) as library:
        page = fill(library, range(2), HashEmbedder())[1]
    before = snapshot(place)

    def breaks(self: Mentions, page: Article) -> None:
        raise KeyboardInterrupt

    with Library.open(place, write=True) as library:
        monkeypatch.setattr(Mentions, "write", breaks)
        with pytest.raises(KeyboardInterrupt):
            library.editing.correct(page.id, Details("다른 제목", None, "", ""))
    monkeypatch.undo()
    assert snapshot(place) == before


def test_a_reader_corrects_nothing(place: Path) -> None:
    with Library.open(place, write=True) as library:
        store(library, article())
    with Library.open(place) as reader, pytest.raises(LibraryError, match="reading only"):
        retitled(reader, article())


def test_a_new_version_has_the_correction_of_what_it_still_has_wrong(library: Library) -> None:
    late = PUBLISHED.replace(year=2030)
    first, second = (
        article(" ".join(SENTENCES[:end]), title="입력 오류", url=URL, published=late) for end in (7, 6)
    )  # fmt: skip
    store(library, first)
    library.editing.correct(first.id, replace(Details.of(first), title="바른 제목", published=PUBLISHED))
    assert store(library, second) == [Added.VERSION]
    now = library.article(second.id)
    assert (now.title, now.published) == ("바른 제목", PUBLISHED)
    assert [each.was for each in library.editing.corrections(second.id)] == ["입력 오류", late]
    third = article(" ".join(SENTENCES[:5]), title="신문이 고친 제목", url=URL, published=PUBLISHED)
    assert store(library, third) == [Added.VERSION]
    assert library.article(third.id) == third
    assert library.doctor().findings == ()


def test_a_version_without_an_address_is_recognised_by_the_date_that_was_read(library: Library) -> None:
    late = PUBLISHED.replace(year=2030)
    first, second = (article(" ".join(SENTENCES[:end]), published=late) for end in (7, 6))
    store(library, first)
    library.editing.correct(first.id, replace(Details.of(first), published=PUBLISHED))
    assert store(library, second) == [Added.VERSION]
    assert library.article(second.id).published == PUBLISHED


def test_an_older_version_that_was_corrected_comes_back_so(library: Library, embedder: HashEmbedder) -> None:
    pages = [make_article(1, edition=at) for at in range(2)]
    for page, passages in pages:
        library.add(page, passages)
        library.index_pending(embedder)
    old = pages[0][0]
    retitled(library, old)
    assert library.counts().pending == 0
    library.delete(pages[1][0].id)
    assert {each.heading for each in library.passages_of(old.id)} == {"", library.article(old.id).title}
    assert library.counts().pending == 3
    assert library.doctor().findings == ()


@pytest.mark.parametrize("at", range(4))
def test_undoing_a_deletion_brings_everything_back(place: Path, embedder: HashEmbedder, at: int) -> None:
    alone = make_article(5)[0]
    with Library.open(place, write=True) as library:
        fill(library, [5, 6], embedder)
        for page in PAGES:
            store(library, page)
            library.index_pending(embedder)
        for page in (*PAGES, alone):
            retitled(library, page, f"고친 제목 {page.id[:4]}")
        talk, _ = keep(library, *PAGES, alone)
        library.index_pending(embedder)
    before = snapshot(place)
    with Library.open(place, write=True) as library:
        page = (*PAGES, alone)[at]
        corrections, added = library.editing.corrections(page.id), library.summaries([page.id])
        deleted = library.editing.delete(page.id)
        assert deleted is not None
        assert not library.has(page.id)
        assert library.conversations.read(talk)[0].ending is Ending.WITHDRAWN
        assert library.doctor().findings == ()
        assert library.editing.undo(deleted)
        assert not library.editing.undo(deleted)
        assert library.doctor().findings == ()
        assert library.editing.corrections(page.id) == corrections
        assert library.summaries([page.id]) == added
        [kept] = library.conversations.read(talk)
        assert (kept.ending, kept.answer) == (Ending.DONE, answer_with(*PAGES, alone))
        assert library.index_pending(embedder) == 0
    assert snapshot(place) == before


def test_an_original_comes_back_and_nothing_of_it_stays_without_an_undo(place: Path) -> None:
    page = article("비밀스러운 낱말 콩다래키")
    with Library.open(place, write=True) as library:
        library.add(page, (), original=b"<p>kongdaraeki</p>")
        deleted = library.editing.delete(page.id)
        files = b"".join(each.read_bytes() for each in place.glob("library.db*"))
        assert "콩다래키".encode() not in files
        assert b"kongdaraeki" not in files
        assert deleted is not None
        assert library.editing.undo(deleted)
        assert library.original(page.id) == b"<p>kongdaraeki</p>"
        assert library.editing.delete("0" * 24) is None


def test_an_article_that_was_added_again_or_edited_meanwhile_keeps_its_place(library: Library) -> None:
    store(library, *PAGES[:2])
    deleted = library.editing.delete(PAGES[1].id)
    assert deleted is not None
    assert store(library, PAGES[2]) == [Added.VERSION]
    assert library.editing.undo(deleted)
    assert [each.id for each in library.versions(PAGES[0].id)] == [page.id for page in reversed(PAGES)]
    assert [each.id for each in library.articles()] == [PAGES[2].id]
    lone = library.editing.delete(PAGES[2].id)
    assert lone is not None
    store(library, PAGES[2])
    assert not library.editing.undo(lone)
    assert library.doctor().findings == ()


def test_a_version_that_came_meanwhile_is_joined(library: Library) -> None:
    store(library, PAGES[0])
    deleted = library.editing.delete(PAGES[0].id)
    assert deleted is not None
    assert store(library, PAGES[1]) == [Added.NEW]
    assert library.editing.undo(deleted)
    assert [each.id for each in library.versions(PAGES[0].id)] == [PAGES[1].id, PAGES[0].id]
    assert library.doctor().findings == ()


def test_an_answer_that_holds_words_of_another_deleted_article_stays_away(library: Library) -> None:
    pages = fill(library, range(2))
    talk, _ = keep(library, *pages)
    first, second = (library.editing.delete(page.id) for page in pages)
    assert first is not None
    assert second is not None
    library.editing.undo(first)
    assert library.conversations.read(talk)[0].ending is Ending.WITHDRAWN
    rows = sqlite3.connect(library.path / "library.db").execute("SELECT answer FROM exchanges").fetchall()
    assert rows == [("",)]
