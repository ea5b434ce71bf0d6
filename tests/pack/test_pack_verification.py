"""A pack proves its answer, and whatever is changed in it afterwards is caught."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packs_made import RESERVED, Made, article_of, changed, citation_of, leaves, made_of, packs, redigested

from assistant.answer import Claim, Verdict
from assistant.errors import InputError
from assistant.pack import Pack, read_pack, verify, write_pack
from assistant.pack.verification import Status

TEXT = (
    "Harbor Courier\n\nThe bridge was opened on Thursday.\nIt cost 48 million dollars.\n\nAda Quill cut the ribbon.\n"
)
SPAN = (TEXT.index("It cost"), TEXT.index("\n\nAda"))
ANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "pack.json"


def bridge() -> Made:
    return made_of((article_of(TEXT), [SPAN]))


def proved(path: Path) -> bool:
    return verify(read_pack(path)).proved


def caught(path: Path, text: str) -> bool:
    """Whether a changed file is refused or found to differ."""
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        return not proved(path)
    except InputError:
        return True


@ANY
@given(made=packs(), html=st.booleans())
def test_what_was_written_is_proved(made: Made, html: bool, tmp_path: Path) -> None:
    path = tmp_path / ("pack.html" if html else "pack.json")
    digest = write_pack(made.pack, path)
    file = read_pack(path)
    assert file.pack == made.pack
    for article in (None, made.article):
        result = verify(file, article)
        assert result.proved, result.lines
        assert result.digest == digest
        assert [line.status for line in result.lines] == [Status.PROVED] * len(made.pack.answer.claims)


@ANY
@given(made=packs(RESERVED), html=st.booleans())
def test_excerpts_are_proved_by_themselves_and_whole_pages_by_the_library(
    made: Made, html: bool, tmp_path: Path
) -> None:
    path = tmp_path / ("pack.html" if html else "pack.json")
    write_pack(made.pack, path)
    file = read_pack(path)
    assert {line.status for line in verify(file).lines} <= {Status.EXCERPT, Status.PROVED}
    assert {line.status for line in verify(file, made.article).lines} == {Status.PROVED}


@ANY
@given(made=packs(), data=st.data())
def test_any_value_that_is_changed_is_caught(made: Made, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / "pack.json"
    write_pack(made.pack, path)
    value = json.loads(path.read_text(encoding="utf-8"))
    container, key = data.draw(st.sampled_from(list(leaves(value))))
    container[key] = changed(container[key])
    assert caught(path, json.dumps(value))


@ANY
@given(made=packs(), data=st.data())
def test_any_character_of_the_page_that_is_changed_is_caught(made: Made, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / "pack.html"
    write_pack(made.pack, path)
    text = path.read_bytes().decode("utf-8")
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("x7< \n&"))
    tampered = text[:at] + other + text[at + 1 :]
    if not caught(path, tampered):
        assert read_pack(path).pack == made.pack  # white space between the signs of the JSON


FORGERIES: dict[str, tuple[str, Any]] = {
    "the quote": ("answer.claims.0.citations.0.quote", "It cost 49 million dollars."),
    "where it begins": ("answer.claims.0.citations.0.start", SPAN[0] + 1),
    "where it ends": ("answer.claims.0.citations.0.end", SPAN[1] - 1),
    "far outside": ("answer.claims.0.citations.0.end", 10**9),
    "before the page": ("answer.claims.0.citations.0.start", -5),
    "the page's text": ("pages.0.parts.0.text", TEXT.replace("48", "49")),
    "where the page begins": ("pages.0.parts.0.start", 3),
    "the hash": ("pages.0.sha256", "0" * 64),
    "the id": ("pages.0.article_id", "0" * 24),
    "an id that is empty": ("pages.0.article_id", ""),
    "the cited id": ("answer.claims.0.citations.0.article_id", "0" * 24),
    "the cited title": ("answer.claims.0.citations.0.title", "Another paper says"),
    "the cited outlet": ("answer.claims.0.citations.0.outlet", "A better paper"),
    "the cited day": ("answer.claims.0.citations.0.published", "2020-01-01T00:00:00Z"),
    "the claim's number": ("answer.claims.0.text", "It cost 49 million dollars."),
    "the verdict": ("answer.claims.0.verdict", "unsupported"),
    "the answer's text": ("answer.text", "- It cost 49 million dollars. [1]"),
    "more in the answer's text": ("answer.text", "- It cost 48 million dollars. [1]\nAtlantis paid for it."),
    "the stressed words": ("answer.claims.0.citations.0.focus_start", 0),
    "the passage": ("answer.evidence.0.text", "Atlantis paid."),
    "the passage's place": ("answer.evidence.0.start", 1),
    "that it is whole": ("pages.0.characters", 3),
}


@pytest.mark.parametrize("name", list(FORGERIES))
def test_a_forger_who_mends_the_digest_is_caught_too(place: Path, name: str) -> None:
    where, other = FORGERIES[name]
    write_pack(bridge().pack, place)
    value = json.loads(place.read_text(encoding="utf-8"))
    *steps, last = [int(step) if step.isdigit() else step for step in where.split(".")]
    container = value
    for step in steps:
        container = container[step]
    container[last] = other
    assert caught(place, redigested(value))


@ANY
@given(made=packs(), data=st.data())
def test_a_forged_quote_is_caught_wherever_it_is_changed(made: Made, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / "pack.json"
    write_pack(made.pack, path)
    value = json.loads(path.read_text(encoding="utf-8"))
    claim = data.draw(st.sampled_from(value["answer"]["claims"]))
    citation = claim["citations"][0]
    at = data.draw(st.integers(0, len(citation["quote"]) - 1))
    forged = citation["quote"][:at] + ("x" if citation["quote"][at] != "x" else "y") + citation["quote"][at + 1 :]
    citation["quote"] = forged
    assert caught(path, redigested(value))


def test_a_page_that_was_changed_with_all_that_hangs_on_it_differs_from_the_library(place: Path) -> None:
    """Without a library a forger who makes everything anew cannot be told from somebody who wrote that article."""
    forged = made_of((article_of(TEXT.replace("48", "49")), [SPAN]))
    write_pack(forged.pack, place)
    assert verify(read_pack(place)).proved
    assert not verify(read_pack(place), bridge().article).proved


@pytest.mark.parametrize(
    ("name", "value"),
    [("title", "B"), ("outlet", "B"), ("url", "https://b.example/"), ("rights", "none"), ("published", None)],
)
def test_what_is_said_of_a_page_is_compared_with_the_library(place: Path, name: str, value: object) -> None:
    made = bridge()
    write_pack(made.pack, place)
    (article,) = made.articles.values()
    other = Made(made.pack, {article.id: article.model_copy(update={name: value})})
    result = verify(read_pack(place), other.article)
    assert [line.why for line in result.lines if line.status is Status.DIFFERS] == [
        f"its {name} is another one in the library"
    ]


def test_an_article_that_is_gone_is_said_to_be(place: Path) -> None:
    write_pack(bridge().pack, place)
    result = verify(read_pack(place), Made(bridge().pack, {}).article)
    assert "the library does not hold this article" in [line.why for line in result.lines]


def test_of_a_page_with_reserved_rights_only_the_paragraph_is_kept(place: Path) -> None:
    made = made_of((article_of(TEXT, RESERVED), [SPAN]))
    (page,) = made.pack.pages
    assert [part.text for part in page.parts] == ["It cost 48 million dollars."]
    assert not page.whole
    assert made.pack.left_out == 1
    write_pack(made.pack, place)
    assert "Ada Quill" not in place.read_text(encoding="utf-8")


def test_a_very_long_paragraph_is_kept_in_part() -> None:
    text = "a " * 5000 + "It cost 48 million dollars." + " b" * 5000
    start = text.index("It")
    made = made_of((article_of(text, RESERVED), [(start, start + 27)]))
    assert sum(len(part.text) for part in made.pack.pages[0].parts) < 1000


def test_claims_of_another_language_are_checked_by_value(place: Path) -> None:
    text = "인공지능 기업이 3억 달러를 투자했다.\n"
    article = article_of(text)
    made = made_of((article, [(0, len(text) - 1)]))
    for said, fits in (("It invested 300 million dollars.", True), ("It invested 3 billion dollars.", False)):
        claim = Claim(text=said, verdict=Verdict.VERIFIED, citations=(citation_of(article, 0, len(text) - 1),))
        answer = made.pack.answer.model_copy(update={"claims": (claim,), "text": f"{said} [1]"})
        write_pack(made.pack.model_copy(update={"answer": answer}), place)
        assert proved(place) is fits


NO_PACKS: dict[str, bytes] = {
    "empty": b"", "text": b"hello", "an array": b"[]", "another object": b'{"format": "x"}', "no UTF-8": b"\xff\xfe",
    "cut": b'{"format": "citedesk-pack", "form": 1', "deep": b'{"a":' * 100_000, "another form": b'{"format": "citedesk-pack", "form": 2}',
    "NaN": b'{"format": "citedesk-pack", "form": 1, "left_out": NaN}', "a page": b"<html><body>hi</body></html>",
    "twice": b'{"format": "citedesk-pack", "form": 1, "form": 1}', "no answer": b'{"format": "citedesk-pack", "form": 1}',
    "an empty carrier": b'<pre id="citedesk-pack" hidden="hidden"></pre>',
}  # fmt: skip


@pytest.mark.parametrize("name", list(NO_PACKS))
def test_what_is_no_pack_is_refused_with_its_name(place: Path, name: str) -> None:
    place.write_bytes(NO_PACKS[name])
    with pytest.raises(InputError, match=r"pack\.json"):
        read_pack(place)


def test_two_packs_in_one_page_are_none(tmp_path: Path) -> None:
    path = tmp_path / "two.html"
    write_pack(bridge().pack, path)
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    with pytest.raises(InputError, match=r"two\.html"):
        read_pack(path)


def test_a_name_that_stands_twice_is_refused(place: Path) -> None:
    write_pack(bridge().pack, place)
    text = place.read_text(encoding="utf-8")
    assert caught(place, text.replace('"quote":', '"quote": "It cost nothing.", "quote":', 1))


def test_a_pack_goes_where_it_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_pack(bridge().pack, tmp_path / "nowhere" / "pack.json")


def test_the_same_answer_makes_the_same_digest(tmp_path: Path) -> None:
    assert write_pack(bridge().pack, tmp_path / "a.json") == write_pack(bridge().pack, tmp_path / "b.html")
    later = bridge().pack.model_copy(update={"made": datetime(2027, 1, 1, tzinfo=UTC)})
    assert write_pack(later, tmp_path / "c.json") != write_pack(bridge().pack, tmp_path / "d.json")


def test_it_round_trips_through_json() -> None:
    pack = bridge().pack
    assert Pack.model_validate_json(pack.model_dump_json()) == pack
