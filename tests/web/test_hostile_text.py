"""Text of others stays text: whatever it says, the tags and attributes around it are the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import payloads
import pytest
from scripted import KST, Line, Row, make_article
from selectolax.lexbor import LexborHTMLParser

from assistant.answer import Answer, Citation, Claim, Evidence, Filters, Verdict
from assistant.article import Article, BlockKind
from assistant.library.corrections import Correction
from assistant.library.listing import Facets, Wanted
from ui.web.articles.catalogue import Rows
from ui.web.articles.run import Run
from ui.web.chat.conversation import Exchange, Stage
from ui.web.render.articles.adding import report, running
from ui.web.render.articles.changes import changes
from ui.web.render.articles.listing import article_list, deleted, finder
from ui.web.render.articles.reader import Marked, reader
from ui.web.render.articles.reader_head import About
from ui.web.render.chat.answer import exchange
from ui.web.render.chat.sources import sources
from ui.web.render.frame import welcome
from ui.web.render.text import visible
from ui.web.wording.articles import article_words
from ui.web.wording.words import words_of

WORDS = words_of("ko")
TAGS = {"article", "b", "button", "details", "div", "form", "h2", "h3", "header", "input", "label", "li", "mark", "nav",
        "ol", "option", "p", "progress", "s", "section", "select", "span", "summary", "ul"}  # fmt: skip
ATTRIBUTES = {"class", "type", "title", "lang", "id", "role", "tabindex", "open", "aria-label", "aria-hidden",
              "aria-pressed", "data-open", "data-example", "data-visit", "data-shown", "data-view",
              "data-back", "data-only", "data-correct", "data-set-back", "data-delete-article", "data-stop-adding",
              "data-find", "data-show-all", "data-undo", "name", "value", "max", "maxlength", "placeholder",
              "selected", "data-quote", "data-about", "data-again", "data-edit", "data-copy", "data-done", "data-failed",
              "data-save"}  # fmt: skip
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
                    "\u115f\u1160\u3164\uffa0\ud800-\udfff\U000e0000-\U000e0fff]")  # fmt: skip


def hostile_article(text: str) -> Article:
    safe = text.encode("utf-8", "replace").decode()
    parts = ((BlockKind.MENU, f"a {safe} z\n"), (BlockKind.TITLE, f"a {safe} z\n"), (BlockKind.BODY, f"a {safe} z end"))
    return make_article(parts, title=text, outlet=text, authors=(text,), section=text, rights=text, path=text,
                        language=text)  # fmt: skip


def hostile_answer(text: str) -> Answer:
    about = {"article_id": "0" * 24, "title": text, "outlet": text, "rights": text, "kind": BlockKind.CAPTION}
    citation = Citation.model_validate(about | {"quote": text, "start": 0, "end": len(text)})
    evidence = Evidence.model_validate(about | {"rank": 1, "passage_id": text, "text": text, "start": 900, "end": 901})
    claims = tuple(
        Claim(text=text, verdict=verdict, reasons=(text, text), citations=(citation,)) for verdict in Verdict
    )
    return Answer(question=text, text=text, lead=text, claims=claims, dropped=claims[:1], evidence=(evidence,),
                  notes=(text,), model=text, timings={text: 1.0}, language=text)  # fmt: skip


def render_checked(text: str) -> str:
    return exchange(Exchange(text, Stage.DONE, answer=hostile_answer(text)), 0, WORDS)


def render_plain(text: str) -> str:
    return exchange(Exchange(text, Stage.DONE, answer=Answer(question=text, text=text)), 0, WORDS)


def render_refusal(text: str) -> str:
    answer = Answer(question=text, text=text, refused=True, refusal=text, notes=(text,))
    return exchange(Exchange(text, Stage.DONE, answer=answer), 0, WORDS)


def render_draft(text: str) -> str:
    return exchange(Exchange(text, Stage.FAILED, draft=text, error=text), 0, WORDS)


def render_sources(text: str) -> str:
    answer = hostile_answer(text)
    return sources(Exchange(text, Stage.DONE, answer.evidence, answer=answer), 0, WORDS)


def render_reader(text: str) -> str:
    article = hostile_article(text)
    body = article.blocks[-1]
    return reader(article, Marked(body.start, body.end, body.start + 1, body.end - 1, BlockKind.DECK), WORDS)


def render_library(text: str) -> str:
    row = Row("0" * 24, text, text, None, text, 3, text, text)
    facets = Facets(1, (text,), (text,), (text,))
    wanted = Wanted(text, Filters(outlets=(text,), sections=(text,), languages=(text,)))
    return article_list(Rows([row], 1), 0, WORDS) + finder(facets, wanted, WORDS) + deleted(text, "ticket", WORDS)


def render_running(text: str) -> str:
    run = Run(3)
    run.take(Line(text, "failed", reason=text))
    return running(run, WORDS)


def render_head(text: str) -> str:
    """The head of an article with all that can be there."""
    article, row = hostile_article(text), Row("1" * 24, text, text, None, text, 3)
    here = Row(article.id, text, text, None, text, 3)
    now = datetime(2026, 3, 3, tzinfo=KST)
    corrections = [Correction("title", text, now), Correction("published", None, now), Correction("outlet", text, now)]
    shown = [reader(article, None, WORDS, 1, About(rows, None, corrections, editable=True))
             for rows in ((here, row), (row, here))]  # fmt: skip
    return "".join(shown)


def render_report(text: str) -> str:
    return report([Line(text, "failed", reason=text), Line(text, "added", title=text), Line(text, text)], WORDS)


def render_welcome(text: str) -> str:
    return welcome((text,), 1, WORDS)


RENDERERS = (render_checked, render_plain, render_refusal, render_draft, render_sources, render_reader, render_library,
             render_report, render_welcome, render_running, render_head)  # fmt: skip


def skeleton(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """The tags of a page in order, each with the names of its attributes."""
    root = LexborHTMLParser(html).body
    assert root is not None
    return [(node.tag, tuple(sorted(node.attributes))) for node in root.traverse() if node.tag != "body"]


@pytest.mark.parametrize("render", RENDERERS)
@pytest.mark.parametrize("text", payloads.ALL)
def test_hostile_text_changes_no_tag_and_no_attribute(render: Callable[[str], str], text: str) -> None:
    found = skeleton(render(text))
    assert found == skeleton(render("harmless words"))
    assert {tag for tag, _ in found} <= TAGS
    assert {name for _, names in found for name in names} <= ATTRIBUTES


@pytest.mark.parametrize("render", RENDERERS)
@pytest.mark.parametrize("text", payloads.ALL)
def test_hostile_text_is_shown_as_it_is_without_what_cannot_be_seen(render: Callable[[str], str], text: str) -> None:
    html = render(text)
    assert UNSEEN.search(html.replace("\u200d", "")) is None
    shown = LexborHTMLParser(html).body
    assert shown is not None
    assert " ".join(visible(text).split())[:100] in " ".join(shown.text().split())


@pytest.mark.parametrize("text", payloads.ALL)
def test_hostile_text_stays_text_where_versions_are_compared(text: str) -> None:
    old, new = (hostile_article(each) for each in (f"one {text} two. three", f"one 1 {text} 2. four"))
    html = changes(old, new, article_words("ko"))
    assert {tag for tag, _ in skeleton(html)} <= {"ol", "li", "del", "ins", "span"}
    assert {name for _, names in skeleton(html) for name in names} <= {"class"}
    assert UNSEEN.search(html.replace("\u200d", "")) is None


@pytest.mark.parametrize("address", payloads.ADDRESSES)
def test_a_bad_address_is_no_link(address: str) -> None:
    article = make_article(((BlockKind.TITLE, "title"),), url=address)
    html = reader(article, None, WORDS)
    assert "href" not in html
    assert LexborHTMLParser(html).css_first("a") is None


@pytest.mark.parametrize(
    "address", ["https://news.example/politics/1?a=1&b=2", "http://example.org/", "https://뉴스.example/기사/1#top"]
)
def test_an_articles_own_address_is_a_link_that_tells_its_host(address: str) -> None:
    html = reader(make_article(((BlockKind.TITLE, "title"),), url=address), None, WORDS)
    link = LexborHTMLParser(html).css_first("a")
    assert link is not None
    assert link.attributes["href"] == address
    assert link.attributes["rel"] == "noopener noreferrer"
    assert link.attributes["target"] == "_blank"
    assert "(" in link.text()


def test_a_host_in_other_letters_is_written_out() -> None:
    html = reader(make_article(((BlockKind.TITLE, "t"),), url="https://аррӏе.com/"), None, WORDS)  # Cyrillic
    assert "(xn--" in html
