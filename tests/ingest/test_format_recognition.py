"""What a file is: its content tells, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import made_files as made
import pytest

from assistant.errors import InputError
from ingest.formats.recognise import is_taken, suffix_of
from ingest.source import SUFFIXES, open_source

ROWS = [{"title": made.TITLE, "text": made.PARAGRAPHS[0]}]
CONTENT: dict[str, Callable[[], bytes]] = {
    "pdf": made.newspaper,
    "docx": lambda: made.docx_of(made.docx_paragraph(made.PARAGRAPHS[0])),
    "hwpx": lambda: made.hwpx_of(made.hwpx_paragraph(made.PARAGRAPHS[0])),
    "html": lambda: made.html().encode(),
    "warc": lambda: made.warc([("https://gaon.example/", {"Content-Type": "text/html"}, made.html().encode())]),
    "jsonl": lambda: made.jsonl(ROWS),
}
WRONG = [".txt", ".pdf", ".docx", ".hwpx", ".csv", ".warc", ".parquet", ".bin", ""]


@pytest.mark.parametrize("suffix", WRONG)
@pytest.mark.parametrize("format", CONTENT)
def test_a_wrong_suffix_does_not_mislead(format: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"page{suffix}"
    path.write_bytes(CONTENT[format]())
    assert open_source(path).format == format
    assert open_source(CONTENT[format](), path.name).format == format


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".parquet", ".warc", ".hwpx"])
def test_text_under_a_binary_suffix_is_text(suffix: str) -> None:
    opened = open_source("\n\n".join(made.PARAGRAPHS).encode(), f"page{suffix}")
    assert opened.format == "text"
    assert opened.text.startswith(made.PARAGRAPHS[0])


def test_parquet_by_its_mark(tmp_path: Path) -> None:
    path = made.parquet(tmp_path / "page.txt", {"text": list(made.PARAGRAPHS)})
    assert open_source(path).format == "parquet"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_html_in_any_encoding(encoding: str) -> None:
    assert open_source(made.html().encode(encoding), "page.txt").format == "html"


def test_packed_files_are_what_they_hold(tmp_path: Path) -> None:
    for name, content in {"a.jsonl.gz": "jsonl", "a.html.gz": "html", "a.gz": "pdf"}.items():
        (tmp_path / name).write_bytes(made.gzipped(CONTENT[content]()))
        assert open_source(tmp_path / name).format == content


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "a JPEG picture"),
        (b"\x7fELF" + bytes(40), "a program"),
        (b'<?xml version="1.0"?>\n<!-- a -->\n<rss version="2.0"><channel/></rss>', "a feed or a sitemap"),
        (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>', "a feed or a sitemap"),
        (b"", "is empty"),
    ],
)
@pytest.mark.parametrize("name", ["page.pdf", "page.txt", "page.html", "page"])
def test_what_is_no_page_is_refused_by_name(data: bytes, words: str, name: str) -> None:
    with pytest.raises(InputError, match=words):
        open_source(data, name)


def test_suffixes_of_packed_files_count_with_what_is_packed() -> None:
    assert suffix_of("A.JSONL.GZ") == ".jsonl.gz"
    assert suffix_of("news.2026.html") == ".html"
    assert suffix_of("page") == ""
    assert all(is_taken(f"page{suffix}") for suffix in SUFFIXES)
    assert is_taken("old.hwp")
    assert not is_taken("backup.tar.gz")


@pytest.mark.parametrize(
    "head",
    [
        b'From: <a@gaon.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n\tboundary="b"',
        b"{\\rtf1\\ansi\\ansicpg949 a}",
    ],
    ids=["letter", "rtf"],
)
def test_a_page_in_a_wrapping_is_refused_by_name(head: bytes) -> None:
    """Taken as text, it would show what the page hides."""
    with pytest.raises(InputError, match="is not read") as raised:
        open_source(head + b"\r\n\r\n<p style='display:none'>hidden</p>\r\n" * 20, "saved.txt")
    assert "Save it as" in (raised.value.hint or "")


def test_an_article_about_letters_is_text() -> None:
    about = "본문에 Content-Type: multipart/related 라는 줄이 있다는 기사다.\n\n두 번째 문단이다.\n"
    assert open_source(about.encode(), "a.txt").format == "text"
