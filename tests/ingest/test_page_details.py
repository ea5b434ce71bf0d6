"""What pages glue, wrap, repeat and hide: addresses, datelines, credits, fixed widths, pages of the paper, languages."""

from __future__ import annotations

import re
import textwrap
import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article import SEARCHED_KINDS, Article, BlockKind
from assistant.errors import NoArticleError
from ingest import cut, read
from ingest.lines import split_lines
from ingest.newspapers.newspaper import parse_newspaper
from ingest.rules.dates import find_dates, is_date_line
from ingest.traits import Trait, trait_of, traits_of

STORY = "가온시가 오는 7월부터 심야 시내버스 노선을 여섯 개 늘린다. 막차도 새벽 3시에서 4시로 한 시간 늦춘다."
OTHER = f"{STORY.replace('여섯', '일곱')} {STORY.replace('여섯', '여덟')}"
ENGLISH = (
    "The bridge over the Gaon was opened on Monday after three years of work, and the first cars crossed it at noon. "
    "Mayor Ruth Okafor said that it would carry 11,000 cars a day. The county paid 31 million pounds for it."
)


def searched(article: Article) -> str:
    return "\n".join(article.text[b.start : b.end].strip() for b in article.blocks if b.kind in SEARCHED_KINDS)


def parts(line: str) -> list[str]:
    return [part.text for part in split_lines(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{STORY} dara@gaon.example", [STORY, "dara@gaon.example"]),
        (f"{STORY}dara@gaon.example{STORY}", [STORY, "dara@gaon.example", STORY]),
        (f"{STORY} 2025.05.19.dara7@gaon.example", [f"{STORY} 2025.05.19.", "dara7@gaon.example"]),
        (f"{STORY} 2025.5.19dara@gaon.example", [f"{STORY} 2025.5.19", "dara@gaon.example"]),
        (f"{STORY} 박다래 기자 dara@gaon.example", [STORY, "박다래 기자 dara@gaon.example"]),
        (f"{STORY} 박다래 기자", [STORY, "박다래 기자"]),
        (f"{STORY}[사진 영상 제보받습니다] {STORY}", [STORY, f"[사진 영상 제보받습니다] {STORY}"]),
        (f"사진=뉴스1{STORY}", ["사진=뉴스1", STORY]),
        (f"{STORY} [가온=뉴시스]{STORY}", [STORY, "[가온=뉴시스]", STORY]),
        (
            "신청은 help@gaon.example로 하면 된다고 시는 밝혔다.",
            ["신청은 help@gaon.example로 하면 된다고 시는 밝혔다."],
        ),
        (f"{STORY} help@gaon.example로 신청한다.", [f"{STORY} help@gaon.example로 신청한다."]),
        (f"{STORY} [사진=뉴시스]", [f"{STORY} [사진=뉴시스]"]),
    ],
)
def test_what_was_glued_to_a_paragraph_is_parted(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [STORY, "dara@gaon.example", "[가온=뉴시스]", "박다래 기자 =", "사진=뉴스1", " ", "2025.05.19."]
        )
    )
)
def test_parts_cover_their_line(pieces: list[str]) -> None:
    line = "".join(pieces)
    found = split_lines(line)
    assert "".join(line[part.start : part.end] for part in found) == (line if found else "")


def test_a_scraped_wire_story_holds_nothing_but_the_story() -> None:
    page = (
        "심야 버스\n\n// flash 오류를 막는 함수\nfunction _flash_removeCallback() {}\n"
        f"【가온=마루통신】나하늘 기자 = {STORY} {STORY}【가온=마루통신】정류장에 선 버스. 2025.05.19. photo@maru.example{OTHER} "
        f"sky@maru.example▶ 마루통신 구독하기<저작권자ⓒ 마루통신. 무단전재-재배포 금지>\n"
    )
    article = read(page)
    assert re.findall(r"_flash|▶|무단|@|=", searched(article)) == []
    assert searched(article).count(STORY) == 2
    assert OTHER in searched(article)
    assert article.authors == ("나하늘",)
    assert article.outlet == "마루통신"
    assert "무단전재" in article.rights


def test_a_photo_story_is_its_caption() -> None:
    caption = (
        "19일 오전 가온시청 대회의실에서 열린 공청회에서 주민과 시의원들이 심야 버스 노선을 두고 의견을 나누고 있다. "
        "공청회는 두 시간 동안 이어졌다. 2025.05.19."
    )
    article = read(
        f"공청회\n\n기사 듣기\n\n[가온=마루통신]나하늘 기자 = {caption} sky@maru.example\n<ⓒ 마루통신. 무단전재 금지>\n"
    )
    assert caption in searched(article)
    assert "@" not in searched(article)


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("frame", ["", "Home\nSign in\nSubscribe\n\n"])
def test_text_broken_at_a_fixed_width_keeps_its_paragraphs(width: int, frame: str) -> None:
    wrapped = textwrap.fill(ENGLISH, width)
    page = f"{frame}New bridge opens\n\n{wrapped}\n\n{wrapped.replace('Gaon', 'Maru')}\n" + (
        "\nMost read\nA pie\n" if frame else ""
    )
    article = read(page)
    bodies = [b for b in article.blocks if b.kind is BlockKind.BODY]
    assert [" ".join(article.text[b.start : b.end].split()) for b in bodies] == [
        ENGLISH,
        ENGLISH.replace("Gaon", "Maru"),
    ]
    assert all(article.text[p.start : p.end] == p.text for p in cut(article))


def test_korean_text_broken_at_a_fixed_width_keeps_its_paragraphs() -> None:
    story = f"{STORY} " * 4
    article = read(f"심야 버스\n\n{textwrap.fill(story, 36)}\n\n{textwrap.fill(story.replace('가온', '나루'), 36)}\n")
    assert sum(block.kind is BlockKind.BODY for block in article.blocks) == 2


def test_a_list_of_titles_is_not_a_wrapped_paragraph() -> None:
    titles = [f"The council of town number {at} decides on its new bridge today" for at in range(8)]
    assert len(split_lines("\n".join(titles))) == 8


def test_what_a_page_prints_thrice_is_frame() -> None:
    lines = split_lines("\n".join([ENGLISH, "Story continues after this box", ENGLISH[:90] + "."] * 3))
    looks = [trait for line, trait in zip(lines, traits_of(lines), strict=True) if line.text.startswith("Story")]
    assert looks == [Trait.HEADLINE, Trait.TOOL, Trait.TOOL]


def test_a_caption_printed_twice_is_one_caption() -> None:
    caption = "가온시 정류장에서 승객들이 버스를 기다리고 있다."
    article = read(
        f"심야 버스\n박다래 기자\n입력 2025-05-19 14:20\n이미지 확대\n{caption} 가온 뉴스1\n{caption}\n\n{STORY} {STORY}\n\n{STORY}\n"
    )
    assert searched(article).count(caption) == 1


@pytest.mark.parametrize(
    "page",
    ["로그인\n메뉴\n구독하기\n", "홈\n정치\n경제\n\n많이 본 뉴스\n1 비 소식\n2 눈 소식\n", "Sign in\nHome\nNews\n"],
)
def test_no_article_is_never_a_menu(page: str) -> None:
    with pytest.raises(NoArticleError):
        read(page)


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("승인 2026.07.12 22:09", "2026-07-12T22:09"),
        ("입력 2026. 7. 12.", "2026-07-12T00:00"),
        ("26.07.12 22:09", "2026-07-12T22:09"),
        ("송고시간2026-07-12 22:09", "2026-07-12T22:09"),
        ("최종수정 2026.07.12. 오후 10:09", "2026-07-12T22:09"),
        ("06.01.2026 - 17:29", "2026-01-06T17:29"),
        ("5. Juni 2025", "2025-06-05T00:00"),
        ("15 de octubre de 2024", "2024-10-15T00:00"),
        ("28/04/2024", "2024-04-28T00:00"),
    ],
)
def test_more_printed_dates(printed: str, moment: str) -> None:
    (found,) = find_dates(printed)
    assert found.when.isoformat(timespec="minutes") == moment
    assert is_date_line(printed)


@pytest.mark.parametrize("text", ["04/05/2024", "버전 2.3.1", "192.168.10.12", "1.2.3.4"])
def test_what_may_be_two_dates_or_none_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_a_caption_that_closes_with_a_date_is_no_date_line() -> None:
    line = split_lines("가온군 저수지의 수위 측정기. (사진=가온군 제공) 2025.06.24.")[0]
    assert trait_of(line) is Trait.CAPTION


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("2025-05-19 6면", "6"),
        ("입력2025.05.19 17:48 지면A12", "A12"),
        ("지면보기 종합 14면", "14"),
        ("2025-05-19", ""),
    ],
)
def test_the_page_of_the_printed_paper(line: str, page: str) -> None:
    article = read(
        f"로그인\n\n심야 버스 노선 여섯 개 늘린다\n{line}\n박다래 기자\n\n{STORY} {STORY}\n\n{STORY}\n\nⓒ 가온일보 무단전재 금지\n"
    )
    assert article.print_page == page
    assert article.section == ""


def test_each_searched_block_tells_its_language() -> None:
    article = read(f"심야 버스\n\n{STORY} {STORY}\n\n{ENGLISH}\n\n짧다.\n")
    assert [b.language for b in article.blocks if b.kind is BlockKind.BODY] == ["ko", "en", ""]


def test_control_characters_of_a_headline_reach_no_terminal() -> None:
    article = read(f"심야 \x1b[31m버스\x07 늘린다\x1b]0;x\x07\n\n{STORY} {STORY}\n")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", article.title)
    assert "\x1b" in article.text


def test_published_is_aware_and_seoul_on_korean_pages() -> None:
    article = read(
        f"심야 버스 노선 늘린다\n입력 2025.05.19. 오후 2:05 수정 2025.05.19. 오후 4:48\n\n{STORY} {STORY}\n\n{STORY}\n"
    )
    assert article.published == datetime.fromisoformat("2025-05-19T14:05+09:00")
    assert article.updated == datetime.fromisoformat("2025-05-19T16:48+09:00")


def test_the_guide_shows_a_file_that_is_accepted() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "add-a-newspaper.md").read_text("utf-8")
    example = guide.partition("```toml\n")[2].partition("```")[0]
    assert parse_newspaper("gaon", example).outlet == "가온일보"
    assert set(tomllib.loads(example)) >= {"aliases", "hosts", "marks", "sections", "begin", "end", "byline", "lines"}
