from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from ingest.decode import decode, decoded

KOREAN = "똠방각하와 펲시콜라, 쑛 소리가 나는 한글 기사.\n두 번째 줄이다."
ENGLISH = "A plain page.\nNothing else."


@pytest.mark.parametrize("text", [KOREAN, ENGLISH], ids=["korean", "english"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp949"),
    ],
)
def test_every_common_encoding_gives_the_same_text(text: str, mark: bytes, encoding: str) -> None:
    assert decode(mark + text.encode(encoding)) == text


def test_syllables_beyond_euc_kr_need_cp949() -> None:
    with pytest.raises(UnicodeDecodeError):
        KOREAN.encode("cp949").decode("euc_kr")
    assert decode(KOREAN.encode("cp949")) == KOREAN


@pytest.mark.parametrize("declared", ["euc-kr", "EUC-KR", "ks_c_5601-1987", "utf-8", "shift_jis", "no-such-charset"])
def test_declared_charset_helps_and_a_wrong_one_does_no_harm(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{KOREAN}</body></html>'
    assert decode(page.encode("cp949")) == page
    assert decode(page.encode("utf-8")) == page


def test_a_declared_foreign_charset_is_used() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>Café society</p>'
    assert "Café" in decode(page.encode("windows-1252"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\x00\n", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "PNG"),
        (b"PK\x03\x04" + b"\x00" * 40, "ZIP"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00\x01\x02\x03" * 400, "binary"),
        ("가나다".encode() + b"\xff\xfe\xfd" * 20, "tried"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        decode(data, "news.txt")
    assert "news.txt" in str(refused.value)


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError:
        return
    assert text


PLAIN = "정부는 12일 국무회의를 열어 내년 예산안을 의결했다. 총액은 677조원이다.\n회의에서는 물가와 금리도 논의했다.\n"


@pytest.mark.parametrize("encoding", ["iso2022_kr", "johab", "euc_kr", "cp949", "utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("declared", ["", "utf-8", "euc-kr", "iso-8859-1", "windows-1252", "shift_jis", "gb2312"])
def test_korean_is_read_whatever_it_calls_itself(encoding: str, declared: str) -> None:
    page = f"<meta charset={declared}>{PLAIN}" if declared else PLAIN
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("charset", ["euc-kr", "johab", "utf-8", "iso-8859-1", "no-such-charset", ""])
def test_the_charset_of_the_transport_does_no_harm(charset: str) -> None:
    for encoding in ("utf-8", "cp949", "johab"):
        assert decode(PLAIN.encode(encoding), charset=charset) == PLAIN
    assert decode("김철수".encode("johab"), charset="johab") == "김철수"


def test_syllables_that_euc_kr_spells_out_are_syllables() -> None:
    """KS X 1001 writes 똠 as a filler, ㄸ, ㅗ and ㅁ: eight bytes."""
    assert len("똠".encode("euc_kr")) == 8
    assert decode((PLAIN + "똠방각하 펲시 쑛 뷁 쾨").encode("euc_kr")) == PLAIN + "똠방각하 펲시 쑛 뷁 쾨"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Сегодня в Москве прошло заседание правительства. Обсуждали бюджет на будущий год. " * 3, "cp1251"),
        ("きょう東京で閣議が開かれ、来年度の予算案が話し合われた。物価の上昇についても意見が出た。" * 3, "cp932"),
        ("今天北京召开了会议，讨论了明年的预算和物价问题。与会者提出了许多意见。" * 3, "gb18030"),
        ("The council’s plan is “good”, he said — we’re all in at the café. " * 3, "cp1252"),
    ],
)
def test_other_languages_without_a_declaration(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_damaged_byte_does_not_lose_the_page(encoding: str) -> None:
    data = (PLAIN * 20).encode(encoding)
    at = data.index("예산안".encode(encoding), 500)
    assert "damaged" in _noted(data[:at] + b"\xff" + data[at + 1 :])


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_a_page_that_ends_amid_a_character_is_not_lost(encoding: str) -> None:
    assert "damaged" in _noted((PLAIN * 20 + "가").encode(encoding)[:-1])


def _noted(data: bytes) -> str:
    """The first note on a page that is read but for a character."""
    page = decoded(data)
    assert 1 <= page.text.count("\ufffd") <= 3
    assert PLAIN in page.text
    return page.notes[0]


def test_a_page_of_two_encodings_is_read_piece_by_piece() -> None:
    frame, text = "<div>가온일보 로그인 회원가입</div>", f"<p>{PLAIN}</p>"
    page = decoded(frame.encode() + text.encode("cp949") + frame.encode())
    assert page.text == frame + text + frame
    assert "parts" in page.notes[0]


def test_a_clean_page_has_no_notes() -> None:
    assert decoded(PLAIN.encode("cp949")).notes == ()
    assert decoded(PLAIN.encode()).encoding == "utf-8"
