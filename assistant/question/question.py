"""A question, understood by rules: language, kind, terms, and what kind of answer it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.question.listing import asks_for_one, expected_count
from assistant.question.past import asks_of_past
from assistant.question.terms import Term, terms_of
from assistant.text.language import has_hangul
from assistant.text.modality import Modality, modality_of
from assistant.text.normalise import clean_question
from assistant.text.numbers import find_quantities
from assistant.text.wordlists import word_list


class Kind(StrEnum):
    """What kind of answer a question wants."""

    LIST = "list"
    COUNT = "count"
    AMOUNT = "amount"
    DATE = "date"
    WHO = "who"
    WHERE = "where"
    OTHER = "other"


@dataclass(frozen=True)
class Question:
    """A question as it will be searched and answered.

    ``text`` is what was asked, ``standalone`` the same with what the conversation adds. ``target`` names the things a list
    or count is of, ``count`` how many the question itself says there are, ``units`` what an amount may be in (empty: any).
    ``planned`` is true when it asks for plans, so that plans answer it; ``past`` when it asks for what took place, so that plans
    do not. ``days`` says what words such as "last week" come to.
    """

    text: str
    standalone: str
    language: str
    kind: Kind
    terms: tuple[Term, ...]
    target: tuple[Term, ...] = ()
    count: int | None = None
    units: frozenset[str] = frozenset()
    planned: bool = False
    past: bool = False
    days: str = ""

    @property
    def dated(self) -> str:
        """The question as a chat model is asked it: with the days that its words come to, since no model knows today."""
        return f"{self.standalone} ({self.days})" if self.days else self.standalone


_ASKS = r"\b(?:what|which|who|whom|whose|how|where|why)\b"
_DATE = re.compile(
    rf"^(?:(?!{_ASKS}).)*\bwhen\b(?![^?]*,\s*{_ASKS})"  # "What did she do when …" asks for no day
    r"|\b(?:what|which) (?:date|day|year|month|time)\b|\bhow long ago\b"
    r"|언제|며칠(?!간|\s동안|\s만)"
    r"|(?<!(?:기간|수명|임기|시간|차이)[은는이가]\s)몇\s?(?:년|월|일|시)(?!간|\s?만|\s동안|\s차)|어느 해"
    r"|날짜|시점|(?:연도|년도|시기|해|날|때|시각)(?:은|는)?\s?\??$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\bhow (?:much|large|big|high|long|far|tall|old|heavy|fast|wide|deep|thick)\b"
    r"|\bwhat (?:is|was|were|are) the (?:\w+ ){0,3}(?:amount|size|price|rate|cost|value|percentage|share|budget|wage|number)\b"
    r"|얼마|몇\s?(?:%|퍼센트|프로|도|킬로|미터|톤|원|달러|배|살|세(?![기대])|위(?!원)|등(?!급)|번째)"
    r"|며칠|몇\s?(?:년|달|개월|주|시간)|(?:규모|기간|나이|가격|높이|길이|무게|속도|비율|금액|임금|금리|기록|용량|면적|넓이|인구|득표율"
    r"|점수|온도|출력|고도|거리|지름)(?:은|는)\s?\??$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bhow many\b|몇\s?(?:개|건|명|곳|가지|차례|번(?!째)|기|대|편|국|나라|사람|종|회)"
    r"|(?:갯수|개수|횟수|건수|대수|(?:인|직|회|의|위|사|공무|종업)원수|[가-힣]자수|(?:주민|학생|관중|관객|가구|세대|사람)수|(?<![가-힣])수)는",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\bwho(?:m|se)?\b|누구|누가"
    r"|(?:사람|인물|장본인|주인공|가수|배우|감독|작가|선수|화가|시인|소설가|작곡가|법률가|건축가|과학자|학자|정치인|기업인|변호사|교수|장군|국왕|황제|대통령|총리|장관|차관|총재|총장|회장|사장|위원장|의장|대변인|(?:금|은|동)?메달리스트"
    r"|(?:우승|수상|설립|창립|창시|창업|발명|발견|개발|제작|설계|연출|진행|집권|지휘|후계|당선)자)(?:은|는)?\s?\??$",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\bwhere\b|\b(?:what|which) (?:city|place|country)\b|어디|어느 (?:나라|도시|곳)", re.IGNORECASE)
_RULES = ((Kind.DATE, _DATE), (Kind.AMOUNT, _AMOUNT), (Kind.COUNT, _COUNT), (Kind.WHO, _WHO), (Kind.WHERE, _WHERE))

_AUX = r"(?:were|are|did|do|have|had|will|can)"
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
_NO_AUX = r"(?!(?:did|do|does|is|was|has|had|can|could|will|would|should)\b)"
"""After "what" such a word asks for what is done to things, not which things: "What did it call on countries to do?"."""
_LIST_EN = re.compile(
    rf"\b(?:what|which)\s+{_NO_AUX}(?P<target>(?:[\w'’-]+\s+){{0,3}}?[\w'’-]+s)\s+(?:{_AUX}|does|was|has)\b"
    rf"|\b(?:which|what)\s+{_NO_AUX}(?P<target3>(?:[\w'’-]+\s+){{0,4}}?[\w'’-]{{2,}}(?:[^s\W]s|ies|men|women|people|children))\s+(?!is\b|was\b|has\b)\w+"
    r"|\b(?:list|name|what are|which are|what were)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?(?P<target2>(?:[\w'’-]+\s+){0,3}?[\w'’-]+s)\b",
    re.IGNORECASE,
)
_COUNTED_LIST = re.compile(
    rf"\b(?:what|which)\s+(?:are\s+|were\s+)?(?:the\s+)?{_NUMBER}\s+((?:[\w'’-]+\s+){{0,2}}?[\w'’-]+s)\b"
    r"|(\S+)\s(?:모두\s|총\s)?(?:\d+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개국|개|가지|곳|건|명|종|편|팀)(?:은|는|이|가|을|를)?\s"
    r"?(?:각각\s)?(?:무엇|뭐|누구|어디|어느)"
    r"|(?:어느|어떤|무슨)\s(\S+)\s\d+\s?(?:개국|개|가지|곳|건|명)"
    r"|(?:두|세|네|다섯|여섯|일곱|여덟|\d+)\s?(?:개의\s|개\s)?(\S+?)(?:은|는)\s(?:각각\s)?(?:무엇|뭐|누구|어디)"
    r"|(?:\d+|두|세|네|다섯|여섯|일곱)\s?대\s(\S+?)(?:은|는|이|가)?\s(?:무엇|뭐)"
    r"|(?:어떤|무슨|어느)\s(?:두|세|네|다섯|여섯|일곱|여덟|\d+)\s?((?:개|가지)\s\S+|[가-힣]{2,})"
    r"|(\S+?)들(?:은|는)\s(?:모두\s|각각\s)?(?:무엇|뭐|누구|어디|어느)|\d+\s?개(국)(?:은|는)\s(?:각각\s)?(?:어디|어느)",
    re.IGNORECASE,
)
_LIST_KO = re.compile(
    r"(?:어떤|무슨|어느)\s(?P<target>[^,.?]{1,20}?)(?:들)?(?:을|를|이|가|은|는|에|도|과|와)?\s(?!.*(?:무슨|어떤))"
    r"|(?P<target2>\S+?)(?:들)?(?:은|는|이|가)?\s(?:무엇무엇|무엇들|뭐뭐|모두|전부|각각|나열)"
    r"|(?P<target3>\S+?)(?:들|목록)(?:은|는|을|를)\s(?!.*(?:무엇|뭐|뭘|누구|누가|어디|왜|어떻게|어떤|무슨|어느))"
)
_PLAN = re.compile(
    r"\b(?:will|plan\w*|going to|intend\w*|pursu\w*|propos\w*|aim\w*|expect\w*|next|upcoming)\b"
    r"|계획|예정|추진|앞으로|할 것|방침|향후",
    re.IGNORECASE,
)


def understand(text: str, standalone: str | None = None) -> Question:
    """Read a question by rules.

    :param standalone: the question with what the conversation adds; without it, the question itself.
    """
    asked = clean_question(text)
    whole = clean_question(standalone or text)
    kind, target = _kind(whole)
    count = expected_count(whole) if kind is Kind.LIST else None
    planned = bool(_PLAN.search(whole)) or modality_of(whole) is Modality.PLANNED
    return Question(
        text=asked,
        standalone=whole,
        language="ko" if has_hangul(asked) else "en",
        kind=kind,
        terms=_uncounted(_told(kind, _lighter(terms_of(whole), terms_of(asked))), count),
        target=target,
        count=count,
        units=_units(whole) if kind is Kind.AMOUNT else frozenset(),
        planned=planned,
        past=not planned and asks_of_past(asked),
    )


def _lighter(terms: tuple[Term, ...], own: tuple[Term, ...]) -> tuple[Term, ...]:
    """What a follow-up carries over counts little, but for names: it says what the talk is of, not what is asked now."""
    asked = {term.text for term in own}
    return tuple(term if term.text in asked else _carried(term) for term in terms)


def _carried(term: Term) -> Term:
    """A name is still what an answer must be about; a day that was spoken of before need not be."""
    return term if term.name and term.date is None else replace(term, weight=_MEASURE, name=False)


def _uncounted(terms: tuple[Term, ...], count: int | None) -> tuple[Term, ...]:
    """Terms without the number of items that a list should have: the items tell it, and nobody need write it."""
    return tuple(t for t in terms if count is None or not _says(t.text, count)) or terms


def _says(text: str, count: int) -> bool:
    return any(q.value == count and q.end - q.start == len(text) for q in find_quantities(text))


def _told(kind: Kind, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Words that only say which kind of amount is asked for count little: the amount itself tells."""
    if kind not in {Kind.AMOUNT, Kind.COUNT}:
        return terms
    measures = word_list("measures")
    return tuple(replace(term, weight=_MEASURE) if term.text in measures else term for term in terms)


_MEASURE = 0.3
_VERB = 0.5
_UNITS = (
    (re.compile(r"얼마(?:가|를)\s(?:들|썼|쓰|벌|빌|냈|받)"
                r"|돈|비용|금액|예산|투자|수주|지원금|상금|cost|worth|price|budget|dollars?\b|money|spend|spent|invest|pay|paid", re.I),
     frozenset({"USD", "KRW", "EUR", "JPY", "CNY", "GBP", "INR"})),
    (re.compile(r"heavy|weigh|무게|weight", re.I), frozenset({"kilogram", "ton"})),
    (re.compile(r"나이|몇\s?(?:살|세)"), frozenset({"age"})),
    (re.compile(r"\bhow old\b|\bage of\b", re.I), frozenset({"age", "year"})),
    (re.compile(r"몇\s?[위등]"), frozenset({"rank"})),
    (re.compile(r"몇\s?번째"), frozenset({"which", "rank"})),
    (re.compile(r"\b(?:how (?:wide|long|tall|high|far|deep)|width|height|length)\b|높이|너비|거리|지름", re.I),
     frozenset({"metre", "kilometre", "year", "month", "day", "hour", "minute", "times", ""})),
    (re.compile(r"퍼센트|%|percent|비율|금리|\brate\b", re.I), frozenset({"percent", "point", ""})),
)  # fmt: skip


def _units(question: str) -> frozenset[str]:
    return next((units for pattern, units in _UNITS if pattern.search(question)), frozenset())


def _kind(question: str) -> tuple[Kind, tuple[Term, ...]]:
    counted = _COUNTED_LIST.search(question)
    if counted:
        return Kind.LIST, _things(next(group for group in counted.groups() if group))
    for kind, pattern in _RULES:
        if pattern.search(question) and not (kind is Kind.WHERE and _LIST_EN.search(question)):
            return kind, _counted(question) if kind is Kind.COUNT else ()
    target = _list_target(question)
    return (Kind.LIST, target) if target else (Kind.OTHER, ())


def _things(target: str) -> tuple[Term, ...]:
    """The terms of a target; a verb that only describes it ("만든 3개국") is none."""
    return tuple(term for term in terms_of(target) if term.weight > _VERB)


def _list_target(question: str) -> tuple[Term, ...]:
    match = (_LIST_KO if has_hangul(question) else _LIST_EN).search(question)
    if match is None or asks_for_one(question):
        return ()
    return terms_of(next(group for group in match.groups() if group))


_COUNTED = re.compile(r"how many\s+(?P<en>(?:[\w'’-]+\s+){0,2}?[\w'’-]+?s?)\s+(?:were|are|did|do|does|was|have|has|had|will|can|of|in)\b"
                      r"|(?P<ko>\S+?)(?:은|는|이|가|을|를|의)?\s(?:모두\s|총\s)?몇", re.I)  # fmt: skip


def _counted(question: str) -> tuple[Term, ...]:
    match = _COUNTED.search(question)
    return terms_of(match["en"] or match["ko"]) if match else ()
