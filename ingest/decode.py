"""Bytes to text: which encoding a page is in, Korean ones included."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from assistant.errors import InputError
from ingest.charsets import LEAST_LETTERS, composed, declared, letters_beyond_ascii, marked, reads_korean, wide
from ingest.mojibake import unscrambled

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
MOST_CONTROLS = 0.02
"""Largest share of control characters in a text; binary data read as cp949 or UTF-16 has far more."""
MOST_BAD = 0.005
"""Largest share of characters that may be damaged in a page that is read all the same."""
FEW_BAD = 3
"""As many may be damaged in a short page: a single byte can take three characters with it."""
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff\ufdd0-\ufdef]")
UNASSIGNED = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
PIECES = re.compile(rb"(?<=[\n>])|(?=<)")
"""Where the encoding of a page may change: at line ends and tags, whose bytes are part of no other character."""
FEW = 0.2
"""Share of bytes beyond ASCII up to which an undeclared page is Western: no other script leaves so much to ASCII."""


MOST_CHAOS = 0.02
"""Disorder, as charset-normalizer counts it, up to which its guess is believed; it finds 0 in clean text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, Python's name of its encoding, and what a person should know about the reading."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str = "", charset: str = "") -> str:
    """The text of a page, as :func:`decoded` finds it, without the notes.

    :raises InputError: as :func:`decoded` does.
    """
    return decoded(data, name, charset).text


def decoded(data: bytes, name: str = "", charset: str = "") -> Decoded:
    """The text of a page, its encoding, and notes.

    Tried in this order: a byte order mark or escape sequence, UTF-16 without a mark, UTF-8 (which hardly fits by chance,
    so that a wrong declaration does no harm), cp949 and JOHAB where that reads like Korean, what is declared, cp1252,
    and what charset-normalizer believes. A page with a few damaged bytes is read with U+FFFD in their place and a note;
    so is one that changes from UTF-8 to cp949 midway. Text that was encoded twice is mended if that is exact.

    :param data: the whole file.
    :param name: what to call it in an error.
    :param charset: the encoding that its transport declared (HTTP's Content-Type), if any.
    :raises InputError: for an empty file, binary data, and bytes that are in none of the encodings.
    """
    called = name or "The input"
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError(f"{called} is empty.")
    kind = next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise InputError(f"{called} is {kind}, not text.", hint="Save the page as .txt or .html.")
    said = tuple(dict.fromkeys(declared(data, charset)))
    ways = (_certain, partial(_legacy, said=said), _mixed, partial(_damaged, said=said))
    found = next((found for way in ways if (found := way(data))), None)
    if found is not None and not found.text.strip("\ufeff\x00 \t\r\n"):
        raise InputError(f"{called} is empty.")
    if found is None:
        tried = ", ".join(dict.fromkeys(("utf-8", *said, "cp949")))
        raise InputError(
            f"{called} is not text in any encoding that was tried ({tried}): it is binary or damaged.",
            hint="Save the page again as UTF-8.",
        )
    text, notes = unscrambled(composed(found.text), called)
    return replace(found, text=text, notes=(*found.notes, *notes))


def _certain(data: bytes) -> Decoded | None:
    """By marks, by UTF-16's zero bytes, or as UTF-8, a few damaged characters allowed."""
    mark = marked(data)
    if mark:
        return _first(data, [mark]) or _lenient(data, mark)
    zeros = wide(data)
    if zeros:
        found = _first(data, [zeros]) or _lenient(data, zeros)
        if found:
            return found
    return _first(data, ["utf-8"]) or _nearly_utf8(data)


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 if most of what is not ASCII fits: a page must not be lost for a byte."""
    found = _lenient(data, "utf-8")
    if found is None:
        return None
    bad = found.text.count("\ufffd")
    return found if sum(char > "\x7f" for char in found.text) >= 10 * bad else None


def _legacy(data: bytes, said: Iterable[str]) -> Decoded | None:
    for encoding in ("cp949", "johab"):
        found = _first(data, [encoding])
        if found and reads_korean(found.text):
            return found
    found = _first(data, [encoding for encoding in said if encoding != "cp949"])
    if found:
        return found
    korean = _first(data, ["cp949"])
    if korean and ("cp949" in said or _may_be_korean(korean.text)):
        return korean
    few = sum(byte > 0x7F for byte in data) <= FEW * len(data)
    return (_first(data, ["cp1252"]) if few else None) or _guessed(data)


def _may_be_korean(text: str) -> bool:
    """Whether a text says too little to tell, but keeps to KS X 1001, as the bytes of Western encodings do not."""
    if letters_beyond_ascii(text) >= LEAST_LETTERS:
        return False
    try:
        text.encode("euc_kr")
    except UnicodeEncodeError:
        return False
    return True


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    found = _first(data, [best.encoding]) if best and best.chaos <= MOST_CHAOS else None
    return replace(found, notes=(f"the encoding is not declared; read as {found.encoding}",)) if found else None


def _mixed(data: bytes) -> Decoded | None:
    """A page of pieces, some UTF-8 and some cp949, as servers make that put a frame around an old text."""
    texts: list[str] = []
    old: list[str] = []
    for piece in PIECES.split(data):
        text = _strict(piece, "utf-8") if piece else ""
        if text is None:
            text = _strict(piece, "cp949")
            if text is None:
                return None
            old.append(text)
        texts.append(text)
    if not reads_korean("".join(old)):
        return None
    return Decoded("".join(texts), "utf-8", ("parts of the page are UTF-8, parts cp949; each was read as what it is",))


def _damaged(data: bytes, said: Iterable[str]) -> Decoded | None:
    """The encoding that leaves the fewest bytes unread, if they are few."""
    found = [read for encoding in dict.fromkeys((*said, "cp949")) if (read := _lenient(data, encoding))]
    believed = [read for read in found if read.encoding in said or reads_korean(read.text)]
    return min(believed, key=lambda read: read.text.count("\ufffd"), default=None)


def _lenient(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding, "replace")
    except (UnicodeError, LookupError, ValueError):
        return None
    bad = text.count("\ufffd")
    if bad > max(FEW_BAD, len(text) * MOST_BAD) or bad * 10 >= len(text) or not _is_sane(text):
        return None
    return Decoded(text, encoding, (f"{bad:,} damaged characters (\ufffd) in {encoding}",) if bad else ())


def _first(data: bytes, encodings: Iterable[str]) -> Decoded | None:
    """The first of the encodings in which the whole page decodes and reads like text."""
    for encoding in encodings:
        text = _strict(data, encoding)
        if text is not None and _is_sane(text):
            return Decoded(text, encoding)
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_sane(text: str) -> bool:
    """Whether a text has no more control characters than text has."""
    odd = len(CONTROLS.findall(text)) + len(UNASSIGNED.findall(text)) + 10 * text.count("\x00")
    return odd <= max(2, len(text) * MOST_CONTROLS)
