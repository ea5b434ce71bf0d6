"""Whatever text comes in: a named error, or blocks that cover it and passages that are its slices."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article import SEARCHED_KINDS, BlockKind
from assistant.errors import InputError, NoArticleError
from assistant.text.normalise import normalise_page, visible
from ingest import cut, read
from ingest.passages import LIMIT

LINES = st.sampled_from(
    [
        "",
        "   ",
        "\u200b",
        "정치",
        "기사 검색",
        "입력 2026-03-03 00:04",
        "홍길동 기자",
        "By Jane Doe",
        "Published: March 3, 2026",
        "이미지 확대",
        "관련기사",
        "투표",
        "Copyright ⓒ 가온일보 무단 전재 금지",
        "가온시가 오는 7월부터 심야 시내버스를 늘린다. 막차도 한 시간 늦춘다.",
        "(목포=마루통신) 나하늘 기자 = 해상풍력 단지가 공사를 시작했다. 2029년부터 전기를 만든다. sky@maru.example",
        "The ferry will sail through the winter for the first time, the operator said on Tuesday.",
        "가\u1100\u1161\u11a8 NFD 글자와 \U0001f468\u200d\U0001f469 그림글자가 섞인 줄이 있다고 그는 말했다.",
        "보이지\u202e 않는 \U000e0041글자가 섞여 있는 문장을 그대로 두어야 한다고 그는 밝혔다.",
        "쉼표가 많은 문장, " * 80 + "이 끝났다.",
        "띄어쓰기없는글자" * 120,
    ]
)
PAGE = st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=40)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b"])


def is_covered(text: str) -> bool:
    """Whether the page was read; what is refused holds no article, or nothing that can be seen."""
    try:
        article = read(text, name="page")
    except NoArticleError:
        return False
    except InputError:
        assert not visible(text).strip()
        return False
    assert article.text == normalise_page(text)
    assert [block.start for block in article.blocks] == [0, *(block.end for block in article.blocks[:-1])]
    assert article.blocks[-1].end == len(article.text)
    last = 0
    for passage in cut(article):
        assert article.text[passage.start : passage.end] == passage.text
        assert passage.start >= last
        assert len(passage.text) <= LIMIT
        assert passage.text == passage.text.strip()
        assert any(char.isalnum() for char in visible(passage.text))
        touched = {b.kind for b in article.blocks if b.start < passage.end and passage.start < b.end}
        assert touched <= SEARCHED_KINDS
        assert len(touched - {BlockKind.DECK, BlockKind.TITLE}) <= 1
        last = passage.end
    return True


@settings(max_examples=150, deadline=None)
@given(lines=PAGE, end=ENDS)
def test_pages_of_odd_lines_are_covered(lines: list[str], end: str) -> None:
    page = end.join([*lines, ""]) + "\n"
    assert is_covered(page) == is_covered(f"\ufeff{page}")  # a byte order mark is no part of a page


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=400))
def test_arbitrary_text_is_covered(text: str) -> None:
    assert is_covered(f"{text}\n") == is_covered(f"{text}\r\n")  # nor does the kind of line end count
