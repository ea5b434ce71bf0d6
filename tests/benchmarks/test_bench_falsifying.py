"""Rules that turn sentences false change what they say they change, and nothing is true and false at once."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from assistant.article import Article, Block, BlockKind
from benchmarks import claims
from benchmarks.falsifying.figures import FIGURES
from benchmarks.falsifying.paraphrases import PARAPHRASES
from benchmarks.falsifying.predicates import PREDICATES
from benchmarks.falsifying.rule import Rule, Scene
from benchmarks.falsifying.typing import TYPINGS
from benchmarks.falsifying.whole import WHOLE
from benchmarks.quotes import Case, judge_quote, quote_cases
from benchmarks.sets.newsroom import Story, story_of

RULES: dict[str, Rule] = {**FIGURES, **PREDICATES, **WHOLE}


def story(text: str, language: str) -> Story:
    blocks = (Block(kind=BlockKind.BODY, start=0, end=len(text)),)
    return story_of(
        "test", "page", Article(id=Article.id_of(text), text=text, blocks=blocks, title="", language=language)
    )


def scene(text: str, language: str = "ko") -> Scene:
    made = story(text, language)
    return Scene(made, 0, made, Random(1))


@pytest.mark.parametrize(
    ("rule", "text", "false"),
    [
        ("scale", "시는 다리에 3억원을 들였다고 밝혔다.", "시는 다리에 3만원을 들였다고 밝혔다."),
        ("ten times", "시는 다리에 3억원을 들였다고 밝혔다.", "시는 다리에 30억원을 들였다고 밝혔다."),
        ("unit", "다리를 고치는 데 40명이 왔다.", "다리를 고치는 데 40건이 왔다."),
        ("negation", "두 도시는 협정에 서명했다.", "두 도시는 협정에 서명하지 않았다."),
        ("direction", "다리를 건너는 차가 늘었다.", "다리를 건너는 차가 줄었다."),
        ("bound", "다리를 건넌 사람은 100명 이상으로 집계됐다.", "다리를 건넌 사람은 100명 이하으로 집계됐다."),
    ],
)
def test_a_rule_changes_one_thing(rule: str, text: str, false: str) -> None:
    assert RULES[rule](scene(text)) == false


def test_english_rules_change_one_thing() -> None:
    text = "The bridge was opened on Thursday, May 2, and traffic rose 12 percent."
    made = {name: rule(scene(text, "en")) for name, rule in RULES.items()}
    assert made["direction"] == text.replace("rose", "fell")
    assert made["weekday"] not in {None, text}
    assert made["negation"] == text.replace("was opened", "was not opened")


def test_paraphrases_keep_numbers() -> None:
    text = "시는 다리를 고치는 데 4386억원을 투자했다."
    made = {name: rule(scene(text)) for name, rule in PARAPHRASES.items()}
    assert made["number form"] in {text.replace("4386", "4,386"), text.replace("억원", "억 원")}
    assert made["ending"] is not None


def test_true_quotes_are_accepted_in_all_typings_and_false_ones_are_not() -> None:
    text = "시장은 “다리는 3·1절에 열린다”고 3일 밝혔다. 다리를 고치는 데 40명이 넉 달 동안 일했다고 시는 덧붙였다."
    found = [judge_quote(case) for case in quote_cases([story(text, "ko")] * 8)]
    assert {one.case.kind for one in found if one.case.true} == set(TYPINGS)
    assert all(one.taken[""] == one.case.true for one in found)


def test_a_fuzzy_matcher_accepts_what_we_refuse() -> None:
    made = story("시는 낡은 다리를 고치는 데 모두 3억 달러를 들였다고 밝혔다.", "ko")
    judged = judge_quote(Case("scale", made.sentences[0].text.replace("3억", "9억"), made, true=False))
    assert (judged.taken[""], judged.taken["fuzzy"]) == (False, True)


def test_pages_of_a_claim_have_their_titles_and_days() -> None:
    lines = ["(meta data) TITLE: The old mill", "(meta data) PUBLISHED DATETIME: 2004-10-19 14:49", "", "It opens on May 2.",
             "(meta data) AUTHOR: A. Holm", "(meta data) TITLE: The pier", "It is closed."]  # fmt: skip
    pages = claims.pages_of(lines)
    assert [(page.title, page.lines) for page in pages] == [
        ("The old mill", ["It opens on May 2."]), ("The pier", ["It is closed."]),
    ]  # fmt: skip
    found = claims.sentences(lines)
    assert [(one.text, one.kind) for one in found if one.article.title == "The old mill"] == [
        ("The old mill", BlockKind.TITLE), ("It opens on May 2.", BlockKind.BODY),
    ]  # fmt: skip
    assert all(one.article.text[one.start : one.end] == one.text for one in found)
    assert {one.anchor for one in found} == {date(2004, 10, 19), None}
    assert claims.sentences(["No title."])[0].kind is BlockKind.BODY
