"""The words of the keyword index, and in how many passages each stands."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Literal, get_args

from assistant.library.bm25 import Size

if TYPE_CHECKING:
    from assistant.library.database import Database

Leg = Literal["morphemes", "bigrams"]
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_UPPER = re.compile("[A-Z]")
_QUOTES = str.maketrans({"'": "’", '"': "”", "\x7f": None} | dict.fromkeys(map(chr, range(9))))
LEGS: tuple[Leg, ...] = get_args(Leg)


class Vocabulary:
    """Rows of words, one a leg and word, kept in step with the tokens of the passages.

    FTS5 could tell the same, but goes through all passages that hold a word to count them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def enter(self, leg: Leg, texts: Sequence[str]) -> None:
        """Count the tokens of passages that a leg takes in, each given as it is stored."""
        self._change(leg, texts, 1)

    def leave(self, leg: Leg, numbers: Sequence[int]) -> None:
        """Discount the tokens of passages, by row number, before a leg drops them."""
        self._change(leg, [tokens for _, tokens in self.texts(leg, numbers)], -1)

    def texts(self, leg: Leg, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """The tokens of passages, by row number, joined by blanks; those that are not there are left out."""
        sql = f"SELECT rowid, tokens FROM {leg} WHERE rowid IN (SELECT value FROM json_each(?))"
        return [(row[0], row[1]) for row in self._database.rows(sql, (json.dumps(list(numbers)),))]

    def size(self, leg: Leg) -> Size:
        """How much a leg holds."""
        return Size(*self._database.one("SELECT passages, tokens FROM keyword_sizes WHERE leg = ?", (leg,)))

    def frequencies(self, leg: Leg, tokens: Iterable[str]) -> dict[str, int]:
        """In how many passages each of these words stands; words that stand in none are left out."""
        sql = f"SELECT term, passages FROM {leg}_words WHERE term IN (SELECT value FROM json_each(?))"
        return {row[0]: row[1] for row in self._database.rows(sql, (json.dumps(list(tokens)),))}

    def between(self, leg: Leg, first: str, last: str) -> list[str]:
        """The words that begin with a character from ``first`` to ``last``, in order."""
        sql = f"SELECT term FROM {leg}_words WHERE term >= ? AND term < ? ORDER BY term"
        return [row[0] for row in self._database.rows(sql, (first, chr(ord(last) + 1)))]

    def clear(self) -> None:
        """Forget all words."""
        with self._database.transaction() as connection:
            for leg in LEGS:
                connection.execute(f"DELETE FROM {leg}_words")
            connection.execute("UPDATE keyword_sizes SET passages = 0, tokens = 0")

    def catch_up(self) -> None:
        """Count the words of a library of an older format."""
        for leg in LEGS:
            if self.size(leg) == Size(0, 0) and self._database.one(f"SELECT EXISTS (SELECT 1 FROM {leg})")[0]:
                self.recount(leg)

    def recount(self, leg: Leg) -> None:
        """Count all words anew, by what FTS5 has."""
        with self._database.transaction() as connection:
            rows = connection.execute(f"SELECT term, doc, cnt FROM {leg}_terms").fetchall()
            passages = connection.execute(f"SELECT count(*) FROM {leg}").fetchone()[0]
            connection.execute(f"DELETE FROM {leg}_words")
            connection.executemany(f"INSERT INTO {leg}_words VALUES (?, ?)", [row[:2] for row in rows])
            total = sum(row[2] for row in rows)
            connection.execute(
                "UPDATE keyword_sizes SET passages = ?, tokens = ? WHERE leg = ?", (passages, total, leg)
            )

    def wrong(self, leg: Leg) -> list[str]:
        """Words whose count is not that of FTS5, and the leg itself when its size is not; reads the whole index."""
        words, terms = f"SELECT term, passages FROM {leg}_words", f"SELECT term, doc FROM {leg}_terms"
        sql = f"SELECT term FROM ({words} EXCEPT {terms}) UNION SELECT term FROM ({terms} EXCEPT {words}) ORDER BY term"
        found = [str(row[0]) for row in self._database.rows(sql)]
        counted = self._database.one(f"SELECT (SELECT count(*) FROM {leg}), coalesce(sum(cnt), 0) FROM {leg}_terms")
        return found if self.size(leg) == Size(*counted) else [*found, leg]

    def _change(self, leg: Leg, texts: Sequence[str], sign: int) -> None:
        split = [folded(text).split() for text in texts]
        counted = Counter(token for tokens in split for token in frozenset(tokens))
        rows = [(term, sign * count) for term, count in sorted(counted.items())]
        total = sum(map(len, split))
        add = f"""INSERT INTO {leg}_words VALUES (?, ?)
                  ON CONFLICT (term) DO UPDATE SET passages = passages + excluded.passages"""
        with self._database.transaction() as connection:
            connection.executemany(add, rows)
            if sign < 0:
                gone = f"DELETE FROM {leg}_words WHERE passages <= 0 AND term = ?"
                connection.executemany(gone, [row[:1] for row in rows])
            connection.execute(
                "UPDATE keyword_sizes SET passages = passages + ?, tokens = tokens + ? WHERE leg = ?",
                (sign * len(split), sign * total, leg),
            )


def folded(text: str) -> str:
    """The letters A to Z in lower case, as the tokeniser of FTS5 stores them; most tokens have none."""
    return text.translate(_LOWER) if _UPPER.search(text) else text


def kept(token: str) -> str:
    """A token as the index holds it: without blanks, quotation marks and NUL."""
    return token if token.isalnum() else "".join(token.split()).translate(_QUOTES)
