"""Text that was decoded wrongly and saved again: found, and undone where nothing is lost by it.

"가" is EA B0 80 in UTF-8. Read as cp1252 that is ``ê°€``, read as cp949 it is a rare syllable and half of another. Where
the wrong reading kept every byte, the way back is exact: the same bytes again, read rightly. It is taken only if it
gives Korean; everything else is left as it stands, and said.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.errors import InputError
from ingest.charsets import LEAST_COMMON, korean_share, letters_beyond_ascii, reads_korean

WEST = "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", "") for byte in range(0x80, 0x100))
HIGH = re.compile(f"[{re.escape(WEST)}\x80-\x9f]+")
"""Runs of what bytes beyond ASCII become in cp1252 or Latin-1."""
HANGUL_AS_WEST = re.compile(f"[êëìí][{re.escape(WEST)}\x80-\x9f]{{2}}")
"""A Hangul syllable of UTF-8 read as cp1252: lead bytes EA to ED and two more."""
WEST_AS_WEST = re.compile("Ã[\x80-\xbf€-™]|â€[\x80-\xbf\u2018-\u203aœž™]|Â[\xa0-\xbf]")
"""Accents, quotation marks and signs of UTF-8 read as cp1252."""
LEAST = 3
"""Places from which double encoding is believed."""
ENOUGH = 20
"""Syllables from which text beside good Hangul is mended; less may be an article's example of scrambled text."""
BEGINNING = 300
"""Characters by which a text is quickly told to be Korean."""
LOST = "\ufffd"
MOST_LOST = 0.005
"""Share of replacement characters in a text that is passed over."""
RUINED = 0.3
"""Share of replacement characters among the letters beyond ASCII from which a text is worth nothing."""


def looks_sound(text: str) -> bool:
    """Whether a text begins as Korean or is plain ASCII, and nothing in it looks scrambled: a quick look at many of them."""
    return text.isascii() or (
        reads_korean(text[:BEGINNING]) and LOST not in text and HANGUL_AS_WEST.search(text) is None
    )


def unscrambled(text: str, name: str = "") -> tuple[str, tuple[str, ...]]:
    """A text with its double encoding undone, and notes on what was done or found.

    :param name: what to call it in an error.
    :raises InputError: if the text is scrambled or was lost before, and cannot be brought back.
    """
    for undo, how in ((_west_to_utf8, "UTF-8 read as cp1252"), (_west_to_cp949, "cp949 read as cp1252")):
        mended = undo(text)
        if mended is not None:
            return mended, (f"the text was encoded twice ({how}); this was undone", *_flagged(mended))
    mended = _cp949_to_utf8(text, name)
    if mended is not None:
        return mended, ("the text was encoded twice (UTF-8 read as cp949); this was undone", *_flagged(mended))
    _check_ruin(text, name)
    return text, _flagged(text)


def _west_to_utf8(text: str) -> str | None:
    if len(HANGUL_AS_WEST.findall(text)) < LEAST:
        return None
    found: list[str] = []

    def undone(match: re.Match[str]) -> str:
        try:
            right = _west_bytes(match.group()).decode("utf-8")
        except UnicodeError:
            return match.group()
        found.append(right)
        return right

    mended = HIGH.sub(undone, text)
    hangul = _hangul("".join(found))
    if hangul >= ENOUGH:
        return mended if reads_korean("".join(found)) else None
    return mended if hangul >= LEAST and not _hangul(text) else None


def _west_to_cp949(text: str) -> str | None:
    if HIGH.search(text) is None or reads_korean(text):
        return None
    return _line_by_line(text, lambda line: _west_bytes(line).decode("cp949"))


def _cp949_to_utf8(text: str, name: str) -> str | None:
    if not _is_strange(text):
        return None
    mended = _line_by_line(text, lambda line: line.encode("cp949").decode("utf-8"))
    rest = text.encode("cp949", "ignore").decode("utf-8", "ignore")
    if mended is None and korean_share(rest) >= LEAST_COMMON:
        raise InputError(
            f"{name or 'The text'} was encoded twice (UTF-8 read as cp949), and characters were lost by it.",
            hint="Save the page again as UTF-8 from where it came.",
        )
    return mended


def _is_strange(text: str) -> bool:
    """Whether a text has Hangul enough, but hardly any of the common syllables."""
    hangul = _hangul(text)
    return hangul >= LEAST and hangul * 10 >= sum(char > "\x7f" for char in text) and korean_share(text) < LEAST_COMMON


def _hangul(text: str) -> int:
    return sum("가" <= char <= "힣" for char in text)


def _line_by_line(text: str, undo: Callable[[str], str]) -> str | None:
    """Every line undone that can be, if all strange ones can and the result is Korean."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.isascii() or reads_korean(line):
            continue
        try:
            lines[at] = undo(line)
        except UnicodeError:
            return None
    mended = "\n".join(lines)
    return mended if mended != text and reads_korean(mended) else None


def _west_bytes(text: str) -> bytes:
    """The bytes that were read as cp1252, or as Latin-1 where cp1252 has no character."""
    return b"".join(char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode("cp1252") for char in text)


def _check_ruin(text: str, name: str) -> None:
    lost = text.count(LOST)
    if lost > LEAST and lost > len(text) * MOST_LOST and lost >= RUINED * (lost + letters_beyond_ascii(text)):
        raise InputError(
            f"{name or 'The text'} lost {lost:,} characters when it was saved (they are \ufffd now).",
            hint="Save the page again as UTF-8 from where it came.",
        )


def _flagged(text: str) -> tuple[str, ...]:
    notes = []
    lost = text.count(LOST)
    if lost > len(text) * MOST_LOST:
        notes.append(f"{lost:,} of {len(text):,} characters are lost (\ufffd)")
    if len(WEST_AS_WEST.findall(text)) + len(HANGUL_AS_WEST.findall(text)) >= LEAST:
        notes.append("parts of the text seem to be encoded twice (such as â€™); they are left as they stand")
    return tuple(notes)
