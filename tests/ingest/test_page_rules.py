"""Single lines: dates, names, owners, and what a line looks like."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ingest.lines import split_lines
from ingest.rules.dates import find_dates, is_date_line, parse_date, with_zone
from ingest.rules.names import is_byline, names_in
from ingest.rules.rights import is_rights, owner_in, reserves
from ingest.traits import Trait, trait_of


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("입력 2026-03-03 00:04", "2026-03-03T00:04"),
        ("기사입력 :[ 2025-02-07 17:21 ]", "2025-02-07T17:21"),
        ("등록 2022.12.28. 오후 2:20", "2022-12-28T14:20"),
        ("2024.07.12 (금) 오전 12:05", "2024-07-12T00:05"),
        ("2026년 3월 3일 화요일 15시 04분", "2026-03-03T15:04"),
        ("승인 2025/05/19", "2025-05-19T00:00"),
        ("Published: August 24, 2023 9:31 PM", "2023-08-24T21:31"),
        ("Nov. 19, 2019 8:03 am ET", "2019-11-19T08:03-05:00"),
        ("20 Nov 2019 08:00 GMT", "2019-11-20T08:00+00:00"),
        ("Friday, April 28, 2023", "2023-04-28T00:00"),
        ("2019-11-19T12:48:14Z", "2019-11-19T12:48+00:00"),
        ("Updated 4th February 2025 at 11:10", "2025-02-04T11:10"),
    ],
)
def test_printed_dates(printed: str, moment: str) -> None:
    (found,) = find_dates(printed)
    assert found.when.isoformat(timespec="minutes") == moment
    assert is_date_line(printed)


@pytest.mark.parametrize("text", ["2025-02-31", "2025-13-01", "어제", "call 2025-1", "99-01-01"])
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []
    assert parse_date(text) is None


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    assert not is_date_line("두 나라는 2006년 3월 2일 발효된 협정을 20년 만에 고치기로 했다고 밝혔다.")


def test_zones_by_language() -> None:
    plain = datetime.fromisoformat("2026-03-03T00:04")
    assert with_zone(plain, "ko").utcoffset() == timedelta(hours=9)
    assert with_zone(plain, "en").tzinfo is UTC


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("박다래 기자", ["박다래"]),
        ("가온 박다래 기자 dara@gaon.example", ["박다래"]),
        ("박다래·나하늘 기자", ["박다래", "나하늘"]),
        ("(목포=마루통신) 나하늘 박다래 기자 =", ["나하늘", "박다래"]),
        ("박다래 기자(가온비즈)", ["박다래"]),
        ("By Jane Doe", ["Jane Doe"]),
        ("By Jane Doe and Peter Strand", ["Jane Doe", "Peter Strand"]),
        ("By Tom Davies - Associated Press", ["Tom Davies"]),
        ("Owen Castellan, Business Correspondent", ["Owen Castellan"]),
    ],
)
def test_bylines(line: str, names: list[str]) -> None:
    assert is_byline(line)
    assert names_in(line) == names


@pytest.mark.parametrize(
    ("notice", "owner"),
    [
        ("Copyright ⓒ 가온일보 All rights reserved. 무단 전재-재배포, AI 학습 및 활용 금지", "가온일보"),
        ("ⓒ가온일보", "가온일보"),
        ("저작권자 © 가온일보 무단전재 및 재배포 금지", "가온일보"),
        ("<저작권자(c) 마루통신, 무단 전재-재배포, AI 학습 및 활용 금지>", "마루통신"),
        ("Copyright 2024 Harbor Courier. All rights reserved.", "Harbor Courier"),
        ("© 2023 Harbor Courier. All rights reserved.", "Harbor Courier"),
        ("All rights reserved.", ""),
    ],
)
def test_owners_of_rights(notice: str, owner: str) -> None:
    assert owner_in(notice) == owner


def test_only_notices_reserve_rights() -> None:
    assert is_rights("무단 전재 및 재배포 금지")
    assert not is_rights(
        "국회는 저작권자의 동의 없이 기사를 쓰는 일을 두고 공청회를 열어 전문가 여섯 명의 의견을 들었다고 밝혔다."
    )
    assert reserves("All rights reserved.")
    assert not reserves("ⓒ 가온일보")


@pytest.mark.parametrize(
    ("line", "trait"),
    [
        ("많이 본 뉴스", Trait.RELATED),
        ("More from Business", Trait.RELATED),
        ("이 시각 주요 뉴스", Trait.RELATED),
        ("• 기사 읽어주기", Trait.TOOL),
        ("1 / 3", Trait.TOOL),
        ("function _flash_removeCallback() {}", Trait.TOOL),
        ("이미지 확대", Trait.CUE),
        ("가온 뉴스1", Trait.CREDIT),
        ("▲ 전남 신안 앞바다의 풍력 발전기", Trait.CAPTION),
        ("동계올림픽 중계에 대한 여러분의 생각은?", Trait.POLL),
        ("댓글 12", Trait.COMMENTS),
        ("We use cookies to make this site work.", Trait.APPEAL),
        ("시내버스 심야 노선 6개 늘린다", Trait.HEADLINE),
        ("시의회는 19일 본회의를 열어 교통 조례 개정안을 의결했다.", Trait.PROSE),
        ("The council passed the order by a vote of 33 to 8 on Monday.", Trait.PROSE),
    ],
)
def test_looks(line: str, trait: Trait) -> None:
    assert trait_of(split_lines(line)[0]) is trait


def test_a_closing_address_and_list_are_parted_from_the_last_paragraph() -> None:
    line = (
        "그는 예산을 늘리겠다고 말했다. 시의회도 동의했다고 전해졌다. "
        "sky@maru.example[마루통신 핫 뉴스] ㆍ 다른 기사 제목"
    )
    assert [part.text for part in split_lines(line)] == [
        "그는 예산을 늘리겠다고 말했다. 시의회도 동의했다고 전해졌다.",
        "sky@maru.example",
        "[마루통신 핫 뉴스] ㆍ 다른 기사 제목",
    ]
