"""Articles cut into the sentences that a checker is given: of the papers, of pages with gold, of NTREX, of the examples."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.answering.sentences import EvidenceSentence, sentences_of_passage, unique
from assistant.article import Article, Block, BlockKind
from assistant.text.normalise import normalise_page
from benchmarks.outcome import MissingData
from benchmarks.sets.corpus import require
from benchmarks.sets.pages import read_gold
from benchmarks.sets.papers import read_papers
from ingest import cut, read_all

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "pages"
SEOUL = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True)
class Story:
    """An article, its sentences, and the set it is from."""

    source: str
    page: str
    article: Article
    sentences: tuple[EvidenceSentence, ...] = field(repr=False)

    @property
    def held_back(self) -> bool:
        """Whether rules were written without looking at it: half of all articles, by the hash of their text."""
        return hashlib.sha256(self.article.text.encode()).digest()[0] % 2 == 1


def read_stories(data: Path, limit: int) -> tuple[list[Story], list[str]]:
    """The stories of all sets that are there, at most so many of each set besides the examples.

    :returns: the stories, and what is missing.
    """
    stories, missing = list(_examples()), []
    for reader in (_papers, _gold, _ntrex):
        try:
            found = reader(data)
        except MissingData as error:
            missing.append(str(error))
            continue
        some = found if not limit or limit >= len(found) else [found[at * len(found) // limit] for at in range(limit)]
        stories += [story_of(*raw) for raw in some]
    return stories, missing


def story_of(source: str, page: str, article: Article) -> Story:
    """An article with its sentences."""
    found = unique([one for passage in cut(article) for one in sentences_of_passage(passage, article, 1.0)])
    return Story(source, page, article, tuple(found))


def _examples() -> Iterator[Story]:
    for path in sorted(EXAMPLES.iterdir()):
        if path.suffix in {".txt", ".html", ".md", ".jsonl"} and path.name != "README.md":
            for at, article in enumerate(read_all(path), 1):
                yield story_of("examples", path.name if path.suffix != ".jsonl" else f"{path.name}#{at}", article)


_Raw = tuple[str, str, Article]


def _papers(data: Path) -> list[_Raw]:
    return [
        ("news_ko_papers", paper.id, _plain(paper.body, paper.title, paper.published, "ko"))
        for paper in read_papers(data)
        if len(paper.body) > 200
    ]


def _gold(data: Path) -> list[_Raw]:
    return [
        ("pages_with_gold", page.id, _plain(page.body, page.title, page.date, "en"))
        for page in read_gold(data)
        if page.language == "en" and len(page.body) > 400
    ]


def _ntrex(data: Path) -> list[_Raw]:
    with gzip.open(require(data, "ntrex_ko_en.jsonl.gz"), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    found = []
    for row in rows:
        for language in ("en", "ko"):
            body = normalise_page("\n".join(row[f"{language}_body"]))
            found.append(("ntrex", row["doc_id"], _plain(body, normalise_page(row[f"{language}_title"]), "", language)))
    return found


def _plain(body: str, title: str, day: str, language: str) -> Article:
    published = datetime.fromisoformat(day[:10]).replace(tzinfo=SEOUL) if day else None
    blocks = (Block(kind=BlockKind.BODY, start=0, end=len(body)),)
    return Article(
        id=Article.id_of(body), text=body, blocks=blocks, title=title, language=language, published=published
    )
