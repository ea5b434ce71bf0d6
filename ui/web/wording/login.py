"""The words of the login page, and of the button that logs out."""

from __future__ import annotations

from dataclasses import dataclass

from ui.web.wording.words import Language


@dataclass(frozen=True)
class LoginWords:
    """``{…}`` is filled in where the words are used."""

    code: Language
    title: str
    about: str
    name: str
    password: str
    log_in: str
    log_out: str
    wrong: str
    wait: str
    other: str
    no_account: str


KOREAN = LoginWords(
    code="ko",
    title="로그인",
    about="뉴스 기사에 질문하고, 답을 기사의 문장 그대로 확인하세요.",
    name="이름",
    password="비밀번호",
    log_in="로그인",
    log_out="로그아웃",
    wrong="이름이나 비밀번호가 맞지 않습니다.",
    wait="시도가 너무 잦습니다. {seconds}초 뒤에 다시 해 주세요.",
    other="English",
    no_account="계정은 이 서버를 운영하는 사람이 만듭니다.",
)
ENGLISH = LoginWords(
    code="en",
    title="Log in",
    about="Ask news articles, and see each answer proved in their own words.",
    name="Name",
    password="Password",
    log_in="Log in",
    log_out="Log out",
    wrong="Name or password is wrong.",
    wait="Too many attempts. Try again in {seconds} seconds.",
    other="한국어",
    no_account="Accounts are made by whoever runs this server.",
)


def login_words(language: str) -> LoginWords:
    """The words in a language; English when there are none."""
    return KOREAN if language == "ko" else ENGLISH
