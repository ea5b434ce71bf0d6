"""The sets of questions with answers, each turned into a suite by its own reader."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answer import Turn
from assistant.text.normalise import normalise_page
from benchmarks.answering.suite import Query, Suite, suite_of
from benchmarks.outcome import MissingData
from benchmarks.sets.allganize import read_allganize
from benchmarks.sets.corpus import Document, require
from benchmarks.sets.korquad import read_korquad

SQUAD2, BELEBELE = "squad2.json.gz", "belebele_ko_en.jsonl.gz"
CLAPNQ = ("clapnq_answerable.jsonl.gz", "clapnq_unanswerable.jsonl.gz")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NEGATIVE = re.compile(r"\bnot\b|n['’]t\b|\bexcept\b|\bleast\b", re.I)
"""Questions of Belebele that only make sense with their choices ("which of these is not …")."""

_MARKUP = re.compile(r"<[^>]+>")


def korquad(folder: Path) -> Suite:
    """KorQuAD 1.0 over its whole articles."""
    return suite_of(read_korquad(folder))


def belebele(folder: Path) -> Suite:
    """Belebele, passages of Wikibooks: English questions, Korean passages.

    L. Bandarkar et al., The Belebele Benchmark (2023). Questions that can only be answered by ruling choices out are left out.
    """
    documents: dict[str, Document] = {}
    queries = []
    for row in _rows(folder, BELEBELE):
        if row["genre"] != "wikibooks":
            continue
        text = normalise_page(row["ko_passage"])
        document = documents.setdefault(
            text, Document(str(len(documents)), text, _page_name(row["id"], len(documents)))
        )
        if NEGATIVE.search(row["en_question"]) is None:
            choices = tuple(map(normalise_page, row["en_choices"]))
            right = choices[row["answer_index"]]
            queries.append(Query(normalise_page(row["en_question"]), ((right,),), (document.article,), choices=choices))
    name = "Belebele, Wikibooks, English questions, Korean passages"
    return Suite("belebele", name, tuple(documents.values()), tuple(queries))


def _page_name(address: str, number: int) -> str:
    """A passage is an article of its own; its title is a number, since the English one would answer by itself."""
    return f"{number + 1}번 글" if address else ""


def allganize(folder: Path) -> Suite:
    """Allganize: Korean reports read by a machine, page by page; an article is a report. The reference answers are long."""
    collection = read_allganize(folder)
    report = {document.id: document.id.rsplit(" - ", 1)[0] for document in collection.documents}
    text = {document.id: document.text for document in collection.documents}
    documents = tuple(Document(each.id, each.text, report[each.id]) for each in collection.documents)
    queries = tuple(
        Query(asked.text, (asked.answers,), (report[asked.gold],), proofs=(text[asked.gold],))
        for asked in collection.questions
        if asked.gold in report
    )
    return Suite(collection.name, collection.title, documents, queries)


def clapnq(folder: Path) -> Suite:
    """ClapNQ: English questions of search users, long answers, and passages that do not answer.

    S. Rosenthal et al., CLAPnq: Cohesive Long-form Answers from Passages in Natural Questions (2024).
    """
    documents, queries = [], []
    for row in (row for name in CLAPNQ for row in _rows(folder, name)):
        passage = row["passages"][0]
        title = normalise_page(passage["title"])
        documents.append(Document(row["id"], _tidy(passage["text"]), title))
        answers = tuple(_tidy(each["answer"]) for each in row["output"] if each["answer"])
        chosen = {sentence for each in row["output"] for sentence in each["selected_sentences"]}
        facts = (answers,) if answers else ()
        proofs = tuple(sorted(map(_tidy, chosen)))
        queries.append(Query(_tidy(row["input"]), facts, (title,), bool(answers), proofs))
    return Suite("clapnq", "ClapNQ", tuple(documents), tuple(queries), twins=False)


def squad2(folder: Path) -> Suite:
    """SQuAD 2.0: English questions, half of them made so that their paragraph does not answer them.

    P. Rajpurkar, R. Jia, P. Liang, Know What You Don't Know: Unanswerable Questions for SQuAD (2018).
    """
    with gzip.open(require(folder, SQUAD2), "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    documents, queries = [], []
    for article in articles:
        title = article["title"].replace("_", " ")
        for number, paragraph in enumerate(article["paragraphs"]):
            documents.append(Document(f"{title} {number}", normalise_page(paragraph["context"]), title))
            queries += [_squad_query(asked, title) for asked in paragraph["qas"]]
    return Suite("squad2", "SQuAD 2.0", tuple(documents), tuple(queries), twins=False)


def _squad_query(asked: dict[str, Any], title: str) -> Query:
    answers = tuple(dict.fromkeys(normalise_page(each["text"]) for each in asked["answers"]))
    answerable = not asked["is_impossible"]
    return Query(normalise_page(asked["question"]), (answers,) if answerable else (), (title,), answerable)


def realtimeqa(folder: Path) -> Suite:
    """RealTimeQA: weekly news quizzes over pages that a search had found, those whose right choice stands in a page.

    J. Kasai et al., RealTime QA: What's the Answer Right Now? (2022). The day of the question is the day it is asked.
    """
    place = folder / "realtimeqa"
    weeks = sorted(place.glob("*_qa.jsonl"))
    if not weeks:
        raise MissingData(f"realtimeqa/*_qa.jsonl is not in {folder}")
    documents: dict[str, Document] = {}
    queries = []
    for week in weeks:
        found = {
            row["question_id"]: row["search_result"]
            for row in _rows(place, week.name.replace("_qa.jsonl", "_gcs.jsonl.gz"))
        }
        for line in week.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            pages = [_page(page) for page in found.get(row["question_id"], []) if page.get("text")]
            right = row["choices"][int(row["answer"][0])]
            gold = tuple(page.article for page in pages if right.casefold() in page.text.casefold())
            if gold:
                documents |= {page.article: page for page in pages}
                queries.append(_quiz(row, right, gold, tuple(page.article for page in pages)))
    return Suite("realtimeqa", "RealTimeQA", tuple(documents.values()), tuple(queries))


def _page(found: dict[str, Any]) -> Document:
    title = f"{normalise_page(found['title'])} ({found['publish_date']})"
    return Document(found["url"], normalise_page(found["text"]), title)


def _quiz(row: dict[str, Any], right: str, gold: tuple[str, ...], pages: tuple[str, ...]) -> Query:
    asked, day = _MARKUP.sub("", row["question_sentence"]), date.fromisoformat(row["question_date"])
    return Query(asked, ((right,),), gold, choices=tuple(row["choices"]), pages=pages, today=day)


def examples(folder: Path) -> Suite:
    """The example pages and their questions, lists and conversations among them; ``folder`` is not looked at."""
    queries = []
    for line in (EXAMPLES / "fixtures.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        queries.append(
            Query(
                row["question"],
                tuple(map(tuple, row["facts"])),
                answerable=row["answerable"],
                count=row.get("count"),
                mismatch="count-mismatch" in row["tags"],
                history=tuple(Turn(**turn) for turn in row.get("history", [])),
            )
        )
    return Suite("examples", "The example pages", (), tuple(queries), twins=False)


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(require(folder, name), "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _tidy(text: str) -> str:
    """Text without the blanks that a tokeniser left before punctuation marks and in quotation marks."""
    text = re.sub(r"\s+([,.;:?!)%])", r"\1", normalise_page(text).replace("`` ", "“").replace(" ''", "”"))
    return re.sub(r"\(\s+", "(", re.sub(r"(\w)\s+([’']s\b)", r"\1\2", text)).strip()


READERS: dict[str, Callable[[Path], Suite]] = {
    "korquad": korquad,
    "belebele": belebele,
    "allganize": allganize,
    "clapnq": clapnq,
    "squad2": squad2,
    "realtimeqa": realtimeqa,
    "examples": examples,
}
