"""The sample questions must be provable, letter for letter, from the sample pages."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PAGES = EXAMPLES / "pages"
REQUIRED = {"id", "question", "language", "facts", "absent", "article", "quote", "answerable", "tags"}
OPTIONAL = {"history", "count"}
HANGUL = re.compile("[가-힣]")

Fixture = dict[str, Any]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file, one a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def load_pages() -> dict[str, str]:
    """Return the text of every sample article by the name that fixtures use for it."""
    pages: dict[str, str] = {}
    for path in sorted(PAGES.iterdir()):
        if path.suffix == ".jsonl":
            rows = enumerate(read_lines(path), start=1)
            pages |= {f"{path.name}#{number}": row["text"] for number, row in rows}
        elif path.name != "README.md":
            pages[path.name] = path.read_text(encoding="utf-8")
    return {name: unicodedata.normalize("NFC", text) for name, text in pages.items()}


def squeeze(text: str) -> str:
    """Return the form in which facts are compared: NFC, casefolded, without whitespace."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


FIXTURES: list[Fixture] = read_lines(EXAMPLES / "fixtures.jsonl")
ANSWERABLE = [fixture for fixture in FIXTURES if fixture["answerable"]]
UNANSWERABLE = [fixture for fixture in FIXTURES if not fixture["answerable"]]
TEXTS = load_pages()


def fixture_id(fixture: Fixture) -> str:
    """Return the name under which pytest shows a fixture."""
    return str(fixture["id"])


each_fixture = pytest.mark.parametrize("fixture", FIXTURES, ids=fixture_id)
each_answerable = pytest.mark.parametrize("fixture", ANSWERABLE, ids=fixture_id)
each_unanswerable = pytest.mark.parametrize("fixture", UNANSWERABLE, ids=fixture_id)
each_list = pytest.mark.parametrize("fixture", [item for item in FIXTURES if "list" in item["tags"]], ids=fixture_id)


@each_fixture
def test_fixture_has_exactly_the_known_fields(fixture: Fixture) -> None:
    """A misspelt or missing field would silently weaken an evaluation."""
    assert set(fixture) >= REQUIRED
    assert set(fixture) <= REQUIRED | OPTIONAL


@each_fixture
def test_fixture_fields_have_the_right_shapes(fixture: Fixture) -> None:
    """Facts are non-empty lists of non-empty alternatives; the rest are plain strings."""
    assert fixture["question"].strip()
    assert isinstance(fixture["answerable"], bool)
    assert all(fact and all(alternative.strip() for alternative in fact) for fact in fixture["facts"])
    assert all(isinstance(text, str) and text.strip() for text in fixture["absent"])
    assert fixture["tags"]
    assert all(isinstance(tag, str) for tag in fixture["tags"])


@each_fixture
def test_language_is_that_of_the_question(fixture: Fixture) -> None:
    """Korean questions hold Hangul and English ones hold none."""
    assert fixture["language"] in {"ko", "en"}
    assert (fixture["language"] == "ko") == bool(HANGUL.search(fixture["question"]))


@each_fixture
def test_history_and_follow_up_tag_go_together(fixture: Fixture) -> None:
    """A follow-up carries earlier turns, and nothing else does."""
    history = fixture.get("history", [])
    assert bool(history) == ("follow-up" in fixture["tags"])
    assert all(set(turn) == {"question", "answer"} for turn in history)


@each_answerable
def test_quote_stands_letter_for_letter_in_its_page(fixture: Fixture) -> None:
    """The proof of an answer is the exact words of the page it names."""
    assert fixture["quote"]
    assert unicodedata.normalize("NFC", fixture["quote"]) in TEXTS[fixture["article"]]


@each_answerable
def test_quote_proves_every_fact(fixture: Fixture) -> None:
    """Each fact has an alternative in the quote, and no forbidden string is there."""
    quote = squeeze(fixture["quote"])
    assert fixture["facts"]
    missing = [fact for fact in fixture["facts"] if not any(squeeze(text) in quote for text in fact)]
    assert missing == []
    assert [text for text in fixture["absent"] if squeeze(text) in quote] == []


@each_answerable
def test_cross_lingual_tag_matches_the_languages(fixture: Fixture) -> None:
    """A fixture is cross-lingual exactly when its question and its quote differ in language."""
    quote_language = "ko" if HANGUL.search(fixture["quote"]) else "en"
    assert ("cross-lingual" in fixture["tags"]) == (quote_language != fixture["language"])


@each_unanswerable
def test_unanswerable_fixture_names_no_proof(fixture: Fixture) -> None:
    """What the articles do not say has no facts, no page and no quote."""
    assert "unanswerable" in fixture["tags"]
    assert (fixture["facts"], fixture["article"], fixture["quote"]) == ([], None, None)


@each_list
def test_list_fixture_counts_its_items(fixture: Fixture) -> None:
    """A list question states how many items there are and gives one fact for each."""
    assert fixture["count"] == len(fixture["facts"]) >= 2


def test_only_list_fixtures_carry_a_count() -> None:
    """A count without a list would be checked by nobody."""
    assert [fixture["id"] for fixture in FIXTURES if "count" in fixture and "list" not in fixture["tags"]] == []


def test_ids_are_unique() -> None:
    """Reports name fixtures by id."""
    repeated = [name for name, times in Counter(map(fixture_id, FIXTURES)).items() if times > 1]
    assert repeated == []


def test_there_are_enough_fixtures_of_every_kind() -> None:
    """The mix that the evaluation relies on does not shrink unnoticed."""
    tags = Counter(tag for fixture in FIXTURES for tag in fixture["tags"])
    wanted = {"list": 8, "number": 8, "date": 6, "follow-up": 5, "unanswerable": 12, "modality": 3}
    assert len(FIXTURES) >= 40
    assert {tag: tags[tag] for tag, least in wanted.items() if tags[tag] < least} == {}


def test_both_directions_across_languages_are_asked() -> None:
    """English questions over Korean pages and Korean questions over English pages."""
    crossing = Counter(item["language"] for item in FIXTURES if "cross-lingual" in item["tags"])
    assert crossing["en"] >= 12
    assert crossing["ko"] >= 4


def test_there_are_at_least_twelve_pages() -> None:
    """Retrieval needs something to choose from."""
    assert len(TEXTS) >= 12


def test_every_page_is_quoted_by_a_fixture() -> None:
    """A page that no question is about tests nothing."""
    quoted = {fixture["article"] for fixture in ANSWERABLE}
    assert set(TEXTS) - quoted == set()


def test_pages_are_clean_utf8_in_nfc() -> None:
    """Pages hold no decomposed Hangul, replacement or invisible characters, and end in a newline."""
    for path in PAGES.iterdir():
        text = path.read_bytes().decode("utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert not re.search("[\ufffd\u200b-\u200f\u202a-\u202e\ufeff\r]", text), path.name
        assert text.endswith("\n"), path.name


def test_jsonl_rows_have_the_documented_fields() -> None:
    """The rows show a reader what a row of JSONL may hold."""
    fields = {"title", "text", "published", "outlet", "authors", "url", "section", "language"}
    rows = read_lines(PAGES / "articles.jsonl")
    assert rows
    assert all(set(row) == fields for row in rows)
