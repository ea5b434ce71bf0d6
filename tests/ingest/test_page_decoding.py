from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from ingest.decode import decode

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
