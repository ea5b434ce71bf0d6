"""Making any text safe to show: what cannot be seen is removed, what HTML would read is escaped."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape as escape_html
from urllib.parse import urlsplit

_EMOJI = "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    f"|(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])"
)
"""Controls, zero-width and bidirectional marks, fillers, variation selectors, tags and lone surrogates.

A joiner stays between two emoji, where it makes one picture of them. U+FFF0-U+FFFF are specials and
non-characters, except the replacement character, which ``visible`` puts back as what it is: a sign of a bad file.
"""
_LINES = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\ufffd": "\u25a1", "\ufffc": "\u25a1"})


def visible(text: str) -> str:
    """Return ``text`` without the characters that a reader cannot see; line breaks and tabs stay."""
    return _UNSEEN.sub("", text.translate(_LINES))


def escape(text: str) -> str:
    """Return ``text`` for use between tags or inside a double-quoted attribute."""
    return escape_html(visible(text), quote=True)


def one_line(text: str, limit: int = 300) -> str:
    """Return ``text`` escaped, on one line and at most ``limit`` characters long."""
    line = " ".join(visible(text).split())
    return escape_html(line if len(line) <= limit else line[: limit - 1] + "…", quote=True)


def day(moment: datetime | None, *, clock: bool = False) -> str:
    """Return a date as printed on the page's own clock (``2026-03-03`` or ``2026-03-03 09:30``), or nothing."""
    if moment is None:
        return ""
    return moment.strftime("%Y-%m-%d %H:%M" if clock else "%Y-%m-%d")


def safe_url(url: str) -> str:
    """Return ``url`` when it is a plain http(s) address of a host, else nothing.

    Addresses with a user name, a backslash, white space or an unseen character are refused: they are how an
    address is made to look like another one.
    """
    if url != visible(url) or re.search(r"[\s\\<>\"'`{}|^]", url):
        return ""
    try:
        parts = urlsplit(url)
        host, user = parts.hostname or "", parts.username
        host.encode("idna")
    except (ValueError, UnicodeError):
        return ""
    return url if parts.scheme in {"http", "https"} and host and user is None else ""


def link(url: str, words: str) -> str:
    """Return a link to an article's own address, or nothing when the address is not a plain one."""
    address = safe_url(url)
    if not address:
        return ""
    host = (urlsplit(address).hostname or "").encode("idna").decode("ascii")
    return (
        f'<a class="cd-link" href="{escape(address)}" target="_blank" rel="noopener noreferrer">'
        f"{escape(words)} ({escape(host)})</a>"
    )
