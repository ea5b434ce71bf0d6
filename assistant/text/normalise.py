"""Characters: the form in which pages are stored, and the form in which they are indexed, prompted and shown."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    r"(?:\x1b\[|\x9b(?=\d))[0-?]*[ -/]*[@-~]"  # control sequences of terminals (ECMA-48), such as colours
    r"|\x1b[\]PX^_][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"  # their strings: window titles, links
    "|["
    "\u0000-\u0008\u000b-\u001f\u007f-\u009f"  # controls but tab and newline
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, Hangul fillers
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc"  # zero width, direction, annotations
    "\ufe00-\ufe0f\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff"  # variation selectors, non-characters, tags
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and musical notation
    "]"
)
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "「": '"', "」": '"',
                         "『": '"', "』": '"', "ꞏ": "·", "・": "·", "･": "·", "‧": "·", "–": "-", "—": "-"})  # fmt: skip


def normalise_page(text: str) -> str:
    """The stored form of a page: NFC and ``\\n`` line ends; only NUL and a byte order mark are dropped."""
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", unified)


def visible(text: str) -> str:
    """Without zero-width, direction, tag, filler and control characters: what may reach an index, a prompt or a screen.

    Escape sequences of terminals go as a whole, what they write into a window's title included.
    """
    return _INVISIBLE.sub("", text)


def clean_question(text: str) -> str:
    """A question as it is searched with: NFC, visible characters, single spaces."""
    return _SPACES.sub(" ", visible(normalise_page(text))).strip()


def fold(text: str) -> str:
    """A form for comparing: NFKC, casefolded, plain quotation marks and dots, single spaces."""
    plain = unicodedata.normalize("NFKC", visible(text)).translate(_QUOTES).casefold()
    return _SPACES.sub(" ", plain).strip()
