"""What a server sends is known by its type and its content; what is not read is refused by name."""

from __future__ import annotations

import io
import zipfile

import pytest
from fetch_world import PROSE, SITE, World, redirect

from ingest.reader import read_page
from ingest.rules.rights import reserves

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RSS = b"<?xml version='1.0'?><rss><channel><item><link>/1</link></item></channel></rss>"
TEXT = "The harbour opened in 1883.\n\nIt was the first of its kind.\n"


def packed(*names: str, **files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, files.get(name, "application/hwp+zip" if name == "mimetype" else "<x/>"))
    return held.getvalue()


DOCX = packed("[Content_Types].xml", "word/document.xml")
HWPX = packed("mimetype", "Contents/section0.xml", "Contents/content.hpf")
PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.mark.parametrize(
    ("type", "body", "format"),
    [
        ("text/html", PROSE.encode(), "html"),
        ("text/html", b"<p>No head at all.</p>", "html"),
        ("TEXT/HTML ; Charset=UTF-8", PROSE.encode(), "html"),
        (
            "application/xhtml+xml",
            b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
            "html",
        ),
        ("application/xml", b'<?xml version="1.0"?><!DOCTYPE html><html><body><p>x</p></body></html>', "html"),
        ("text/plain", TEXT.encode(), "text"),
        ("text/plain; charset=utf-8", "# 항구\n\n항구가 열렸다.\n".encode(), "text"),
        ("application/pdf", PDF, "pdf"),
        ("application/octet-stream", PDF, "pdf"),
        ("", PDF, "pdf"),
        (WORD, DOCX, "docx"),
        ("application/hwp+zip", HWPX, "hwpx"),
        ("application/json", b'{"title": "Harbour", "text": "It opened in 1883."}', "json"),
    ],
)
def test_formats(world: World, type: str, body: bytes, format: str) -> None:
    source = world.source(world.page(f"{SITE}/a", body=body, type=type))
    assert (source.format, source.original, source.name, source.url) == (
        format,
        body,
        f"http://{SITE}/a",
        f"http://{SITE}/a",
    )
    assert source.path == ""


@pytest.mark.parametrize(
    ("name", "headers", "body", "format"),
    [
        ("down.hwpx", [], HWPX, "hwpx"),
        ("a.docx", [], DOCX, "docx"),
        ("down?id=1", [("Content-Disposition", 'attachment; filename="보도자료.hwpx"')], HWPX, "hwpx"),
        ("down", [("Content-Disposition", "attachment; filename*=UTF-8''%EB%B3%B4.docx")], DOCX, "docx"),
        ("a.txt", [], TEXT.encode(), "text"),
        ("a.html", [], PROSE.encode(), "html"),
    ],
)
@pytest.mark.parametrize("type", ["application/octet-stream", "application/x-download", ""])
def test_downloads_are_known_by_their_names(
    world: World, name: str, headers: list[tuple[str, str]], body: bytes, format: str, type: str
) -> None:
    assert world.source(world.page(f"{SITE}/{name}", body=body, type=type, headers=headers)).format == format


@pytest.mark.parametrize(
    "type",
    [
        "application/rss+xml",
        "text/xml",
        "application/xml",
        "text/html",
        "text/plain",
        "application/atom+xml",
        "",
        "application/octet-stream",
    ],
)
def test_a_feed_is_known_whatever_it_is_declared_as(world: World, type: str) -> None:
    world.page(f"{SITE}/1")
    assert world.source(world.page(f"{SITE}/feed", body=RSS, type=type)).url == f"http://{SITE}/1"


@pytest.mark.parametrize(
    "type",
    ["image/png", "image/jpeg", "image/svg+xml", "video/mp4", "audio/mpeg", "text/css", "text/javascript", "application/javascript",
     "application/msword", "application/x-hwp", "application/haansofthwp", "application/vnd.ms-excel", "application/x-tar", "font/woff2",
     "multipart/mixed", "message/rfc822", "application/x-msdownload", "text/calendar", "nonsense", "x" * 1000],
)  # fmt: skip
def test_other_types_are_refused_by_name(world: World, type: str) -> None:
    reason = world.failure(world.page(f"{SITE}/a", type=type))
    assert type[:80] in reason
    assert len(reason) < 200


@pytest.mark.parametrize(
    ("type", "body"),
    [
        ("application/pdf", PROSE.encode()),
        (WORD, PROSE.encode()),
        ("application/hwp+zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("text/html", b""),
        ("text/html", bytes(2000)),
        ("text/html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("application/xml", b"<svg/>"),
        ("application/xml", b"no xml"),
        ("application/json", b"{no json"),
        ("application/gzip", b"no gzip"),
        ("application/octet-stream", b"\x7fELF"),
        ("application/zip", DOCX),
        ("", b""),
    ],
)
def test_what_is_not_what_it_says_is_a_failure(world: World, type: str, body: bytes) -> None:
    assert world.failure(world.page(f"{SITE}/a", body=body, type=type))


def test_the_declared_charset_is_used(world: World) -> None:
    text = "Überfüllte Züge: die Straße ist gesperrt, die Fahrt kostet 5 €."
    body = f"<p>{text}</p>".encode("iso-8859-15")
    for type in ("text/html; charset=ISO-8859-15", 'text/html; charset="iso-8859-15"'):
        assert text in world.source(world.page(f"{SITE}/a", body=body, type=type)).text
    korean = "부산 항구가 다시 열렸다고 시가 3일 밝혔다. 배 열두 척이 들어왔다."
    assert (
        korean
        in world.source(world.page(f"{SITE}/b", body=korean.encode("cp949"), type="text/plain; charset=euc-kr")).text
    )


def test_an_address_that_looks_like_another_format_is_still_a_page(world: World) -> None:
    for path in ("data.csv", "rows.jsonl", "archive.warc", "x.parquet", "page.pdf", "notes.md"):
        assert world.source(world.page(f"{SITE}/{path}")).format == "html"


def test_a_page_carries_where_it_was_found(world: World) -> None:
    world.page(f"{SITE}/short", redirect(f"http://{SITE}/long#part"))
    body = TEXT + "The mayor said that the town would build a second one within three years. " * 4
    world.page(f"{SITE}/long", body=body.encode(), type="text/plain")
    source = world.source(f"http://{SITE}/short")
    assert source.url == f"http://{SITE}/long"
    assert read_page(source).text.startswith("The harbour opened")


@pytest.mark.parametrize(("value", "noted"), [("1", True), ("0", False), ("", False)])
def test_a_reservation_of_the_server_is_kept(world: World, value: str, noted: bool) -> None:
    source = world.source(world.page(f"{SITE}/a", headers=[("TDM-Reservation", value)]))
    assert reserves(read_page(source).rights) is noted
