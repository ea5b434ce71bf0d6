"""Whether words stand in a text letter for letter, however their quotation marks, dots, widths and spaces are typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.normalise import visible

_SAME = str.maketrans(
    dict.fromkeys("‘’‚‛′｀´", "'")
    | dict.fromkeys("“”„‟″「」『』《》〈〉", '"')
    | dict.fromkeys("ꞏ・･‧∙•ㆍᆞ⋅", "·")
    | dict.fromkeys("–—―‒‐‑−﹣", "-")
    | dict.fromkeys("∼〜～˜", "~")
    | {"…": "...", "￦": "₩", "￡": "£", "￥": "¥"}
    | {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F) if chr(wide) not in "～"}
)
"""Characters that are the same letter to a reader, typed in another way. Nothing here changes a word or a number: fractions,
raised digits and squared units stay what they are (10² is not 102)."""

_NUMBER_END = re.compile(r"\d\s?[천백십조억만]*$")


@dataclass(frozen=True)
class _Folded:
    text: str
    places: tuple[int, ...]
    """For each folded character the offset of the one it was made from, and the length of the original at the end."""


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, letter for letter.

    Runs of white space count as one space; quotation marks, middle dots, dashes, full-width forms and decomposed Hangul
    count as what they are read as. A quote that cuts a word or a number in two ("0억" out of "30억") stands nowhere.

    :param text: the text of an article, NFC.
    :returns: offsets in ``text`` of the first place, or ``None``.
    """
    folded, wanted = _fold(text), _fold(unicodedata.normalize("NFC", quote)).text.strip()
    at = folded.text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if not _cuts(folded.text, at, end):
            return folded.places[at], folded.places[end - 1] + 1
        at = folded.text.find(wanted, at + 1)
    return None


@lru_cache(maxsize=64)
def _fold(text: str) -> _Folded:
    folded: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for plain in char.translate(_SAME) if visible(char) else "":
            if plain.isspace() and folded[-1:] == [" "]:
                continue
            folded.append(" " if plain.isspace() else plain)
            places.append(at)
    return _Folded("".join(folded), (*places, len(text)))


def _cuts(text: str, start: int, end: int) -> bool:
    return _cuts_before(text[max(0, start - 2) : start], text[start]) or _cuts_behind(
        text[:end][-12:], text[end : end + 2]
    )


def _cuts_before(before: str, first: str) -> bool:
    """Whether the quote begins inside a word, or inside a number or behind its sign."""
    if not before or not first.isalnum():
        return False
    if before[-1].isalnum():
        return True
    inside = before[-1] in ".,:" and before[:1].isdigit() and len(before) == 2
    signed = before[-1] in "-$€£¥₩" and not before[:-1].isalnum()
    return first.isdigit() and (inside or signed)


def _cuts_behind(last: str, behind: str) -> bool:
    """Whether the quote ends inside a word that is not Korean (whose particles may go), or inside a number with its unit."""
    if not behind:
        return False
    if last[-1].isdigit() and len(behind) == 2 and behind[0] in ".,:" and behind[1].isdigit():
        return True
    if _NUMBER_END.search(last) and (behind[0].isalnum() or behind[0] in "%℃°"):
        return True
    hangul = "가" <= behind[0] <= "힣"
    return behind[0].isalnum() and last[-1].isalnum() and not hangul
