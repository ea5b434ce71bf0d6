"""True quotes typed in other ways: quotation marks, dots, widths, decomposed letters, white space."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

Typing = Callable[[str], str]


def straight(text: str) -> str:
    """Plain quotation marks for curly ones."""
    return text.translate(str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"}))


def curly(text: str) -> str:
    """Curly quotation marks for plain ones."""
    opened = False
    out = []
    for char in text:
        if char == '"':
            out.append("”" if opened else "“")
            opened = not opened
        else:
            out.append("’" if char == "'" else char)
    return "".join(out)


def dots(text: str) -> str:
    """Another middle dot."""
    return text.translate(str.maketrans({"·": "・", "ㆍ": "·"}))


def wide(text: str) -> str:
    """Full-width digits and letters."""
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text)


def decomposed(text: str) -> str:
    """Hangul and accented letters as macOS writes them in names of files (NFD)."""
    return unicodedata.normalize("NFD", text)


def broken(text: str) -> str:
    """A line end for each space."""
    return text.replace(" ", "\n")


def doubled(text: str) -> str:
    """Two spaces, one of them that does not break, for each space; a zero-width space at the end."""
    return text.replace(" ", " \u00a0") + "\u200b"


TYPINGS: dict[str, Typing] = {
    "as printed": str, "straight quotes": straight, "curly quotes": curly, "middle dots": dots, "full width": wide,
    "NFD": decomposed, "line ends": broken, "other spaces": doubled,
}  # fmt: skip
