"""A corpus of bad files, the same each time: damaged, mislabelled, hostile, and oddly named."""

from __future__ import annotations

import gzip
import json
import os
import random
import socket
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from made_files import (
    PARAGRAPHS,
    TITLE,
    docx_of,
    docx_paragraph,
    hwpx_of,
    hwpx_paragraph,
    newspaper,
    packed,
    pdf,
)

SEED = 20260303
BLANKS = 200_000_000
"""Bytes that a bomb unpacks to: ten times the largest page that is read; packed it has about a thousandth of them."""
BODY = "\n\n".join(PARAGRAPHS)
ROW = {"title": TITLE, "text": BODY, "published": "2026-03-03", "outlet": "가온일보"}


def make(folder: Path, canary: Path) -> list[Path]:
    """Write the corpus.

    :param canary: a file that hostile XML and links try to have read.
    :returns: the paths of all its files; folders that hold some are not among them.
    """
    for group, files in {
        "damaged": damaged(),
        "mislabelled": mislabelled(),
        "hostile": hostile(canary),
        "rows": rows(),
        "names": names(),
    }.items():
        (folder / group).mkdir(parents=True)
        for name, data in files:
            with open(os.path.join(os.fsencode(folder / group), name), "wb") as file:  # noqa: PTH118, PTH123 - bytes
                file.write(data)
    (folder / "special").mkdir()
    special(folder / "special", canary)
    return [Path(place, name) for place, _, found in os.walk(folder) for name in found]


def whole() -> dict[str, bytes]:
    """A good file of each kind."""
    page = f"{TITLE}\n입력 2026.03.03 09:10\n\n{BODY}\n\n무단 전재 및 재배포 금지\n"
    html = f"<!doctype html><title>{TITLE}</title><h1>{TITLE}</h1>" + "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    lines = "\n".join(json.dumps(ROW | {"title": f"{n}: {TITLE}"}, ensure_ascii=False) for n in range(8)).encode()
    table = "title,text\n" + "\n".join(f'"{n}: {TITLE}","{each}"' for n, each in enumerate(PARAGRAPHS))
    made = {
        ".txt": page.encode(),
        ".md": f"# {TITLE}\n\n{BODY}\n".encode(),
        ".html": html.encode(),
        ".xhtml": f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{html}</body></html>'.encode(),
        ".pdf": newspaper(),
        ".docx": docx_of("".join(map(docx_paragraph, (TITLE, *PARAGRAPHS)))),
        ".hwpx": hwpx_of("".join(map(hwpx_paragraph, (TITLE, *PARAGRAPHS)))),
        ".json": json.dumps([ROW] * 2, ensure_ascii=False).encode(),
        ".jsonl": lines,
        ".csv": table.encode(),
        ".tsv": table.replace(",", "\t").encode(),
        ".parquet": parquet(),
        ".warc": warc(html.encode()),
    }
    return made | {f"{kind}.gz": gzip.compress(made[kind], mtime=0) for kind in (".jsonl", ".csv", ".warc")}


def parquet() -> bytes:
    import pyarrow
    import pyarrow.parquet

    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(pyarrow.table({key: [value] * 3 for key, value in ROW.items()}), sink)
    return bytes(sink.getvalue())


def warc(page: bytes, *, length: int | None = None) -> bytes:
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gaon.example.org/1\r\n"
        "WARC-Date: 2026-03-03T00:10:00Z\r\nWARC-Record-ID: <urn:uuid:0b1d6c44-7c1e-4b6a-9c3e-5a2f0c1d2e3f>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(reply) if length is None else length}"
    )
    return head.encode() + b"\r\n\r\n" + reply + b"\r\n\r\n"


def damaged() -> Iterator[tuple[bytes, bytes]]:
    """Each kind cut short at six places, and with bits turned over, from 1 to 512 of them."""
    chance = random.Random(SEED)
    for kind, data in whole().items():
        for at in range(6):
            yield f"cut-{at}{kind}".encode(), data[: chance.randrange(len(data))]
        for at in range(10):
            turned = bytearray(data)
            for _ in range(2**at):
                turned[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            yield f"turned-{at}{kind}".encode(), bytes(turned)


def mislabelled() -> Iterator[tuple[bytes, bytes]]:
    """What a name says is not what the file is."""
    good = whole()
    for kind, label in product(
        (".pdf", ".docx", ".parquet", ".jsonl.gz", ".html"), (".txt", ".html", ".jsonl", ".csv")
    ):
        if kind != label:
            yield f"really{kind.replace('.', '-')}{label}".encode(), good[kind]
    for label in good:
        yield f"empty{label}".encode(), b""
        yield f"noise{label}".encode(), random.Random(SEED).randbytes(4000)
    yield b"picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(400)
    yield b"program.html", b"\x7fELF" + random.Random(SEED).randbytes(3000)
    yield b"old.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)


def hostile(canary: Path) -> Iterator[tuple[bytes, bytes]]:
    """Files made to exhaust, to hang, or to have something read."""
    yield from markup()
    yield from documents(canary)
    yield from portable()
    blanks, line = _zipped(b" "), _zipped(b"x", b'{"text": "', b'"}')
    yield from ((f"bomb{kind}".encode(), blanks) for kind in (".html", ".txt", ".csv.gz", ".warc.gz"))
    yield b"bomb.jsonl.gz", line
    yield b"nested.jsonl.gz", gzip.compress(gzip.compress(line))
    yield b"long.warc", warc(b"<p>x", length=10**15)
    yield b"negative.warc", warc(b"<p>x", length=-5)
    yield b"none.warc", b"WARC/1.0\r\n" * 1000


def markup() -> Iterator[tuple[bytes, bytes]]:
    page = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    yield b"deep-300.html", ("<html><body>" + "<div>" * 300 + page + "</div>" * 300).encode()
    yield b"deep-100000.html", ("<html>" + "<div><b>" * 50_000 + page).encode()
    yield b"million.html", ("<html><body>" + "<p>a" * 1_000_000).encode()
    yield b"wide.html", f"<html><table><tr><td colspan={9 * 10**15} rowspan=65534>{page}</table>".encode()
    yield b"tables.html", ("<html>" + "<table><tr><td>" * 5000 + page).encode()
    yield b"attributes.html", ("<html><p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">{page}").encode()
    yield b"comment.html", ("<html>" + "<!--" * 200_000 + page).encode()
    yield b"entities.html", ("<html>" + "&amp;" * 1_000_000 + page).encode()
    yield b"laughs.html", _laughs("html").encode()
    yield b"laughs.xhtml", _laughs("html").encode()
    yield b"script.html", ("<html><script type='application/ld+json'>" + "[" * 200_000 + "</script>" + page).encode()
    yield b"charset.html", b"<html><meta charset='no-such-charset'><p>\xff\xfe\xfd" + page.encode("utf-16-le")
    yield b"brackets.md", ("[" * 100_000 + BODY).encode()
    yield b"one-line.txt", ("가" * 3_000_000).encode()
    yield b"short-lines.txt", ("가.\n" * 500_000).encode()
    yield b"bylines.txt", ("박보도 기자 = " * 200_000).encode()
    yield b"marks.txt", ("A" + "\u0301" * 1_000_000).encode()
    yield b"unseen.txt", ("\u200b" * 1_000_000).encode()


def documents(canary: Path) -> Iterator[tuple[bytes, bytes]]:
    """XML within archives, and bare."""
    steal = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{canary.as_uri()}">]>'
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text = f"<w:document {word}><w:body>{docx_paragraph('ENTITY')}</w:body></w:document>".replace("ENTITY", "&e;")
    section = hwpx_paragraph("ENTITY").replace("ENTITY", "&e;")
    space = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
    html = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{TITLE}</h1><p>{BODY}</p><p>&e;</p></body></html>'
    yield b"steal.docx", packed({"[Content_Types].xml": "<Types/>", "word/document.xml": steal + text})
    yield b"steal.hwpx", _hwpx(f"{steal}<sec {space}>{section}</sec>")
    yield b"steal.xhtml", (steal + html).encode()
    yield b"steal.html", (steal + html).encode()
    yield b"laughs.docx", packed({"[Content_Types].xml": "<Types/>", "word/document.xml": _laughs("x")})
    yield b"laughs.hwpx", _hwpx(_laughs("x"))
    yield b"bomb.docx", packed({"[Content_Types].xml": "<Types/>", "word/document.xml": b" " * BLANKS})
    yield b"bomb.hwpx", _hwpx(b" " * BLANKS)
    yield b"deep.docx", docx_of("<w:p>" * 100_000)
    yield b"many.docx", docx_of("<w:p/>" * 500_000)
    yield b"parts.docx", packed({"[Content_Types].xml": "<Types/>"} | {f"word/{n}.xml": "<x/>" for n in range(5000)})
    yield b"outside.docx", packed({"[Content_Types].xml": "<Types/>", "../../word/document.xml": "<x/>"})
    yield b"empty-archive.docx", packed({})


def portable() -> Iterator[tuple[bytes, bytes]]:
    """PDF: encrypted, looping, nested, and packed."""
    yield b"encrypted.pdf", pdf([[(50, 770, 12, PARAGRAPHS[0])]], password="secret")
    yield b"kids-loop.pdf", _pdf("<</Type/Pages/Kids[2 0 R]/Count 1>>")
    yield (
        b"many-kids.pdf",
        _pdf(f"<</Type/Pages/Kids[{'3 0 R ' * 100_000}]/Count 100000>>", "<</Type/Page/Parent 2 0 R>>"),
    )
    yield b"previous-loop.pdf", _pdf("<</Type/Pages/Kids[]/Count 0>>", trailer="/Prev 9")
    yield b"nested.pdf", _pdf("[" * 200_000)
    yield b"count.pdf", _pdf("<</Type/Pages/Kids[]/Count 2147483647>>")
    page = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595 842]>>"
    stream = zlib.compress(b" " * BLANKS)
    head = f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n".encode()
    yield b"bomb.pdf", _pdf("<</Type/Pages/Kids[3 0 R]/Count 1>>", page, head + stream + b"\nendstream")
    yield b"size.pdf", _pdf("<</Type/Pages/Kids[3 0 R]/Count 1>>", page.replace("595 842", f"{10**30} -{10**30}"))


def rows() -> Iterator[tuple[bytes, bytes]]:
    """Rows that are no rows, each before a good one."""
    good = json.dumps(ROW, ensure_ascii=False).encode()
    bad: dict[str, bytes] = {
        "broken": b'{"title": "x", "text": ',
        "long": json.dumps({"title": "x", "text": "a" * 5_000_000}).encode(),
        "twice": b'{"text": "one", "text": {"two": 2}}',
        "nan": b'{"title": NaN, "text": Infinity}',
        "surrogate": b'{"title": "x", "text": "\\ud83d \\udc00 text"}',
        "deep": b'{"text": ' + b"[" * 100_000,
        "number": b'{"text": ' + b"9" * 100_000 + b"}",
        "list": b'["title", "text"]',
        "nul": b'{"text": "a\\u0000b"}\x00',
        "latin": '{"text": "café"}'.encode("latin-1"),
        "date": b'{"text": "Something happened.", "published": "99999-99-99"}',
        "types": b'{"text": 5, "title": [], "authors": {"a": 1}}',
        "blank": b'{"text": "  \\u200b  "}',
    }
    yield from ((f"{name}.jsonl".encode(), line + b"\n" + good) for name, line in bad.items())
    yield from ((f"{name}.json".encode(), line) for name, line in bad.items())
    yield b"quotes.csv", b'title,text\n"' + b"x" * 3_000_000
    yield b"columns.csv", b",".join(b"c%d" % n for n in range(20_000)) + b"\n" + b"1," * 20_000
    yield b"nul.csv", b"title,text\n\x00,\x00\n"
    yield b"ragged.tsv", b"title\ttext\n" + b"\t" * 1000 + b"\n" + b"x\n"
    yield b"no-text.csv", b"a,b\n1,2\n"
    yield b"footer.parquet", b"PAR1" + bytes(100) + b"\xff\xff\xff\x7f" + b"PAR1"


def names() -> Iterator[tuple[bytes, bytes]]:
    """Good pages under odd names."""
    page = whole()[".txt"]
    odd = {
        "longest": b"n" * 251 + b".txt",
        "composed": unicodedata.normalize("NFC", "가온일보.txt").encode(),
        "decomposed": unicodedata.normalize("NFD", "가온신문.txt").encode(),
        "bytes": b"\xb0\xa1\xbf\xc2.txt",
        "rows": b"\xff\xfe.jsonl",
        "line": b"two\nlines.txt",
        "escape": b"\x1b[31mred.txt",
        "direction": "\u202etxt.exe.txt".encode(),
        "dash": b"-.txt",
        "capitals": b"PAGE.TXT",
        "quote": b"a'b\"c;d.txt",
        "emoji": "📰.txt".encode(),
    }
    for number, (_, name) in enumerate(odd.items()):
        data = whole()[".jsonl"] if name.endswith(b".jsonl") else page
        yield name, data.replace("심야".encode(), f"{number}번 심야".encode())


def special(folder: Path, canary: Path) -> None:
    """What is no regular file, or leads elsewhere."""
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "pipe.jsonl")
    for name, target in {
        "zero.txt": "/dev/zero",
        "zero.jsonl": "/dev/zero",
        "random.html": "/dev/urandom",
        "memory.txt": "/proc/self/mem",
        "loop.txt": "loop.txt",
        "nowhere.txt": "nowhere/at/all.txt",
        "folder.txt": "..",
    }.items():
        (folder / name).symlink_to(target)
    for name in ("vast.txt", "vast.jsonl", "vast.csv", "vast.html", "vast.pdf", "vast.warc"):
        with (folder / name).open("wb") as file:
            file.truncate(10_000_000_000)  # takes no room: it is one hole
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(folder)  # a socket's path may have 107 bytes
        try:
            plug.bind("socket.txt")
        finally:
            os.chdir(here)


def _zipped(letter: bytes, before: bytes = b"", behind: bytes = b"") -> bytes:
    return gzip.compress(before + letter * BLANKS + behind, 1, mtime=0)


def _laughs(root: str) -> str:
    """A billion laughs."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "ha">{entities}]><{root}>&l9;</{root}>'


def _hwpx(section: str | bytes) -> bytes:
    return packed({"mimetype": "application/hwp+zip", "Contents/section0.xml": section})


def _pdf(pages: str, *objects: str | bytes, trailer: str = "") -> bytes:
    """A PDF of these objects: 1 is the catalogue, 2 what holds the pages."""
    made, places = b"%PDF-1.7\n", []
    encode: Callable[[str | bytes], bytes] = lambda each: each if isinstance(each, bytes) else each.encode()  # noqa: E731
    for number, each in enumerate(["<</Type/Catalog/Pages 2 0 R>>", pages, *objects], start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + encode(each) + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(places) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF".encode()
