"""Why a claim got its verdict, in plain words, in the language of the question."""

from __future__ import annotations

_REASONS = {
    "agrees": {
        "ko": "숫자와 날짜, 이름이 인용한 글과 맞습니다.",
        "en": "numbers, dates and names agree with the quoted words",
    },
    "nothing_fits": {"ko": "맞는 문장이 기사에 없습니다.", "en": "no sentence of the articles fits it"},
    "nothing_said": {"ko": "확인할 수 있는 말이 없습니다.", "en": "it says nothing that could be checked"},
    "nothing_to_cite": {"ko": "인용할 글이 없습니다.", "en": "there is nothing to cite"},
    "number": {"ko": "‘{part}’은(는) 인용한 글과 다릅니다.", "en": "“{part}” is not what the quoted words say"},
    "misplaced": {
        "ko": "인용한 글에서 ‘{part}’은(는) 다른 것에 관한 말입니다.",
        "en": "the quoted words say “{part}” of something else",
    },
    "opposite": {
        "ko": "인용한 글은 ‘{part}’의 반대로 말합니다.",
        "en": "the quoted words say the opposite of “{part}”",
    },
    "denied": {
        "ko": "한쪽은 그렇다고 하고 한쪽은 아니라고 합니다.",
        "en": "one of claim and quoted words denies what the other says",
    },
    "planned": {
        "ko": "인용한 글에서는 계획이나 약속일 뿐입니다.",
        "en": "the quoted words only plan or promise it",
    },
    "not_planned": {
        "ko": "인용한 글은 계획이 아니라 있었던 일로 말합니다.",
        "en": "the quoted words tell it as done, not as planned",
    },
    "alleged": {
        "ko": "인용한 글에서는 누군가의 주장이나 추정입니다.",
        "en": "the quoted words pass it on as what someone claims or supposes",
    },
    "not_alleged": {
        "ko": "인용한 글은 추정이 아니라 사실로 말합니다.",
        "en": "the quoted words state it, they do not suppose it",
    },
    "no_name": {"ko": "‘{part}’은(는) 기사에 없습니다.", "en": "“{part}” is not in the article"},
    "unsaid": {"ko": "‘{part}’은(는) 인용한 글에 없습니다.", "en": "“{part}” is not in the quoted words"},
    "other_subject": {
        "ko": "인용한 글에서는 ‘{part}’이(가) 한 일이 아니거나 ‘{part}’에 한 일이 아닙니다.",
        "en": "the quoted words do not say that “{part}” did it, or that it was done to it",
    },
    "elsewhere": {"ko": "인용한 글은 다른 이야기입니다.", "en": "the quoted words speak of something else"},
    "part": {"ko": "인용한 글은 일부만 뒷받침합니다.", "en": "the quoted words support only part of it"},
    "misquoted": {
        "ko": "따옴표 안의 말 ‘{part}’이(가) 기사에 그대로 있지 않습니다.",
        "en": "“{part}” stands in quotation marks, but not in the article",
    },
    "repeats": {"ko": "질문을 되풀이할 뿐입니다.", "en": "it only repeats the question"},
    "not_entailed": {
        "ko": "추론 모델은 인용한 글에서 이 말이 나온다고 보지 않습니다.",
        "en": "the inference model does not find that it follows from the quoted words",
    },
    "contradicted": {
        "ko": "추론 모델은 인용한 글과 어긋난다고 봅니다.",
        "en": "the inference model finds that the quoted words contradict it",
    },
}


def reason(name: str, language: str, part: str = "") -> str:
    """A reason in a language ("ko" or "en"), its place filled."""
    return _REASONS[name][language].format(part=part.strip())
