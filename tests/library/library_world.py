"""Articles, a fake embedder and a way to compare libraries, for the tests of the library."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.article import Article, Block, BlockKind, Passage
from assistant.library import Library
from assistant.models.protocols import EmbeddingFingerprint

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
DIMENSION = 384
KST = timezone(timedelta(hours=9))
NOUNS = [
    *map(
        str.strip,
        [
            "고양이",
            " 자전거",
            " 비행기",
            " 도서관",
            " 박물관",
            " 지하철",
            " 컴퓨터",
            " 냉장고",
            " 올림픽",
            " 반도체",
            " 배터리",
            " 자동차",
            " 교과서",
            "\n소방서",
            " 우체국",
            " 병원",
            " 운동장",
            " 해수욕장",
            " 국립공원",
            " 고속도로",
            " 발전소",
            " 조선소",
            " 연구소",
            " 방송국",
            " 미술관",
            " 수족관",
            " 식물원",
            " 동물원",
            " 놀이터",
            "\n경기장",
        ],
    )
]
OUTLETS = ("한강일보", "Seoul Courier")


def fingerprint(name: str = "hash-a", **other: Any) -> EmbeddingFingerprint:
    values = {"sha256": name * 4, "dimension": DIMENSION, "query_prefix": "query: ", "passage_prefix": "passage: "}
    return EmbeddingFingerprint(name=name, **{**values, **other})


@dataclass
class HashEmbedder:
    """Vectors that depend on the text and the model's name alone; remembers what it was asked."""

    fingerprint: EmbeddingFingerprint = field(default_factory=fingerprint)
    asked: list[str] = field(default_factory=list)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.vector(text) for text in texts])

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.asked.extend(texts)
        return self.encode_queries(texts)

    def vector(self, text: str) -> NDArray[np.float32]:
        seed = hashlib.sha256(f"{self.fingerprint.name}|{text}".encode()).digest()
        row = np.random.default_rng(int.from_bytes(seed[:8], "big")).standard_normal(self.fingerprint.dimension)
        return (row / np.linalg.norm(row)).astype(np.float32)


def make_article(
    number: int, *, paragraphs: int = 3, language: str = "ko", edition: int = 0
) -> tuple[Article, list[Passage]]:
    """A page with a menu, a title and paragraphs; the passages are the title and the paragraphs.

    :param edition: hours after publishing at which the page was edited.
    """
    title = f"서울시, 해외 도시와 협약 {number}건 체결"
    nouns = [NOUNS[(number * 3 + at) % len(NOUNS)] for at in range(paragraphs)]
    body = [f"서울시는 {number}일 {noun} 교류 협약을 맺었다. 예산은 {number}억 달러다." for noun in nouns]
    if edition:
        body[-1] += f" {edition}시간 뒤 고쳐 썼다."
    spans: list[tuple[BlockKind, str]] = [(BlockKind.MENU, "정치 경제 사회\n"), (BlockKind.TITLE, f"{title}\n")]
    spans += [(BlockKind.BODY, f"{text}\n") for text in body]
    text, blocks = "", []
    for kind, part in spans:
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(part)))
        text += part
    published = datetime(2026, 3, 1 + number % 28, 9, 30, tzinfo=KST)
    article = Article(
        id=Article.id_of(text),
        text=text,
        blocks=tuple(blocks),
        title=title,
        outlet=OUTLETS[number % 2],
        authors=("김기자", "이기자"),
        published=published,
        updated=published + timedelta(hours=edition) if edition else None,
        language=language,
        url=f"https://news.example/{number}",
    )
    passages = [
        Passage(
            id=Passage.id_of(article.id, block.start, block.end - 1),
            article_id=article.id,
            kind=block.kind,
            start=block.start,
            end=block.end - 1,
            text=text[block.start : block.end - 1],
            heading="" if block.kind is BlockKind.TITLE else title,
            language=language,
        )
        for block in blocks[1:]
    ]
    return article, passages


def fill(library: Library, numbers: Sequence[int], embedder: HashEmbedder | None = None) -> list[Article]:
    """Add articles and, given an embedder, index them."""
    articles = []
    for number in numbers:
        article, passages = make_article(number)
        library.add(article, passages)
        articles.append(article)
    if embedder is not None:
        library.index_pending(embedder)
    return articles


def embedded_text(passage: Passage) -> str:
    return f"{passage.heading}\n{passage.text}" if passage.heading else passage.text


Snapshot = dict[str, Any]


def snapshot(path: Path) -> Snapshot:
    """All that a closed library holds, in a form that two libraries can be compared in."""
    with Library.open(path, write=True) as library:
        assert library.counts().vectors is not None
        index = library._vectors.indexing().index()  # type: ignore[union-attr]
        vectors = (
            {}
            if index is None
            else {
                name: row.astype(np.float16).tobytes()
                for ids, rows in index.pages()
                for name, row in zip(ids, rows, strict=True)
            }
        )
        articles = {each.id: library.article(each.id).model_dump_json() for each in library.articles(superseded=True)}
        stories = library.stories(list(articles))
    database = sqlite3.connect(path / "library.db")
    stored = database.execute(
        'SELECT p.id, p.article_id, p.kind, p.start, p."end", p.text, p.heading, p.language, p.state, v.vector, '
        "m.tokens, b.tokens FROM passages p LEFT JOIN vectors v ON v.number = p.number "
        "LEFT JOIN morphemes m ON m.rowid = p.number LEFT JOIN bigrams b ON b.rowid = p.number"
    ).fetchall()
    tables = ("morphemes", "bigrams", "vectors", "tombstones", "staged_vectors", "sketches", "shingles")
    counts = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    related = [
        database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        for table in ("editions", "withdrawn", "date_mentions")
    ]
    database.close()
    generations = sorted(entry.name for entry in path.glob("chroma-*"))
    assert len(generations) == 1, generations
    return {
        "articles": articles,
        "passages": {row[0]: row[1:] for row in stored},
        "counts": counts,
        "chroma": vectors,
        "stories": stories,
        "related": related,
    }
