"""Libraries made for a benchmark and thrown away after it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.article import Article, Block, BlockKind, Passage
from assistant.library import Library
from assistant.models.protocols import Embedder
from assistant.settings import Settings
from assistant.text.language import language_of
from benchmarks.sets.corpus import Document
from ingest import ingest


@dataclass(frozen=True)
class Shelf:
    """A library whose passages are the documents of a collection, and which passage is which document."""

    library: Library
    documents: dict[str, str]

    def ids(self, passages: Sequence[str]) -> list[str]:
        """The documents of passages, in their order."""
        return [self.documents[passage] for passage in passages]

    def of_article(self, article: str) -> list[str]:
        """The documents that an article holds."""
        return self.ids([passage.id for passage in self.library.passages_of(article)])


@contextmanager
def shelf_of(documents: Sequence[Document], embedder: Embedder) -> Iterator[Shelf]:
    """A library with one passage for each document, under the title of its article."""
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        Library.open(Path(folder) / "library", write=True, holder="benchmark") as library,
    ):
        names = {}
        for document in documents:
            article, passage = _stored(document)
            library.add(article, [passage])
            names[passage.id] = document.id
        library.index_pending(embedder)
        yield Shelf(library, names)


def _stored(document: Document) -> tuple[Article, Passage]:
    text, language = document.text, language_of(document.text)
    blocks = (Block(kind=BlockKind.BODY, start=0, end=len(text)),)
    id = Article.id_of(text)
    article = Article(id=id, text=text, blocks=blocks, title=document.article, language=language)
    passage = Passage(id=Passage.id_of(id, 0, len(text)), article_id=id, kind=BlockKind.BODY, start=0, end=len(text),
                      text=text, heading=document.article, language=language)  # fmt: skip
    return article, passage


def fill(library: Path, documents: Sequence[Document], embedder: Embedder) -> dict[str, str]:
    """Put whole articles into a library the way a person would, as rows of JSONL.

    :returns: the id of the article of each document.
    """
    paragraphs: dict[str, list[str]] = {}
    for document in documents:
        paragraphs.setdefault(document.article, []).append(document.text)
    with TemporaryDirectory() as folder:
        rows = Path(folder) / "articles.jsonl"
        lines = [json.dumps({"title": title, "text": "\n\n".join(texts)}) for title, texts in paragraphs.items()]
        rows.write_text("\n".join(lines), encoding="utf-8")
        report = ingest(rows, library=library, settings=Settings(library=library), embedder=embedder)
    articles = dict(zip(paragraphs, (line.article_id for line in report.lines), strict=True))
    return {document.id: articles[document.article] for document in documents}
