"""Readers of data sets, on tiny files of the same form."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from bench_world import paragraph, write_gzip

from benchmarks.options import Options
from benchmarks.outcome import MissingData
from benchmarks.sets.allganize import read_allganize
from benchmarks.sets.belebele import read_belebele
from benchmarks.sets.headlines import read_korquad_among_news, read_leads
from benchmarks.sets.korquad import read_korquad
from benchmarks.sets.ntrex import read_ntrex
from benchmarks.sets.questions import realtimeqa


def test_korquad_has_a_document_for_each_paragraph(data: Path) -> None:
    collection = read_korquad(data)
    assert [(document.article, document.text[:4]) for document in collection.documents] == [
        ("등대섬", "등대섬 "),
        ("등대섬", "등대섬의"),
        ("도서관", "고래마을"),
    ]
    by_id = {document.id: document.text for document in collection.documents}
    assert len(collection.questions) == 5
    for asked in collection.questions:
        assert asked.answers[0] in by_id[asked.gold]


def test_a_paragraph_printed_twice_is_one_document(data: Path) -> None:
    asked = [question for question in read_korquad(data).questions if "도서관은" in question.text]
    assert len(asked) == 2
    assert len({question.gold for question in asked}) == 1


def test_korquad_is_read_in_nfc(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "섬은 작다.")
    article = {"title": "섬", "paragraphs": [paragraph(text, ("섬은?", text[:3]))]}

    write_gzip(tmp_path / "korquad1.json.gz", json.dumps({"data": [article]}))
    assert read_korquad(tmp_path).documents[0].text == "섬은 작다."


@pytest.mark.parametrize(("question", "passage"), [("ko", "ko"), ("en", "ko"), ("ko", "en")])
def test_belebele_pairs_languages(data: Path, question: str, passage: str) -> None:
    collection = read_belebele(data, question, passage)
    assert collection.name == f"belebele.{question}-{passage}"
    assert len(collection.documents) == 2
    first, second, third = collection.questions
    assert first.gold == second.gold != third.gold
    assert ("고래" in first.text) == (question == "ko")
    assert ("고래" in collection.documents[0].text) == (passage == "ko")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match=r"korquad1\.json\.gz"):
        read_korquad(tmp_path)
    with pytest.raises(MissingData, match=r"belebele_ko_en\.jsonl\.gz"):
        read_belebele(tmp_path, "ko", "en")


@pytest.mark.parametrize(("limit", "taken"), [(None, 10), (0, 10), (20, 10), (5, 5), (3, 3), (1, 1)])
def test_samples_are_spread_and_always_the_same(limit: int | None, taken: int) -> None:
    options = Options(limit=limit)
    sample = options.sample(range(10))
    assert len(set(sample)) == taken
    assert sample == sorted(sample) == options.sample(range(10))
    if limit == 5:
        assert sample == [0, 2, 4, 6, 8]


def test_a_limit_that_was_given_wins() -> None:
    assert Options(limit=0).limited(60).limit == 0
    assert Options().limited(60).limit == 60


def test_headlines_look_for_articles_in_the_other_language(tmp_path: Path) -> None:
    row = {
        "doc_id": "a",
        "ko_title": "고래",
        "en_title": "Whales",
        "ko_body": ["고래는 크다.", "또 빠르다."],
        "en_body": ["Big."],
    }
    write_gzip(tmp_path / "ntrex_ko_en.jsonl.gz", json.dumps(row) + "\n")
    collection = read_ntrex(tmp_path, "en", "ko")
    assert (collection.name, collection.documents[0].text) == ("ntrex.en-ko", "고래는 크다. 또 빠르다.")
    assert (collection.questions[0].text, collection.questions[0].gold) == ("Whales", "a")


def test_pages_of_reports_are_documents(tmp_path: Path) -> None:
    pages = [{"doc_id": "r.pdf - 1", "contents": "예산은 3억 원이다."}, {"doc_id": "r.pdf - 2", "contents": " "}]
    write_gzip(tmp_path / "allganize_pages.jsonl.gz", "\n".join(map(json.dumps, pages)))
    asked = {"query": "예산은?", "answers": ["3억 원"], "gold_doc_ids": [["r.pdf - 1"]]}
    write_gzip(tmp_path / "allganize_qa.jsonl.gz", json.dumps(asked))
    collection = read_allganize(tmp_path)
    assert [document.id for document in collection.documents] == ["r.pdf - 1"]
    assert collection.questions[0].gold == "r.pdf - 1"


def test_leads_that_repeat_their_headline_and_japanese_are_left_out(tmp_path: Path) -> None:
    told = [
        ("ko", "제목", "다른 글"),
        ("en/other", "Title", "Title and more"),
        ("ja", "題", "文"),
        ("ko", "둘", "다른 글"),
    ]
    rows = [{"lang": lang, "title": title, "lead": lead} for lang, title, lead in told]
    write_gzip(tmp_path / "news_leads_2025.jsonl.gz", "\n".join(map(json.dumps, rows)))
    collection = read_leads(tmp_path)
    assert [asked.text for asked in collection.questions] == ["제목", "둘"]
    assert {asked.gold for asked in collection.questions} == {collection.documents[0].id}


def test_news_stand_among_the_paragraphs_of_korquad(data: Path) -> None:
    row = {"id": "0", "title": "제목", "publisher": "", "journalist": "", "date": "", "body": "긴 글. " * 200}
    write_gzip(data / "news_ko_papers.jsonl.gz", json.dumps(row))
    collection = read_korquad_among_news(data)
    assert [len(collection.documents), len(collection.questions)] == [4, 5]
    assert collection.documents[-1].id == "news-0"
    assert 300 < len(collection.documents[-1].text) <= 500


def test_pages_of_a_quiz_without_text_are_left_out(tmp_path: Path) -> None:
    week = tmp_path / "realtimeqa"
    week.mkdir()
    asked = {
        "question_id": "1",
        "question_date": "2025-10-02",
        "question_sentence": "Who?",
        "choices": ["Ada", "Eve"],
        "answer": ["1"],
    }
    (week / "1_qa.jsonl").write_text(json.dumps(asked) + "\n", encoding="utf-8")
    pages = [
        {"title": "No text", "url": "a"},
        {"title": "Told", "url": "b", "text": "It was Eve.", "publish_date": "2025/10/01"},
    ]
    write_gzip(week / "1_gcs.jsonl.gz", json.dumps({"question_id": "1", "search_result": pages}) + "\n")
    suite = realtimeqa(tmp_path)
    assert [document.text for document in suite.documents] == ["It was Eve."]
    assert suite.queries[0].facts == (("Eve",),)
