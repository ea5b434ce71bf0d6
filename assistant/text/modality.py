"""Whether a sentence says that something happened, is only planned, or did not happen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    """How a sentence presents its event."""

    DONE = "done"
    PLANNED = "planned"
    DENIED = "denied"


# Korean predicates stand at the end of their clause, so the last sign of a sentence decides.
_PLANNED_KO = re.compile(
    r"추진(?:키로|하기로|하고|할|한다|중|해)|예정|계획(?:이|을|하|해|했)|검토(?:하|할|키로|중|에)|방침|목표|전망|것으로 보|"
    r"(?:하|이루|열|세우|만들|늘리|줄이|짓|맺|나서|[가-힣])겠다|[가-힣]기로 (?:했|합의|결정|하고|뜻)|[가-힣]키로 (?:했|합의|하)|"
    r"(?:려고|고자) (?:한다|했다|하는)|앞두고|논의(?:하|했|중)|협의(?:하|했|중)|협상(?:을 (?:개시|시작)|에 (?:착수|나서))"
)
_DENIED_KO = re.compile(
    r"[가-힣]지 (?:않|못)|[가-힣]지는 (?:않|못)|지 아니|아니(?:다|라|었)|없(?:다|었|으|는)|무산|결렬|불발|부인(?:했|하)|취소(?:됐|했|되)|"
    r"실패(?:했|하|로)|거부(?:했|하)|(?:^|\s)(?:안|못) [가-힣]"
)
_PAST = "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == 20 and chr(code) not in "겠있")
"""Syllables that end in ㅆ, as past tenses do: 했, 냈, 왔; not 겠 (will) and 있 (is)."""

_DONE_KO = re.compile(rf"[가-힣]*[{_PAST}]다|[가-힣]*맺다")
# Verbs of saying and of deciding complete nothing but the saying.
_REPORTS = re.compile(
    r"(?:[가-힣]*(?:밝혔|말했|전했|설명|강조|약속|덧붙였|합의|결정|보였|당부|발표|주장|지적|예상|전망|언급)했?|했)다"
)
_PLANNED_EN = re.compile(
    r"\b(?:will|would|plans?|planned|planning|intends?|intended|aims?|aimed|expects?|expected|seeks?|sought|seeking|"
    r"pursu\w+|considering|propos\w+|scheduled|hopes?|(?-i:may)|might|agreed to|set to|to be \w+(?:ed|en|ld|lt|wn|nt)|pushing)\b",
    re.IGNORECASE,
)
_DENIED_EN = re.compile(
    r"\b(?:not|never|no longer|denied|denies|failed|refused|rejected|cancelled|canceled|without|neither|nor|scrapped)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


def modality_of(sentence: str) -> Modality:
    """How a sentence presents its main event; what is inside quotation marks of reported speech counts too."""
    denied = list(_DENIED_KO.finditer(sentence)) + list(_DENIED_EN.finditer(sentence))
    planned = list(_PLANNED_KO.finditer(sentence)) + list(_PLANNED_EN.finditer(sentence))
    if denied and (not planned or denied[-1].start() > planned[-1].start()) and not _done_after(sentence, denied[-1]):
        return Modality.DENIED
    if planned and not _done_after(sentence, planned[-1]):
        return Modality.PLANNED
    return Modality.DONE


def _done_after(sentence: str, sign: re.Match[str]) -> bool:
    """A completed predicate after the sign: "개시하기로 합의하고 공동선언문을 체결했다" is done."""
    _, _, rest = sentence[sign.end() :].partition(" ")
    return any(not _REPORTS.fullmatch(finished.group()) for finished in _DONE_KO.finditer(rest))


_EVENT_KO = re.compile(rf"[가-힣]*[{_PAST}](?:다|습니다|음|어요|고|으며|으나)")
_EVENT_EN = re.compile(
    r"\b(?:(?:has|have|had|was|were|been|got)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|ld|nt|un)|\w{2,}ed|won|held|made|took|began|built|met|"
    r"gave|became|went|came|sold|bought|cut|rose|fell|grew|set up)\b",
    re.IGNORECASE,
)


def tells_event(sentence: str) -> bool:
    """Whether a sentence says that something took place, rather than what something is."""
    return bool(_EVENT_KO.search(sentence) or _EVENT_EN.search(sentence))


_PUT_OFF = re.compile(
    r"미뤄(?:졌|진|지)|밀(?:렸|린|려)|연기(?:됐|되|했|하|된|한)|늦춰(?:졌|진|지)|보류(?:됐|했|된)|중단(?:됐|했|된)|"
    r"\b(?:postpon\w+|delay(?:ed|s)?|put off|rescheduled|called off|scrubbed|aborted)\b",
    re.IGNORECASE,
)


def tells_no_event(sentence: str) -> bool:
    """Whether a sentence tells of plans, of putting them off, or of what came to nothing."""
    if modality_of(sentence) is not Modality.DONE:
        return True
    off = list(_PUT_OFF.finditer(sentence))
    return bool(off) and not _done_after(sentence, off[-1])


_ALLEGED = re.compile(
    r"주장(?:했|하|이|을|도)|의혹|혐의|추정(?:된|했|되|하)|알려졌|전해졌|관측(?:이|된|도)|소문|가능성|우려(?:가|를|했|된)|"
    r"\b(?:alleg\w+|accus\w+|claim(?:s|ed)|reportedly|suspect\w*|rumou?r\w*|purported\w*|apparently|presumably|possibly|"
    r"perhaps|likely|could|might|(?-i:may))\b",
    re.IGNORECASE,
)
_NOT_KO = re.compile(
    r"지(?:는|도|를)? ?(?:않|못|말)|(?<![가-힣])(?:안|못) (?=[가-힣])|아니(?:다|라|었|고|며|냐|지)|아닌|아닙|"
    r"(?<![가-힣])없|(?<=[가-힣] )없|"
    r"(?<=[가-힣])없(?:다|이|는|었|을|고|어)|무산|불발|부인(?:했|하)|취소|실패|거부|못(?:했|하|한|해)|미달|반대"
)
_NOT_EN = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|denie[sd]|deny(?:ing)?|fail(?:s|ed)?|refus\w+|reject\w+|"
    r"cannot|hardly|barely|unable|cancel\w+|scrapp\w+)\b",
    re.IGNORECASE,
)
_FUTURE = "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == 8)
"""Syllables that end in ㄹ, as verbs do that look ahead: 할 것이다, 볼 것으로; but 한 것으로."""

_AHEAD_KO = re.compile(
    r"추진|예정(?!대로)|계획(?!보다|대로|에 따)|검토|방침|목표(?:다|이다|로 (?:하|삼|한|했))|"
    r"전망|예상(?!보다|치|대로|을 (?:깨|뒤))|[가-힣][기키]로 ?(?:했|하고|한 |하는|합의|결정|뜻|약속)|[가-힣]려고 |[가-힣]려 (?:한|했|하는)|"
    r"[가-힣]고자 |앞두|논의|협의|겠(?:다|습니다|지만|으며|고)|"
    rf"[{_FUTURE}] 것(?:이다|으로|이라|이며|입니다)|방안"
)


_CONTRACTIONS = ((re.compile(r"\bwon[’']t\b", re.I), "will not"), (re.compile(r"n[’']t\b", re.I), " not"))


@dataclass(frozen=True)
class Signs:
    """How many marks a stretch of text has of denying, of looking ahead, and of passing on what others say or suppose."""

    denials: int
    ahead: int
    alleged: int


def signs_of(text: str) -> Signs:
    """Count the marks of a text; texts in one language that say the same have the same marks."""
    for pattern, written in _CONTRACTIONS:
        text = pattern.sub(written, text)
    return Signs(
        denials=len(_NOT_KO.findall(text)) + len(_NOT_EN.findall(text)),
        ahead=len(_AHEAD_KO.findall(text)) + len(_PLANNED_EN.findall(text)),
        alleged=len(_ALLEGED.findall(text)),
    )
