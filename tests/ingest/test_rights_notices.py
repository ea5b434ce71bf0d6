"""Notices and directives: what reserves rights, what grants them, and what only reports about them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ingest import read
from ingest.directives import header_rights
from ingest.reader import read_page
from ingest.rules.rights import is_rights, reserves
from ingest.source import open_source

RESERVING = [
    "무단 전재-재배포, AI 학습 및 활용 금지",
    "[ⓒ 가온일보 무단 전재-재배포, AI 학습 및 활용 금지]",
    "무단전재 및 재배포 금지",
    "무단 전재·재배포 금지",
    "무단전재ㆍ재배포 금지",
    "무단·전재 및 재배포를 금합니다",
    "무단전재, 재배포, AI학습 이용금지",
    "무단 전재 및 재배포, AI학습 이용 금지",
    "무단복제 및 AI학습 이용금지",
    "무 단 전 재  및  재 배 포  금 지",
    "저작권자 © 가온일보, 무단 전재-재배포, AI 학습 및 활용 금지",
    "<저작권자(c) 가온통신, 무단 전재-재배포, AI 학습 및 활용 금지>",
    "이 기사의 저작권은 가온일보에 있으며 무단 전재와 복제를 금합니다.",
    "본 콘텐츠의 저작권은 가온방송에 있습니다. 무단 사용을 금합니다.",
    "저작권법에 따라 무단 복제 및 배포를 금지합니다.",
    "인공지능(AI) 학습 데이터로의 활용을 금지합니다",
    "생성형 AI 학습 및 크롤링 금지",
    "AI 학습데이터 수집·이용 금지",
    "AI(인공지능) 학습 및 이용을 불허합니다",
    "크롤링, 스크래핑 및 TDM(텍스트·데이터 마이닝)을 금지합니다",
    "Copyright ⓒ 가온일보. All rights reserved. 무단 전재, 재배포 및 AI학습 이용 금지",
    "ⓒ 가온일보(www.gaon.example), 무단 전재 및 수집, 재배포 금지",
    "무단전재 및 재배포, AI 학습 이용 절대 금지",
    "허가 없이 전재·복제·배포할 수 없습니다",
    "사전 동의 없이 기사를 무단으로 이용할 수 없습니다",
    "AI 학습용 데이터 이용 금지",
    "Copyright 2025 Saltmarsh Gazette. All rights reserved.",
    "© 2025 Saltmarsh Media Ltd. No part of this may be reproduced without permission.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Text and data mining is expressly prohibited.",
    "Use of this content for AI training is not permitted.",
    "No part of this site may be used to train artificial intelligence systems.",
    "All content is protected by copyright. Reproduction in whole or in part is prohibited.",
    "Unauthorized reproduction, redistribution or AI training prohibited",
    "Not for use in training large language models",
    "We reserve all rights, including those for text and data mining and AI training.",
    "The publisher reserves its rights under Article 4(3) of Directive (EU) 2019/790.",
    "Any use for machine learning purposes requires our written consent.",
    "Reproduction without permission is forbidden",
    "Republication or redistribution is expressly prohibited without prior written consent",
]
REPORTING = [
    "정부는 AI 학습에 쓰인 기사에 대가를 치르게 하는 저작권법 개정안을 의결했다.",
    "무단 전재를 금지하는 법안이 국회를 통과했다고 문화체육관광부가 12일 밝혔다.",
    "The court ruled on Tuesday that the company may train its models on published books.",
    "시는 공원 안 흡연을 금지하기로 했다.",
    "AI 학습 데이터 시장이 커지고 있다",
    "무단횡단 금지 구역",
    "신문협회는 뉴스 콘텐츠의 AI 학습 이용을 금지해 달라고 요구했다.",
    "Publishers reserve the right to sue, a lawyer said.",
    "네이버, AI 학습에 뉴스 활용 중단",
    "구독하기",
    "ⓒ 연합뉴스",
]
LICENCES = [
    "공공누리 제1유형: 출처표시",
    "본 저작물은 공공누리 제1유형에 따라 이용할 수 있습니다.",
    '이 보도자료는 "공공누리 제4유형: 출처표시+상업적 이용금지+변경금지" 조건에 따라 이용할 수 있습니다.',
    "공공누리 공공저작물 자유이용허락 출처표시, 상업적 이용금지 (제2유형)",
    "KOGL Type 3: no derivatives",
    "This work is licensed under CC BY-NC-ND 4.0.",
    "license: https://creativecommons.org/licenses/by/4.0/",
    "저작자표시-비영리-변경금지 2.0 대한민국",
    "Licensed under a Creative Commons Attribution 4.0 International License",
]


@pytest.mark.parametrize("notice", RESERVING)
def test_reservations_in_many_words(notice: str) -> None:
    assert is_rights(notice)
    assert reserves(notice)


@pytest.mark.parametrize("line", REPORTING)
def test_news_about_rights_is_no_notice(line: str) -> None:
    assert not is_rights(line)


@pytest.mark.parametrize("line", LICENCES)
def test_open_licences_are_read_and_reserve_nothing(line: str) -> None:
    assert is_rights(line)
    assert not reserves(line)


@pytest.mark.parametrize(
    ("statement", "reserved"),
    [
        ("tdm-reservation: 1", True),
        ("tdm-reservation: 0", False),
        ("tdm-policy: https://gaon.example/policy.json", False),
        ("robots: noai, noimageai", True),
        ("robots: noimageai", False),
        ("googlebot: nosnippet", True),
        ("x-robots-tag: noarchive", True),
        ("isAccessibleForFree: false", False),
        ("usageInfo: https://gaon.example/terms", False),
        ("ⓒ 가온일보", False),
        ("공공누리 제1유형; robots: noai", True),
        ("License CC BY 4.0. All rights reserved.", True),
        ("", False),
    ],
)
def test_statements_for_machines(statement: str, reserved: bool) -> None:
    assert reserves(statement) is reserved


BODY = [
    "가온시가 오는 7월 1일부터 심야 시내버스 노선을 9개에서 15개로 늘린다. 막차 시각도 한 시간 늦춘다.",
    "시의회는 19일 본회의를 열어 교통 조례 개정안을 의결했다. 새 노선은 병원과 물류단지를 잇는다.",
    "요금은 2150원을 그대로 유지하기로 했다. 시는 한 해 운영비 48억원을 예산으로 댄다.",
]


def page(head: str, foot: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return f"<html><head>{head}</head><body><h1>시내버스 심야 노선 늘린다</h1>{text}<footer>{foot}</footer></body></html>".encode()


LINKED = {"@type": "NewsArticle", "copyrightNotice": "ⓒ 가온일보", "usageInfo": "https://gaon.example/terms",
          "license": {"@type": "CreativeWork", "url": "https://gaon.example/licence"}, "isAccessibleForFree": "False"}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "rights"),
    [
        ('<meta name="tdm-reservation" content="1"><meta name="robots" content="index, NoAI">', "tdm-reservation: 1; robots: noai"),
        (
            '<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://gaon.example/p.json">',
            "tdm-reservation: 1; tdm-policy: https://gaon.example/p.json",
        ),
        ('<meta name="googlebot" content="noarchive,max-snippet: 0">', "googlebot: noarchive, max-snippet:0"),
        ('<meta name="robots" content="index,follow,max-image-preview:large">', ""),
        ('<meta name="copyright" content="가온일보">', "가온일보"),
        ('<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">',
         "license: https://creativecommons.org/licenses/by/4.0/"),
        (
            f'<script type="application/ld+json">{json.dumps(LINKED)}</script>',
            "ⓒ 가온일보; usageInfo: https://gaon.example/terms; license: https://gaon.example/licence; "
            "isAccessibleForFree: false",
        ),
    ],
)  # fmt: skip
def test_rights_of_the_markup_are_spelt_out(head: str, rights: str) -> None:
    assert read(page(head), name="a.html").rights == rights


def test_the_printed_notice_stands_before_those_for_machines() -> None:
    notice = "ⓒ 가온일보 무단 전재-재배포, AI 학습 및 활용 금지"
    article = read(page('<meta name="robots" content="noai">', f"<p>{notice}</p>"), name="a.html")
    assert article.rights == f"{notice}; robots: noai"


def test_headers_of_the_server_count() -> None:
    headers = {"X-Robots-Tag": "noai, nosnippet", "TDM-Reservation": "1", "Server": "noai"}
    rights = "tdm-reservation: 1; x-robots-tag: noai, nosnippet"
    assert header_rights(headers) == rights
    source = replace(open_source(page(""), "a.html", 1_000_000), rights=rights)
    assert read_page(source).rights == rights
