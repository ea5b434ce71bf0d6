"""HTML, Markdown, JSONL, and the ways in which a source can be named or fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.article import Article, BlockKind
from assistant.errors import InputError, NoArticleError
from assistant.settings import Settings
from ingest import Failure, cut, read, read_all

BODY = [
    "가온시가 오는 7월 1일부터 심야 시내버스 노선을 9개에서 15개로 늘린다. 막차 시각도 한 시간 늦춘다.",
    "시의회는 19일 본회의를 열어 교통 조례 개정안을 의결했다. 새 노선은 병원과 물류단지를 잇는다.",
    "요금은 2150원을 그대로 유지하기로 했다. 시는 한 해 운영비 48억원을 예산으로 댄다.",
]
LINKED = {
    "@graph": [
        {"@type": "WebSite", "name": "가온일보"},
        {
            "@type": ["NewsArticle"],
            "headline": "시내버스 심야 노선 6개 늘린다",
            "datePublished": "2025-05-19T14:20:00+09:00",
            "dateModified": "2025-05-19T17:05:00+09:00",
            "author": [{"@type": "Person", "name": "정다래 기자"}],
            "publisher": {"name": "가온일보"},
            "articleSection": "사회",
        },
    ]
}


def html(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=ko><head><title>가온</title>{head}</head><body>{body}</body></html>"


def framed(*paragraphs: str) -> str:
    nav = "<nav><ul><li>정치</li><li>경제</li><li>사회</li></ul></nav><h1>시내버스 심야 노선 6개 늘린다</h1>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    foot = "<footer>Copyright ⓒ 가온일보. 무단 전재 금지<h3>관련기사</h3><ul><li>택시 요금 오른다</li></ul></footer>"
    return f"{nav}<article>{text}</article>{foot}"


def body_of(article: Article) -> list[str]:
    return [article.text[b.start : b.end].strip() for b in article.blocks if b.kind is BlockKind.BODY]


def test_html_gives_the_visible_page_and_its_article() -> None:
    hidden = "<script>var x = '보이지 않는다';</script><p hidden>숨은 글</p><p style='display: none'>또 숨은 글</p>"
    article = read(html(framed(*BODY) + hidden) + "\n", name="bus.html")
    assert body_of(article) == BODY
    assert article.title == "시내버스 심야 노선 6개 늘린다"
    assert article.outlet == "가온일보"
    assert "정치" in article.text
    assert "숨은" not in article.text
    assert "보이지" not in article.text


def test_html_metadata_from_json_ld() -> None:
    head = f'<script type="application/ld+json">{json.dumps(LINKED, ensure_ascii=False)}</script>'
    article = read(html(framed(*BODY), head).encode(), name="bus.htm")
    assert article.published == datetime(2025, 5, 19, 14, 20, tzinfo=ZoneInfo("Asia/Seoul"))
    assert article.updated is not None
    assert article.authors == ("정다래",)
    assert article.section == "사회"


@pytest.mark.parametrize("linked", ["{broken", "[" * 100_000, '{"@type": 5, "author": {"name": {}}}', "null"])
def test_broken_json_ld_is_passed_over(linked: str) -> None:
    article = read(html(framed(*BODY), f'<script type="application/ld+json">{linked}</script>') + "\n", name="a.html")
    assert body_of(article) == BODY


def test_html_metadata_from_open_graph() -> None:
    head = (
        '<meta property="og:site_name" content="Saltmarsh Gazette"><meta property="article:published_time" '
        'content="2025-02-04T07:45:00Z"><meta name="author" content="By Odile Marchbank">'
    )
    text = "The ferry will sail through the winter for the first time, the operator said on Tuesday morning."
    article = read(html(f"<h1>Ferry line to run all winter</h1><p>{text}</p><p>{text[::1]} Again.</p>", head).encode())
    assert article.outlet == "Saltmarsh Gazette"
    assert article.authors == ("Odile Marchbank",)
    assert article.published == datetime(2025, 2, 4, 7, 45, tzinfo=UTC)


def test_deep_nesting_loses_no_text() -> None:
    deep = "<div>" * 2000 + "".join(f"<p>{paragraph}</p>" for paragraph in BODY) + "</div>" * 2000
    article = read(html("<h1>시내버스 심야 노선 6개 늘린다</h1>" + deep).encode())
    assert body_of(article) == BODY


def test_inline_elements_do_not_break_a_sentence() -> None:
    paragraph = "가온시가 <b>7월</b>부터 <a href=x>심야 버스</a>를 늘린다.<br>막차도 늦춘다."
    article = read(html(framed(paragraph, *BODY[1:])).encode())
    assert "가온시가 7월부터 심야 버스를 늘린다.\n막차도 늦춘다." in article.text


def test_an_html_menu_holds_no_article() -> None:
    with pytest.raises(NoArticleError):
        read(html("<ul>" + "<li>정치</li><li>경제</li>" * 10 + "</ul>").encode())


def test_html_without_visible_text() -> None:
    with pytest.raises(InputError, match="no text"):
        read(html("<script>render()</script>").encode(), name="app.html")


def test_markdown_headings_are_title_and_deck() -> None:
    text = (
        "# 새 다리가 놓였다\n\n*길이 420미터, 공사 3년*\n\n"
        + "\n\n".join(BODY)
        + "\n\n## 남은 일\n\n쉴 방을 마련하는 일이 남았다.\n"
    )
    article = read(text, name="bridge.md")
    assert article.title == "새 다리가 놓였다"
    assert [b.kind for b in article.blocks][:3] == [BlockKind.TITLE, BlockKind.DECK, BlockKind.BODY]
    assert len(body_of(article)) == 5
    assert article.text == text


def rows(path: Path, *lines: str | dict[str, object]) -> Path:
    written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(written) + "\n", "utf-8")
    return path


def test_jsonl_rows_are_articles(tmp_path: Path) -> None:
    row = {"title": "새 다리", "text": BODY[0] + "\n\n" + BODY[1], "date": "2025-05-19", "publisher": "가온일보"}
    row |= {"journalist": "정다래 기자", "url": "https://gaon.example/1", "section": "사회"}
    found = list(read_all(rows(tmp_path / "a.jsonl", row)))
    assert [type(one) for one in found] == [Article]
    article = found[0]
    assert isinstance(article, Article)
    assert article.text == "새 다리\n\n" + BODY[0] + "\n\n" + BODY[1]
    assert article.published == datetime(2025, 5, 19, tzinfo=ZoneInfo("Asia/Seoul"))
    assert (article.outlet, article.authors, article.section) == ("가온일보", ("정다래",), "사회")
    assert article.url == "https://gaon.example/1"
    assert body_of(article) == BODY[:2]


def test_other_names_by_a_mapping(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"제목": "새 다리", "본문": BODY[0]})
    (found,) = read_all(path, mapping={"title": "제목", "text": "본문"})
    assert isinstance(found, Article)
    assert found.title == "새 다리"
    with pytest.raises(InputError, match="no field"):
        read_all(path, mapping={"titel": "제목"})


def test_a_bad_row_is_a_failure_with_its_number(tmp_path: Path) -> None:
    good = {"title": "새 다리", "body": BODY[0]}
    bad: list[str | dict[str, object]] = [
        "{broken",
        "[1]",
        {"title": "글이 없다"},
        {"text": 5},
        {"text": "글", "date": "어제"},
    ]
    bad += [{"text": "글", "authors": [1]}, '{"text": "\\ud800"}', "[" * 5000]
    found = list(read_all(rows(tmp_path / "a.jsonl", good, *bad, "", {**good, "title": "둘째"})))
    assert [isinstance(one, Article) for one in found] == [True, *[False] * len(bad), True]
    numbers = [one.source.rsplit(":", 1)[1] for one in found if isinstance(one, Failure)]
    assert numbers == [str(at) for at in range(2, 2 + len(bad))]


def test_a_file_of_rows_is_not_one_page(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="many articles"):
        read(rows(tmp_path / "a.jsonl", {"text": BODY[0]}))


def test_text_is_told_from_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bridge.txt").write_text("새 다리\n\n" + "\n\n".join(BODY), "utf-8")
    assert read("bridge.txt") == read(Path("bridge.txt"))
    assert read("새 다리\n\n" + "\n\n".join(BODY)).id == read("bridge.txt").id
    with pytest.raises(InputError, match=r"no file 'missing\.txt'"):
        read("missing.txt")
    with pytest.raises(InputError, match="surrogate"):
        read("새 다리\n\ud800\n")


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "big.txt").write_bytes(b"x" * 2000)
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    small = Settings(max_file_bytes=1000)
    says = {"loop.txt": "symbolic link", "pipe.txt": "regular file", "zero.txt": "regular file", "empty.txt": "empty"}
    for name, words in {
        **says,
        "big.txt": "2,000 bytes.*1,000.*max_file_bytes",
        ".": "folder",
        "no.txt": "no such",
    }.items():
        with pytest.raises(InputError, match=words):
            read(tmp_path / name, settings=small)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("글")
    path.chmod(0)
    with pytest.raises(InputError, match="permission"):
        read(path)


def test_passages_of_rows_are_slices(tmp_path: Path) -> None:
    (article,) = read_all(rows(tmp_path / "a.jsonl", {"title": "새 다리", "text": "\n".join(BODY * 4)}))
    assert isinstance(article, Article)
    assert all(article.text[p.start : p.end] == p.text for p in cut(article))


def test_importing_loads_nothing_heavy() -> None:
    heavy = "{'torch', 'chromadb', 'kiwipiepy', 'trafilatura', 'selectolax', 'langchain', 'tqdm', 'ui'}"
    code = f"import sys, ingest; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
