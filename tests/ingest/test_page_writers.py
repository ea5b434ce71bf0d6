"""Who a page says wrote it: persons; agencies, offices and the outlet itself are none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from test_page_signatures import KOREAN, KOREAN_TITLE

from assistant.article import Article
from ingest import read
from ingest.reader import read_all
from ingest.rules.agencies import sort_names

OUTLET = "가온일보"


def page(author: Any = None, *, outlet: str = OUTLET, meta: str = "", byline: str = "") -> Article:
    """A page of HTML with this author in its JSON-LD or its meta element."""
    linked = {"@type": "NewsArticle", "headline": KOREAN_TITLE, "author": author}
    linked |= {"publisher": {"@type": "Organization", "name": outlet}} if outlet else {}
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if author else ""
    site = f'<meta property="og:site_name" content="{outlet}">' if outlet else ""
    named = f'<meta name="author" content="{meta}">' if meta else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (byline, *KOREAN) if paragraph)
    return read(
        f"<!doctype html><head>{site}{named}{script}</head>\n<body><article><h1>{KOREAN_TITLE}</h1>{text}</article></body>\n"
    )


def person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def body(name: str, of: Any = "Organization") -> dict[str, Any]:
    return {"@type": of, "name": name}


NOBODY = ["Yonhap", "연합뉴스", "AFP", "Reuters Staff", "AFP=연합뉴스", "AFP 연합뉴스", "The Associated Press", "온라인뉴스팀",
          "가온일보 편집국", "Editorial Board", "관리자", OUTLET]  # fmt: skip


@pytest.mark.parametrize("name", NOBODY)
def test_agencies_offices_and_the_outlet_are_no_authors(name: str) -> None:
    for article in (page(person(name)), page(name), page(meta=name)):
        assert article.authors == ()
        assert article.outlet == OUTLET


@pytest.mark.parametrize("of", ["Organization", "NewsMediaOrganization", ["Thing", "https://schema.org/Organization"]])
def test_an_organisation_is_no_author(of: Any) -> None:
    assert page(body("가온시 홍보실", of)).authors == ()
    assert page([person("홍길동"), body("누리연구소", of)]).authors == ("홍길동",)


@pytest.mark.parametrize(
    ("name", "authors"),
    [("홍길동", ("홍길동",)), ("홍길동 기자", ("홍길동",)), ("홍길동·연합뉴스", ("홍길동",)),
     ("Mina Park, Associated Press", ("Mina Park",)), ("Mina Park and AFP", ("Mina Park",)), ("KIM Ga-on", ("KIM Ga-on",))],
)  # fmt: skip
def test_persons_stay(name: str, authors: tuple[str, ...]) -> None:
    assert page(person(name)).authors == authors


def test_the_printed_byline_counts_where_the_markup_names_an_agency() -> None:
    assert page(person("연합뉴스"), byline="홍길동 기자").authors == ("홍길동",)


@pytest.mark.parametrize(
    ("name", "outlet"), [("Yonhap", "연합뉴스"), ("AFP", "AFP"), ("Reuters Staff", "Reuters"), ("외신", "")]
)
def test_an_agency_is_the_outlet_of_a_page_that_names_no_other(name: str, outlet: str) -> None:
    assert page(person(name), outlet="").outlet == outlet
    assert page(body(name), outlet="").outlet == outlet


def test_authors_of_rows() -> None:
    rows = [
        {"text": KOREAN[0], "authors": ["연합뉴스", "홍길동 기자"]},
        {"text": KOREAN[1], "authors": "가온일보", "outlet": "가온일보"},
    ]
    lines = "\n".join(json.dumps(row) for row in rows) + "\n"
    found = [each for each in read_all(lines.encode(), name="a.jsonl") if isinstance(each, Article)]
    assert [each.authors for each in found] == [("홍길동",), ()]


def test_names_that_join_persons_and_agencies() -> None:
    assert sort_names(["Mina Park and AFP", "Mina Park"]).persons == ("Mina Park",)
    assert sort_names(["Smith & Sons"]).persons == ("Smith & Sons",)
    assert sort_names(["AFP 연합뉴스"]).agency == ""
