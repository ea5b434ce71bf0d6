"""Bytes to text: which encoding a page is in, Korean ones included."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from assistant.errors import InputError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 stands before UTF-16, whose mark it begins with."""
META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
KOREAN = frozenset(
    {"euc-kr", "euc_kr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "windows-949", "ms949", "cp949", "uhc"}
)
"""Names under which pages declare what is cp949 in practice: Python's ``euc_kr`` lacks 8,822 of its syllables."""
MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old office document (HWP, DOC)",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3\x00": "a SQLite database",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"RIFF": "a sound, film or WebP file",
    b"OggS": "a sound file",
    b"ID3": "a sound file",
}
HEAD = 4096
"""Bytes at the start in which a declaration is looked for."""
MOST_CONTROLS = 0.02
"""Largest share of control characters in a text; binary data read as cp949 or UTF-16 has far more."""
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff\ufdd0-\ufdef]")
UNASSIGNED = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def decode(data: bytes, name: str = "") -> str:
    """The text of a page.

    Tried in this order: byte order mark, UTF-16 without a mark, UTF-8 (which hardly fits by chance, so that a wrong
    declaration does no harm), the charset that HTML declares, cp949 (the encoding of Korean pages that call themselves
    EUC-KR). Nothing is replaced: a page decodes as a whole or not at all.

    :param data: the whole file.
    :param name: what to call it in an error.
    :raises InputError: for an empty file, binary data, and bytes that are in none of the encodings.
    """
    called = name or "The input"
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError(f"{called} is empty.")
    kind = next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise InputError(f"{called} is {kind}, not text.", hint="Save the page as .txt or .html.")
    tried = list(dict.fromkeys(_encodings(data)))
    for encoding in tried:
        text = _strict(data, encoding)
        if text is not None:
            return text
    raise InputError(
        f"{called} is not text in any encoding that was tried ({', '.join(tried)}): it is binary or damaged.",
        hint="Save the page again as UTF-8.",
    )


def _encodings(data: bytes) -> Iterator[str]:
    """Python's names of the encodings to try, best first."""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    if marked:
        yield marked
        return
    wide = _wide(data)
    if wide:
        yield wide
    yield "utf-8"
    declared = META.search(data[:HEAD])
    if declared:
        yield from _known(declared[1].decode("ascii", "replace").lower())
    yield "cp949"


def _known(name: str) -> Iterator[str]:
    if name in KOREAN:
        return
    try:
        yield codecs.lookup(name).name
    except LookupError:
        return


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: even length, and line ends or spaces with their zero byte on one side only."""
    if len(data) % 2 or b"\x00" not in data:
        return None
    head = data[: HEAD * 4]
    little = sum(head[at + 1] == 0 and head[at] in b" \n\r.," for at in range(0, len(head), 2))
    big = sum(head[at] == 0 and head[at + 1] in b" \n\r.," for at in range(0, len(head), 2))
    if not little and not big:
        return None
    return "utf-16-le" if little >= big else "utf-16-be"


def _strict(data: bytes, encoding: str) -> str | None:
    """The text, or ``None`` where it does not decode or reads like binary data."""
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None
    odd = len(CONTROLS.findall(text)) + len(UNASSIGNED.findall(text)) + 10 * text.count("\x00")
    return text if odd <= max(2, len(text) * MOST_CONTROLS) else None
