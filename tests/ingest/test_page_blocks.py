"""Frames of our own writing: the kind of every line, and the metadata."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.article import Article, BlockKind
from assistant.errors import NoArticleError
from ingest import cut, read

FRAMES = sorted(path.stem for path in (Path(__file__).parent / "pages").glob("*.json"))


def lines_of(article: Article) -> list[str]:
    """Each printed line as ``kind: its first 24 characters``."""
    return [
        f"{block.kind.value}: {line.strip()[:24]}"
        for block in article.blocks
        for line in article.text[block.start : block.end].split("\n")
        if line.strip()
    ]


@pytest.mark.parametrize("name", FRAMES)
def test_every_line_of_a_frame_has_its_kind(pages: Path, name: str) -> None:
    expected = json.loads((pages / f"{name}.json").read_text("utf-8"))
    assert lines_of(read(pages / f"{name}.txt")) == expected["lines"]


@pytest.mark.parametrize("name", FRAMES)
def test_metadata_of_a_frame(pages: Path, name: str) -> None:
    expected = json.loads((pages / f"{name}.json").read_text("utf-8"))
    article = read(pages / f"{name}.txt")
    found = article.model_dump(mode="json")
    for date in ("published", "updated"):
        moment = getattr(article, date)
        found[date] = moment.isoformat() if moment else None
    assert {key: found[key] for key in expected if key != "lines"} == {
        k: v for k, v in expected.items() if k != "lines"
    }


def test_a_menu_page_holds_no_article(pages: Path) -> None:
    with pytest.raises(NoArticleError, match=r"index\.txt"):
        read(pages / "index.txt")


def test_a_list_of_summaries_holds_no_article() -> None:
    items = [
        f"가온시 {at}번째 머리기사 제목이 여기에 있다\n가온시가 {at}번째 사업을 시작했다고 밝혔다. 예산은 {at}억원이다."
        for at in range(1, 12)
    ]
    with pytest.raises(NoArticleError):
        read("로그인\n구독하기\n" + "\n".join(items) + "\n많이 본 뉴스\n")


def test_prose_without_a_frame_is_all_body_below_its_title() -> None:
    article = read("새 다리가 놓였다\n\n가온강에 새 다리가 놓였다. 길이는 420미터다.\n\n공사는 3년 걸렸다.\n")
    assert [block.kind for block in article.blocks] == [BlockKind.TITLE, BlockKind.BODY, BlockKind.BODY]
    assert article.title == "새 다리가 놓였다"


def test_prose_without_a_title_takes_its_first_words_for_one() -> None:
    article = read("가온강에 새 다리가 놓였다. 길이는 420미터다.\n공사는 3년 걸렸다.\n")
    assert {block.kind for block in article.blocks} == {BlockKind.BODY}
    assert article.title.startswith("가온강에 새 다리가 놓였다.")


def test_a_wrapped_paragraph_stays_one_block() -> None:
    wrapped = (
        "The bridge over the Gaon was opened on Monday after three years of\n"
        "work, and the first cars crossed it at noon while a band played on\n"
        "the northern bank.\n\nIt is 420 metres long and carries four lanes.\n"
    )
    article = read("New bridge opens\n\n" + wrapped)
    assert [block.kind for block in article.blocks] == [BlockKind.TITLE, BlockKind.BODY, BlockKind.BODY]


def test_prose_behind_the_closing_notice_and_a_list_is_not_body(pages: Path) -> None:
    page = (pages / "ko-daily.txt").read_text("utf-8")
    teaser = "\n다른 기사의 첫 문단이 여기에 길게 실려 있다고 그는 말했다. 시는 예산을 두 배로 늘리기로 했다."
    article = read(page + teaser * 3 + "\n")
    assert not [
        b for b in article.blocks if b.kind is BlockKind.BODY and "다른 기사의" in article.text[b.start : b.end]
    ]


def test_title_and_decks_make_one_passage_and_captions_their_own(pages: Path) -> None:
    article = read(pages / "en-harbour.txt")
    passages = cut(article)
    assert passages[0].text.splitlines()[0] == article.title
    assert "A trial in November" in passages[0].text
    assert passages[0].heading == ""
    captions = [p for p in passages if p.kind is BlockKind.CAPTION]
    assert [p.text for p in captions] == [
        "The Selkie leaves Saltmarsh on a test run in November. Photo: Northcape Ferries"
    ]
    assert {p.heading for p in passages[1:]} == {article.title}
    assert {p.language for p in passages} == {"en"}


def test_passages_are_whole_sentences_and_do_not_cross_what_is_not_searched(pages: Path) -> None:
    article = read(pages / "en-harbour.txt")
    body = [p.text for p in cut(article) if p.kind is BlockKind.BODY]
    assert all(text.endswith((".", '"')) for text in body)
    assert not any("Advertisement" in text or "Island airport" in text for text in body)


def test_a_sentence_beyond_the_limit_is_cut_at_clauses() -> None:
    sentence = "그는 " + "예산을 늘리고, 사람을 더 뽑으며, 새 건물을 짓겠다고 말했고, " * 30 + "그렇게 됐다."
    article = read("긴 문장이 실렸다\n\n" + sentence + "\n")
    pieces = [p.text for p in cut(article) if p.kind is BlockKind.BODY]
    assert len(pieces) > 1
    assert all(len(piece) <= 500 for piece in pieces)
    assert all(piece.endswith((",", "고", "며", "면", "서", ".")) for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(sentence.split())


def test_invisible_characters_stay_in_the_text() -> None:
    article = read("새 다리가 놓였다\n\n가온강에 새\u200b 다리가 \u202e놓였다. 길이는 420미터다.\n")
    body = next(p for p in cut(article) if p.kind is BlockKind.BODY)
    assert "\u200b" in body.text
    assert article.text[body.start : body.end] == body.text
