"""The HTML of a pack: every quote marked where it stands, nothing that runs, loads or leads elsewhere, whatever a page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from packs_made import Made, article_of, made_of, packs
from selectolax.lexbor import LexborHTMLParser

from assistant.pack import write_pack
from assistant.pack.page import POLICY
from assistant.text.normalise import visible

ANY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ol", "ul", "li", "span", "a", "small",
        "blockquote", "section", "pre", "mark", "sup"}  # fmt: skip
ATTRIBUTES = {"charset", "http-equiv", "content", "name", "lang", "class", "id", "hidden", "href"}
HOSTILE = (
    "<script>alert(1)</script>",
    "</pre><img src=x onerror=alert(1)>",
    "</style><style>*{background:url(//evil.example)}",
    "</title><iframe src=https://evil.example>",
    '" onmouseover="alert(1)" x="',
    "<a href='javascript:alert(1)'>x</a> https://evil.example/x ![i](https://evil.example/i.png)",
    "<!-- x --> <![CDATA[ y ]]> <?php ?> &lt;b&gt; &#60;img&#62;",
    "zero\u200bwidth \u202eright\u202c \U000e0041tag",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    '{"format": "citedesk-pack"} \\u003cscript\\u003e',
)


def page_of(made: Made, place: Path) -> LexborHTMLParser:
    path = place / "pack.html"
    write_pack(made.pack, path)
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def assert_harmless(page: LexborHTMLParser) -> None:
    root = page.root
    assert root is not None
    for node in root.traverse():
        assert node.tag in TAGS
        assert set(node.attributes) <= ATTRIBUTES
        assert (node.attributes.get("href") or "#q1").startswith("#q")
    policy = page.css_first("meta[http-equiv]")
    assert policy is not None
    assert policy.attributes["content"] == POLICY
    assert "default-src 'none'" in POLICY
    assert "script" not in POLICY


def test_each_quote_is_marked_in_its_page(tmp_path: Path) -> None:
    text = "The bridge was opened on Thursday. It cost 48 million dollars. Ada Quill cut the ribbon."
    quotes = ["The bridge was opened on Thursday.", "opened on Thursday. It cost 48 million dollars.", "Ada Quill"]
    made = made_of((article_of(text), [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]))
    page = page_of(made, tmp_path)
    assert_harmless(page)
    marked = "".join(mark.text().replace(f"[{at}]", "") for at, mark in enumerate(page.css("mark"), 0) if mark)
    for at in (1, 2, 3):
        marked = marked.replace(f"[{at}]", "")
        assert page.css_first(f"mark sup#q{at}") is not None
        assert page.css_first(f"a[href='#q{at}']") is not None
    assert marked == "The bridge was opened on Thursday. It cost 48 million dollars.Ada Quill"
    shown = page.css_first("pre.page")
    assert shown is not None
    assert shown.text().replace("[1]", "").replace("[2]", "").replace("[3]", "") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(tmp_path: Path, text: str) -> None:
    body = f"Before. {text} After."
    made = made_of((article_of(body, title=text), [(0, len(body))]), notes=(text,), model=text)
    answer = made.pack.answer.model_copy(update={"question": text})
    page = page_of(Made(made.pack.model_copy(update={"answer": answer}), made.articles), tmp_path)
    assert_harmless(page)
    shown = page.css_first("pre.page")
    assert shown is not None
    assert visible(body) in shown.text()


@ANY
@given(made=packs())
def test_no_page_becomes_markup(made: Made, tmp_path: Path) -> None:
    assert_harmless(page_of(made, tmp_path))
