"""Looking passages up by their words: BM25 over the FTS5 tables of the keyword index."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from operator import itemgetter
from typing import TYPE_CHECKING

from assistant.library.bm25 import Size, bm25, idf
from assistant.library.vocabulary import Leg, Vocabulary, folded, kept

if TYPE_CHECKING:
    from assistant.library.database import Database

VISITS = 5000
"""Entries of the index that are read for a question at most; rare words first. Below that, as in all libraries of some
thousand passages, the order is that of FTS5 over all words of the question, exactly."""

RESCORED = 150
"""Passages that hold the most of the rare words, by weight, and that are then scored by all words, where these are too many
to be read. Among 100,000 passages, 238 of 240 lists of all words and of these begin with the same passage, and share 94 % of
the first ten, in a fifth of the time."""


class KeywordSearch:
    """Reads the keyword index; :class:`~assistant.library.keywords.Keywords` writes it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._local = threading.local()
        self.vocabulary = Vocabulary(database)

    def search(
        self, leg: Leg, tokens: Sequence[str], k: int, allowed: frozenset[str] | None
    ) -> list[tuple[str, float]]:
        """Passages that hold any of the tokens, best first, with BM25 (k1 = 1.2, b = 0.75; higher is better).

        Where the tokens stand in more than :data:`VISITS` passages together, only the rarest of them look for passages,
        and those that hold the most of them are scored by all tokens. So the time does not grow with the library.
        """
        frequencies = self.vocabulary.frequencies(leg, {folded(kept(token)) for token in tokens})
        if not frequencies or k < 1 or (allowed is not None and not allowed):
            return []
        rare = _rarest(frequencies)
        if len(rare) == len(frequencies):
            return self._named(self._match(leg, rare, k, allowed))
        size = self.vocabulary.size(leg)
        weights = {token: idf(size, passages) for token, passages in frequencies.items()}
        if rare:
            found = self._heaviest(leg, {token: weights[token] for token in rare}, max(k, RESCORED), allowed)
        else:
            found = self._newest(leg, min(frequencies, key=lambda token: (frequencies[token], token)), allowed)
        return self._named(self._rescored(leg, self._filled(found, allowed), weights, size, k))

    def _filled(self, numbers: list[int], allowed: frozenset[str] | None) -> list[int]:
        """Row numbers with the newest of a filter, where the rare words find few there: its other passages count too."""
        if allowed is None or len(numbers) >= RESCORED:
            return numbers
        newest = self._database.rows("SELECT number FROM temp.allowed ORDER BY number DESC LIMIT ?", (RESCORED,))
        return list(dict.fromkeys(numbers + [row[0] for row in newest]))[:RESCORED]

    def _heaviest(
        self, leg: Leg, weights: Mapping[str, float], count: int, allowed: frozenset[str] | None
    ) -> list[int]:
        """Row numbers of the passages whose tokens among these weigh most, however often each stands there."""
        tokens = list(weights)
        sql = f"""SELECT asked.key, {leg}.rowid FROM json_each(?) asked CROSS JOIN {leg}
                  WHERE {leg} MATCH '"' || asked.value || '"' {self._only(leg, allowed)}"""
        sums: dict[int, float] = {}
        for at, number in self._database.rows(sql, (json.dumps(tokens),)):
            sums[number] = sums.get(number, 0.0) + weights[tokens[at]]
        return nsmallest(count, sums, key=lambda number: (-sums[number], number))

    def _rescored(
        self, leg: Leg, numbers: Sequence[int], weights: Mapping[str, float], size: Size, k: int
    ) -> list[tuple[int, float]]:
        texts = self.vocabulary.texts(leg, numbers)
        scored = [(number, bm25(folded(text).split(), weights, size)) for number, text in texts]
        return nsmallest(k, filter(itemgetter(1), scored), key=lambda each: (-each[1], each[0]))

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
        held = self.vocabulary.frequencies(leg, {folded(kept(token)) for token in tokens})
        return {token: held.get(folded(kept(token)), 0) for token in tokens}

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
