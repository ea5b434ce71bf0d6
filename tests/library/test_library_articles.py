from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from library_world import KST, OUTLETS, HashEmbedder, Progress, Vectors, embedded_text, fill, make_article

from assistant.answer import Filters
from assistant.article import Article
from assistant.errors import InputError, LibraryError
from assistant.library import Added, Library


def test_importing_the_package_loads_nothing_heavy() -> None:
    check = "import sys, assistant.library; print([m for m in ('chromadb', 'torch', 'kiwipiepy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_article_comes_back_as_it_was_given(library: Library) -> None:
    article, passages = make_article(7)
    assert library.add(article, passages, original=b"\x00page")
    assert library.article(article.id) == article
    assert library.passages_of(article.id) == passages
    assert library.original(article.id) == b"\x00page"
    for passage in library.passages([each.id for each in passages]).values():
        assert article.text[passage.start : passage.end] == passage.text


def test_a_second_time_changes_nothing(library: Library) -> None:
    article, passages = make_article(7)
    assert library.add(article, passages) is Added.NEW
    before = library.articles()
    again = library.add(article, passages)
    assert again is Added.UNCHANGED
    assert not again
    assert library.articles() == before
    assert library.counts().passages == len(passages)


def test_odd_text_round_trips(library: Library) -> None:
    text = "제목 \x00 'quoted\" \U0001f600 {x.__class__} ﷽\n본문\ttab"
    article = Article(
        id=Article.id_of(text), text=text, blocks=({"kind": "body", "start": 0, "end": len(text)},), title=text
    )
    library.add(article, [])
    assert library.article(article.id) == article


def test_passages_that_are_no_slices_are_refused_and_nothing_is_stored(library: Library) -> None:
    article, passages = make_article(1)
    shifted = passages[1].model_copy(update={"start": passages[1].start + 1, "end": passages[1].end + 1})
    for wrong in (
        [passages[0], shifted],
        [passages[0], passages[0]],
        [passages[0].model_copy(update={"article_id": "x"})],
    ):
        with pytest.raises(InputError, match=r"slice|twice"):
            library.add(article, wrong)
    assert not library.has(article.id)


def test_what_was_stored_is_there_after_reopening(place: Path, embedder: HashEmbedder) -> None:
    with Library.open(place, write=True) as library:
        articles = fill(library, range(4), embedder)
    with Library.open(place) as library:
        assert {each.id for each in library.articles()} == {article.id for article in articles}
        counts = library.counts()
        assert (counts.articles, counts.passages, counts.pending, counts.vectors) == (4, 16, 0, 16)
        assert library.searched() == 16
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / "library.db").stat().st_mode) == 0o600


def test_the_beginning_of_an_id_is_enough(library: Library) -> None:
    first = fill(library, range(3))[0]
    assert library.article(first.id[:6]) == first
    with pytest.raises(InputError, match="at least 6"):
        library.article(first.id[:5])
    with pytest.raises(InputError, match="No article has the id 'ffffffffff"):
        library.article("f" * 23)


def test_an_ambiguous_beginning_names_the_candidates(library: Library) -> None:
    article, _ = make_article(1)
    for ending in "ab":
        library.add(article.model_copy(update={"id": f"samebeginning{ending}"}), [])
    with pytest.raises(InputError, match=r"samebeginninga, samebeginningb"):
        library.article("samebeg")


def test_summaries_are_newest_first_and_undated_last(library: Library) -> None:
    fill(library, range(3))
    undated, _ = make_article(9)
    library.add(undated.model_copy(update={"published": None}), [])
    listed = library.articles()
    assert [each.published.day if each.published else None for each in listed] == [3, 2, 1, None]
    assert listed[0].passages == 4
    assert listed[0].url == "https://news.example/2"
    assert listed[0].added.tzinfo is not None


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(outlets=(OUTLETS[0],)), {0, 2, 4}),
        (Filters(languages=("en",)), set()),
        (Filters(since=datetime(2026, 3, 4, 9, 30, tzinfo=KST)), {3, 4, 5}),
        (Filters(since=datetime(2026, 3, 4, 9, 31, tzinfo=KST)), {4, 5}),
        (Filters(since=datetime(2026, 3, 4)), {3, 4, 5}),
        (Filters(until=datetime(2026, 3, 2)), {0, 1}),
        (Filters(until=datetime(2026, 3, 2, 9, 0)), {0}),
        (Filters(until=datetime(2026, 3, 2, tzinfo=KST)), {0, 1}),
        (Filters(since=datetime(2026, 3, 2), until=datetime(2026, 3, 3), outlets=OUTLETS), {1, 2}),
    ],
    ids=str,
)
def test_filters(library: Library, filters: Filters, expected: set[int]) -> None:
    articles = fill(library, range(6))
    wanted = {articles[number].id for number in expected}
    assert {each.id for each in library.articles(filters)} == wanted
    allowed = library.resolve(filters)
    assert allowed is not None
    assert {name.split(":")[0] for name in allowed} == wanted


def test_no_filter_allows_everything_and_a_wrong_article_is_named(library: Library) -> None:
    articles = fill(library, range(3))
    assert library.resolve(Filters()) is None
    allowed = library.resolve(Filters(articles=(articles[1].id[:8],)))
    assert allowed == {passage.id for passage in library.passages_of(articles[1].id)}
    with pytest.raises(InputError, match="No article has the id 'nosuchid'"):
        library.resolve(Filters(articles=("nosuchid",)))


def test_a_bound_with_a_zone_is_an_instant(library: Library) -> None:
    article, passages = make_article(0)
    library.add(article, passages)
    assert article.published is not None
    utc = article.published.astimezone(tz=None)
    assert library.resolve(Filters(since=utc, until=utc))
    assert not library.resolve(Filters(since=utc + timedelta(seconds=1)))


def test_pending_passages_are_embedded_once_with_their_heading(library: Library, embedder: HashEmbedder) -> None:
    fill(library, range(5))
    assert library.counts().pending == 20
    steps: list[tuple[int, int]] = []
    assert library.index_pending(embedder, lambda done, total: steps.append((done, total))) == 20
    assert steps == [(20, 20)]
    _, passages = make_article(3)
    assert set(embedder.asked) >= {embedded_text(passage) for passage in passages}
    assert library.index_pending(embedder) == 0
    assert len(embedder.asked) == 20


def test_groups_are_committed_one_by_one(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.library.indexing.GROUP", 8)

    class Stops(HashEmbedder):
        def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
            if len(self.asked) >= 16:
                raise KeyboardInterrupt
            return super().encode_passages(texts, progress)

    stops = Stops()
    with Library.open(place, write=True) as library:
        fill(library, range(6))
        with pytest.raises(KeyboardInterrupt):
            library.index_pending(stops)
        assert library.counts().pending == 8
    resumed = HashEmbedder()
    with Library.open(place, write=True) as library:
        assert library.index_pending(resumed) == 8
        assert library.counts().vectors == 24
    assert not set(resumed.asked) & set(stops.asked)


def test_delete_removes_it_everywhere(library: Library, embedder: HashEmbedder) -> None:
    articles = fill(library, range(4), embedder)
    gone = articles[2]
    passages = library.passages_of(gone.id)
    assert library.delete(gone.id) is True
    assert library.delete(gone.id) is False
    assert not library.has(gone.id)
    assert library.passages([passage.id for passage in passages]) == {}
    assert library.vectors([passage.id for passage in passages]) == {}
    assert library.search_keywords("morphemes", ["2", "x", "1"], 50) != []
    ids = {passage.id for passage in passages}
    for leg in ("morphemes", "bigrams"):
        found = library.search_keywords(leg, ["서울시", "서울", "협약"], 50)
        assert found
        assert not ids & {name for name, _ in found}
    found = library.search_vectors(embedder.vector(embedded_text(passages[0])), 50)
    assert len(found) == 12
    assert not ids & {name for name, _ in found}
    assert library.counts().vectors == 12


def test_an_article_can_come_back_after_its_deletion(library: Library, embedder: HashEmbedder) -> None:
    articles = fill(library, range(3), embedder)
    library.delete(articles[0].id)
    fill(library, [0], embedder)
    passage = library.passages_of(articles[0].id)[1]
    assert library.search_vectors(embedder.vector(embedded_text(passage)), 1)[0][0] == passage.id
    assert library.counts().vectors == 12


def test_a_reader_changes_nothing(place: Path, embedder: HashEmbedder) -> None:
    with Library.open(place, write=True) as library:
        fill(library, [0], embedder)
    with Library.open(place) as reader:
        article, passages = make_article(1)
        for change in (
            lambda: reader.add(article, passages),
            lambda: reader.delete(article.id),
            lambda: reader.index_pending(embedder),
            lambda: reader.reembed(embedder),
            reader.rebuild,
            lambda: reader.doctor(repair=True),
        ):
            with pytest.raises(LibraryError, match="reading only"):
                change()


def test_reading_where_there_is_no_library_says_so(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"no library in .*citedesk ingest"):
        Library.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
