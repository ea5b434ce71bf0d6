"""The words about taking turns."""

from __future__ import annotations

from dataclasses import dataclass

from ui.web.wording.words import Language


@dataclass(frozen=True)
class TurnWords:
    """``{…}`` is filled in where the words are used."""

    code: Language
    finding: str
    place: str
    too_many: str
    too_many_of_yours: str


KOREAN = TurnWords(
    code="ko",
    finding="기사를 찾을 차례를 기다리는 중입니다. 대기 {place}번째.",
    place="답을 쓸 차례를 기다리는 중입니다. 대기 {place}번째. 찾은 기사는 먼저 읽어 보실 수 있습니다.",
    too_many="지금은 기다리는 질문이 너무 많습니다. 1분쯤 뒤에 다시 물어봐 주세요.",
    too_many_of_yours="열려 있는 질문이 {limit}개라서 더 받을 수 없습니다. 하나가 끝나면 다시 물어봐 주세요.",
)
ENGLISH = TurnWords(
    code="en",
    finding="Waiting for its turn to look for articles: number {place} in line.",
    place="Waiting for its turn to be answered: number {place} in line. What was found can be read meanwhile.",
    too_many="Too many questions are waiting just now. Please ask again in a minute.",
    too_many_of_yours="You have {limit} questions open, and no more are taken. Ask again when one of them has ended.",
)


def turn_words(language: str) -> TurnWords:
    """The words in a language; English when there are none."""
    return KOREAN if language == "ko" else ENGLISH
