"""Where words stand: spans of articles, and the gold quote of a fixture found again in a library."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import Protocol

from assistant.article import Article, Passage


class Listed(Protocol):
    """An article as a library lists it."""

    @property
    def id(self) -> str:
        """Derived from the article's content."""

    @property
    def path(self) -> str:
        """The file it was read from; may be empty."""


class Holdings(Protocol):
    """What is asked of a library here: its list of articles, and their text."""

    def articles(self) -> Sequence[Listed]:
        """A line for each article."""

    def article(self, article_id: str) -> Article:
        """An article by its id."""

    def passages_of(self, article_id: str) -> Sequence[Passage]:
        """The passages of an article that are searched."""


@dataclass(frozen=True)
class Span:
    """``article.text[start:end]`` of one article."""

    article_id: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.article_id == other.article_id and max(self.start, other.start) < min(self.end, other.end)


class Corpus:
    """The articles of a library, each read once."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._listed = tuple(sorted(holdings.articles(), key=lambda listed: listed.id))
        self._texts: dict[str, str] = {}
        self._passages: dict[str, tuple[Span, ...]] = {}

    def __len__(self) -> int:
        return len(self._listed)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the articles' ids, which are derived from their content, and of how they are cut."""
        found = sha256()
        for listed in self._listed:
            spans = ",".join(f"{span.start}-{span.end}" for span in self.passages(listed.id))
            found.update(f"{listed.id}:{spans}\n".encode())
        return found.hexdigest()

    def passages(self, article_id: str) -> tuple[Span, ...]:
        """Where the passages of an article stand."""
        if article_id not in self._passages:
            found = self._holdings.passages_of(article_id)
            spans = (Span(each.article_id, each.start, each.end) for each in found)
            self._passages[article_id] = tuple(sorted(spans, key=lambda span: (span.start, span.end)))
        return self._passages[article_id]

    def is_searched(self, span: Span) -> bool:
        """Whether a passage touches a span: words that cleaning took for a menu, say, are in none."""
        return any(passage.overlaps(span) for passage in self.passages(span.article_id))

    def called(self, name: str) -> tuple[str, ...]:
        """The ids of the articles that were read from a file of this name."""
        return tuple(listed.id for listed in self._listed if _is_called(listed.path, name))

    def text(self, article_id: str) -> str:
        """The text of an article."""
        if article_id not in self._texts:
            self._texts[article_id] = self._holdings.article(article_id).text
        return self._texts[article_id]

    def find(self, quote: str, name: str | None = None) -> tuple[Span, ...]:
        """Where a quote stands: in articles read from the named file if there are any, else in all.

        Runs of whitespace may differ, since a rendition of HTML breaks its lines elsewhere.

        :param name: a file's name; ``rows.jsonl#2`` means the file ``rows.jsonl``.
        """
        named = self.called(name) if name else ()
        return self._stands(quote, named) or self._stands(quote, [listed.id for listed in self._listed])

    def _stands(self, quote: str, ids: Sequence[str]) -> tuple[Span, ...]:
        words = unicodedata.normalize("NFC", quote).split()
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
        return tuple(Span(id, *found.span()) for id in ids for found in pattern.finditer(self.text(id)))


def _is_called(path: str, name: str) -> bool:
    plain = PurePath(name.partition("#")[0]).parts
    return PurePath(path.partition("#")[0]).parts[-len(plain) :] == plain
