"""Boxes inside a text, and heads of pages as foreign newspapers print them: the text goes on behind."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.article import Article, BlockKind
from ingest import read
from ingest.rules.dates import find_dates, is_date_line
from ingest.rules.names import names_in

HEAD = "Menu\nSign in\nSubscribe\n\nGaon ferry to stop for the winter\nBy Mara Lind\n12 November 2025\nShare\n\n"
ABOVE = (
    "The ferry over the Gaon will stop on 1 December because its engine needs repair, the harbour office said.\n\n"
    "About 900 people take the ferry every day, most of them on their way to work in the northern docks.\n\n"
)
BELOW = "A bus will cross the bridge instead, every twenty minutes, until the ferry returns in the spring.\n\n"
FOOT = "Most viewed\nTen soups for cold days\n© 2025 Gaon Post. All rights reserved.\n"


def parts(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[block.start : block.end].strip() for block in article.blocks if block.kind is kind]


def paragraphs(page: str) -> list[str]:
    return [text[:10] for text in parts(read(page), BlockKind.BODY)]


BOXES = {
    "skipped": "skip past newsletter promotion\nSign up to Harbour Letter\nFree weekly newsletter\n"
    "The best stories of our harbour, every Friday, for people who love boats and those who sail them.\n"
    "Privacy Notice: Letters may hold notes on charities and content funded by others. See our Privacy Policy.\n"
    "after newsletter promotion\n",
    "listed": "Recommended Stories\nlist of 2 items\nlist 1 of 2 Why do ferries stop so often in winter?\n"
    "list 2 of 2 Photos: The old docks\nend of list\n\n",
    "offered": "Want to know what moves the harbour? Sign up for Harbour Letter, and we will send it to you weekly.\n\n",
    "pictured": "Image\nThe ferry at its pier on Monday. Credit...Tove Ek for The Gaon Post\n\n",
}

BOXES["broken"] = (
    "Trending\nTen soups for cold days\nWhy the docks are quiet tonight\nAdvertisement\n"
    "This advertisement has not loaded yet, but your article continues below.\nThe new museum opens at last\n"
    "Story continues below\n\n"
)


@pytest.mark.parametrize("name", BOXES)
def test_a_box_neither_ends_the_text_nor_belongs_to_it(name: str) -> None:
    plain = paragraphs(HEAD + ABOVE + BELOW + FOOT)
    assert len(plain) == 3
    assert paragraphs(HEAD + ABOVE + BOXES[name] + BELOW + FOOT) == plain


def test_a_list_whose_end_is_printed_is_related() -> None:
    article = read(HEAD + ABOVE + BOXES["listed"] + BELOW + FOOT)
    assert "list 2 of 2 Photos: The old docks" in parts(article, BlockKind.RELATED)[0]


def test_a_box_that_never_ends_hides_no_text() -> None:
    page = HEAD + ABOVE + "skip past newsletter promotion\nSign up\n" + BELOW + FOOT
    assert paragraphs(page) == paragraphs(HEAD + ABOVE + BELOW + FOOT)


LONG = [
    "The harbour office said the engine of the ferry had been built in 1978 and could no longer be repaired on the pier.",
    "Engineers of the shipyard in Gaon will take the engine out and put in an electric one, which the ferry was promised.",
    "The office will pay for the repair from the money that the city council set aside for the pier and its ferry in May.",
    "Passengers of the ferry told the council in May that the bus over the bridge takes them forty minutes to the docks.",
    "The council promised the passengers a second bus, and the shipyard said the ferry should return before the spring.",
    "The ferry had stopped twice this year, in March and in June, both times because of its engine, the office said.",
    "Tickets for the ferry remain valid on the bus over the bridge, and the harbour office pays back those of December.",
    "The city council will hear the engineers of the shipyard about the electric engine at its next meeting in Gaon.",
]
OTHER = "A painter from Lowhill shows watercolours of vanished orchards until Sunday, and visitors may taste cider there.\n\n"


def test_what_speaks_of_something_else_behind_the_frame_is_no_text() -> None:
    text = "\n\n".join(LONG) + "\n\n"
    assert parts(read(HEAD + text + "Explore further\nOrchards in spring\n" + OTHER + FOOT), BlockKind.BODY) == LONG


def test_the_end_of_an_article_stays_behind_a_box() -> None:
    text = "\n\n".join(LONG[:-1]) + "\n\nExplore further\nOrchards in spring\n" + LONG[-1] + "\n\n"
    assert parts(read(HEAD + text + FOOT), BlockKind.BODY) == LONG


def test_a_caption_printed_again_below_the_headline_is_one_caption() -> None:
    shown = "Workers of the shipyard lift the old engine off the ferry while passengers wait for the bus behind them."
    page = f"{HEAD}{shown}\n\nShare\nSave\n{shown}\n\n" + "\n\n".join(LONG) + "\n\n" + FOOT
    article = read(page)
    assert parts(article, BlockKind.CAPTION) == [shown]
    assert parts(article, BlockKind.BODY) == LONG


@pytest.mark.parametrize(
    "caption",
    [
        "Mayor Ana Roth, left, speaks to passengers of the ferry at the northern docks on Monday, March 3, 2025.",
        "In this May 2, 2024, file photo, the ferry leaves its pier with the last passengers of the day on board.",
        "The harbour master (second left) and engineers of the shipyard beside the engine that is to be replaced.",
    ],
)
def test_what_a_picture_shows_is_its_caption(caption: str) -> None:
    article = read(f"{HEAD}{caption}\n\n" + "\n\n".join(LONG) + "\n\n" + FOOT)
    assert caption not in parts(article, BlockKind.BODY)
    assert caption in parts(article, BlockKind.CAPTION)


def test_a_report_with_a_full_date_is_no_caption() -> None:
    told = (
        "The mayor spoke to the passengers of the ferry on March 3, 2025, and said that the engine would be replaced."
    )
    assert told in parts(read(f"{HEAD}{told}\n\n" + "\n\n".join(LONG) + "\n\n" + FOOT), BlockKind.BODY)


KOREAN = (
    "뉴스\n가온강 나룻배, 겨울 동안 쉰다\n2025-11-05 10:02\n문가람 기자\n\n{0}\n{1}\n\n문가람 기자 garam@gaon.example\n"
)
TEXTS = (
    "가온시는 나룻배를 다음 달 1일부터 세운다고 5일 밝혔다.",
    "버스가 20분마다 다리를 건넌다고 시는 덧붙였다.",
)


def test_links_between_paragraphs_do_not_end_the_text() -> None:
    links = "\n▶ [단독] 나루터 땅값이 두 배로 뛰었다\n▶ 강마을 사람들의 긴 겨울\n"
    page = KOREAN.format(TEXTS[0] + "\n\n하루 900명이 이 배를 탄다.\n" + links, TEXTS[1])
    assert parts(read(page), BlockKind.BODY) == [TEXTS[0], "하루 900명이 이 배를 탄다.", TEXTS[1]]


def test_links_with_teasers_between_them_are_no_text() -> None:
    more = [f"나루터 {at}곳은 그동안 발판과 난간을 고치고 안내판을 새로 달 계획이라고 시가 알렸다." for at in (2, 3, 4)]
    told = [TEXTS[0], *more, TEXTS[1]]
    page = KOREAN.format("\n".join(told[:-1]), told[-1]) + "".join(
        f"▶ 놀이공원 {at}곳 문 열어\n축제 {at}개가 함께 열린다고 업체가 알렸다.\n" for at in range(5)
    )
    assert parts(read(page), BlockKind.BODY) == told


@pytest.mark.parametrize("line", ["3 hours ago", "Updated 2 hours ago", "Published an hour ago", "수정 3시간 전"])
def test_a_time_that_counts_from_now_is_a_line_of_dates_without_a_date(line: str) -> None:
    assert is_date_line(line)
    assert find_dates(line) == []


@pytest.mark.parametrize("line", ["3 hours ago the ferry stopped.", "Two men left hours ago", "3년 전 그날"])
def test_what_only_speaks_of_the_past_is_no_line_of_dates(line: str) -> None:
    assert not is_date_line(line)


def test_the_head_of_a_page_without_a_date() -> None:
    page = (
        "Skip to content\nHome\nNews\nSport\n\nGaon ferry to stop for the winter\n3 hours ago\nShare\nSave\nMara Lind\n"
        "Transport correspondent, Gaon\nReporting from\nNorthpier\nGetty Images\nThe ferry carries 900 people a day\n"
    )
    article = read(page + ABOVE + BELOW + FOOT)
    assert article.title == "Gaon ferry to stop for the winter"
    assert article.authors == ("Mara Lind",)
    assert article.published is None
    assert "Reporting from" not in parts(article, BlockKind.DECK)


@pytest.mark.parametrize(
    ("printed", "moments"),
    [
        ("Thu 18 Sep 2025 06.00 BST", ["2025-09-18T06:00:00+01:00"]),
        ("4:15 PM EST, December 3, 2025", ["2025-12-03T16:15:00-05:00"]),
        (
            "Published 4:15 PM EST, Wed December 3, 2025 Updated 10:32 AM EST, Thu December 4, 2025",
            ["2025-12-03T16:15:00-05:00", "2025-12-04T10:32:00-05:00"],
        ),
        ("Nov 3, 2025 7:05 a.m. ET Nov 4, 2025", ["2025-11-03T07:05:00-05:00", "2025-11-04T00:00:00"]),
        ("99:15 PM EST, December 3, 2025", ["2025-12-03T00:00:00"]),
        ("2025. 8. 1. 09.12", ["2025-08-01T00:00:00"]),
    ],
)
def test_times_with_a_dot_and_before_their_date(printed: str, moments: list[str]) -> None:
    assert [found.when for found in find_dates(printed)] == [datetime.fromisoformat(moment) for moment in moments]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Mara Lind Environment reporter", ["Mara Lind"]),
        ("Mary Ann Smith Senior Political Correspondent", ["Mary Ann Smith"]),
        ("글 문가람·사진 노을해 기자", ["문가람", "노을해"]),
        ("글·사진 문가람 기자", ["문가람"]),
        ("By Mara Lind and News Agencies", ["Mara Lind"]),
        ("By Mara Lind, Tove Ek and Reuters", ["Mara Lind", "Tove Ek"]),
        ("By Associated Press", []),
    ],
)
def test_names_without_fields_and_agencies(line: str, names: list[str]) -> None:
    assert names_in(line) == names


@pytest.mark.parametrize("masthead", ["보도자료", "보도참고자료", "설명자료", "보 도 자 료"])
def test_a_masthead_is_no_title(masthead: str) -> None:
    story = f"가온시, 새 나루터 연다\n\n{TEXTS[0]}\n\n{TEXTS[1]}\n"
    assert read(f"{masthead}\n\n{story}").title == "가온시, 새 나루터 연다"
    assert read(f"{masthead}\n\n{TEXTS[0]}\n\n{TEXTS[1]}\n").title == TEXTS[0]
