"""Files of every format, made for tests: pages of a town that does not exist."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

TITLE = "심야 시내버스 노선 6개 늘린다"
PARAGRAPHS = (
    "가온광역시는 오는 7월 1일부터 심야 시내버스 노선을 9개에서 15개로 늘린다고 3일 밝혔다. 막차는 한참 늦춘다.",
    "시의회는 지난달 19일 본회의를 열어 교통 조례 개정안을 의결했다. 시는 운영비 48억 원을 예산으로 댄다.",
    "버스 회사 세 곳은 기사 120명을 새로 뽑는다. 밤에 일하는 기사에게는 수당을 더 준다고 회사 쪽은 설명했다.",
    "시민단체는 환영한다면서도 배차 간격이 25분이라 아직 길다고 지적했다. 시는 내년에 이를 줄이기로 했다.",
    "전문가들은 야간 교통이 늘면 도심 상권도 살아날 것으로 내다봤다. 다른 도시에서는 매출이 12퍼센트 늘었다.",
    "정류장 40곳에는 조명과 비상벨을 새로 단다. 공사는 5월에 시작해 6월 말에 끝난다. 예산은 9억 원이다.",
)
ENGLISH = (
    "The ferry to the outer islands will sail through the winter for the first time, the operator said on Tuesday.",
    "Two crews have been hired, and the harbour authority will keep the northern pier free of ice until March.",
    "Islanders had asked for the service for a decade, because the only doctor lives on the mainland side.",
)
FONT = "HYSMyeongJo-Medium"
"""A Korean font that every PDF reader has; reportlab knows the widths of its letters."""
PARTS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HANCOM = "http://www.hancom.co.kr/hwpml/2011"
Line = tuple[float, float, float, str]
"""A printed line: left, height above the foot of the page, size, text."""


def pdf(pages: Iterable[Sequence[Line]], *, password: str = "", **about: str) -> bytes:
    """A PDF with these lines on its pages; ``about`` are its properties (title, author)."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    _register()
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), encrypt=StandardEncryption(password) if password else None)
    canvas.setTitle(about.get("title", ""))
    canvas.setAuthor(about.get("author", ""))
    for page in pages:
        for left, height, size, text in page:
            canvas.setFont(FONT, size)
            canvas.drawString(left, height, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@cache
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def column(paragraphs: Iterable[str], left: float, top: float, width: float, *, at_words: bool = False) -> list[Line]:
    """Paragraphs as printed lines of 10 points; the first of each is indented."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        for at, text in enumerate(_wrapped(paragraph, width, at_words)):
            lines.append((left + (0 if at else 10), top, 10, text))
            top -= 15
    return lines


def _wrapped(text: str, width: float, at_words: bool) -> list[str]:
    lines, line, used = [], "", 10.0
    for piece in [word + " " for word in text.split(" ")] if at_words else list(text):
        length = string_width(piece.rstrip() or piece)
        if used + length > width and line:
            lines.append(line)
            line, used = "", 0.0
        line += piece
        used += string_width(piece)
    return [one.strip() for one in [*lines, line] if one.strip()]


def string_width(text: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    _register()
    return float(stringWidth(text, FONT, 10))


def newspaper(columns: int = 2, pages: int = 1, *, at_words: bool = False, row_by_row: bool = False) -> bytes:
    """Pages of a newspaper: running head, headline, paragraphs in columns, page number."""
    made: list[list[Line]] = []
    per_page = len(PARAGRAPHS) // pages
    width = 500.0 if columns == 1 else 235.0
    for page in range(pages):
        shown = PARAGRAPHS[page * per_page : (page + 1) * per_page]
        each = len(shown) // columns
        body = [
            line
            for at in range(columns)
            for line in column(shown[at * each : (at + 1) * each], 50 + at * 265, 720, width, at_words=at_words)
        ]
        if row_by_row:
            body.sort(key=lambda line: (-line[1], line[0]))
        frame: list[Line] = [
            (50, 815, 9, f"가온일보 2026년 3월 3일 화요일 {page + 6}면"),
            (280, 30, 9, f"- {page + 1} -"),
        ]
        made.append([*frame, *([(50, 770, 22, TITLE)] if not page else []), *body])
    return pdf(made)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    """A Word document with this XML for its body; ``parts`` are others, with ``__`` for a slash."""
    document = f'<w:document xmlns:w="{PARTS}"><w:body>{body}</w:body></w:document>'
    others = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **others})


def docx_paragraph(text: str, style: str = "", size: int = 0) -> str:
    """A paragraph of Word's XML; ``size`` in points."""
    set_in = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    height = f'<w:rPr><w:sz w:val="{2 * size}"/></w:rPr>' if size else ""
    return f'<w:p>{set_in}<w:r>{height}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def hwpx_of(body: str, **parts: str) -> bytes:
    """A Hancom document with this XML for its only section, and letters of 13, 20 and 36 points (ids 0 to 2)."""
    section = f'<hs:sec xmlns:hs="{HANCOM}/section" xmlns:hp="{HANCOM}/paragraph">{body}</hs:sec>'
    sizes = "".join(f'<hh:charPr id="{at}" height="{height}"/>' for at, height in enumerate((1300, 2000, 3600)))
    head = f'<hh:head xmlns:hh="{HANCOM}/head">{sizes}</hh:head>'
    others = {name.replace("__", "/"): content for name, content in parts.items()}
    return packed(
        {"mimetype": "application/hwp+zip", "Contents/header.xml": head, "Contents/section0.xml": section, **others}
    )


def hwpx_paragraph(text: str, letters: int = 0) -> str:
    """A paragraph of Hancom's XML."""
    return f'<hp:p><hp:run charPrIDRef="{letters}"><hp:t>{escape(text)}</hp:t></hp:run></hp:p>'


def hwpx_table(rows: Iterable[Iterable[str]]) -> str:
    """A table; each cell is the XML of its paragraphs."""
    made = "".join(
        "<hp:tr>" + "".join(f"<hp:tc><hp:subList>{cell}</hp:subList></hp:tc>" for cell in row) + "</hp:tr>"
        for row in rows
    )
    return f'<hp:p><hp:run charPrIDRef="0"><hp:tbl>{made}</hp:tbl></hp:run></hp:p>'


def html(paragraphs: Iterable[str] = PARAGRAPHS, title: str = TITLE) -> str:
    """A page of a site, with its menu and foot."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    menu = "<nav><ul><li>정치</li><li>경제</li><li>사회</li></ul></nav>"
    foot = "<footer>Copyright ⓒ 가온일보. 무단 전재 금지</footer>"
    return f"<!doctype html><html><body>{menu}<h1>{escape(title)}</h1><article>{body}</article>{foot}</body></html>"


def warc(pages: Iterable[tuple[str, dict[str, str], bytes]], *, gzipped: bool = False) -> bytes:
    """A crawl: a record about it, then addresses, HTTP headers and bodies, each a request and its response."""
    records = [_record("warcinfo", "application/warc-fields", "", b"software: a test\r\n")]
    for url, headers, body in pages:
        fields = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if not name.startswith(":"))
        head = f"HTTP/1.1 {headers.get(':status', '200 OK')}\r\n{fields}\r\n".encode()
        records.append(_record("response", "application/http; msgtype=response", url, head + body))
        asked = b"GET / HTTP/1.1\r\nHost: gaon.example\r\n\r\n"
        records.append(_record("request", "application/http; msgtype=request", url, asked))
    return b"".join(_gzip(record) if gzipped else record for record in records)


def _record(kind: str, content: str, url: str, block: bytes) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Date: 2026-03-03T01:00:00Z\r\n{target}Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def jsonl(rows: Iterable[Any]) -> bytes:
    """Rows of JSONL; strings stand as they are."""
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows).encode()


def parquet(path: Path, columns: dict[str, list[Any]], **how: Any) -> Path:
    """A Parquet file of these columns."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    pq.write_table(pa.table(columns), path, **how)
    return path


def gzipped(data: bytes) -> bytes:
    """Bytes in a gzip file."""
    return _gzip(data)
