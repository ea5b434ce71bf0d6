"""The dates that articles name, resolved against the day on which each was published."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import TYPE_CHECKING

from assistant.article import SEARCHED_KINDS, Article
from assistant.text.dates import DateMention, find_dates

if TYPE_CHECKING:
    from assistant.library.database import Database


@dataclass(frozen=True)
class DatedWords:
    """Words that name a day, a month or a year: ``article.text[start:end]``, and the first and last day of it."""

    start: int
    end: int
    first: date
    last: date


class Mentions:
    """Rows of dates, written with their article."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, article: Article) -> None:
        """Note the dates that the searched blocks of an article name, in place of those noted before."""
        rows = [
            (article.id, words.start, words.end, words.first.isoformat(), words.last.isoformat())
            for words in dated_words(article)
        ]
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM date_mentions WHERE article_id = ?", (article.id,))
            connection.executemany("INSERT INTO date_mentions VALUES (?, ?, ?, ?, ?)", rows)

    def of_article(self, article_id: str) -> list[DatedWords]:
        """The dates that an article names, in the order of its text."""
        sql = 'SELECT start, "end", first, last FROM date_mentions WHERE article_id = ? ORDER BY start'
        return [
            DatedWords(start, end, date.fromisoformat(first), date.fromisoformat(last))
            for start, end, first, last in self._database.rows(sql, (article_id,))
        ]

    def outside(self) -> list[str]:
        """Articles with dates that lie outside their text."""
        sql = """SELECT DISTINCT d.article_id FROM date_mentions d JOIN articles a ON a.id = d.article_id
                 WHERE d.start < 0 OR d."end" <= d.start OR d."end" > json_extract(a.blocks, '$[#-1][2]')"""
        return [row[0] for row in self._database.rows(sql)]


def dated_words(article: Article) -> Iterator[DatedWords]:
    """The dates in the searched blocks of an article whose year is known."""
    anchor = article.published.date() if article.published is not None else None
    for block in article.blocks:
        if block.kind not in SEARCHED_KINDS:
            continue
        for mention in find_dates(article.text[block.start : block.end], anchor):
            span = _span(mention)
            if span is not None:
                yield DatedWords(block.start + mention.start, block.start + mention.end, *span)


def _span(mention: DateMention) -> tuple[date, date] | None:
    """First and last day; ``None`` for a date that does not say its year, or that no calendar has."""
    year, month, day = mention.parts
    if year is None or not MINYEAR <= year <= MAXYEAR:
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day),) * 2 if 1 <= day <= last else None
