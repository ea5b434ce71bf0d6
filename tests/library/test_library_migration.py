"""A library of format 1, as it was made before versions and stories, becomes one of today's."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from library_world import HashEmbedder, fill, make_article, snapshot
from newsroom import SENTENCES, article, store

from assistant.errors import LibraryMismatchError
from assistant.library import Library, relations, schema

FORMAT_1 = r"""
CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, outlet TEXT NOT NULL, authors TEXT NOT NULL, published TEXT,
    published_at REAL, updated TEXT, section TEXT NOT NULL, language TEXT NOT NULL, url TEXT NOT NULL,
    path TEXT NOT NULL, rights TEXT NOT NULL, added TEXT NOT NULL, blocks TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE originals (
    article_id TEXT PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, bytes BLOB NOT NULL);

CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    kind TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, heading TEXT NOT NULL,
    language TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('pending', 'embedded', 'indexed')));
CREATE INDEX passages_of_article ON passages(article_id, start, id);
CREATE INDEX passages_by_language ON passages(language);
CREATE INDEX passages_by_state ON passages(state, number);

CREATE TABLE vectors (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL UNIQUE REFERENCES passages(number) ON DELETE CASCADE, vector BLOB NOT NULL);
CREATE TABLE staged_vectors (
    number INTEGER PRIMARY KEY REFERENCES passages(number) ON DELETE CASCADE, vector BLOB NOT NULL);
CREATE TABLE vector_losses (count INTEGER NOT NULL);
INSERT INTO vector_losses VALUES (0);
CREATE TRIGGER vector_deleted AFTER DELETE ON vectors BEGIN UPDATE vector_losses SET count = count + 1; END;
CREATE TRIGGER vector_changed AFTER UPDATE ON vectors BEGIN UPDATE vector_losses SET count = count + 1; END;
CREATE TABLE tombstones (passage_id TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done')), done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '', report TEXT,
    created TEXT NOT NULL, updated TEXT NOT NULL);
CREATE TABLE chats (id TEXT PRIMARY KEY, created TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE feedback (id TEXT PRIMARY KEY, created TEXT NOT NULL, json TEXT NOT NULL);

CREATE VIRTUAL TABLE morphemes USING fts5(tokens, tokenize = 'ascii tokenchars ''!#$%&()*+,-./:;<=>?@[\]^_`{|}~''', detail = 'full');
CREATE VIRTUAL TABLE morphemes_terms USING fts5vocab(morphemes, row);

CREATE VIRTUAL TABLE bigrams USING fts5(tokens, tokenize = 'ascii tokenchars ''!#$%&()*+,-./:;<=>?@[\]^_`{|}~''', detail = 'full');
CREATE VIRTUAL TABLE bigrams_terms USING fts5vocab(bigrams, row);
"""
"""The tables of format 1, letter for letter."""
URL = "https://news.example/view?id=7"
FIRST, EDITED = article(url=URL), article(" ".join(SENTENCES[:-1]), url=URL + "&utm_source=x")
COPY = article(title="밤에도 연다", outlet="나래신문")


def downgrade(place: Path) -> None:
    """Turn a library into one of format 1 with the same articles, the versions all searched."""
    old = place / "old.db"
    database = sqlite3.connect(old)
    database.executescript(FORMAT_1)
    database.execute("ATTACH ? AS now", (str(place / "library.db"),))
    columns = [row[1] for row in database.execute("PRAGMA main.table_info(articles)")]
    names = ", ".join(columns)
    database.execute(f"INSERT INTO main.articles ({names}) SELECT {names} FROM now.articles ORDER BY rowid")
    for table in ("manifest", "originals", "passages", "vectors"):
        database.execute(f"INSERT INTO main.{table} SELECT * FROM now.{table}")
    for leg in ("morphemes", "bigrams"):
        database.execute(f"INSERT INTO main.{leg} (rowid, tokens) SELECT rowid, tokens FROM now.{leg}")
    database.commit()
    database.execute("DETACH now")
    database.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    database.execute("PRAGMA user_version = 1")
    database.close()
    for path in place.glob("library.db*"):
        path.unlink()
    old.rename(place / "library.db")


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """While this holds, nothing is related to anything, as in format 1."""
    monkeypatch.setattr(relations.Relations, "enter", lambda self, article: relations.Added.NEW)
    return monkeypatch


def test_it_is_migrated_with_its_versions_and_stories(
    memory: Path, apart: pytest.MonkeyPatch, embedder: HashEmbedder
) -> None:
    place, expected = memory / "old", memory / "new"
    with Library.open(place, write=True) as library:
        fill(library, range(3))
        store(library, FIRST, COPY, EDITED)
        library.index_pending(embedder)
    downgrade(place)
    apart.undo()
    with pytest.raises(LibraryMismatchError, match=r"older format 1\. `citedesk doctor --repair`"):
        Library.open(place)
    with Library.open(place, write=True) as library:
        assert library._database.one("PRAGMA user_version") == (schema.VERSION,)
        assert [each.id for each in library.versions(FIRST.id)] == [EDITED.id, FIRST.id]
        assert {each.id for each in library.story(COPY.id)} == {COPY.id, EDITED.id}
        assert library.passages_of(FIRST.id) == []
        assert library.article(FIRST.id) == FIRST
        assert len(library.dates(make_article(1)[0].id)) > 0
        assert library.doctor().findings == ()
    with Library.open(expected, write=True) as library:
        fill(library, range(3))
        store(library, FIRST, COPY)
        library.index_pending(embedder)
        store(library, EDITED)
        library.index_pending(embedder)
    assert snapshot(place) == snapshot(expected)


def test_an_interrupted_migration_goes_on(place: Path, apart: pytest.MonkeyPatch, embedder: HashEmbedder) -> None:
    with Library.open(place, write=True) as library:
        fill(library, range(7))
        library.index_pending(embedder)
    downgrade(place)
    shutil.copytree(place, place.with_name("whole"))
    apart.undo()
    apart.setattr(relations, "GROUP", 2)
    enter, entered = relations.Relations.enter, []

    def stops(self: relations.Relations, each: object) -> object:
        entered.append(each)
        if len(entered) == 5:
            raise KeyboardInterrupt
        return enter(self, each)  # type: ignore[arg-type]

    apart.setattr(relations.Relations, "enter", stops)
    with pytest.raises(KeyboardInterrupt):
        Library.open(place, write=True)
    with Library.open(place) as reader:
        assert len(reader.articles()) == 7
        assert [finding.count for finding in reader.doctor().findings] == [3]
    apart.undo()
    for each in (place, place.with_name("whole")):
        with Library.open(each, write=True) as library:
            assert library.doctor().findings == ()
    assert snapshot(place) == snapshot(place.with_name("whole"))


def test_a_new_library_has_the_tables_of_a_migrated_one(place: Path, memory: Path, apart: pytest.MonkeyPatch) -> None:
    for name in ("old", "new"):
        with Library.open(memory / name, write=True):
            pass
    downgrade(memory / "old")
    tables = []
    for name in ("old", "new"):
        with Library.open(memory / name, write=True) as library:
            rows = library._database.rows("SELECT name, sql FROM sqlite_master ORDER BY name")
            tables.append([row for row in rows if not str(row[0]).startswith("sqlite_")])
    assert tables[0] == tables[1]
