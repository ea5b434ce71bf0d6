"""What stands around a text: a picture's caption below the headline, calls for newsletters, names at the end."""

from __future__ import annotations

import pytest

from assistant.article import Article, BlockKind
from ingest import read
from ingest.rules.captions import is_scene
from ingest.rules.frame import is_appeal
from ingest.rules.names import is_byline, names_in

K = BlockKind
KOREAN = (
    "가온시가 이달부터 새 버스 노선 다섯 개를 운행한다고 3일 밝혔다. 새 노선은 역과 대학, 병원을 잇는다.",
    "시는 지난해 시민 2천 명에게 물어 노선을 정했다고 설명했다. 배차 간격은 12분이며 첫차는 오전 5시 30분에 떠난다.",
    "이용 요금은 지금과 같은 1천500원이다. 시 관계자는 석 달 뒤 이용객 수를 보고 노선을 고칠 계획이라고 말했다.",
    "버스 회사는 기사 40명을 새로 뽑았다. 시는 차고지 두 곳도 넓히기로 했다.",
)
ENGLISH = (
    "The city of Gaon will run five new bus lines from this month, officials said on Tuesday. They link the station and two hospitals.",
    "The city asked 2,000 residents last year which routes they needed, a spokesperson said. The first bus leaves at 5:30 in the morning.",
    "The fare stays at 1,500 won. The city will look at the number of riders after three months and change the lines if needed, she said.",
    "The bus company has hired 40 drivers. Two depots will be made larger, according to the plan.",
)
KOREAN_TITLE, ENGLISH_TITLE = "가온시, 새 버스 노선 다섯 개 운행", "Gaon to run five new bus lines"


def framed(*, above: str = "", amid: str = "", end: str = "", korean: bool = True) -> Article:
    """A page with its frame, and a line below the headline, amid the text or at its end."""
    if korean:
        head, date, text = ["홈 > 사회", KOREAN_TITLE], "2026.03.03 09:10", KOREAN
        foot = [
            "저작권자 © 가온일보 무단전재 및 재배포 금지",
            "많이 본 뉴스",
            "가온시청 앞 광장 새 단장",
            "가온강 산책로 개통",
        ]
    else:
        head, date, text = ["Home", "News", ENGLISH_TITLE], "March 3, 2026", ENGLISH
        foot = [
            "Copyright © 2026 Gaon Post. All rights reserved.",
            "Most read",
            "Harbour bridge closes",
            "Library hours extended",
        ]
    lines = [*head, above, date, *text[:2], amid, *text[2:], end, *foot]
    return read("\n\n".join(filter(None, lines)))


def kind_of(article: Article, line: str) -> BlockKind:
    at = article.text.index(line)
    return next(block.kind for block in article.blocks if block.start <= at < block.end)


def body_of(article: Article) -> list[str]:
    blocks = [block for block in article.blocks if block.kind is K.BODY]
    return [article.text[block.start : block.end].strip() for block in blocks]


@pytest.mark.parametrize(
    "caption",
    [
        "3일 가온역 앞 정류장에서 시민들이 새 버스 노선의 첫차에 오르고 있다.",
        "가온시 새 버스가 3일 역 앞 정류장에 서 있다.",
        "지난달 30일 가온시 차고지에서 정비사가 새 버스를 살피는 모습.",
        "Passengers board a bus of one of the five new lines at Gaon station on Tuesday.",
        "Passengers board a bus of one of the five new lines at Gaon station. (Gaon Post/Mina Park)",
    ],
)
def test_a_caption_below_the_headline_is_no_deck(caption: str) -> None:
    korean = not caption.isascii()
    article = framed(above=caption, korean=korean)
    assert kind_of(article, caption) is K.CAPTION
    assert body_of(article) == list(KOREAN if korean else ENGLISH)


@pytest.mark.parametrize(
    "deck",
    [
        "역·대학·병원 잇는 노선 … 배차 간격 12분",
        "새 노선은 역과 대학, 병원을 잇고 첫차는 오전 5시 30분에 떠난다.",
        "The lines link the station and two hospitals, and the first bus leaves at 5:30 in the morning.",
    ],
)
def test_a_deck_stays_one(deck: str) -> None:
    assert kind_of(framed(above=deck, korean=not deck.isascii()), deck) is K.DECK


@pytest.mark.parametrize(
    "text", ["물가가 계속 오르고 있다.", "The mayor meets residents on Tuesday to explain the plan."]
)
def test_what_goes_on_is_no_picture_for_it(text: str) -> None:
    assert not is_scene(text, placed=True)


@pytest.mark.parametrize(
    "call",
    [
        "Sign up for our morning briefing",
        "Get our morning briefing",
        "Free newsletter",
        "Our morning newsletter breaks down the main stories of the day, and tells you what they mean.",
        "Start your day with our morning email, free every weekday.",
        "Want more on transport? Our weekly newsletter explains what changes in the city.",
        "뉴스레터 구독",
        "뉴스레터 신청하기",
        "가온레터 구독 신청",
        "매일 아침 뉴스레터로 받아보세요",
        "이 기사가 마음에 들었다면 뉴스레터를 구독해 보세요",
        "지금 구독하고 매일 아침 메일로 주요 뉴스를 받아보세요.",
        "이메일 주소를 입력하세요",
    ],
)
def test_a_call_for_a_newsletter_is_not_in_the_body(call: str) -> None:
    korean = not call.isascii()
    article = framed(amid=call, korean=korean)
    assert kind_of(article, call) is K.OTHER
    assert body_of(article) == list(KOREAN if korean else ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "회사는 뉴스레터 구독자가 10만 명을 넘었다고 밝혔다.",
        "마지막 러브레터",
        "성장하는 뉴스레터",
        "그는 매주 뉴스레터를 쓰고 있다.",
        "The newsletter is read by 30,000 people, the company said.",
        "“Be careful with the emails you open,” he said.",
    ],
)
def test_a_report_about_newsletters_stays(text: str) -> None:
    assert not is_appeal(text)


@pytest.mark.parametrize(
    ("signature", "authors"),
    [
        ("홍길동 기자 abc@paper.example.kr", ("홍길동",)),
        ("홍길동 사회부 기자", ("홍길동",)),
        ("글·사진 김가온", ("김가온",)),
        ("글·사진 김가온 기자", ("김가온",)),
        ("글 김가온·사진 박나루", ("김가온", "박나루")),
        ("글·사진 가온=홍길동 기자 abc@paper.example.kr", ("홍길동",)),
        ("취재 홍길동 / 편집 김가온", ("홍길동",)),
        ("김가온 문화평론가", ("김가온",)),
        ("Reporting by Mina Park; editing by Joon Lee", ("Mina Park",)),
        ("(Reporting by Mina Park and Ara Kim; Editing by Joon Lee)", ("Mina Park", "Ara Kim")),
        ("Additional reporting by Bora Lee and agencies.", ()),
        ("Mina Park and Ara Kim contributed to this report.", ()),
        ("Edited by: Joon Lee", ()),
    ],
)
def test_names_at_the_end_sign_the_article(signature: str, authors: tuple[str, ...]) -> None:
    korean = not signature.isascii()
    article = framed(end=signature, korean=korean)
    assert kind_of(article, signature) is K.SIGN_OFF
    assert article.authors == authors
    assert body_of(article) == list(KOREAN if korean else ENGLISH)


@pytest.mark.parametrize(
    "signature",
    [
        "글·사진 김가온",
        "홍길동 기자 abc@paper.example.kr",
        "김가온 문화평론가",
        "(Reporting by Mina Park; Editing by Joon Lee)",
        "— Mina Park",
    ],
)
def test_names_below_a_text_without_a_frame(signature: str) -> None:
    korean = any("가" <= char <= "힣" for char in signature)
    title, text = (KOREAN_TITLE, KOREAN) if korean else (ENGLISH_TITLE, ENGLISH)
    article = read("\n\n".join([title, *text, signature]))
    assert kind_of(article, signature) in (K.BYLINE, K.SIGN_OFF)
    assert body_of(article) == list(text)


@pytest.mark.parametrize("signature", ["글·사진 김가온 기자", "글·사진 김가온", "홍길동 기자"])
def test_names_glued_to_the_last_sentence_take_nothing_with_them(signature: str) -> None:
    article = read(
        "\n\n".join(
            [KOREAN_TITLE, "2026.03.03 09:10", *KOREAN[:3], f"{KOREAN[3]} {signature}", "댓글 3", "많이 본 뉴스"]
        )
    )
    assert body_of(article) == list(KOREAN)
    assert len(article.authors) == 1


@pytest.mark.parametrize(
    "text",
    ["글 목록", "글 쓰기 · 사진 보기", "취재 지원 / 사진 구입", "Editing by hand is slow work that few still do.",
     "The group contributed to the report on housing costs."],
)  # fmt: skip
def test_what_is_no_signature(text: str) -> None:
    assert not is_byline(text)


def test_a_desk_is_no_name() -> None:
    assert names_in("홍길동 사회부 기자") == ["홍길동"]
    assert names_in("사회부 기자") == []
