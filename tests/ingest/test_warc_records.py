"""WARC: the pages of a crawl with their addresses, whatever their transport did to them, and broken records."""

from __future__ import annotations

import gzip
import zlib

import made_files as made
import pytest

from assistant.article import Article
from assistant.errors import InputError
from ingest.reader import Read, read, read_source
from ingest.report import Failure
from ingest.source import open_source

HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = made.html()


def records_of(data: bytes, limit: int = 1_000_000) -> list[Read]:
    return list(read_source(open_source(data, "crawl.warc", limit)))


def chunked(data: bytes) -> bytes:
    pieces = [data[at : at + 700] for at in range(0, len(data), 700)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


FORMS: dict[str, tuple[dict[str, str], bytes]] = {
    "plain": (HTML, PAGE.encode()),
    "cp949 by its header": ({"Content-Type": "text/html; charset=euc-kr"}, PAGE.encode("cp949")),
    "gzip": (HTML | {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
    "deflate": (HTML | {"Content-Encoding": "deflate"}, zlib.compress(PAGE.encode())),
    "raw deflate": (HTML | {"Content-Encoding": "deflate"}, zlib.compress(PAGE.encode())[2:-4]),
    "said to be gzip": (HTML | {"Content-Encoding": "gzip"}, PAGE.encode()),
    "chunked": (HTML | {"Transfer-Encoding": "chunked"}, chunked(PAGE.encode())),
    "chunked gzip": (
        HTML | {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"},
        chunked(gzip.compress(PAGE.encode())),
    ),
    "said to be chunked": (HTML | {"Transfer-Encoding": "chunked"}, PAGE.encode()),
}


@pytest.mark.parametrize("gzipped", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("form", FORMS)
def test_a_page_in_any_transport_coding(form: str, gzipped: bool) -> None:
    headers, body = FORMS[form]
    (page,) = records_of(made.warc([("https://gaon.example/1", headers, body)], gzipped=gzipped))
    assert isinstance(page.found, Article)
    assert page.found.title == made.TITLE
    assert all(paragraph in page.found.text for paragraph in made.PARAGRAPHS)
    assert page.found.url == "https://gaon.example/1"
    assert page.where == "2"  # behind the record about the crawl
    assert page.original is not None
    assert b"<article>" in page.original


def test_what_the_server_reserved_is_kept() -> None:
    (page,) = records_of(made.warc([("https://gaon.example/1", HTML | {"X-Robots-Tag": "noai"}, PAGE.encode())]))
    assert isinstance(page.found, Article)
    assert page.found.rights.endswith("; x-robots-tag: noai")


def test_only_pages_are_taken() -> None:
    pages = [
        ("https://gaon.example/a.png", {"Content-Type": "image/png"}, b"\x89PNG"),
        ("https://gaon.example/gone", HTML | {":status": "404 Not Found"}, PAGE.encode()),
        ("https://gaon.example/text", {"Content-Type": "text/plain"}, "\n\n".join(made.PARAGRAPHS).encode()),
        ("https://gaon.example/menu", HTML, made.html([], "정치").encode()),
    ]
    found = records_of(made.warc(pages))
    assert [type(page.found) for page in found] == [Article, Failure]
    assert isinstance(found[0].found, Article)
    assert found[0].found.url == "https://gaon.example/text"
    assert found[0].original is None


def test_a_file_without_pages() -> None:
    with pytest.raises(InputError, match="no pages"):
        records_of(made.warc([("https://gaon.example/a.png", {"Content-Type": "image/png"}, b"\x89PNG")]))


def crawl(gzipped: bool) -> bytes:
    pages = [(f"https://gaon.example/{at}", HTML, made.html(made.PARAGRAPHS[at:]).encode()) for at in range(3)]
    return made.warc(pages, gzipped=gzipped)


def urls_of(pages: list[Read]) -> list[str]:
    return [page.found.url for page in pages if isinstance(page.found, Article)]


def test_a_broken_record_is_named_and_the_next_one_read() -> None:
    broken = crawl(gzipped=False).replace(b"Content-Length: ", b"Content-Length: x", 2)
    found = records_of(broken)
    assert urls_of(found) == ["https://gaon.example/1", "https://gaon.example/2"] or len(urls_of(found)) == 3
    failures = [page for page in found if isinstance(page.found, Failure)]
    assert failures
    assert all(isinstance(page.found, Failure) and "how long" in page.found.reason for page in failures)


def test_a_damaged_member_costs_its_own_record_only() -> None:
    data = bytearray(crawl(gzipped=True))
    members = [at for at in range(len(data)) if data[at : at + 3] == b"\x1f\x8b\x08"]
    second = members[1]  # the first page, behind the record about the crawl
    data[second + 40] ^= 0xFF
    found = records_of(bytes(data))
    assert urls_of(found) == ["https://gaon.example/1", "https://gaon.example/2"]
    assert isinstance(found[0].found, Failure)
    assert "damaged" in found[0].found.reason


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_file_that_is_cut_gives_what_it_has(gzipped: bool) -> None:
    whole = crawl(gzipped)
    found = records_of(whole[: len(whole) * 3 // 4])
    assert urls_of(found)[0] == "https://gaon.example/0"
    assert isinstance(found[-1].found, Failure)


def test_bombs_within_records() -> None:
    bomb = gzip.compress(b"<p>" * 5_000_000)
    pages = [
        ("https://gaon.example/bomb", HTML | {"Content-Encoding": "gzip"}, bomb),
        ("https://gaon.example/long", HTML, b"a" * 200_000),
        ("https://gaon.example/1", HTML, PAGE.encode()),
    ]
    found = records_of(made.warc(pages), limit=100_000)
    assert [type(page.found) for page in found] == [Failure, Failure, Article]


def test_one_page_is_asked_for() -> None:
    with pytest.raises(InputError, match="many articles"):
        read(crawl(gzipped=False), name="crawl.warc")
