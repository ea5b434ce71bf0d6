"""``python -m benchmarks.duplicates``: copies of real articles, honest and falsified, and what is taken for one story."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.article import Article, Block, BlockKind
from assistant.library import Library
from assistant.library.copies import SHARED, Told, overlap
from assistant.library.shingles import letters
from assistant.text.morphemes import morphemes_of
from assistant.text.sentences import sentence_spans
from benchmarks.command import main
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.papers import Paper, read_papers
from benchmarks.table import Cell, Table

EARLY, WINDOW = 500, 250
"""The time of an article is taken over the last so many before the 500th, and before the last."""
SHORTEST = 6
"""Sentences of the articles that are copied."""
SEOUL = timezone(timedelta(hours=9))
ENDINGS = (
    ("밝혔다", "발표했다"),
    ("말했다", "전했다"),
    ("설명했다", "덧붙였다"),
    ("전망이다", "것으로 보인다"),
    ("이라고", "이라며"),
)
TURNS = (
    ("늘었", "줄었"),
    ("증가했", "감소했"),
    ("상승했", "하락했"),
    ("올랐", "내렸"),
    ("찬성했", "반대했"),
    ("승인했", "거부했"),
    ("가결", "부결"),
    ("인정했", "부인했"),
    ("합의했다", "합의하지 않았다"),
    ("참석했다", "참석하지 않았다"),
    ("결정했다", "결정하지 않았다"),
)
NAMES = ["김도현", "이서윤", "박지호", "최하은", "가람시", "나래군", "다온읍"]
NUMBER = re.compile(r"(?<![\d.,])\d+(?=[.,]?\d*\s?(?:[조억만천%명건개원배위]|여))")

Change = Callable[[list[str]], list[str] | None]
Found = dict[str, dict[str, list[bool]]]


def cut(sentences: list[str]) -> list[str]:
    """The first three fifths."""
    return sentences[: len(sentences) * 3 // 5]


def reordered(sentences: list[str]) -> list[str]:
    """The second half after the lead, then the first."""
    middle = len(sentences) // 2
    return [sentences[0], *sentences[middle:], *sentences[1:middle]]


def bylined(sentences: list[str]) -> list[str]:
    """An agency's dateline in front, the last sentence dropped."""
    return [f"(서울=새벽통신) 한가람 기자 = {sentences[0]}", *sentences[1:-1]]


def reworded(sentences: list[str]) -> list[str]:
    """Other verbs of saying, and one sentence left out."""
    text = [_replaced(sentence, ENDINGS) for sentence in sentences]
    return text[:2] + text[3:]


def renumbered(sentences: list[str]) -> list[str] | None:
    """One number is another one; the rest is letter for letter the same."""
    for at, sentence in enumerate(sentences):
        found = NUMBER.search(sentence)
        if found:
            number = str(int(found.group()) * 3 + 1)
            return [*sentences[:at], sentence[: found.start()] + number + sentence[found.end() :], *sentences[at + 1 :]]
    return None


def renumbered_and_cut(sentences: list[str]) -> list[str] | None:
    """One number is another one, and the end is cut off."""
    return renumbered(cut(sentences))


def renamed(sentences: list[str]) -> list[str] | None:
    """A name is another one wherever it stands."""
    text = " ".join(sentences)
    names = [morpheme.form for morpheme in morphemes_of(text) if morpheme.tag == "NNP" and len(morpheme.form) == 3]
    if not names:
        return None
    name = max(names, key=names.count)
    return [sentence.replace(name, NAMES[len(text) % len(NAMES)]) for sentence in sentences]


def turned(sentences: list[str]) -> list[str] | None:
    """One predicate is its opposite, or is denied."""
    for at, sentence in enumerate(sentences):
        for pair in TURNS:
            if pair[0] in sentence:
                return [*sentences[:at], sentence.replace(*pair, 1), *sentences[at + 1 :]]
    return None


HONEST: tuple[Change, ...] = (cut, reordered, bylined, reworded)
FALSE: tuple[Change, ...] = (renumbered, renumbered_and_cut, renamed, turned)
NAMED = {change.__name__: change for change in (*HONEST, *FALSE)}


def run(options: Options) -> Outcome:
    """Store the articles, then one copy at a time; ask which story each is in."""
    try:
        papers = read_papers(options.data)
    except MissingData as missing:
        return Outcome(skipped=[str(missing)])
    outcome = Outcome(notes=["words alone: half the shingles of the shorter text. exact: equal letters and digits."])
    articles = [_article(paper) for paper in papers if paper.title and paper.body]
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "library", write=True) as library:
        early, late = _store(library, articles)
        found = _copies(library, options.sample([each for each in articles if len(_sentences(each)) >= SHORTEST]))
        stories = library.stories([each.id for each in library.articles()])
    outcome.tables += [_quality(found), _cost(early, late, len(articles))]
    outcome.figures |= _figures(found) | {
        "duplicates.merged": float(len(stories) - len(set(stories.values()))),
        "duplicates.ms_per_article": late,
        "duplicates.growth": late / early,
    }
    return outcome


def _article(paper: Paper) -> Article:
    day = datetime.fromisoformat(paper.published).replace(tzinfo=SEOUL) if paper.published else None
    return _page(paper.title, paper.body, paper.outlet, day)


def _page(title: str, body: str, outlet: str, day: datetime | None) -> Article:
    text = f"{title}\n{body}"
    starts = (0, len(title) + 1)
    blocks = (
        Block(kind=BlockKind.TITLE, start=0, end=starts[1]),
        Block(kind=BlockKind.BODY, start=starts[1], end=len(text)),
    )
    return Article(id=Article.id_of(text), text=text, blocks=blocks, title=title, outlet=outlet, published=day)


def _store(library: Library, articles: Sequence[Article]) -> tuple[float, float]:
    """Add the articles; milliseconds for one, with some hundreds in the library and with all."""
    ends = []
    for article in articles:
        library.add(article, [])
        ends.append(time.perf_counter())
    return _milliseconds(ends[:EARLY]), _milliseconds(ends)


def _milliseconds(ends: Sequence[float]) -> float:
    """Of the last articles, one."""
    window = min(WINDOW, len(ends) - 1)
    return 1000 * (ends[-1] - ends[-1 - window]) / window


def _copies(library: Library, articles: Sequence[Article]) -> Found:
    """Whether each copy was taken for the story of its original, by kind of copy and by system."""
    found: Found = {name: {"citedesk": [], "words": [], "exact": []} for name in NAMED}
    for article in articles:
        for name, change in NAMED.items():
            body = change(_sentences(article))
            if body is None:
                continue
            copy = _page(f"[종합] {article.title}", " ".join(body), "새벽통신", article.published)
            with _added(library, copy):
                stories = library.stories([article.id, copy.id])
            found[name]["citedesk"].append(stories[article.id] == stories[copy.id])
            found[name]["words"].append(overlap(Told.by(article), Told.by(copy)) >= SHARED)
            found[name]["exact"].append(letters(_body(article)) == letters(_body(copy)))
    return found


@contextmanager
def _added(library: Library, copy: Article) -> Iterator[None]:
    library.add(copy, [])
    yield
    library.delete(copy.id)


def _body(article: Article) -> str:
    return article.text[article.blocks[1].start :]


def _sentences(article: Article) -> list[str]:
    body = _body(article)
    return [body[start:end] for start, end in sentence_spans(body)]


def _replaced(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _quality(found: Found) -> Table:
    head = ("change", "kind", "N", "Citedesk", "words alone", "exact")
    rows: list[tuple[Cell, ...]] = []
    for name, systems in found.items():
        kind = "copy" if NAMED[name] in HONEST else "falsified"
        rows.append((name.replace("_", " "), kind, len(systems["citedesk"]), *map(_share, systems.values())))
    return Table("Copies taken for the story of their original", head, tuple(rows))


def _cost(early: float, late: float, count: int) -> Table:
    head = ("articles in the library", "ms an article")
    rows = ((str(min(EARLY, count)), early), (str(count), late))
    return Table("Time to store and relate an article, without passages", head, rows)


def _figures(found: Found) -> dict[str, float]:
    figures: dict[str, float] = {}
    for changes, metric in ((HONEST, "recall"), (FALSE, "wrong")):
        for system, suffix in (("citedesk", ""), ("words", ".words"), ("exact", ".exact")):
            pooled = [each for change in changes for each in found[change.__name__][system]]
            figures[f"duplicates.{metric}{suffix}"] = _share(pooled)
            figures[f"duplicates.{metric}.n"] = float(len(pooled))
    return figures


BENCHMARK = Benchmark(
    "duplicates", "copies of articles found, falsified copies refused, and what it costs", run, limit=40
)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
