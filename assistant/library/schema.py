"""The tables of ``library.db`` and their version."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.errors import LibraryError, LibraryMismatchError

if TYPE_CHECKING:
    from assistant.library.database import Database

VERSION = 5
"""Kept as ``PRAGMA user_version``; a newer file is refused, an older one migrated."""

APPLICATION = 0x43495445
"""``PRAGMA application_id`` ("CITE"): tells our file from any other SQLite file."""

# Tokens come ready-made: every ASCII sign but blanks and quotation marks is part of one, and so is all non-ASCII.
_TOKENIZER = "ascii tokenchars ''!#$%&()*+,-./:;<=>?@[\\]^_`{|}~''"

# detail = full: bm25() is the same with less detail, but has to cut every row again, which took 2 to 5 times as long
# (375 paragraphs of KorQuAD, 1,000 questions: 0.38 ms against 1.64 ms with morphemes, 0.78 against 4.25 with bigrams;
# 100,000 leads: 94 ms against 274), and saves a sixth of the space. Without the rows themselves (contentless) and
# detail = none it is fast, but its order is worthless: hit@1 0.02 against 0.94.
KEYWORD_TABLES = "".join(
    f"""
CREATE VIRTUAL TABLE {leg} USING fts5(tokens, tokenize = '{_TOKENIZER}', detail = 'full');
CREATE VIRTUAL TABLE {leg}_terms USING fts5vocab({leg}, row);
"""
    for leg in ("morphemes", "bigrams")
)

DROP_KEYWORD_TABLES = """
DROP TABLE IF EXISTS morphemes_terms;
DROP TABLE IF EXISTS bigrams_terms;
DROP TABLE IF EXISTS morphemes;
DROP TABLE IF EXISTS bigrams;
"""

TABLES_1 = """
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
"""

MIGRATIONS: Mapping[int, str] = {
    1: """
ALTER TABLE articles ADD COLUMN print_page TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_by_path ON articles(path) WHERE path <> '';
CREATE INDEX articles_by_time ON articles(published_at, outlet);

CREATE TABLE editions (
    article_id TEXT PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, lineage TEXT NOT NULL,
    edition INTEGER NOT NULL, current INTEGER NOT NULL, address TEXT NOT NULL, headline TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX editions_of_lineage ON editions(lineage, edition);
CREATE INDEX editions_by_address ON editions(address) WHERE address <> '';
CREATE INDEX editions_by_headline ON editions(headline) WHERE headline <> '';
CREATE INDEX editions_superseded ON editions(article_id) WHERE NOT current;
CREATE TABLE withdrawn (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, kind TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, heading TEXT NOT NULL, language TEXT NOT NULL,
    embedder TEXT NOT NULL, vector BLOB) WITHOUT ROWID;
CREATE INDEX withdrawn_of_article ON withdrawn(article_id);

CREATE TABLE sketches (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE REFERENCES articles(id) ON DELETE CASCADE,
    day INTEGER NOT NULL, hashes BLOB NOT NULL, story TEXT NOT NULL);
CREATE INDEX sketches_of_story ON sketches(story);
CREATE TABLE shingles (
    day INTEGER NOT NULL, hash INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (day, hash, number))
    WITHOUT ROWID;

CREATE TABLE date_mentions (
    article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (article_id, start)) WITHOUT ROWID;
CREATE INDEX date_mentions_by_day ON date_mentions(first, last);

CREATE TABLE fetches (url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL) WITHOUT ROWID;
""",
    2: """
DROP TABLE chats;
DROP TABLE feedback;
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, started TEXT NOT NULL, updated TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX conversations_by_time ON conversations(updated);
CREATE TABLE exchanges (
    conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, number INTEGER NOT NULL,
    question TEXT NOT NULL, ending TEXT NOT NULL, answer TEXT NOT NULL, error TEXT NOT NULL, good INTEGER,
    reason TEXT NOT NULL, PRIMARY KEY (conversation_id, number)) WITHOUT ROWID;
""",
    3: "".join(
        f"CREATE TABLE {leg}_words (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;\n"
        for leg in ("morphemes", "bigrams")
    )
    + """
CREATE TABLE keyword_sizes (leg TEXT PRIMARY KEY, passages INTEGER NOT NULL, tokens INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO keyword_sizes VALUES ('morphemes', 0, 0), ('bigrams', 0, 0);
""",
    4: """
ALTER TABLE conversations ADD COLUMN owner TEXT NOT NULL DEFAULT '';
CREATE TABLE corrections (
    article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, field TEXT NOT NULL, was TEXT,
    made TEXT NOT NULL, PRIMARY KEY (article_id, field)) WITHOUT ROWID;
CREATE INDEX articles_listed ON articles(
    published_at DESC, title, id, outlet, section, language, published);
""",
}
"""SQL that takes a file from the version of the key to the next; a new file goes the same way from version 1, so that
both are alike. What is derived from the texts (versions, stories, dates) is filled in when the library is opened for
writing, some articles at a time."""


def prepare(database: Database, *, write: bool) -> None:
    """Create the tables of a new file, migrate an older one, refuse a newer or foreign one.

    :raises LibraryMismatchError: when a newer Citedesk made the file, or a reader finds an older one.
    :raises LibraryError: when the file is something else, or nothing was stored in it yet.
    """
    version = _version(database)
    if version == VERSION:
        return
    if version > VERSION:
        raise LibraryMismatchError(
            f"The library {database.path} has format {version}; this Citedesk knows formats up to {VERSION}.",
            hint="Use the newer Citedesk that made it.",
        )
    if not write:
        _refuse_reader(database, version)
    with database.transaction() as connection:
        _upgrade(connection, _version(database))


def _version(database: Database) -> int:
    version = int(database.one("PRAGMA user_version")[0])
    application = int(database.one("PRAGMA application_id")[0])
    holds_tables = database.one("SELECT count(*) FROM sqlite_master")[0]
    if application != APPLICATION and (version or holds_tables):
        raise LibraryError(f"{database.path} is not a Citedesk library.", hint="Choose another --library DIR.")
    return version


def _refuse_reader(database: Database, version: int) -> None:
    if version == 0:
        raise LibraryError(
            f"The library {database.path.parent} is empty.", hint="`citedesk ingest FILE` puts articles into it."
        )
    raise LibraryMismatchError(
        f"The library {database.path} has the older format {version}.", hint="`citedesk doctor --repair` brings it up."
    )


def _upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Make or migrate the tables, inside a transaction; another thread may have done so meanwhile."""
    if version == 0:
        run(connection, TABLES_1 + KEYWORD_TABLES)
    for older in range(max(version, 1), VERSION):
        run(connection, MIGRATIONS[older])
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements inside the open transaction (``executescript`` would commit it first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
