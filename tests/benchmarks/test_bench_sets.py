"""Readers of data sets, on tiny files of the same form."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from bench_world import paragraph, write_gzip

from benchmarks.options import Options
from benchmarks.outcome import MissingData
from benchmarks.sets.belebele import read_belebele
from benchmarks.sets.korquad import read_korquad


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
    import json

    write_gzip(tmp_path / "korquad1.json.gz", json.dumps({"data": [article]}))
    assert read_korquad(tmp_path).documents[0].text == "섬은 작다."


@pytest.mark.parametrize(("question", "passage"), [("ko", "ko"), ("en", "ko"), ("ko", "en")])
def test_belebele_pairs_languages(data: Path, question: str, passage: str) -> None:
    collection = read_belebele(data, question, passage)
    assert collection.name == f"belebele_{question}_{passage}"
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
