"""Checks of ``library.db``: the file, the slices, the keywords, the states."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from pydantic import ValidationError

from assistant.article import Article, Passage
from assistant.errors import StorageError
from assistant.library.articles import Articles
from assistant.library.embeddings import Embeddings, unpack
from assistant.library.findings import Problem, problem
from assistant.library.keywords import Keywords
from assistant.library.manifest import EMBEDDER, Manifest
from assistant.library.passages import Passages
from assistant.library.vocabulary import LEGS

if TYPE_CHECKING:
    from assistant.library.database import Database


class RowChecks:
    """What must hold inside ``library.db``; each method gives the problems of one kind."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)
        self._passages = Passages(database)
        self._keywords = Keywords(database)
        self._embeddings = Embeddings(database)

    def file(self) -> list[Problem]:
        """SQLite's own check of the file and of the references between rows."""
        wrong = [row[0] for row in self._database.rows("PRAGMA quick_check(10)") if row[0] != "ok"]
        wrong += [f"{row[0]} row {row[1]}" for row in self._database.rows("PRAGMA foreign_key_check")]
        return problem(
            "file-damaged", f"{self._database.path} is damaged; ingest its articles into a new directory.", wrong
        )

    def texts(self) -> list[Problem]:
        """Each article's id follows from its text, its blocks cover it, its passages are slices of it."""
        broken: list[str] = []
        drifted: list[Passage] = []
        for name, article in self._readable():
            if article is None or Article.id_of(article.text) != name:
                broken.append(name)
                continue
            drifted += [
                passage
                for passage in self._passages.of_article(name)
                if article.text[passage.start : passage.end] != passage.text
            ]
        return [
            *problem(
                "article-changed", "articles are no longer what was stored: delete and ingest them again.", broken
            ),
            *problem(
                "passage-changed",
                "passages are no longer slices of their article.",
                [passage.id for passage in drifted],
                partial(self._cut_again, drifted),
            ),
        ]

    def keywords(self) -> list[Problem]:
        """Both legs have a row for each passage, and no other."""
        numbers = self._passages.numbers()
        found: list[Problem] = []
        for leg in LEGS:
            held = self._keywords.numbers(leg)
            missing, extra = sorted(numbers - held), sorted(held - numbers)
            found += problem(
                "keywords-missing",
                f"passages are not in the keyword index ({leg}).",
                missing,
                partial(self._keywords.restore, [leg], missing),
            )
            found += problem(
                "keywords-extra",
                f"rows of the keyword index ({leg}) belong to no passage.",
                extra,
                partial(self._keywords.delete, extra, [leg]),
            )
        return found

    def keyword_index(self) -> list[Problem]:
        """FTS5's own check that its index fits its rows."""
        try:
            self._keywords.check()
        except StorageError as error:
            return problem("keywords-damaged", f"the keyword index: {error.message}", LEGS, self._keywords.rebuild)
        wrong = [leg for leg in LEGS if self._keywords.vocabulary.wrong(leg)]
        return problem("words-miscounted", "words of the keyword index are miscounted.", wrong, self._recount)

    def _recount(self) -> None:
        for leg in LEGS:
            self._keywords.vocabulary.recount(leg)

    def states(self) -> list[Problem]:
        """A passage is pending if and only if it has no vector, and every vector is sound."""
        without = self._embeddings.missing()
        ready = self._embeddings.unannounced()
        unsound = list(self._unsound())
        return [
            *problem(
                "vector-missing",
                "passages count as embedded but have no vector; they will be embedded at the next ingest.",
                without,
                partial(self._embeddings.forget, without),
            ),
            *problem(
                "vector-unsound",
                "vectors have the wrong length or hold no numbers; they will be embedded at the next ingest.",
                unsound,
                partial(self._embeddings.forget, unsound),
            ),
            *problem(
                "state-behind",
                "passages count as pending but have a vector.",
                ready,
                partial(self._embeddings.announce, ready),
            ),
        ]

    def _readable(self) -> Iterator[tuple[str, Article | None]]:
        for name in self._articles.ids():
            try:
                yield name, self._articles.read(name)
            except (ValidationError, ValueError, TypeError):
                yield name, None

    def _unsound(self) -> Iterator[int]:
        stored = Manifest(self._database).read(EMBEDDER)
        size = 2 * stored["dimension"] if stored else None
        for number, blob in self._embeddings.blobs():
            if len(blob) != size or not np.isfinite(unpack([blob], len(blob) // 2)).all():
                yield number

    def _cut_again(self, drifted: list[Passage]) -> None:
        """Give passages the text at their place again; one whose place is outside the text is dropped."""
        for passage in drifted:
            text = self._articles.read(passage.article_id).text
            inside = 0 <= passage.start < passage.end <= len(text)
            with self._database.transaction():
                number = self._passages.replace_text(passage.id, text[passage.start : passage.end] if inside else None)
                self._embeddings.forget([number])
                self._keywords.delete([number])
                if inside:
                    self._keywords.restore(LEGS, [number])
