"""Text that was decoded wrongly and saved again: mended where that is exact, said or refused where not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from ingest.decode import decoded
from ingest.mojibake import looks_sound, unscrambled
from ingest.reader import read
from ingest.source import open_source

TEXT = (
    "가온시가 오는 7월 1일부터 심야 시내버스 노선을 9개에서 15개로 늘린다. “막차 시각도 늦춘다”고 시는 밝혔다.\n"
    "시의회는 19일 본회의를 열어 교통 조례 개정안을 의결했다. 요금은 2150원을 유지한다.\n"
)
UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


def as_cp1252(data: bytes) -> str:
    return "".join(chr(byte) if byte in UNDEFINED else bytes([byte]).decode("cp1252") for byte in data)


@pytest.mark.parametrize(
    "scrambled",
    [
        as_cp1252(TEXT.encode()),
        TEXT.encode().decode("latin-1"),
        TEXT.encode("cp949").decode("latin-1"),
        TEXT + as_cp1252(TEXT.encode()),
    ],
    ids=["UTF-8 as cp1252", "UTF-8 as Latin-1", "cp949 as Latin-1", "in part"],
)
def test_what_lost_nothing_is_mended(scrambled: str) -> None:
    page = decoded(scrambled.encode())
    assert page.text in (TEXT, TEXT + TEXT)
    assert "twice" in page.notes[0]


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_a_pasted_text_is_mended_like_a_file(wrong: str) -> None:
    scrambled = as_cp1252(TEXT.encode()) if wrong == "cp1252" else TEXT.encode().decode(wrong)
    opened = open_source(scrambled)
    assert opened.text == TEXT
    assert "twice" in opened.notes[0]
    assert read(scrambled).text == read(TEXT).text


def test_a_pasted_text_that_lost_characters_is_refused() -> None:
    with pytest.raises(InputError, match="characters were lost"):
        open_source(TEXT.encode().decode("cp949", "replace"))


def test_a_sound_text_is_left_as_it_was_pasted() -> None:
    opened = open_source(TEXT)
    assert (opened.text, opened.notes) == (TEXT, ())
    assert looks_sound(TEXT)
    assert not looks_sound(as_cp1252(TEXT.encode()))


def test_utf8_read_as_cp949_is_mended_where_every_byte_was_kept() -> None:
    kept = "\n".join(line for line in _pairs() if line)
    scrambled = kept.encode().decode("cp949")
    assert scrambled != kept
    assert unscrambled(scrambled)[0] == kept


def _pairs() -> list[str]:
    """Words of an even number of bytes that cp949 happens to have characters for."""
    words = [word + word for line in TEXT.split() for word in (line.strip(".“”"),) if not word.isascii()]
    return [word for word in words if _fits(word)]


def _fits(word: str) -> bool:
    try:
        return word.encode().decode("cp949").encode("cp949") == word.encode()
    except UnicodeError:
        return False


@pytest.mark.parametrize(
    "lossy",
    [
        TEXT.encode().decode("cp949", "replace"),
        TEXT.encode().decode("cp949", "replace").replace("\ufffd", "?"),
        TEXT.encode("cp949").decode("utf-8", "replace"),
    ],
    ids=["UTF-8 as cp949", "question marks", "cp949 as UTF-8"],
)
def test_what_lost_characters_is_refused_with_a_way_out(lossy: str) -> None:
    with pytest.raises(InputError, match="lost") as refused:
        decoded(lossy.encode(), "old.txt")
    assert "old.txt" in str(refused.value)
    assert "UTF-8" in refused.value.hint


def test_an_example_of_scrambled_text_in_an_article_stays() -> None:
    article = TEXT + f"화면에는 ‘{as_cp1252('가나다라'.encode())}’라는 글자가 나왔다.\n"
    page = decoded(article.encode())
    assert page.text == article
    assert "left as they stand" in page.notes[0]


def test_scrambled_english_is_left_and_said() -> None:
    scrambled = as_cp1252("The council’s “plan” is good — we’re all in, it’s said.".encode())
    page = decoded(scrambled.encode())
    assert page.text == scrambled
    assert page.notes


def test_lost_characters_are_counted_in_a_note() -> None:
    page = decoded((TEXT + "\ufffd" * 3).encode())
    assert page.notes == (f"3 of {len(TEXT) + 3} characters are lost (\ufffd)",)
    assert decoded((TEXT * 20 + "\ufffd").encode()).notes == ()


GOOD = [
    "Café, naïve, “quoted” — and £3.",
    "한자 漢字와 かな, Ελλάδα, Москва.",
    "똠방각하 펲 쑛 뷁",
    "이름: 강찬용",
    TEXT,
    "中国新闻网北京电讯报道" * 3,
]


@pytest.mark.parametrize("text", GOOD)
def test_good_text_is_never_touched(text: str) -> None:
    assert unscrambled(text) == (text, ())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_text_or_an_input_error(text: str) -> None:
    try:
        mended, notes = unscrambled(text)
    except InputError:
        return
    assert mended == text or notes
