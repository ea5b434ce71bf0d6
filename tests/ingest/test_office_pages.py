"""DOCX and HWPX: paragraphs, tables, headlines by size, properties, and packages that are not what they seem."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import made_files as made
import pytest

from assistant.article import Article, BlockKind
from assistant.errors import InputError
from ingest.reader import read

SEOUL = ZoneInfo("Asia/Seoul")
K = BlockKind


def of_kind(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[b.start : b.end].strip() for b in article.blocks if b.kind is kind]


def release() -> bytes:
    """A press release as Korean offices write them: two tables on top, the text, a table of contacts."""
    one = made.hwpx_paragraph
    masthead = [[one("가온광역시"), one("보도자료", 2)]]
    times = [[one("보도시점"), one("2026. 3. 3.(화) 10:00"), one("배포"), one("2026. 3. 2.(월) 15:30")]]
    headline = [[one(made.TITLE, 1) + one("- 병원과 물류단지 잇는 6개 노선 새로 운행 -", 1)]]
    text = "".join(one(f"□ {paragraph}") for paragraph in made.PARAGRAPHS)
    contacts = [[one("담당 부서"), one("교통정책과"), one("책임자"), one("정다래 (052-000-1234)")]]
    body = made.hwpx_table(masthead) + made.hwpx_table(times) + made.hwpx_table(headline) + text
    return made.hwpx_of(body + made.hwpx_table(contacts))


def test_a_press_release_in_hwpx() -> None:
    article = read(release(), name="release.hwpx")
    assert article.title == made.TITLE
    assert article.published == datetime(2026, 3, 3, 10, tzinfo=SEOUL)
    assert of_kind(article, K.BODY) == [f"□ {paragraph}" for paragraph in made.PARAGRAPHS]
    assert of_kind(article, K.DECK) == ["- 병원과 물류단지 잇는 6개 노선 새로 운행 -"]
    assert of_kind(article, K.MENU) == ["가온광역시\t보도자료"]
    assert "담당 부서\t교통정책과" in article.text.splitlines()[-1]
    assert article.blocks[-1].kind not in (K.BODY, K.CAPTION)


def test_marks_within_hancom_text() -> None:
    inner = "앞<hp:lineBreak/>뒤<hp:tab/>끝<hp:nbSpace/>말"
    paragraph = f'<hp:p><hp:run charPrIDRef="0"><hp:t>{inner}</hp:t></hp:run><hp:run><hp:t>이다.</hp:t></hp:run></hp:p>'
    article = read(made.hwpx_of(paragraph + made.hwpx_paragraph(made.PARAGRAPHS[0])), name="a.hwpx")
    assert article.text.startswith("앞\n뒤\t끝\u00a0말이다.\n\n")


def test_running_heads_of_hancom_are_aside() -> None:
    head = f"<hp:ctrl><hp:header><hp:subList>{made.hwpx_paragraph('가온시 소식지 12호')}</hp:subList></hp:header></hp:ctrl>"
    body = f'<hp:p><hp:run charPrIDRef="0">{head}</hp:run></hp:p>'
    article = read(made.hwpx_of(body + "".join(map(made.hwpx_paragraph, made.PARAGRAPHS))), name="a.hwpx")
    assert of_kind(article, K.OTHER) == ["가온시 소식지 12호"]
    assert of_kind(article, K.BODY) == list(made.PARAGRAPHS)


def test_the_preview_stands_in_for_sections_that_cannot_be_read() -> None:
    preview = "\r\n".join([made.TITLE, "", *made.PARAGRAPHS])
    broken = made.packed({"Contents/section0.xml": "<hs:sec", "Preview/PrvText.txt": preview})
    assert of_kind(read(broken, name="a.hwpx"), K.BODY)[-1] == made.PARAGRAPHS[-1]


def test_hancom_properties_count_where_the_text_is_silent() -> None:
    about = (
        '<opf:package xmlns:opf="o"><opf:metadata><opf:title>가온시 심야버스 계획</opf:title>'
        '<opf:meta name="creator" content="text">정다래</opf:meta>'
        '<opf:meta name="CreatedDate" content="text">2026-02-28T05:00:00Z</opf:meta></opf:metadata></opf:package>'
    )
    body = "".join(map(made.hwpx_paragraph, made.PARAGRAPHS))
    article = read(made.hwpx_of(body, Contents__content_hpf="", **{"Contents__content.hpf": about}), name="a.hwpx")
    assert (article.title, article.authors) == ("가온시 심야버스 계획", ("정다래",))
    assert article.published == datetime(2026, 2, 28, 5, tzinfo=UTC)


def test_a_word_document_by_another_writer() -> None:
    from docx import Document

    document = Document()
    document.add_heading(made.TITLE, level=1)
    for paragraph in made.PARAGRAPHS:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("구분", "2025", "노선", "15개")):
        table.cell(at // 2, at % 2).text = text
    document.sections[0].header.paragraphs[0].text = "가온일보 특집"
    document.core_properties.author = "정다래"
    document.core_properties.created = datetime(2026, 3, 3, 1)
    saved = io.BytesIO()
    document.save(saved)
    article = read(saved.getvalue(), name="a.docx")
    assert article.title == made.TITLE
    assert of_kind(article, K.BODY) == [*made.PARAGRAPHS, "구분\t2025", "노선\t15개"]
    assert of_kind(article, K.OTHER)[-1].endswith("가온일보 특집")
    assert article.authors == ("정다래",)
    assert article.published == datetime(2026, 3, 3, 1, tzinfo=UTC)


def test_what_word_does_not_show_is_not_read() -> None:
    seen = "<w:r><w:t>보이는 </w:t></w:r><w:ins><w:r><w:t>글</w:t></w:r></w:ins><w:r><w:noBreakHyphen/><w:tab/><w:t>끝</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>지운 글</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>"
    gone += "<w:r><w:rPr><w:vanish/></w:rPr><w:t>숨은 글</w:t></w:r>"
    article = read(made.docx_of(f"<w:p>{seen}{gone}</w:p>" + made.docx_paragraph(made.PARAGRAPHS[0])), name="a.docx")
    assert article.text == f"보이는 글-\t끝\n\n{made.PARAGRAPHS[0]}"


def test_the_largest_letters_are_the_headline_though_it_stands_below_others() -> None:
    texts = "".join(made.docx_paragraph(paragraph, size=11) for paragraph in made.PARAGRAPHS)
    head = made.docx_paragraph("보 도 자 료", size=40) + made.docx_paragraph("가온광역시 교통정책과", size=12)
    article = read(made.docx_of(head + made.docx_paragraph(made.TITLE, size=20) + texts), name="a.docx")
    assert article.title == made.TITLE
    assert of_kind(article, K.MENU) == ["보 도 자 료\n\n가온광역시 교통정책과"]


ENTITIES = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
WORD = f'<w:document xmlns:w="{made.PARTS}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
LAUGHS = "<!DOCTYPE a [<!ENTITY a '" + "ha" * 50 + "'>" + "".join(
    f"<!ENTITY a{at} '{('&a;' if not at else f'&a{at - 1};') * 20}'>" for at in range(8)
) + "]>"  # fmt: skip
MANIFEST = '<m:manifest xmlns:m="o"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
BAD = {
    "empty.docx": (made.docx_of("<w:p/>"), "holds no text"),
    "bomb.docx": (made.packed({"word/document.xml": b" " * 60_000_000}), "unpacks from"),
    "entity.docx": (made.packed({"word/document.xml": ENTITIES + WORD}), "declares a document type"),
    "laughs.docx": (
        made.packed({"word/document.xml": LAUGHS + WORD.replace("&a;", "&a7;")}),
        "docx (is damaged|declares)",
    ),
    "deep.docx": (made.packed({"word/document.xml": "<a>" * 90_000 + "</a>" * 90_000}), "damaged"),
    "broken.docx": (made.packed({"word/document.xml": "<w:document"}), "damaged"),
    "cut.docx": (made.docx_of(made.docx_paragraph(made.TITLE))[:-40], "damaged"),
    "locked.hwpx": (made.hwpx_of("", **{"META-INF__manifest.xml": MANIFEST}), "encrypted"),
    "book.zip": (made.packed({"notes.txt": "글"}), "a ZIP archive, which is not read"),
    "sheet.xlsx": (made.packed({"xl/workbook.xml": "<a/>"}), "an Excel workbook"),
    "old.hwp": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"old office document.*Save it as \.hwpx"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_package_that_cannot_be_read_says_why(name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(InputError, match=words):
        read(data, name=name)


ROUTES = [("노선", "기점", "첫차"), ("가온1번", "가온역", "오전 5시 30분"), ("2025", "1,234", "5,678")]


def word_table(rows: Iterable[Iterable[str]]) -> str:
    made_rows = ("".join(f"<w:tc>{made.docx_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in made_rows) + "</w:tbl>"


@pytest.mark.parametrize("style", ["1", ""])
def test_tables_of_a_word_document_are_part_of_it_where_they_stand(style: str) -> None:
    rows = ["\t".join(row) for row in ROUTES]
    paragraphs = [made.docx_paragraph(each) for each in made.PARAGRAPHS]
    table, headed = word_table(ROUTES), made.docx_paragraph("<표 1> 노선과 첫차") + word_table(ROUTES)
    whole = made.docx_paragraph(made.TITLE, style) + paragraphs[0] + table + "".join(paragraphs[1:]) + headed
    article = read(made.docx_of(whole), name="a.docx")
    first, *others = made.PARAGRAPHS
    assert of_kind(article, K.BODY) == [first, *rows, *others, "<표 1> 노선과 첫차", *rows]


def test_tables_of_a_hancom_document_end_it_too() -> None:
    cells = [[made.hwpx_paragraph(cell) for cell in row] for row in ROUTES]
    paragraphs = "".join(made.hwpx_paragraph(each) for each in made.PARAGRAPHS)
    article = read(
        made.hwpx_of(made.hwpx_paragraph(made.TITLE, 1) + paragraphs + made.hwpx_table(cells)), name="a.hwpx"
    )
    assert of_kind(article, K.BODY) == [*made.PARAGRAPHS, *("\t".join(row) for row in ROUTES)]


def test_whom_to_ask_is_no_part_of_a_press_release() -> None:
    asked = [("담당 부서", "교통과", "책임자", "홍길동"), ("", "", "담당자", "02-123-4567")]
    paragraphs = "".join(made.docx_paragraph(each) for each in made.PARAGRAPHS)
    article = read(made.docx_of(made.docx_paragraph(made.TITLE, "1") + paragraphs + word_table(asked)), name="a.docx")
    assert of_kind(article, K.BODY) == list(made.PARAGRAPHS)
    assert "02-123-4567" in article.text
