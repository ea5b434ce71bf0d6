"""The list of articles, a page at a time: searched, filtered and counted without reading them all."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.answer import Filters
from assistant.library.articles import CURRENT, Articles, ArticleSummary

if TYPE_CHECKING:
    from assistant.library.database import Database

MOST_WORDS = 12
"""Words of a search that count; the rest says little about a headline."""


@dataclass(frozen=True)
class Wanted:
    """Which articles a list shows: those that pass the filters and hold all words in title or outlet.

    ``reserved`` is true for those alone whose publisher reserves rights, false for the others, ``None`` for all.
    """

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    reserved: bool | None = None


@dataclass(frozen=True)
class Listed:
    """A page of a list, and how many articles the whole list has."""

    rows: tuple[ArticleSummary, ...]
    total: int


@dataclass(frozen=True)
class Facets:
    """How many articles there are, and under which outlets, sections and languages; sorted, empty ones left out."""

    count: int
    outlets: tuple[str, ...]
    sections: tuple[str, ...]
    languages: tuple[str, ...]


class Listing:
    """Lists of current articles, newest first, undated last."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)

    def page(self, wanted: Wanted | None = None, *, limit: int = 50, offset: int = 0) -> Listed:
        """Some articles of a list, from the one at ``offset`` (0 is the newest)."""
        where, parameters = self._condition(wanted or Wanted())
        total = int(self._database.one(f"SELECT count(*) FROM articles a WHERE {where}", parameters)[0])
        order = "a.published_at DESC, a.title, a.id"  # NULL is the smallest, so that undated ones come last
        sql = f"SELECT a.id FROM articles a WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
        ids = [row[0] for row in self._database.rows(sql, (*parameters, limit, offset))]
        return Listed(tuple(self._articles.named(ids)), total)

    def facets(self) -> Facets:
        """What the articles can be filtered by."""
        sql = f"""SELECT a.outlet, a.section, a.language, count(*) FROM articles a WHERE {CURRENT}
                  GROUP BY a.outlet, a.section, a.language"""
        rows = self._database.rows(sql)
        outlets, sections, languages = (tuple(sorted({row[at] for row in rows} - {""})) for at in range(3))
        return Facets(sum(row[3] for row in rows), outlets, sections, languages)

    def _condition(self, wanted: Wanted) -> tuple[str, list[Any]]:
        where, parameters = self._articles.condition(wanted.filters)
        parts = [where, CURRENT]
        for word in unicodedata.normalize("NFC", wanted.words).lower().split()[:MOST_WORDS]:
            parts.append("instr(lower(a.title || ' ' || a.outlet), ?)")
            parameters.append(word)
        if wanted.reserved is not None:
            parts.append("a.rights <> ''" if wanted.reserved else "a.rights = ''")
        return " AND ".join(parts), parameters
