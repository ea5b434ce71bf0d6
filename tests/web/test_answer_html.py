"""Answers, sources, lists and reports as HTML."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from scripted import KST, Line, ScriptedAssistant, cite, claim, good_answer, harbour, refusal, summit
from selectolax.lexbor import LexborHTMLParser

from assistant.answer import Answer, AskedPeriod, Copy, Verdict
from assistant.library.listing import Wanted
from ui.web.articles.catalogue import ListCatalogue, Rows
from ui.web.chat.conversation import Conversation, Exchange, Stage
from ui.web.render.articles.adding import report
from ui.web.render.articles.listing import article_list
from ui.web.render.chat.answer import ICONS, exchange
from ui.web.render.chat.sources import sources
from ui.web.render.frame import header, welcome
from ui.web.wording.words import Words


def done(answer: Answer) -> Exchange:
    return Exchange(answer.question, Stage.DONE, answer.evidence, answer=answer)


def test_each_claim_shows_its_verdict_as_icon_class_and_words(words: Words) -> None:
    tree = LexborHTMLParser(exchange(done(good_answer("질문")), 0, words))
    claims = tree.css("li.cd-claim")
    assert len(claims) == 5
    for node, verdict in zip(claims, [Verdict.VERIFIED] * 3 + [Verdict.PARTLY, Verdict.UNSUPPORTED], strict=True):
        assert f"cd-{verdict.value}" in (node.attributes["class"] or "")
        assert ICONS[verdict] in node.text()
        assert words.verdicts[verdict] in node.text()


def test_reasons_are_shown_where_a_claim_is_not_verified(words: Words) -> None:
    html = exchange(done(good_answer("질문")), 0, words)
    assert "두 건이 한 문장에 합쳐졌습니다" in html
    fine = Answer(question="q", text="t", claims=(claim("x", Verdict.VERIFIED, why="matched word for word"),))
    assert "matched word for word" not in exchange(done(fine), 0, words)


def test_marks_are_buttons_and_the_same_words_have_the_same_number(words: Words) -> None:
    marks = LexborHTMLParser(exchange(done(good_answer("질문")), 3, words)).css("button.cd-mark")
    assert [mark.text() for mark in marks] == ["1", "2", "3", "3", "3", "4"]
    assert [mark.attributes["data-open"] for mark in marks] == [f"3:c:{at}" for at in range(6)]
    assert all(summit().title in (mark.attributes["aria-label"] or "") for mark in marks if mark.text() != "2")


def test_every_mark_and_card_leads_to_its_passage(words: Words) -> None:
    talk, answer = Conversation(), good_answer("질문")
    talk.exchanges += [Exchange("earlier", Stage.STOPPED), done(answer)]
    html = exchange(talk.exchanges[1], 1, words) + sources(talk.exchanges[1], 1, words)
    tree = LexborHTMLParser(html)
    for button in tree.css("[data-open]"):
        source = talk.find(button.attributes["data-open"] or "")
        assert source is not None
        if "cd-card" in (button.attributes["class"] or ""):
            quote = button.css_first(".cd-quote")
            assert quote is not None
            shown = source.quote if hasattr(source, "quote") else source.text
            assert quote.text() == " ".join(shown.split())


def test_sources_are_numbered_like_the_marks_and_grouped_by_article(words: Words) -> None:
    tree = LexborHTMLParser(sources(done(good_answer("질문")), 0, words))
    first = tree.css(".cd-sources")[0]
    assert [node.text() for node in first.css(".cd-number")] == ["1", "3", "4", "2"]
    assert [node.text() for node in first.css("h3")] == [summit().title, harbour().title]
    assert words.rights in first.text()
    rest = tree.css(".cd-sources")[1]
    assert [node.text() for node in rest.css(".cd-number")] == ["", ""]
    assert words.also_found in rest.text()


def test_evidence_is_shown_before_anything_is_written(words: Words) -> None:
    each = Exchange("질문", Stage.WRITING, good_answer("질문").evidence)
    assert len(LexborHTMLParser(sources(each, 0, words)).css(".cd-card")) == 5
    assert words.writing in exchange(each, 0, words)


def test_a_draft_is_marked_as_one_and_gone_when_the_answer_is_checked(words: Words) -> None:
    each = Exchange("질문", Stage.WRITING, draft="초안 문장")
    html = exchange(each, 0, words)
    assert words.draft in html
    assert "초안 문장" in html
    assert 'aria-busy="true"' in html
    each.answer = good_answer("질문")
    each.stage = Stage.DONE
    html = exchange(each, 0, words)
    assert words.draft not in html
    assert "초안 문장" not in html
    assert "aria-busy" not in html


def test_a_stopped_draft_says_that_it_was_not_checked(words: Words) -> None:
    html = exchange(Exchange("질문", Stage.STOPPED, draft="반쯤 쓴"), 0, words)
    assert "반쯤 쓴" in html
    assert words.stopped in html
    assert "cd-mark" not in html


def test_a_failure_says_why(words: Words) -> None:
    assert "The model stopped." in exchange(Exchange("q", Stage.FAILED, error="The model stopped."), 0, words)
    assert words.interrupted in exchange(Exchange("q", Stage.FAILED), 0, words)


def test_a_refusal_is_plain_and_has_no_marks_but_its_neighbourhood(words: Words) -> None:
    each = done(refusal("달의 무게는?"))
    html = exchange(each, 0, words)
    assert "기사에는 그 내용이 없습니다." in html
    assert each.answer is not None
    assert each.answer.refusal in html
    assert "cd-mark" not in html
    assert "자유무역협정 20년 만에 고치기로" in sources(each, 0, words)


def test_dropped_claims_are_only_in_a_folded_list_and_struck_out(words: Words) -> None:
    tree = LexborHTMLParser(exchange(done(good_answer("질문")), 0, words))
    assert [node.text() for node in tree.css("details.cd-dropped s")] == ["펀드는 30억 달러입니다."]
    claims = tree.css_first("ul.cd-claims")
    assert claims is not None
    assert "30억" not in claims.text()


def test_an_answer_without_claims_shows_its_text(words: Words) -> None:
    assert "그냥 답" in exchange(done(Answer(question="q", text="그냥 답")), 0, words)


def test_the_footer_tells_the_model_the_time_and_the_day(words: Words) -> None:
    html = exchange(done(good_answer("질문")), 0, words)
    assert words.took.format(seconds="2.4") in html
    assert words.as_of.format(day="2026-03-04") in html
    assert "extractive" in html


def test_the_days_that_a_question_names_are_shown(words: Words) -> None:
    periods = (
        AskedPeriod(text="지난주", since=date(2026, 11, 16), until=date(2026, 11, 22), restricts=True),
        AskedPeriod(text="<b>어제</b>", since=date(2026, 11, 22), until=date(2026, 11, 22)),
        AskedPeriod(text="이후", since=date(2024, 1, 1)),
        AskedPeriod(text="이전", until=date(2024, 1, 1)),
    )
    answer = good_answer("질문").model_copy(update={"periods": periods, "today": date(2026, 11, 23)})
    line = LexborHTMLParser(exchange(done(answer), 0, words)).css_first(".cd-days")
    assert line is not None
    assert words.asked_on.format(day="2026-11-23") in line.text()
    assert "지난주 = 2026-11-16 ~ 2026-11-22" in line.text()
    assert "<b>어제</b> = 2026-11-22" in line.text()
    assert words.days_since.format(day="2024-01-01") in line.text()
    assert words.days_until.format(day="2024-01-01") in line.text()
    assert "cd-days" not in exchange(done(good_answer("질문")), 0, words)


def test_cards_name_the_other_outlets_each_a_button_that_opens_it(words: Words) -> None:
    answer = good_answer("질문")
    copies = (
        Copy(article_id="b" * 16, title="둘", outlet="새벽<신문>", published=datetime(2026, 3, 4, tzinfo=KST)),
        Copy(article_id="c" * 16, title="셋 & 넷"),
    )
    copied = answer.evidence[0].model_copy(update={"also": copies})
    each = Exchange("질문", Stage.WRITING, (copied, *answer.evidence[1:]))
    tree = LexborHTMLParser(sources(each, 0, words))
    line = next(node for node in tree.css(".cd-meta") if words.also_in.format(count=2) in node.text())
    buttons = line.css("button")
    assert [button.attributes["data-open"] for button in buttons] == [f"a:{'b' * 16}", f"a:{'c' * 16}"]
    assert [button.text() for button in buttons] == ["새벽<신문> · 2026-03-04", "셋 & 넷"]
    assert "cd-also" not in sources(done(answer), 0, words)
    quoted = answer.model_copy(update={"evidence": (copied, *answer.evidence[1:])})
    assert sources(done(quoted), 0, words).count("cd-also") == 2


def test_a_citation_with_and_without_focus_shares_a_number(words: Words) -> None:
    article = summit()
    citations = (cite(article, "정부는 2030년까지"), cite(article, "정부는 2030년까지", "2030년"))
    answer = Answer(question="q", text="t", claims=(claim("x", Verdict.VERIFIED, *citations),))
    assert [mark.text() for mark in LexborHTMLParser(exchange(done(answer), 0, words)).css(".cd-mark")] == ["1", "1"]


def test_the_list_is_newest_first_and_opens_articles(assistant: ScriptedAssistant, words: Words) -> None:
    page = ListCatalogue(assistant).page(Wanted(), 50, 0)
    buttons = LexborHTMLParser(article_list(page, 0, words)).css("button.cd-card")
    assert [button.attributes["data-open"] for button in buttons] == [f"a:{harbour().id}", f"a:{summit().id}"]
    assert words.no_articles in article_list(Rows([], 0), 0, words)


def test_a_report_has_a_line_for_each_with_words_and_reason(words: Words) -> None:
    lines = [Line("a.txt", "added", title="제목"), Line("b.txt", "unchanged", title="둘"),
             Line("c.txt", "skipped", reason="a menu page"), Line("d.bin", "failed", reason="not text"),
             Line("e.txt", "exploded", reason="?")]  # fmt: skip
    items = [node.text() for node in LexborHTMLParser(report(lines, words)).css("li")]
    assert len(items) == 5
    for item, status in zip(items, ["added", "unchanged", "skipped", "failed", "failed"], strict=True):
        assert words.statuses[status] in item
    assert "제목" in items[0]
    assert "d.bin" in items[3]
    assert "not text" in items[3]


def test_the_head_shows_the_size_and_the_language_in_use(words: Words) -> None:
    tree = LexborHTMLParser(header(12, words))
    pressed = [b.attributes["data-language"] for b in tree.css("button") if b.attributes["aria-pressed"] == "true"]
    assert pressed == [words.code]
    assert "12" in tree.text()


@pytest.mark.parametrize(("articles", "chips"), [(0, 0), (3, 2)])
def test_the_welcome_offers_examples_only_when_there_is_something_to_ask(
    articles: int, chips: int, words: Words
) -> None:
    html = welcome(("one?", "two?"), articles, words)
    assert len(LexborHTMLParser(html).css(".cd-chip")) == chips
    assert (words.no_articles in html) == (articles == 0)


def test_dates_are_those_of_the_page() -> None:
    assert summit().published == datetime(2026, 3, 3, 9, 10, tzinfo=KST)


def test_why_these_sources_tells_scores_places_and_weights(words: Words) -> None:
    found = [
        each.model_copy(
            update={
                "title": "<b>제목</b>",
                "scores": {"dense": 0.5, "fused": 0.8125},
                "ranks": {"fused": 3},
                "weights": {"dense": 0.4},
            }
        )
        for each in good_answer("질문").evidence
    ]
    answer = good_answer("질문").model_copy(
        update={"evidence": tuple(found), "standalone_question": "<i>온전한 질문</i>"}
    )
    html = sources(done(answer), 0, words)
    table = html[html.index('<details class="cd-why">') :]
    assert words.why_sources in table
    assert "0.812 (3)" in table or "0.813 (3)" in table
    assert "<td>0.500</td>" in table
    assert f"{words.legs['dense']} 0.40" in table
    assert "&lt;i&gt;온전한 질문" in table
    assert "<b>" not in table


def test_without_scores_nothing_tells_why(words: Words) -> None:
    found = tuple(each.model_copy(update={"scores": {}}) for each in good_answer("질문").evidence)
    assert "cd-why" not in sources(done(good_answer("질문").model_copy(update={"evidence": found})), 0, words)
