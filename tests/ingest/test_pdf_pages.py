"""PDF: paragraphs from printed lines, columns, running heads, page numbers, and files that cannot be read."""

from __future__ import annotations

import zlib
from datetime import datetime
from zoneinfo import ZoneInfo

import made_files as made
import pytest

from assistant.article import Article, BlockKind
from assistant.errors import InputError
from ingest.reader import read

SEOUL = ZoneInfo("Asia/Seoul")


def body_of(article: Article) -> list[str]:
    return [article.text[b.start : b.end].strip() for b in article.blocks if b.kind is BlockKind.BODY]


def of_kind(article: Article, kind: BlockKind) -> str:
    return "".join(article.text[b.start : b.end] for b in article.blocks if b.kind is kind)


@pytest.mark.parametrize("row_by_row", [False, True], ids=["by column", "by row"])
@pytest.mark.parametrize("columns", [1, 2])
def test_lines_broken_between_words_are_joined_to_their_paragraphs(columns: int, row_by_row: bool) -> None:
    article = read(made.newspaper(columns, at_words=True, row_by_row=row_by_row), name="page.pdf")
    assert body_of(article) == list(made.PARAGRAPHS)
    assert article.title == made.TITLE


@pytest.mark.parametrize("columns", [1, 2])
def test_lines_broken_within_words_are_joined_without_a_space(columns: int) -> None:
    article = read(made.newspaper(columns), name="page.pdf")
    found = body_of(article)
    assert [one.replace(" ", "") for one in found] == [one.replace(" ", "") for one in made.PARAGRAPHS]
    right = sum(one == other for one, other in zip(found, made.PARAGRAPHS, strict=True))
    assert right >= 4  # where the words leave it open, a space may be wrong


def test_running_heads_and_page_numbers_are_no_part_of_the_text() -> None:
    article = read(made.newspaper(1, 2), name="page.pdf")
    frame = of_kind(article, BlockKind.OTHER)
    assert frame.count("가온일보 2026년 3월 3일") == 2
    assert "- 1 -" in frame
    assert "- 2 -" in frame
    assert len(body_of(article)) == len(made.PARAGRAPHS)
    assert article.published == datetime(2026, 3, 3, tzinfo=SEOUL)
    assert article.print_page == "6"


def test_blocks_know_their_page() -> None:
    article = read(made.newspaper(1, 2), name="page.pdf")
    pages = [block.page for block in article.blocks if block.kind is BlockKind.BODY]
    assert pages == [1, 1, 1, 2, 2, 2]
    assert next(block.page for block in article.blocks if block.kind is BlockKind.TITLE) == 1


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    whole = " ".join(made.ENGLISH)
    lines = made.column([whole], 50, 700, 300, at_words=True)
    number: made.Line = (280, 30, 9, "1")
    pages = [
        [*lines[:4], number],
        [(left, 700 - 15 * at, size, text) for at, (left, _, size, text) in enumerate(lines[4:])],
    ]
    article = read(made.pdf(pages), name="page.pdf")
    assert whole in article.text
    assert "1" in of_kind(article, BlockKind.OTHER)


def test_a_table_row_is_one_line() -> None:
    rows: list[made.Line] = []
    for at, cells in enumerate((("구분", "2024", "2025"), ("승객", "120만", "150만"), ("노선", "9개", "15개"))):
        rows += [(50 + 150 * place, 400 - 20 * at, 10, cell) for place, cell in enumerate(cells)]
    text = made.column(made.PARAGRAPHS[:2], 50, 700, 500)
    article = read(made.pdf([[*text, *rows]]), name="table.pdf")
    assert "승객\t120만\t150만\n" in article.text


def test_bullets_begin_paragraphs() -> None:
    lines = [(50.0, 700.0 - 15 * at, 10.0, f"□ {text}") for at, text in enumerate(made.PARAGRAPHS)]
    article = read(made.pdf([[(line[0], line[1], 6, line[3]) for line in lines]]), name="release.pdf")
    assert body_of(article) == [f"□ {text}" for text in made.PARAGRAPHS]


def test_properties_count_where_the_text_is_silent() -> None:
    lines = made.column(made.PARAGRAPHS, 50, 700, 500)
    given = read(made.pdf([lines], title="가온시 심야버스 계획", author="정다래"), name="a.pdf")
    assert given.title == "가온시 심야버스 계획"
    assert given.authors == ("정다래",)
    assert given.published is not None
    silent = read(made.pdf([lines], title="Microsoft Word - 보도자료.hwp", author="user"), name="a.pdf")
    assert silent.title.startswith("가온광역시는 오는")
    assert silent.authors == ()


def _raw(*objects: bytes) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for at, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (at, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def _bomb() -> bytes:
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b" " * 1_000_000) for _ in range(120)) + packer.flush()
    return _raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    )


BAD = {
    "scan": (lambda: made.pdf([[], []]), "no text; it is probably a scan"),
    "encrypted": (lambda: made.pdf([[(50, 700, 10, made.PARAGRAPHS[0])]], password="geheim"), "is encrypted"),
    "cut": (lambda: made.newspaper()[:400], "damaged PDF"),
    "endless": (
        lambda: _raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 999999>>"),
        "999,999 pages",
    ),
    "looping": (
        lambda: _raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 3>>", b"<</Kids[2 0 R]>>"),
        "damaged PDF",
    ),
    "bomb": (_bomb, "stream of more than"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_cannot_be_read_says_why(kind: str) -> None:
    make, words = BAD[kind]
    with pytest.raises(InputError, match=words):
        read(make(), name=f"{kind}.pdf")
