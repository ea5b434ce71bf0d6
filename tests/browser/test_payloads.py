"""More than 700 payloads in every place where text of others is shown, in a real browser: none runs, loads or links out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

import payloads
import pytest
from pages import OpenPage, Serve
from scripted import ScriptedAssistant, by_id, make_article, script_of
from test_hostile_text import RENDERERS

from assistant.answer import Answer, Citation, Claim, Evidence, Filters, Finished, StreamEvent, Verdict
from assistant.article import Article, BlockKind
from ui.web.render.frame import header
from ui.web.render.login import login_page
from ui.web.render.text import safe_url
from ui.web.wording.login import login_words
from ui.web.wording.words import words_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WORDS, EACH = words_of("ko"), 45
"""Payloads in one answer; it shows that many claims."""
OUTSIDE = """() => {
  const odd = "script, iframe, object, embed, base, meta[http-equiv], video, audio, math, template, link[rel=stylesheet]";
  const handlers = (each) => [...each.attributes].some((attribute) => attribute.name.startsWith("on"));
  const links = [...document.querySelectorAll("[href], [src], [action], [formaction], [srcdoc]")];
  return {
    hit: window.hit ?? null,
    odd: [...document.querySelectorAll(odd)].map((each) => each.outerHTML.slice(0, 200)),
    handlers: [...document.querySelectorAll("*")].filter(handlers).map((each) => each.outerHTML.slice(0, 200)),
    links: links.map((each) => ["href", "src", "action", "formaction", "srcdoc"].map((name) => each.getAttribute(name))
      .filter((value) => value !== null)).flat(),
  };
}"""


Each = TypeVar("Each")


def in_lots(items: Sequence[Each], size: int) -> list[Sequence[Each]]:
    return [items[at : at + size] for at in range(0, len(items), size)]


def test_there_are_more_than_700() -> None:
    assert len(set(payloads.MANY)) > 700


def rendered(text: str) -> str:
    """All that shows text of others, with the same text everywhere."""
    return "".join(render(text) for render in RENDERERS) + header(1, WORDS, person=text)


def test_no_renderer_lets_any_of_them_become_more_than_text(browser: Browser) -> None:
    """Here no content policy stands behind the renderers, so that what one lets through would run."""
    context = browser.new_context()
    page, requests = context.new_page(), list[str]()
    page.on("request", lambda request: requests.append(request.url))
    page.set_content(rendered("harmless words"))
    harmless = page.evaluate(OUTSIDE)
    assert (harmless["hit"], harmless["odd"], harmless["handlers"]) == (None, [], [])
    for some in in_lots(payloads.MANY, 60):
        page.set_content("".join(map(rendered, some)))
        assert page.evaluate(OUTSIDE) == harmless | {"links": harmless["links"] * len(some)}
    for text in payloads.MANY[:: len(payloads.MANY) // 12]:  # a name that was typed wrong is shown again
        page.set_content(login_page(login_words("ko"), name=text, problem=text))
        found = page.evaluate(OUTSIDE)
        assert found.pop("links") == ["data:,", "login?language=ko", "login?language=en"]
        assert found == {"hit": None, "odd": [], "handlers": []}
        field = page.locator("input[name=name]").input_value()
        assert field == " ".join(field.split())
    context.close()
    assert requests == []


def hostile(text: str, number: int) -> Article:
    """An article that carries a payload wherever an article carries text of others."""
    safe = text.encode("utf-8", "replace").decode()
    parts = ((BlockKind.MENU, f"{safe}\n"), (BlockKind.TITLE, f"{safe}\n"), (BlockKind.BYLINE, f"{safe}\n"),
             (BlockKind.CAPTION, f"{safe}\n"), (BlockKind.BODY, f"본문 {number}: {safe} 끝"))  # fmt: skip
    return make_article(parts, title=safe, outlet=safe, authors=(safe,), section=safe, rights=safe, url=safe)


def answer_of(question: str, articles: Sequence[Article]) -> Answer:
    """An answer with a claim for each article, whose every word is a payload."""
    claims, evidence = [], []
    for rank, article in enumerate(articles, start=1):
        body = article.blocks[-1]
        about = {"article_id": article.id, "title": article.title, "outlet": article.outlet, "url": article.url,
                 "rights": article.rights, "kind": BlockKind.BODY, "start": body.start, "end": body.end}  # fmt: skip
        quote = article.text[body.start : body.end]
        cited = Citation.model_validate(about | {"quote": quote})
        evidence.append(Evidence.model_validate(about | {"rank": rank, "passage_id": f"p{rank}", "text": quote}))
        verdict = list(Verdict)[rank % len(Verdict)]
        claims.append(Claim(text=article.title, verdict=verdict, citations=(cited,), reasons=(article.title,)))
    first = articles[0].title
    return Answer(question=question, text=first, lead=first, claims=tuple(claims), evidence=tuple(evidence),
                  notes=(first,), dropped=tuple(claims[:3]), model=first)  # fmt: skip


class Hostile(ScriptedAssistant):
    """Answers question N with the Nth lot of payloads."""

    def answers(self, lots: Sequence[Sequence[Article]]) -> None:
        def script(question: str) -> list[StreamEvent]:
            events = script_of(answer_of(question, lots[int(question.rpartition(" ")[2])]))
            return [event for at, event in enumerate(events) if at < 8 or isinstance(event, Finished)]

        self.script = script

    def suggest(self, answer: Answer, filters: Filters | None = None, asked: Sequence[str] = ()) -> Sequence[str]:
        return tuple(claim.text for claim in answer.claims[:3])


def added(page: Page, fresh: dict[str, list[str]]) -> set[str]:
    """The links that were not on the fresh page; nothing else may be there that was not."""
    found = page.evaluate(OUTSIDE)
    assert found["hit"] is None
    assert found["handlers"] == fresh["handlers"]
    assert set(found["odd"]) == set(fresh["odd"])
    return set(found["links"]) - set(fresh["links"])


def test_on_the_page_itself_none_runs_loads_or_links_out(serve: Serve, open_page: OpenPage) -> None:
    """The page's own watch sees to it that nothing is asked of another host and no policy is broken."""
    articles = [hostile(text, number) for number, text in enumerate(payloads.MANY)]
    lots = in_lots(articles, EACH)
    assistant = Hostile(pause=0, articles_by_id=by_id(*articles))
    assistant.answers(lots)
    own = {article.url for article in articles if safe_url(article.url)}
    page = open_page(serve(assistant, assistant.add))
    page.wait_for_timeout(500)
    fresh = page.evaluate(OUTSIDE)
    for number in range(len(lots)):
        page.fill("#cd-ask textarea", f"질문 {number}")
        page.click("#cd-send")
        page.wait_for_function(
            "number => document.querySelector('#cd-current .cd-question')?.innerText.endsWith(`질문 ${number}`)",
            arg=number,
        )
        page.wait_for_selector("#cd-current .cd-footer")
        page.wait_for_selector("#cd-send", state="visible")
        page.locator("#cd-current .cd-mark").nth(number % EACH).click()
        page.wait_for_selector(f'.cd-reader[data-visit="{number + 1}"] #cd-quote')
        assert added(page, fresh) <= own
        page.click("#cd-new")
        page.wait_for_selector(".cd-welcome")
    page.get_by_role("tab", name=WORDS.tab_library).click()
    page.wait_for_timeout(300)
    assert added(page, fresh) <= own
