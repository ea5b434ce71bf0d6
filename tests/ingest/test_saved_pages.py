"""Web pages saved as one file (MHTML): the page in them, and files that were made to do harm."""

from __future__ import annotations

import base64
import quopri
from contextlib import suppress

import made_files as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InputError
from ingest import read
from ingest.formats.recognise import SUFFIXES
from ingest.source import open_source

ADDRESS = "https://gaon.example.org/news/1"
HEAD = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
RELATED = HEAD + b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n'
PICTURE = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
FRAME = b"Content-Type: text/html\r\nContent-ID: <frame@x>\r\n\r\n<p>An advertisement in a frame.</p>\r\n"
CODINGS = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}


def page_part(html: str, charset: str = "utf-8", coding: str = "quoted-printable", extra: str = "") -> bytes:
    told = f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n"
    head = f"{told}Content-Location: {ADDRESS}\r\n{extra}\r\n"
    return head.encode() + CODINGS[coding](html.encode(charset)) + b"\r\n"


def saved(*parts: bytes) -> bytes:
    """A file with these parts, as browsers write it."""
    return RELATED + b"".join(b"--b\r\n" + part for part in parts) + b"--b--\r\n"


@pytest.mark.parametrize(
    ("charset", "coding"),
    [
        ("utf-8", "quoted-printable"),
        ("utf-8", "8bit"),
        ("cp949", "quoted-printable"),
        ("cp949", "base64"),
        ("utf-16", "base64"),
    ],
)
@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page.txt", "page.html", ""])
def test_the_page_is_read_like_html(name: str, charset: str, coding: str) -> None:
    article = read(saved(page_part(made.html(), charset, coding), FRAME, PICTURE), name=name)
    expected = read(made.html().encode(), name="page.html")
    assert (article.text, article.blocks) == (expected.text, expected.blocks)
    assert article.url == ADDRESS


def test_only_the_page_is_kept() -> None:
    opened = open_source(saved(PICTURE, page_part(made.html())), "page.mht")
    assert opened.format == "html"
    assert opened.kept is not None
    assert opened.kept.strip() == made.html().encode().strip()
    assert {".mht", ".mhtml"} <= set(SUFFIXES)


def test_the_part_that_is_named_as_the_start_is_the_page() -> None:
    whole = saved(FRAME, page_part(made.html(), extra="Content-ID: <page@x>\r\n"))
    named = whole.replace(b'boundary="b"', b'boundary="b"; start="<page@x>"')
    assert "advertisement" in open_source(whole, "a.mht").text
    assert made.PARAGRAPHS[0] in open_source(named, "a.mht").text


def test_a_page_inside_alternatives() -> None:
    inner = (
        b'Content-Type: multipart/alternative; boundary="i"\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\nno\r\n--i\r\n'
    )
    assert made.PARAGRAPHS[0] in open_source(saved(inner + page_part(made.html()) + b"--i--\r\n"), "a.mht").text


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = saved(page_part(made.html(), coding="8bit"))
    assert made.PARAGRAPHS[0] in open_source(whole[: whole.index(made.PARAGRAPHS[1].encode())], "a.mht").text


def test_text_given_as_a_string() -> None:
    assert made.PARAGRAPHS[0] in open_source(saved(page_part(made.html())).decode()).text


def test_an_address_that_is_none_is_not_taken() -> None:
    told = saved(page_part(made.html())).replace(ADDRESS.encode(), b"file:///home/me/page.html")
    assert open_source(told, "a.mht").url == ""
    assert open_source(told, "a.mht", url=ADDRESS).url == ADDRESS


NESTED = b"".join(f'Content-Type: multipart/related; boundary="n{at}"\r\n\r\n--n{at}\r\n'.encode() for at in range(500))
HOSTILE = {
    "no boundary": (HEAD + b"Content-Type: multipart/related\r\n\r\n<p>a</p>", "no boundary"),
    "an empty boundary": (HEAD + b'Content-Type: multipart/related; boundary=""\r\n\r\n<p>a</p>', "no boundary"),
    "a boundary that never comes": (RELATED + b"<p>a</p>", "stands nowhere"),
    "parts in parts": (HEAD + NESTED + FRAME, "nests more than 4"),
    "parts that name their own boundary": (
        RELATED + b'--b\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n' * 5000,
        "nowhere",
    ),
    "endless parts": (RELATED + b"--b\r\n" * 200_000, "more than 10,000 parts"),
    "no page": (saved(PICTURE), "holds no HTML"),
    "a broken page": (
        saved(b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nabcde\r\n"),
        "no base64",
    ),
    "an unknown packing": (
        saved(b"Content-Type: text/html\r\nContent-Transfer-Encoding: x-gzip\r\n\r\nabc\r\n"),
        "'x-gzip'",
    ),
    "a packed page": (
        saved(b"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + made.gzipped(bytes(10**6))),
        "gzip",
    ),
    "a number of 5,000 digits": (
        HEAD + b'Content-Type: multipart/related; boundary*0="a"; boundary*' + b"9" * 5000 + b'="b"\r\n\r\n--b\r\n\r\n',
        "cannot be read",
    ),
    "headers without end": (RELATED[:-2] + b"X-Y: aaaaaaaa\r\n" * 9000, "do not end"),
    "an empty page": (saved(b"Content-Type: text/html\r\n\r\n\r\n"), "is empty"),
    "a letter": (b"To: <a@b.example>\r\n" + saved(page_part(made.html())), "a letter"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_made_to_do_harm_says_why_it_is_not_read(name: str) -> None:
    data, words = HOSTILE[name]
    with pytest.raises(InputError, match=words) as raised:
        open_source(data, "bad.mht")
    assert raised.value.message.startswith("bad.mht")


@pytest.mark.parametrize("limit", [1000, 3000])
def test_a_file_beyond_the_limit_is_not_taken_apart(limit: int) -> None:
    data = saved(page_part(made.html()), PICTURE * 100)
    with pytest.raises(InputError, match=f"largest that is read has {limit:,}"):
        open_source(data, "large.mht", limit)


PIECES = [
    b"--b\r\n",
    b"--b--\r\n",
    b"\r\n",
    b"--c\r\n",
    FRAME,
    PICTURE,
    b"Content-Type: multipart/mixed; boundary=c\r\n\r\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.binary(max_size=40))
def test_any_parts_give_a_page_or_a_reason(parts: list[bytes], rest: bytes) -> None:
    with suppress(InputError):
        assert open_source(RELATED + b"".join(parts) + rest, "any.mht").format in ("html", "pdf")


def test_a_page_under_this_suffix_that_is_none_is_what_it_is() -> None:
    assert open_source(made.html().encode(), "a.mht").format == "html"
    assert open_source("\n\n".join(made.PARAGRAPHS).encode(), "a.mhtml").format == "text"
