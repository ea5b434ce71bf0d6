"""What only the written reports of broadcasters have: lines that say who speaks next."""

from __future__ import annotations

import re

BROADCASTER = r"(?:KBS\d?|MBC|SBS|YTN|JTBC|MBN|EBS|OBS|CBS|BBS|TBS|TBC|KNN|G1|JTV|CJB|JIBS|UBC|TJB|kbc|채널A|TV조선|연합뉴스TV|뉴스타파)"
SPEAKER = re.compile(
    r"[\[<〈《◀(【]\s?(?:앵커|기자|리포트|인터뷰|vcr|녹취|아나운서|캐스터|리포터|출연|스튜디오|현장음|클로징|오프닝|멘트|답변|질문|사회자|진행자|"
    r"전화\s?연결)(?:\s?(?:멘트|리드|리포트|/\s?.{2,12}))?\s?[\]>〉》▶)】]",
    re.IGNORECASE,
)


def is_speaker(text: str) -> bool:
    """Whether a line only tells who speaks next ("[앵커]")."""
    return len(text) <= 30 and SPEAKER.fullmatch(text) is not None
