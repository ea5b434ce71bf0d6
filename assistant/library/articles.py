"""Articles in ``library.db``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from assistant.answer import Filters
from assistant.article import Article, Block
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.library.database import Database

SHORTEST_PREFIX = 6
"""Characters of an id that must be given at least."""

_NAMES = ("id", "text", "blocks", "title", "outlet", "authors", "published", "updated", "section", "language", "url",
          "path", "rights", "print_page")  # fmt: skip
_COLUMNS = ", ".join(_NAMES)
_INSERT = f"INSERT INTO articles ({_COLUMNS}, published_at, added) VALUES ({', '.join('?' * (len(_NAMES) + 2))})"
_BLOCK = ("kind", "start", "end", "language", "page")
CURRENT = "a.id NOT IN (SELECT article_id FROM editions WHERE NOT current)"
"""Condition over ``articles a``: it is no version that a newer one has superseded."""
_IS_CURRENT = "NOT EXISTS (SELECT 1 FROM editions e WHERE e.article_id = a.id AND NOT e.current)"
"""The same, for a few rows."""
_SUMMARY = (
    """a.id, a.title, a.outlet, a.published, a.language, a.path, a.url, a.rights, a.added, a.updated, a.section,
(SELECT count(*) FROM passages p WHERE p.article_id = a.id), """
    + _IS_CURRENT
)


@dataclass(frozen=True)
class ArticleSummary:
    """An article without its text.

    ``added`` is when it was stored (UTC), ``passages`` how many of it are searched. ``current`` is false for a version
    that a newer one has superseded.
    """

    id: str
    title: str
    outlet: str
    published: datetime | None
    language: str
    path: str
    url: str
    rights: str
    added: datetime
    passages: int
    updated: datetime | None = None
    section: str = ""
    current: bool = True


class Articles:
    """Rows of articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has(self, article_id: str) -> bool:
        """Whether an article with exactly this id is stored."""
        return bool(self._database.rows("SELECT 1 FROM articles WHERE id = ?", (article_id,)))

    def insert(self, article: Article, original: bytes | None) -> None:
        """Store an article that is not there yet, with the bytes it was read from."""
        added = datetime.now(UTC).isoformat(timespec="seconds")
        instant = article.published.timestamp() if article.published else None
        with self._database.transaction() as connection:
            connection.execute(_INSERT, (*_row(article), instant, added))
            if original is not None:
                connection.execute("INSERT INTO originals VALUES (?, ?)", (article.id, original))

    def read(self, article_id: str) -> Article:
        """The article with this id or unique beginning of an id.

        :raises InputError: when no article, or more than one, has it.
        """
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM articles WHERE id = ?", (self.find(article_id),))
        return _article(rows[0])

    def original(self, article_id: str) -> bytes | None:
        """The bytes that the article was read from, when they were kept."""
        rows = self._database.rows("SELECT bytes FROM originals WHERE article_id = ?", (article_id,))
        return bytes(rows[0][0]) if rows else None

    def count(self) -> int:
        """How many there are, older versions left out."""
        return int(self._database.one(f"SELECT count(*) FROM articles a WHERE {CURRENT}")[0])

    def ids(self) -> list[str]:
        """All ids, in order."""
        return [row[0] for row in self._database.rows("SELECT id FROM articles ORDER BY id")]

    def find(self, given: str) -> str:
        """The full id for an id or its unique beginning.

        :raises InputError: when it is too short, unknown or ambiguous.
        """
        if self.has(given):
            return given
        hint = "`citedesk articles` lists the ids."
        if len(given) < SHORTEST_PREFIX:
            raise InputError(f"No article has the id {given!r}; give at least {SHORTEST_PREFIX} characters.", hint=hint)
        found = self._database.rows(
            "SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 3", (given, given + chr(0x10FFFF))
        )
        if len(found) != 1:
            which = f"{found[0][0]}, {found[1][0]}, … all begin with" if found else "No article has"
            raise InputError(f"{which} the id {given!r}.", hint=hint)
        return str(found[0][0])

    def delete(self, article_id: str) -> None:
        """Remove an article and, by foreign keys, its passages and vectors."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    def summaries(self, filters: Filters | None = None, *, superseded: bool = False) -> list[ArticleSummary]:
        """Articles that pass the filters, newest first, undated last; with ``superseded`` the older versions too."""
        where, parameters = self.condition(filters or Filters())
        only = "1" if superseded else CURRENT
        order = "a.published_at IS NULL, a.published_at DESC, a.title, a.id"
        sql = f"SELECT {_SUMMARY} FROM articles a WHERE {where} AND {only} ORDER BY {order}"
        return [_summary(row) for row in self._database.rows(sql, parameters)]

    def named(self, ids: Sequence[str]) -> list[ArticleSummary]:
        """The articles with these ids, in this order; unknown ids are left out."""
        sql = f"SELECT {_SUMMARY} FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))"
        found = {row[0]: _summary(row) for row in self._database.rows(sql, (json.dumps(list(ids)),))}
        return [found[name] for name in ids if name in found]

    def condition(self, filters: Filters) -> tuple[str, list[Any]]:
        """SQL over ``articles a`` that says which pass, with its parameters."""
        parts: list[str] = ["1"]
        parameters: list[Any] = []
        for column, values in (
            ("id", [self.find(given) for given in filters.articles]),
            ("outlet", filters.outlets),
            ("language", filters.languages),
            ("section", filters.sections),
        ):
            if values:
                parts.append(f"a.{column} IN (SELECT value FROM json_each(?))")
                parameters.append(json.dumps(list(values)))
        for bound, sign in ((filters.since, ">="), (_whole_day(filters.until), "<=")):
            if bound is not None:
                part, value = _bound(bound, sign)
                parts.append(part)
                parameters.append(value)
        return " AND ".join(parts), parameters


def _bound(bound: datetime, sign: str) -> tuple[str, str | float]:
    """A bound without a time zone is compared with the local time that the article itself states."""
    if bound.tzinfo is None:
        return f"substr(a.published, 1, 19) {sign} ?", bound.isoformat(timespec="seconds")
    return f"a.published_at {sign} ?", bound.timestamp()


def _whole_day(until: datetime | None) -> datetime | None:
    """A last day that is given without a time of day includes all of that day."""
    if until is not None and until.time() == time():
        return until.replace(hour=23, minute=59, second=59, microsecond=999999)
    return until


def _row(article: Article) -> tuple[Any, ...]:
    return (
        article.id,
        article.text,
        json.dumps([_packed(block) for block in article.blocks], ensure_ascii=False),
        article.title,
        article.outlet,
        json.dumps(article.authors, ensure_ascii=False),
        article.published.isoformat() if article.published else None,
        article.updated.isoformat() if article.updated else None,
        article.section,
        article.language,
        article.url,
        article.path,
        article.rights,
        article.print_page,
    )


def _packed(block: Block) -> tuple[Any, ...]:
    """Kind, start and end; language and page, too, where they are known."""
    more = (block.language, block.page) if block.language or block.page else ()
    return (block.kind.value, block.start, block.end, *more)


def _article(row: tuple[Any, ...]) -> Article:
    blocks = tuple(Block(**dict(zip(_BLOCK, packed, strict=False))) for packed in json.loads(row[2]))
    values = dict(zip(_NAMES, row, strict=True))
    dates = {"published": _when(values["published"]), "updated": _when(values["updated"])}
    return Article(**{**values, **dates, "blocks": blocks, "authors": tuple(json.loads(values["authors"]))})


def _summary(row: tuple[Any, ...]) -> ArticleSummary:
    name, title, outlet, published, language, path, url, rights, added, updated, section, passages, current = row
    return ArticleSummary(
        name, title, outlet, _when(published), language, path, url, rights, datetime.fromisoformat(added), passages,
        _when(updated), section, bool(current),
    )  # fmt: skip


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
