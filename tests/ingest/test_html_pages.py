"""What an HTML page shows and says about itself: text, captions, metadata, address, and pages made to do harm."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from selectolax.lexbor import LexborHTMLParser

from assistant.article import Article, BlockKind
from assistant.errors import InputError
from ingest import read
from ingest.address import address_of
from ingest.places import Place
from ingest.rendition import render

BODY = [
    "가온시가 오는 7월 1일부터 심야 시내버스 노선을 9개에서 15개로 늘린다. 막차 시각도 한 시간 늦춘다.",
    "시의회는 19일 본회의를 열어 교통 조례 개정안을 의결했다. 새 노선은 병원과 물류단지를 잇는다.",
    "요금은 2150원을 그대로 유지하기로 했다. 시는 한 해 운영비 48억원을 예산으로 댄다.",
]
TITLE = "시내버스 심야 노선 6개 늘린다"
SEOUL = ZoneInfo("Asia/Seoul")


def page(inside: str = "", head: str = "", before: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    nav = "<nav><ul><li>정치</li><li>경제</li><li>사회</li></ul></nav>"
    whole = f"{nav}<h1>{TITLE}</h1>{before}<article>{text}{inside}</article>"
    return f"<!doctype html><html lang=ko><head>{head}</head><body>{whole}</body></html>".encode()


def linked(**values: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **values}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def of(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[b.start : b.end].strip() for b in article.blocks if b.kind is kind]


def text_of(html: str) -> str:
    root = LexborHTMLParser(html).root
    assert root is not None
    return render(root).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>하나<p>둘", "하나\n\n둘"),
        ("<div>하나</div><div>둘</div>", "하나\n둘"),
        ("하나<br>둘<br><br>셋", "하나\n둘\n\n셋"),
        ("<p>가<b>나</b> <i>다</i>\n\t라</p>", "가나 다 라"),
        ("<table><tr><th>해</th><th>값</th></tr><tr><td>2024</td><td>3억</td></tr></table>", "해\t값\n2024\t3억"),
        ("<ul><li>하나</li><li>둘</li></ul>", "하나\n둘"),
        ("<pre>첫 줄\n  둘째 줄</pre>", "첫 줄\n둘째 줄"),
        ("<p>&lt;b&gt; &amp; &#44032;</p>", "<b> & 가"),
        ("<p>a\x01b\x02c</p>", "a\x01b\x02c"),
        ("<p>漢<rp>(</rp><rt>한</rt><rp>)</rp></p>", "漢한"),
    ],
)
def test_html_becomes_lines(html: str, text: str) -> None:
    assert text_of(html) == text


def test_lines_remember_where_they_stood() -> None:
    html = (
        "<nav><a href=/>처음</a></nav><article><p>글이다.</p><figure><figcaption>사진</figcaption></figure></article>"
    )
    root = LexborHTMLParser(html).root
    assert root is not None
    shown = render(root)
    places = {shown.text[at:].split("\n")[0]: spot for at, spot in shown.spots.items()}
    assert [places[line].place for line in ("처음", "글이다.", "사진")] == [Place.FRAME, Place.PAGE, Place.CAPTION]
    assert (places["처음"].linked, places["글이다."].linked) == (1.0, 0.0)


CAPTION = "가온시 차고지에서 새 심야 버스가 첫 운행을 기다리고 있다."


@pytest.mark.parametrize(
    "picture",
    [
        f"<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>",
        f'<img src="blank.gif" data-src="a.jpg" data-caption="{CAPTION}">',
        f'<figure data-caption="{CAPTION}"><img src=a.jpg></figure>',
    ],
)
def test_captions_of_pictures_that_load_late_are_captions(picture: str) -> None:
    article = read(page(picture), name="a.html")
    assert of(article, BlockKind.CAPTION) == [CAPTION]
    assert of(article, BlockKind.BODY) == BODY


def test_what_the_markup_sets_apart_is_not_the_text() -> None:
    aside = (
        "<aside><p>가온일보 앱을 내려받으면 속보를 가장 먼저 받아 볼 수 있습니다. 지금 바로 설치해 보세요.</p></aside>"
    )
    article = read(page(aside), name="a.html")
    assert of(article, BlockKind.BODY) == BODY
    assert "앱을 내려받으면" in article.text


def test_a_long_line_of_links_is_no_paragraph() -> None:
    links = " | ".join(f"<a href=/{at}>시장은 {at}번 버스를 탄다고 말했다.</a>" for at in range(30))
    article = read(page(before=f"<div>{links}</div>"), name="a.html")
    assert of(article, BlockKind.BODY) == BODY


def test_the_headline_is_the_line_that_the_page_is_named_by() -> None:
    other = "막차 시각 늦춰 병원과 물류단지 잇는 새 노선"
    html = (
        page(head=f"<title>{TITLE} - 가온일보</title>")
        .decode()
        .replace(f"<h1>{TITLE}</h1>", f"<b>{other}</b><div>{TITLE}</div>")
    )
    assert read(html.encode(), name="a.html").title == TITLE


TOLD = "\n\n".join(BODY)


@pytest.mark.parametrize("body", [TOLD, "".join(f"<p>{paragraph}</p>" for paragraph in BODY)], ids=["text", "html"])
def test_a_page_without_text_is_read_from_its_json_ld(body: str) -> None:
    head = linked(articleBody=body, datePublished="2025-05-19T14:20:00+09:00", author={"name": "정다래 기자"})
    html = f"<html><head>{head}</head><body><div id=root></div><script>render()</script></body></html>"
    article = read(html.encode(), name="app.html")
    assert article.text == f"{TITLE}\n\n{TOLD}"
    assert of(article, BlockKind.BODY) == BODY
    assert (article.title, article.authors) == (TITLE, ("정다래",))
    assert article.published == datetime(2025, 5, 19, 14, 20, tzinfo=SEOUL)


def test_noscript_is_read_where_a_page_shows_nothing_else() -> None:
    html = f"<body><noscript><h1>{TITLE}</h1>{''.join(f'<p>{each}</p>' for each in BODY)}</noscript></body>"
    assert of(read(html.encode(), name="a.html"), BlockKind.BODY) == BODY


def test_json_ld_of_other_articles_is_not_this_page() -> None:
    others = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "NewsArticle", "headline": "딴 기사", "author": "김딴내"}],
    }
    head = f'<script type="application/ld+json">{json.dumps([others])}</script>' + linked(author=[{"name": "정다래"}])
    assert read(page(head=head), name="a.html").authors == ("정다래",)
    alone = f'<script type="application/ld+json">{json.dumps(others)}</script>'
    assert read(page(head=alone), name="a.html").authors == ()


@pytest.mark.parametrize(
    "head",
    [
        linked(datePublished="2025-05-19T14:20:00+09:00", publisher={"name": "가온일보"}, articleSection=["사회"]),
        '<meta property="article:published_time" content="2025-05-19T05:20:00Z"><meta property="og:site_name" '
        'content="가온일보"><meta property="article:section" content="사회">',
        '<meta itemprop="datePublished" content="2025-05-19 14:20"><meta itemprop="publisher" content="가온일보">'
        '<meta itemprop="articleSection" content="사회">',
    ],
    ids=["JSON-LD", "Open Graph", "microdata"],
)
def test_metadata_of_the_markup(head: str) -> None:
    article = read(page(head=head), name="a.html")
    assert article.published == datetime(2025, 5, 19, 14, 20, tzinfo=SEOUL)
    assert (article.outlet, article.section) == ("가온일보", "사회")


def test_microdata_and_time_in_the_body() -> None:
    inside = '<span itemprop="author" itemscope><a itemprop="name">정다래</a></span> <time datetime="2025-05-19T14:20">어제</time>'
    article = read(page(before=f"<div>{inside}</div>"), name="a.html")
    assert article.authors == ("정다래",)
    assert article.published == datetime(2025, 5, 19, 14, 20, tzinfo=SEOUL)


def test_local_time_that_claims_to_be_utc_is_set_right_by_the_page() -> None:
    head = linked(datePublished="2025-05-19T14:20:00Z")
    printed = read(page(head=head, before="<p>입력 2025.05.19 14:20</p>"), name="a.html")
    assert printed.published == datetime(2025, 5, 19, 14, 20, tzinfo=SEOUL)
    assert read(page(head=head), name="a.html").published == datetime(2025, 5, 19, 14, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "author", ["https://gaon.example/reporter/7", "desk@gaon.example", "@gaon", "가온일보", "x" * 200]
)
def test_what_is_no_name_is_no_author(author: str) -> None:
    head = linked(author=[{"name": author}], publisher={"name": "가온일보"})
    assert read(page(head=head), name="a.html").authors == ()


GIVEN = "https://www.gaon.example/news/view?id=7&from=mail"


@pytest.mark.parametrize(
    ("stated", "given", "address"),
    [
        ("https://www.gaon.example/news/7", GIVEN, "https://www.gaon.example/news/7"),
        ("/news/7#top", GIVEN, "https://www.gaon.example/news/7"),
        ("https://m.gaon.co.kr/7", "https://news.gaon.co.kr/a?b", "https://m.gaon.co.kr/7"),
        ("https://other.co.kr/7", "https://news.gaon.co.kr/a?b", "https://news.gaon.co.kr/a?b"),
        ("https://evil.example/7", GIVEN, GIVEN),
        ("https://www.gaon.example/", GIVEN, GIVEN),
        ("javascript:alert(1)", GIVEN, GIVEN),
        ("https://user:pass@www.gaon.example/7", GIVEN, GIVEN),
        ("https://www.gaon.example/a b", GIVEN, GIVEN),
        ("https://gaon.example/news/7", "", "https://gaon.example/news/7"),
        ("file:///etc/passwd", "", ""),
        ("http://[broken/7", GIVEN, GIVEN),
        ("", GIVEN, GIVEN),
    ],
)
@pytest.mark.parametrize("form", ['<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">'])
def test_the_address_that_a_page_states(stated: str, given: str, address: str, form: str) -> None:
    assert address_of(LexborHTMLParser(form.format(stated)), given) == address


def test_the_article_has_its_canonical_address() -> None:
    head = '<link rel="canonical" href="https://www.gaon.example/news/7">'
    assert read(page(head=head), name="a.html", url=GIVEN).url == "https://www.gaon.example/news/7"


@pytest.mark.parametrize("depth", [50, 300, 1000, 2000])
def test_text_is_kept_however_deep_it_stands(depth: int) -> None:
    inside = "<div>" * depth + "<p>마지막 문장은 깊은 곳에 서 있다.</p>" + "</div>" * depth
    assert "깊은 곳에 서 있다." in read(page(inside), name="a.html").text


def test_pages_made_to_do_harm_end_soon() -> None:
    table = "<table><tr><td colspan=9000000000000000 rowspan=9e15>칸</td></tr></table>"
    assert "칸" in read(page(table), name="a.html").text
    with pytest.raises(InputError, match="nests"):
        read(page("<div>" * 300_000), name="a.html")
    with pytest.raises(InputError, match="lines"):
        read(page("<p>x</p>" * 60_000), name="a.html")
    with pytest.raises(InputError, match="attributes"):
        read(page(f"<p {' '.join(f'a{at}=1' for at in range(50_000))}>x</p>"), name="a.html")
    sheet = f"<style>{'/*' * 50_000}{'@m{' * 20_000}{'a' * 100_000}</style>"
    assert BODY[0] in read(page(f"<p style='font-size:{'1' * 100_000}px'>크다.</p>", sheet), name="a.html").text
