"""What leaves the page as text: for the clipboard, as Markdown and as HTML; and the buttons around an answer."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from html.parser import HTMLParser

import payloads
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import cite, claim, found, good_answer, make_article, refusal

from assistant.answer import Answer, Verdict
from assistant.article import BlockKind
from ui.web.chat.conversation import Conversation, Exchange, Stage, citations_of
from ui.web.export.markdown import markdown_of, plain
from ui.web.export.page import page_of
from ui.web.export.plain import with_citations
from ui.web.render.chat.answer import exchange
from ui.web.render.chat.composing import only
from ui.web.render.chat.tools import suggestions, tools
from ui.web.wording.chat import ChatWords, chat_words
from ui.web.wording.words import Words

DAY = date(2026, 3, 4)
TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "span", "sup", "a", "section",
        "blockquote"}  # fmt: skip


def done(answer: Answer, **more: object) -> Exchange:
    return Exchange(answer.question, Stage.DONE, answer.evidence, answer=answer, **more)  # type: ignore[arg-type]


class Tags(HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_a_copied_answer_has_its_claims_then_its_quotes_once_each(words: Words) -> None:
    answer = good_answer("어떤\n양해각서?")
    text = with_citations(answer, words)
    assert text.startswith(f"{chat_words(words.code).question}: 어떤 양해각서?\n\n")
    assert "- 소형원전(SMR) 협력 [1][2]\n" in text
    assert f"({words.verdicts[Verdict.UNSUPPORTED]}: 회담 장소만 사진 설명에 나옵니다)" in text
    assert len(re.findall(r"^\[\d\] “", text, re.M)) == 4
    for citation in citations_of(answer):
        assert text.count(f"“{' '.join(citation.quote.split())}”") == 1
    assert "https://harbour.example/world/2" in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_a_refusal_is_copied_as_one(words: Words) -> None:
    text = with_citations(refusal("달의 무게는?"), words)
    assert "기사에는 그 내용이 없습니다." in text
    assert "※ 가장 가까운 대목은" in text


HOSTILE = "\n".join((*payloads.HTML, *payloads.ENTITIES, *payloads.MARKDOWN, *payloads.TEMPLATES))


def hostile() -> Answer:
    quote = f"앞 {HOSTILE} 뒤"
    article = make_article(
        ((BlockKind.TITLE, f"{HOSTILE}\n"), (BlockKind.BODY, quote)), title=HOSTILE, outlet=HOSTILE, rights=HOSTILE,
        url="javascript:alert(1)",
    )  # fmt: skip
    claims = (claim(HOSTILE, Verdict.VERIFIED, cite(article, quote)), claim(HOSTILE, Verdict.PARTLY, why=HOSTILE))
    return Answer(question=HOSTILE, text=HOSTILE, lead=HOSTILE, claims=claims, notes=(HOSTILE,),
                  evidence=(found(article, quote, 1),))  # fmt: skip


def test_an_exported_page_runs_and_loads_nothing(words: Words) -> None:
    html = page_of([done(hostile()), done(good_answer("질문")), Exchange("offen", Stage.FAILED)], words, DAY)
    tags = Tags(html)
    assert tags.tags <= TAGS
    assert all(re.fullmatch(r"#q\d+-\d+|https://(news|harbour)\.example/\S+", link) for link in tags.links)
    assert "default-src 'none'" in html
    assert "offen" not in html
    assert all(f'id="{link[1:]}"' in html for link in tags.links if link.startswith("#"))


def test_markdown_of_articles_stays_text(words: Words) -> None:
    text = markdown_of([done(hostile()), done(good_answer("질문"))], words, DAY)
    free = re.sub(r"\\.", "", text)
    assert not re.search(r"!\[|\]\(|<(?!https://(news|harbour)\.example)|`|https?://(?!news|harbour)", free)
    assert "양해각서에 서명했다." in text


@given(st.text())
def test_no_sign_of_markdown_is_left_bare(text: str) -> None:
    said = plain(text)
    assert "\n" not in said
    assert not re.search(r"[`*_\[\]<>#|~$&]", re.sub(r"\\.", "", said))
    assert not re.match(r"[-+]|\d+[.)]", said)


def test_only_the_last_exchange_is_asked_again(words: Words) -> None:
    each, said = done(good_answer("질문")), chat_words(words.code)
    last, earlier = tools(each, 0, words, last=True), tools(each, 0, words, last=False)
    assert 'data-again="same"' in last
    assert "data-edit" in last
    assert "data-again" not in earlier
    assert "data-edit" not in earlier
    assert said.copy in earlier
    assert 'data-save="pack:0"' in earlier


def test_a_model_that_failed_leaves_two_ways(words: Words) -> None:
    before = done(good_answer("질문"))
    failed = Exchange("질문", Stage.FAILED, error="kaputt", modelled=True, before=before)
    html = exchange(failed, 0, words)
    assert 'data-again="extractive"' in html
    assert "data-restore" in html
    assert chat_words(words.code).kept_before in html
    assert 'data-again="extractive"' not in exchange(Exchange("질문", Stage.FAILED), 0, words)


def test_a_model_at_work_shows_a_clock_and_the_way_around_it(words: Words) -> None:
    html = exchange(Exchange("질문", Stage.WRITING, modelled=True), 0, words)
    assert 'class="cd-clock"' in html
    assert 'data-again="extractive"' in html
    assert "data-save" not in html
    assert 'data-again="extractive"' not in exchange(Exchange("질문", Stage.WRITING), 0, words)


def test_what_is_suggested_or_chosen_is_escaped(words: Words) -> None:
    each = done(good_answer("질문"), suggested=("<b>펀드</b>는?",))
    assert "&lt;b&gt;" in suggestions(each, 0, words)
    assert "&lt;b&gt;" in only({"ab12": "<b>제목</b>"}, words)
    assert only({}, words) == suggestions(done(good_answer("질문")), 0, words) == ""


def test_a_new_try_without_an_answer_replaces_nothing() -> None:
    talk = Conversation()
    first = talk.begin("하나")
    first.answer, first.stage, first.number = good_answer("하나"), Stage.DONE, 0
    again = talk.again("둘")
    assert (talk.exchanges, again.before, again.number) == ([again], first, 0)
    again.close(Stage.FAILED)
    third = talk.again("셋")
    assert third.before is first
    assert talk.restore() is False
    third.close(Stage.STOPPED)
    assert talk.restore()
    assert talk.exchanges == [first]
    assert talk.restore() is False


@pytest.mark.parametrize("reference", ["", "0", "1:0", "0:9", "0:-1", "a:b", "0:0:0", "9" * 5000 + ":0"])
def test_references_to_no_suggestion_find_none(reference: str) -> None:
    talk = Conversation([done(good_answer("질문"), suggested=("펀드는?",))])
    assert talk.suggestion(reference) == ""
    assert talk.suggestion("0:0") == "펀드는?"
    assert talk.answer_of(reference) is (talk.exchanges[0].answer if reference == "0" else None)


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(ChatWords)])
def test_every_word_of_the_chat_is_there_in_both_languages(name: str) -> None:
    korean, english = getattr(chat_words("ko"), name), getattr(chat_words("en"), name)
    assert sorted(re.findall(r"{\w+}", korean)) == sorted(re.findall(r"{\w+}", english))
    assert korean
    assert english
    assert not re.search("[가-힣]", english)
