"""Questions out of Korean sentences: what a sentence tells is replaced by a question word, its ending by one that asks.

Korean leaves question words where the answer stands, so that "A는 2012년 7월 3일 B를 받았다." becomes "A는 언제 B를 받았나요?".
Most sentences of an article need others around them to be understood, or say too much at once; those are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.suggesting.standing import standing
from assistant.text.dates import DateMention, find_dates
from assistant.text.lexicon import countries
from assistant.text.morphemes import Morpheme, join_morphemes, morphemes_of
from assistant.text.numbers import Quantity, find_quantities

LONGEST, SHORTEST = 56, 12
"""Characters of a question that is still read at a glance, and of one that still says what it is about."""
_CURRENCIES = frozenset({"KRW", "USD", "EUR", "JPY", "CNY", "GBP", "INR"})
_COUNTERS = (
    "퍼센트", "킬로미터", "개국", "가지", "가구", "차례", "마리", "건", "개", "곳", "기", "종", "명", "편", "척", "채", "표", "골",
    "배", "톤", "%", "㎞", "km", "㎿", "MW", "GW",
)  # fmt: skip
_BARE = frozenset({"%", "퍼센트", "차례", "배"})
"""Counters that may stand before a verb without a particle."""
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지"
    "엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥"
)
"""First syllables of the family names that nearly all Koreans have."""
_ITEMS = re.compile(r"(?<=\s)([가-힣]{2,})\s(?:모두\s|총\s)?\d+(?:건|개|곳|가지|종|편|기)([을를이가])(?=\s)")
_ITEMS_OF = re.compile(r"(?<=\s)(?<![\d만천백억조]\s)(?:모두\s|총\s)?\d+(?:건|개|곳|가지|종|편)의\s(?=[가-힣]{2})")
_NAME = re.compile(rf"[{_SURNAMES}][가-힣]{{2}}(?![가-힣])|[{_SURNAMES}][가-힣]{{2}}(?=[와과이가](?:\s|$))")
_PEOPLE = re.compile(
    rf"(?<=\s)((?:[{_SURNAMES}][가-힣]{{2}}(?:,|[와과])\s)*[{_SURNAMES}][가-힣]{{2}}(?:\s(?:대통령|총리|장관|대표|회장|선수|감독|교수|위원장))?)[이가](?=\s)"
)
_CLOCK = re.compile(r"\s(?:(?:오전|오후|새벽|밤|낮)\s)?\d{1,2}시(?:\s\d{1,2}분)?")
_AFTER_DATE = re.compile(r"에는(?=\s)|에(?=\s)|(?=까지\s|부터\s|\s)")
"""What may follow a date that is replaced; the particle of "on" goes with it."""
_ABOUT = re.compile(r"(?<=\s)(?:약|총|모두|최대|최소|무려|대략)\s$")
_PARTICLE = re.compile(r"(?:으로|[을를이가은는로의에])(?=\s)|(?=\s|이?다\.|이?었다\.|였다\.)|(?=규모)")
_AFTER_AMOUNT = {"을": "를", "이": "가", "은": "는", "으로": "로"}
_UNFIT = re.compile(r"\s(?:만에|째|안팎|가량|정도|남짓|이상|이하|넘|미만|급|짜리|가까이)")
_BEFORE_AMOUNT = frozenset({"평균", "대비", "기준", "연간", "전체", "최고"})
"""Nouns that an amount follows without being joined to them."""
_TOLD = frozenset(
    {
        "밝히",
        "말하",
        "전하",
        "알리",
        "발표",
        "예보",
        "보도",
        "설명",
        "강조",
        "주장",
        "덧붙이",
        "알려지",
        "말",
        "전망",
        "공개",
        "공시",
    }
)
"""Verbs of telling: nobody wants to know on which day something was said."""


def korean_questions(sentence: str, anchor: date | None = None) -> list[str]:
    """Return the questions that a sentence answers, the most telling first; none for most sentences.

    :param anchor: the day it was published, against which its dates are read.
    """
    text = standing(sentence, anchor)
    if not text:
        return []
    asked = [_ask(each) for each in _replaced(text, morphemes_of(text)) if each]
    return [each for each in dict.fromkeys(asked) if SHORTEST <= len(each) <= LONGEST]


def _replaced(text: str, morphemes: Sequence[Morpheme]) -> Iterator[str]:
    """The sentence, each time with something that it tells replaced by the word that asks for it."""
    modifying = max((one.start for one in morphemes if one.tag == "ETM"), default=-1)
    dates = find_dates(text)
    for pattern in (_ITEMS, _ITEMS_OF):
        for match in pattern.finditer(text, modifying + 1):
            yield _items(text, match, morphemes)
    if len(dates) == 1 and dates[0].start > modifying:
        yield _when(text, dates[0], morphemes)
    yield from _who(text, morphemes)
    quantities = [
        each
        for each in find_quantities(text, [(mention.start, mention.end) for mention in dates])
        if not text.startswith("당", each.end)
    ]
    if len(quantities) == 1 and quantities[0].start > modifying:
        yield _how_much(text, quantities[0], _last_before(quantities[0].start, morphemes, dates))


def _last_before(start: int, morphemes: Sequence[Morpheme], dates: Sequence[DateMention]) -> Morpheme | None:
    """The morpheme before a place in a sentence, unless it is part of a date."""
    before = [one for one in morphemes if one.start < start]
    dated = any(mention.start <= before[-1].start < mention.end for mention in dates) if before else True
    return None if dated else before[-1]


def _items(text: str, match: re.Match[str], morphemes: Sequence[Morpheme]) -> str:
    if match.re is _ITEMS_OF:
        return f"{text[: match.start()]}어떤 {text[match.end() :]}"
    noun = match[1]
    if not any(one.tag in {"NNG", "NNP", "SL"} and one.start + len(one.form) == match.end(1) for one in morphemes):
        return ""
    particle = ("을" if _closed(noun) else "를") if match[2] in "을를" else ("이" if _closed(noun) else "가")
    return f"{text[: match.start()]}어떤 {noun}{particle}{text[match.end() :]}"


def _who(text: str, morphemes: Sequence[Morpheme]) -> Iterator[str]:
    """One or more people with the particle of the subject, who did something else than say it."""
    names = {one.form for one in morphemes if one.tag == "NNP"}
    if any(one.form in _TOLD for one in morphemes[-6:]):
        return
    for match in _PEOPLE.finditer(text):
        given = _NAME.findall(match[1])
        if (
            given
            and "," not in text[: match.start(1)]
            and all(name in names and name not in countries() for name in given)
        ):
            yield f"{text[: match.start(1)]}누가{text[match.end() :]}"


def _when(text: str, mention: DateMention, morphemes: Sequence[Morpheme]) -> str:
    """The day of an event: what is merely said on a day, or only describes something, is none."""
    subject = min((one.start for one in morphemes if _is_subject(one)), default=len(text))
    telling = any(one.form in _TOLD or one.tag in {"VCP", "VX"} for one in morphemes[-6:])
    telling = telling or any(_is_subject(one) and one.start > mention.end for one in morphemes)
    clock = _CLOCK.match(text, mention.end)
    after = _AFTER_DATE.match(text, clock.end() if clock else mention.end)
    before = _last_before(mention.start, morphemes, ())
    if before is None or before.tag == "ETM":
        return ""
    if mention.month is None or mention.start < subject or telling or after is None:
        return ""
    return f"{text[: mention.start]}언제{text[after.end() :]}"


def _how_much(text: str, quantity: Quantity, before: Morpheme | None) -> str:
    head = _ABOUT.sub("", text[: quantity.start])
    if (
        quantity.value <= 1
        or not head.endswith(" ")
        or head.endswith(" 등 ")
        or (before is not None and before.tag == "ETM")
    ):
        return ""
    if quantity.unit in _CURRENCIES:
        return _how_much_money(text, head, quantity.end, before)
    return _how_many(text, head, quantity)


def _how_much_money(text: str, head: str, end: int, before: Morpheme | None) -> str:
    after = _PARTICLE.match(text, end)
    joined = before is not None and before.tag in {"NNG", "NNP", "SL"} and before.form not in _BEFORE_AMOUNT
    bare = text.startswith(" ", end) and not text.startswith(" 규모", end)
    if after is None or joined or bare or _UNFIT.match(text, end):
        return ""
    return f"{head}얼마{_AFTER_AMOUNT.get(after.group(), after.group())}{text[after.end() :]}"


def _how_many(text: str, head: str, quantity: Quantity) -> str:
    said = text[quantity.start : quantity.end]
    counter = next((each for each in _COUNTERS if said.endswith(each)), "")
    end = quantity.end
    if not counter:
        counter = next((each for each in _COUNTERS if text.startswith(each, end)), "")
        end += len(counter)
    after = _PARTICLE.match(text, end)
    bare = text.startswith(" ", end) and counter not in _BARE
    if not counter or after is None or bare or _UNFIT.match(text, end):
        return ""
    return f"{head}몇 {counter}{after.group()}{text[after.end() :]}"


def _is_subject(morpheme: Morpheme) -> bool:
    """Whether a morpheme marks the subject or the topic of a sentence."""
    return morpheme.tag == "JKS" or (morpheme.tag == "JX" and morpheme.form in {"은", "는"})


def _closed(word: str) -> bool:
    """Whether a word ends in a consonant, which decides the form of the particle after it (Unicode, chapter 3.12)."""
    return "가" <= word[-1] <= "힣" and (ord(word[-1]) - ord("가")) % 28 != 0


_STEMS = frozenset({"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"})


def _ask(statement: str) -> str:
    """A statement with an ending that asks: "받았다." becomes "받았나요?", "크다." becomes "큰가요?"."""
    morphemes = morphemes_of(statement)
    end = next((at for at, one in enumerate(morphemes) if one.tag == "EF"), 0)
    stem = max((at for at, one in enumerate(morphemes[:end]) if one.tag in _STEMS), default=None)
    if stem is None or not morphemes[end].form.endswith("다") or any(one.tag != "SF" for one in morphemes[end + 1 :]):
        return ""
    stem -= morphemes[stem].tag == "VCP"  # "이" goes after a vowel
    word = [(one.form, one.tag) for one in morphemes[stem:end]]
    soft = word[-1][1] in {"VA", "VCP", "VCN", "XSA"} and word[-1][0] not in {"있", "없"}
    return f"{statement[: morphemes[stem].start]}{join_morphemes([*word, ('ᆫ가요' if soft else '나요', 'EF')])}?"
