"""Whatever a file holds, in every format: blocks cover the article's text and passages are slices of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from unicodedata import normalize

import made_files as made
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.article import SEARCHED_KINDS, Article
from assistant.text.normalise import normalise_page
from ingest.passages import cut
from ingest.reader import read_all

ODD = (
    normalize("NFD", "풀어 쓴 한글로 된 문장을 읽을 수 있다고 그는 말했다."),
    "가족 \U0001f468\u200d\U0001f469\u200d\U0001f467 그림글자가 든 문장이 있다고 그는 밝혔다.",
    "보이지\u202e 않는 \u200b글자가 섞인 문장을 그대로 둔다고 그는 설명했다.",
    "(목포=마루통신) 나하늘 기자 = 해상풍력 단지가 공사를 시작했다. 2029년부터 전기를 만든다. sky@maru.example",
    "Copyright ⓒ 가온일보 무단 전재 금지",
    "2026. 3. 3.(화) 10:00",
    "관련기사",
)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=80
)
PARAGRAPHS = st.lists(
    st.one_of(st.sampled_from((*made.PARAGRAPHS, *made.ENGLISH, *ODD)), TEXT), min_size=1, max_size=12
)


def _table(paragraphs: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([("title", "text"), (made.TITLE, "\n\n".join(paragraphs))])
    return written.getvalue().encode()


def _pdf(paragraphs: list[str]) -> bytes:
    pages = [
        made.column([one for one in paragraphs[at : at + 4] if one.strip()], 50, 760, 480)
        for at in range(0, len(paragraphs), 4)
    ]
    return made.pdf([[(50, 800, 20, made.TITLE), *pages[0]], *pages[1:]])


MADE: dict[str, Callable[[list[str]], bytes]] = {
    "pdf": _pdf,
    "docx": lambda texts: made.docx_of(
        made.docx_paragraph(made.TITLE, "Title") + "".join(map(made.docx_paragraph, texts))
    ),
    "hwpx": lambda texts: made.hwpx_of(made.hwpx_paragraph(made.TITLE, 1) + "".join(map(made.hwpx_paragraph, texts))),
    "csv": _table,
    "jsonl": lambda texts: made.jsonl([{"title": made.TITLE, "text": "\n".join(texts)}]),
    "warc": lambda texts: made.warc(
        [("https://gaon.example/", {"Content-Type": "text/html; charset=utf-8"}, made.html(texts).encode())]
    ),
    "html": lambda texts: made.html(texts).encode(),
    "text": lambda texts: "\n\n".join([made.TITLE, *texts]).encode(),
}


def check(article: Article) -> None:
    assert article.text == normalise_page(article.text)
    assert [block.start for block in article.blocks] == [0, *(block.end for block in article.blocks[:-1])]
    assert article.blocks[-1].end == len(article.text)
    for passage in cut(article):
        assert article.text[passage.start : passage.end] == passage.text
        touched = {block.kind for block in article.blocks if block.start < passage.end and passage.start < block.end}
        assert touched <= SEARCHED_KINDS


@pytest.mark.parametrize("format", MADE)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paragraphs=PARAGRAPHS)
def test_blocks_cover_and_passages_are_slices(format: str, paragraphs: list[str]) -> None:
    told = [*made.PARAGRAPHS, *paragraphs]
    (article,) = read_all(MADE[format](told), name=f"page.{format}")
    assert isinstance(article, Article), "what holds paragraphs of an article is one, whatever stands behind them"
    check(article)


@pytest.mark.parametrize("format", MADE)
def test_every_format_gives_the_same_paragraphs(format: str) -> None:
    texts = [normalize("NFD", made.PARAGRAPHS[0]), *made.PARAGRAPHS[1:]]
    (article,) = read_all(MADE[format](texts), name=f"page.{format}")
    assert isinstance(article, Article)
    check(article)
    plain = "".join(article.text.split())
    wanted = made.PARAGRAPHS if format != "pdf" else made.PARAGRAPHS[1:]  # the font of the PDF has whole syllables only
    assert all("".join(paragraph.split()) in plain for paragraph in wanted)
    assert article.title == made.TITLE
