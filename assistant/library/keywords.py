"""The keyword index: one FTS5 table of morphemes and one of character bigrams."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING

from assistant.library import schema
from assistant.library.bm25 import bm25, idf
from assistant.library.manifest import KEYWORDS, Manifest
from assistant.library.vocabulary import LEGS, Leg, Vocabulary, folded

if TYPE_CHECKING:
    from assistant.library.database import Database

VISITS = 3000
"""Entries of the index that FTS5 reads for a question at most, about 2 µs each; rare words first. Below that, as in all
libraries of some thousand passages, the order is that of all words of the question, exactly."""

RESCORED = 150
"""Passages that the rare words bring and that are then scored by all words, where these are too many to be read. Among
36,000 passages, 120 lists of all words and of these begin with the same passage, and share 99 % of the first ten."""

_QUOTES = str.maketrans({"'": "’", '"': "”", "\x7f": None} | dict.fromkeys(map(chr, range(9))))
_GROUP = 500

Tokens = dict[Leg, str]
"""The tokens of one passage, joined by blanks, for each leg."""


def tokenise(text: str) -> Tokens:
    """The tokens of a text."""
    from assistant.text import keywords

    return {"morphemes": _joined(keywords.morphemes(text)), "bigrams": _joined(keywords.bigrams(text))}


def tokenise_all(texts: Sequence[tuple[str, str]]) -> list[Tokens]:
    """The tokens of passages, each given as heading and text.

    The heading counts too: with titles in front, hit@1 on 375 paragraphs of KorQuAD rose from 0.921 to 0.930
    (morphemes) and from 0.904 to 0.919 (bigrams).
    """
    headings = {heading: tokenise(heading) for heading, _ in texts}
    found = []
    for heading, text in texts:
        tokens = tokenise(text)
        found.append({leg: f"{headings[heading][leg]} {tokens[leg]}".strip() for leg in LEGS})
    return found


def version() -> str:
    """The version of the tokens that :func:`tokenise` makes now."""
    from assistant.text.keywords import KEYWORDS_VERSION

    return KEYWORDS_VERSION


class Keywords:
    """Rows of tokens, one a passage and leg, under the row number of the passage."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._manifest = Manifest(database)
        self._local = threading.local()
        self.vocabulary = Vocabulary(database)

    @property
    def current(self) -> bool:
        """Whether the stored tokens are of the version that questions are cut into now."""
        return self._manifest.read(KEYWORDS) in (None, version())

    def insert(self, numbers: Sequence[int], tokens: Sequence[Tokens]) -> None:
        """Store the tokens of passages."""
        with self._database.transaction() as connection:
            for leg in LEGS:
                connection.executemany(
                    f"INSERT INTO {leg} (rowid, tokens) VALUES (?, ?)",
                    [(number, each[leg]) for number, each in zip(numbers, tokens, strict=True)],
                )
                self.vocabulary.enter(leg, [each[leg] for each in tokens])
            if self._manifest.read(KEYWORDS) is None:
                self._manifest.write(KEYWORDS, version())

    def delete(self, numbers: Sequence[int], legs: Sequence[Leg] = LEGS) -> None:
        """Remove the tokens of passages."""
        with self._database.transaction() as connection:
            for leg in legs:
                self.vocabulary.leave(leg, numbers)
                connection.executemany(f"DELETE FROM {leg} WHERE rowid = ?", [(number,) for number in numbers])

    def forget_deleted(self) -> None:
        """Merge the index into one piece, so that it no longer holds the words of deleted passages."""
        with self._database.transaction() as connection:
            for leg in LEGS:
                connection.execute(f"INSERT INTO {leg} ({leg}) VALUES ('optimize')")

    def numbers(self, leg: Leg) -> set[int]:
        """Row numbers that the leg holds."""
        return {row[0] for row in self._database.rows(f"SELECT rowid FROM {leg}")}

    def check(self) -> None:
        """Let FTS5 compare its index with its rows.

        :raises StorageError: when they differ.
        """
        with self._database.transaction() as connection:
            for leg in LEGS:
                connection.execute(f"INSERT INTO {leg} ({leg}) VALUES ('integrity-check')")

    def restore(self, legs: Sequence[Leg], numbers: Sequence[int]) -> None:
        """Store the tokens of passages that a leg has lost."""
        for at in range(0, len(numbers), _GROUP):
            self._insert(legs, self._texts("number IN (SELECT value FROM json_each(?))", numbers[at : at + _GROUP]))

    def rebuild(self) -> None:
        """Cut all passages into tokens anew, in one transaction."""
        with self._database.transaction() as connection:
            schema.run(connection, schema.DROP_KEYWORD_TABLES)
            schema.run(connection, schema.KEYWORD_TABLES)
            self.vocabulary.clear()
            last = 0
            while group := self._texts("number > json_extract(?, '$[0]')", [last]):
                self._insert(LEGS, group)
                last = group[-1][0]
            self._manifest.write(KEYWORDS, version())

    def search(
        self, leg: Leg, tokens: Sequence[str], k: int, allowed: frozenset[str] | None
    ) -> list[tuple[str, float]]:
        """Passages that hold any of the tokens, best first, with BM25 (k1 = 1.2, b = 0.75; higher is better).

        Where the tokens stand in more than :data:`VISITS` passages together, only the rarest of them look for passages,
        and the best of these are scored by all tokens. So the time does not grow with the library.
        """
        frequencies = self.vocabulary.frequencies(leg, {folded(_clean(token)) for token in tokens})
        if not frequencies or k < 1 or (allowed is not None and not allowed):
            return []
        rare = _rarest(frequencies)
        if len(rare) == len(frequencies):
            return self._named(self._match(leg, rare, k, allowed))
        if rare:
            found = [number for number, _ in self._match(leg, rare, max(k, RESCORED), allowed)]
        else:
            found = self._newest(leg, min(frequencies, key=lambda token: (frequencies[token], token)), allowed)
        return self._named(self._rescored(leg, found, frequencies, k))

    def _rescored(
        self, leg: Leg, numbers: Sequence[int], frequencies: dict[str, int], k: int
    ) -> list[tuple[int, float]]:
        size = self.vocabulary.size(leg)
        weights = {token: idf(size, passages) for token, passages in frequencies.items()}
        texts = self.vocabulary.texts(leg, numbers)
        scored = [(number, bm25(folded(text).split(), weights, size)) for number, text in texts]
        return nsmallest(k, scored, key=lambda each: (-each[1], each[0]))

    def _match(
        self, leg: Leg, tokens: Sequence[str], k: int, allowed: frozenset[str] | None
    ) -> list[tuple[int, float]]:
        """Row numbers of the k passages that hold the tokens best, with their scores."""
        query, only = " OR ".join(f'"{token}"' for token in tokens), self._only(leg, allowed)
        sql = f"SELECT rowid, rank FROM {leg} WHERE {leg} MATCH ? {only} ORDER BY rank LIMIT ?"
        return sorted(
            ((row[0], -row[1]) for row in self._database.rows(sql, (query, k))), key=lambda row: (-row[1], row[0])
        )

    def _newest(self, leg: Leg, token: str, allowed: frozenset[str] | None) -> list[int]:
        """Row numbers of the newest passages that hold a token which stands in very many."""
        sql = f"SELECT rowid FROM {leg} WHERE {leg} MATCH ? {self._only(leg, allowed)} ORDER BY rowid DESC LIMIT ?"
        return [row[0] for row in self._database.rows(sql, (f'"{token}"', RESCORED))]

    def _only(self, leg: Leg, allowed: frozenset[str] | None) -> str:
        if allowed is None:
            return ""
        self._allow(allowed)
        return f"AND +{leg}.rowid IN (SELECT number FROM temp.allowed)"

    def _named(self, found: Sequence[tuple[int, float]]) -> list[tuple[str, float]]:
        """Passages by their ids instead of their row numbers; those that are gone are left out."""
        sql = "SELECT number, id FROM passages WHERE number IN (SELECT value FROM json_each(?))"
        names = dict(self._database.rows(sql, (json.dumps([number for number, _ in found]),)))
        return [(names[number], score) for number, score in found if number in names]

    def of(self, leg: Leg, ids: Sequence[str]) -> dict[str, list[str]]:
        """The tokens of passages and their headings, in order; those that are not there are left out."""
        sql = f"""SELECT p.id, held.tokens FROM passages p CROSS JOIN {leg} held ON held.rowid = p.number
                  WHERE p.id IN (SELECT value FROM json_each(?))"""
        return {row[0]: row[1].split() for row in self._database.rows(sql, (json.dumps(list(ids)),))}

    def document_frequencies(self, leg: Leg, tokens: Sequence[str]) -> dict[str, int]:
        """In how many passages, or their headings, each token stands."""
        held = self.vocabulary.frequencies(leg, {folded(_clean(token)) for token in tokens})
        return {token: held.get(folded(_clean(token)), 0) for token in tokens}

    def _texts(self, condition: str, values: Sequence[int]) -> list[tuple[int, str, str]]:
        sql = f"SELECT number, heading, text FROM passages WHERE {condition} ORDER BY number LIMIT {_GROUP}"
        return [(row[0], row[1], row[2]) for row in self._database.rows(sql, (json.dumps(list(values)),))]

    def _insert(self, legs: Sequence[Leg], group: Sequence[tuple[int, str, str]]) -> None:
        tokens = tokenise_all([(heading, text) for _, heading, text in group])
        with self._database.transaction() as connection:
            for leg in legs:
                rows = [(number, each[leg]) for (number, _, _), each in zip(group, tokens, strict=True)]
                connection.executemany(f"INSERT INTO {leg} (rowid, tokens) VALUES (?, ?)", rows)
                self.vocabulary.enter(leg, [text for _, text in rows])

    def _allow(self, allowed: frozenset[str]) -> None:
        """Put the row numbers of the allowed passages into a temporary table of the connection, once per set.

        Each statement stands alone: a transaction would take the write lock of the whole file.
        """
        newest = self._database.rows("SELECT seq FROM sqlite_sequence WHERE name = 'passages'")
        key = (self._database.connection(), allowed, newest)
        held = getattr(self._local, "allowed", (None, None, None))
        if key[0] is held[0] and key[1] is held[1] and key[2] == held[2]:
            return
        self._database.rows("CREATE TEMP TABLE IF NOT EXISTS allowed (number INTEGER PRIMARY KEY)")
        self._database.rows("DELETE FROM temp.allowed")
        self._database.rows(
            "INSERT INTO temp.allowed SELECT number FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(allowed)),),
        )
        self._local.allowed = key


def _joined(tokens: Sequence[str]) -> str:
    return " ".join(filter(None, map(_clean, tokens)))


def _clean(token: str) -> str:
    """A token as the index holds it: without blanks, quotation marks and NUL."""
    return "".join(token.split()).translate(_QUOTES)


def _rarest(frequencies: Mapping[str, int]) -> list[str]:
    """The rarest tokens that stand in :data:`VISITS` passages together at most."""
    chosen: list[str] = []
    visits = 0
    for token, passages in sorted(frequencies.items(), key=lambda each: (each[1], each[0])):
        visits += passages
        if visits > VISITS:
            break
        chosen.append(token)
    return chosen
