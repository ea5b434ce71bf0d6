"""Passages by the ten thousand: leads of the data folder, then mixtures of two of them, with their vectors."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.article import Article, Block, BlockKind, Passage
from assistant.models.cache import models_dir
from assistant.models.protocols import Embedder
from assistant.text.language import language_of
from assistant.text.normalise import normalise_page
from benchmarks.sets.corpus import require
from benchmarks.sets.headlines import LEADS

if TYPE_CHECKING:
    from numpy.typing import NDArray

EMBEDDED = 1900
"""Texts that are embedded; each of the others gets the vector of one of these, a little turned."""

TURN = 0.35
"""Length of the random vector that is added to a vector of length 1: a cosine of about 0.94 to it, as e5 gives two texts
about one thing."""

ARTICLE = 20
"""The most passages of an article."""

_SEED = 20251231


@dataclass(frozen=True)
class Text:
    """A passage to be, its headline, and when and where it was published."""

    title: str
    text: str
    published: datetime
    outlet: str


def read_texts(folder: Path, count: int) -> list[Text]:
    """Leads in random order, always the same one, and when these are used up mixtures of two leads each.

    :raises MissingData: when the file of leads is not there.
    """
    chance = np.random.default_rng(_SEED)
    real = _leads(folder)
    real = [real[at] for at in chance.permutation(len(real)).tolist()]
    different = {each.text: each for each in real}
    while len(different) < count:
        one, other = chance.integers(len(real), size=2).tolist()
        mixture = _mixture(real[one], real[other])
        different.setdefault(mixture.text, mixture)
    return list(different.values())[:count]


def _leads(folder: Path) -> list[Text]:
    with gzip.open(require(folder, LEADS), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    return [
        Text(normalise_page(row["title"]), normalise_page(row["lead"]).strip(), datetime.fromisoformat(row["date"]), row["source"])
        for row in rows
        if row["lang"] != "ja" and row["lead"].strip() and not row["lead"].strip().startswith(row["title"].strip())
    ]  # fmt: skip


def _mixture(one: Text, other: Text) -> Text:
    """The first words of one text and the last of another."""
    mine, theirs = one.text.split(), other.text.split()
    words = [*mine[: (len(mine) + 1) // 2], *theirs[len(theirs) // 2 :]]
    return Text("", " ".join(words), one.published, one.outlet)


def as_articles(texts: Sequence[Text]) -> Iterator[tuple[Article, list[Passage]]]:
    """The texts of a day as articles of at most :data:`ARTICLE` passages."""
    by_day = sorted(texts, key=lambda each: each.published)
    for _, day in groupby(by_day, key=lambda each: each.published.date()):
        rows = list(day)
        for at in range(0, len(rows), ARTICLE):
            yield _article(rows[at : at + ARTICLE])


def _article(rows: Sequence[Text]) -> tuple[Article, list[Passage]]:
    text, blocks = "", []
    for row in rows:
        blocks.append(Block(kind=BlockKind.BODY, start=len(text), end=len(text) + len(row.text) + 1))
        text += row.text + "\n"
    first = rows[0]
    article = Article(
        id=Article.id_of(text),
        text=text,
        blocks=tuple(blocks),
        title=f"{first.outlet} {first.published:%m-%d %H:%M}",
        outlet=first.outlet,
        published=first.published,
        language=language_of(text),
    )
    return article, [_passage(article, block) for block in blocks]


def _passage(article: Article, block: Block) -> Passage:
    start, end = block.start, block.end - 1
    text = article.text[start:end]
    return Passage(id=Passage.id_of(article.id, start, end), article_id=article.id, kind=BlockKind.BODY, start=start,
                   end=end, text=text, language=language_of(text))  # fmt: skip


def vectors_of(texts: Sequence[str], embedder: Embedder) -> NDArray[np.float32]:
    """A vector of length 1 for each text: real ones for the first, which are kept on the disk, turned ones for the rest.

    :returns: array of shape (number of texts, dimension).
    """
    real = _remembered(texts[:EMBEDDED], embedder)
    chance = np.random.default_rng(_SEED)
    rest, size = len(texts) - len(real), real.shape[1]
    noise = chance.standard_normal((rest, size), dtype=np.float32) * np.float32(TURN / size**0.5)
    found = np.concatenate([real, real[chance.integers(len(real), size=rest)] + noise])
    unit: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit


def _remembered(texts: Sequence[str], embedder: Embedder) -> NDArray[np.float32]:
    """Vectors from the user's cache, where the same texts have been embedded with the same model."""
    key = hashlib.sha256("\0".join([embedder.fingerprint.sha256, *texts]).encode()).hexdigest()[:16]
    path = models_dir().parent / "benchmarks" / f"vectors-{key}.npy"
    if path.exists():
        kept: NDArray[np.float32] = np.load(path, allow_pickle=False)
        return kept
    made = embedder.encode_passages(texts)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, made, allow_pickle=False)
    return made
