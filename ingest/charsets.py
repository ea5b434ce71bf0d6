"""Which character encodings a page may be in, and whether a text reads like Korean."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 stands before UTF-16, whose mark it begins with."""
ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp"), (b"\x1b$@", "iso2022_jp"))
"""How encodings of seven bits announce themselves (RFC 1557, RFC 1468); every one of their bytes is ASCII."""
META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
PROLOG = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
HEAD = 4096
"""Bytes at the start in which a declaration is looked for."""
MEANT = {
    "cp949": "euc-kr euc_kr ks_c_5601-1987 ks_c_5601 ksc5601 ksc_5601 windows-949 ms949 cp949 uhc korean iso-ir-149",
    "cp1252": "iso-8859-1 iso8859-1 latin1 latin-1 ascii us-ascii windows-1252 cp1252 x-user-defined",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j",
    "gb18030": "gb2312 gbk gb_2312-80 x-gbk chinese",
    "big5hkscs": "big5 big5-hkscs x-x-big5",
    "cp1254": "iso-8859-9 latin5",
    "cp874": "tis-620 iso-8859-11",
    "johab": "johab x-johab ms1361 cp1361",
}
"""What pages mean by the names they declare, as browsers read them (https://encoding.spec.whatwg.org/#names-and-labels).

Python's ``euc_kr`` lacks 8,822 of the syllables that pages of that name use; ``johab`` is no browser's any more.
"""
LABELS = {label: encoding for encoding, labels in MEANT.items() for label in labels.split()}
COMMON = frozenset(
    "이다의는에을고하한지정가서기대해로시사국원를위회도은자부제수법있공장과인스리전상안했관적으니일민보주라당것나무만어화뉴들개"
    "문조성직여우야경방통등아동면구재신행계할소세입선진게금와그내영명중청비권며치용오반합업단되유간발습실분요울표김러미연임체된"
    "추처거충심산"
)
"""The 128 commonest syllables of Korean news: three quarters of its syllables, and seldom less than half of an article's.
Bytes read in a wrong encoding fall on all 11,172 alike."""
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = "\u3164ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
SPELT = re.compile(f"\u3164([{INITIALS}])([{MEDIALS}])([{FINALS}])")
"""A syllable that KS X 1001 lacks, spelt out as filler, initial, medial and final (KS X 1001, annex 3)."""
LEAST_COMMON = 0.25
"""Share of letters beyond ASCII that the common syllables have in a Korean text."""
LEAST_LETTERS = 10
"""Letters beyond ASCII from which that share says anything."""


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark or an escape sequence gives away."""
    found = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    if found or b"\x1b$" not in data:
        return found
    return next((encoding for escape, encoding in ESCAPES if escape in data), None)


def wide(data: bytes) -> str | None:
    """UTF-16 without a mark: spaces, line ends and digits have their zero byte on one side only."""
    if b"\x00" not in data:
        return None
    head = data[: HEAD * 4]
    pairs = [(head[at], head[at + 1]) for at in range(0, len(head) - 1, 2)]
    little = sum(high == 0 and low in b" \n\r.,<>0123456789" for low, high in pairs)
    big = sum(high == 0 and low in b" \n\r.,<>0123456789" for high, low in pairs)
    if not little and not big:
        return None
    return "utf-16-le" if little >= big else "utf-16-be"


def declared(data: bytes, charset: str = "") -> Iterator[str]:
    """Python's names of the encodings that the transport (``charset``) and the page itself declare, in this order."""
    head = data[:HEAD]
    said = [
        charset,
        *(match[1].decode("ascii", "replace") for match in (META.search(head), PROLOG.search(head)) if match),
    ]
    for name in said:
        label = name.strip(" \"'").lower()
        try:
            yield LABELS.get(label) or codecs.lookup(label).name
        except (LookupError, ValueError):
            continue


def composed(text: str) -> str:
    """A text whose spelt-out syllables are syllables: EUC-KR writes those so that it has no code for."""
    return SPELT.sub(_syllable, text) if "\u3164" in text else text


def _syllable(match: re.Match[str]) -> str:
    initial, medial, final = INITIALS.index(match[1]), MEDIALS.index(match[2]), FINALS.index(match[3])
    return chr(0xAC00 + (initial * len(MEDIALS) + medial) * len(FINALS) + final)


def korean_share(text: str) -> float:
    """Share of the common syllables in the letters beyond ASCII; 0 where there are too few to say."""
    letters = letters_beyond_ascii(text)
    return sum(char in COMMON for char in text) / letters if letters >= LEAST_LETTERS else 0.0


def letters_beyond_ascii(text: str) -> int:
    """How many letters of a text are not Latin without accents."""
    return sum(char > "\x7f" and char.isalpha() for char in text)


def reads_korean(text: str) -> bool:
    """Whether a text is Korean, and not bytes of something else that happen to be Hangul."""
    return korean_share(text) >= LEAST_COMMON
