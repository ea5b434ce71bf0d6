"""Sentences said in other words by rule, still true."""

from __future__ import annotations

import re

from assistant.text.dates import find_dates
from assistant.text.lexicon import english_to_korean, korean_to_english
from assistant.text.morphemes import morphemes_of
from benchmarks.falsifying.rule import Rule, Scene, turned

_NATIVE = {"2": "두", "3": "세", "4": "네", "5": "다섯", "6": "여섯", "7": "일곱", "8": "여덟", "9": "아홉"}
_WORDS_EN = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}

ending: Rule = turned(
    [
        (r"(?<=[가-힣])했다\.$", "하였다."),
        (r"(?<=[가-힣])했다\.$", "했습니다."),
        (r"(?<=[가-힣])했다\.$", "한 것으로 나타났다."),
        (r"(?<=[가-힣])됐다\.$", "되었다."),
        (r"(?<=[가-힣])됐다\.$", "됐습니다."),
        (r"이다\.$", "입니다."),
        (r"있다\.$", "있습니다."),
        (r"있다\.$", "있는 것으로 나타났다."),
        (r"([렸였었았혔났졌])다\.$", r"\1습니다."),
        (r"한다\.$", "합니다."),
        (r"없다\.$", "없습니다."),
        (r"([렸였었았혔났졌])다\.$", r"\1던 것으로 나타났다."),
    ]
)
number_form: Rule = turned(
    [
        (r"(?<!\d)(\d)(\d{3})(?=억)", r"\1,\2"),
        (r"(?<=\d)억원", "억 원"),
        (r"(?<=\d)만원", "만 원"),
        (r"(?<=\d조)(?=\d)", " "),
        (r"(?<=\d)%(?![p포])", "퍼센트"),
        (r"(?<=\d)억 원", "억원"),
        (r"(?<=\d)%p", "%포인트"),
        (r"(?<=\d)㎞", "km"),
        (r"(?<=\d) percent\b(?! point)", "%"),
        (r"(?<=\d)%(?= )", " percent"),
        (r"\$(\d[\d,.]*) (million|billion)\b", r"\1 \2 dollars"),
        (r"(?<=\d)여(?=[명개건])", "여 "),
    ]
)


def counted(scene: Scene) -> str | None:
    """5명 as 다섯 명, "five" as 5."""
    match = re.search(r"(?<![\d.,~])([2-9])(?=[명곳건가개](?!월|국|사|년))", scene.text)
    if match:
        return f"{scene.text[: match.start()]}{_NATIVE[match[1]]} {scene.text[match.end() :]}"
    match = re.search(rf"\b({'|'.join(_WORDS_EN)})\b(?= [a-z]+s\b)", scene.text)
    return scene.text[: match.start()] + _WORDS_EN[match[1]] + scene.text[match.end() :] if match else None


def without_particles(scene: Scene) -> str | None:
    """Korean without up to two of its object and subject particles."""
    marks = [one for one in morphemes_of(scene.text) if one.tag in {"JKO", "JKS"} and len(one.form) == 1]
    marks = [
        one for one in marks if scene.text[one.start : one.end] == one.form and scene.text[one.end : one.end + 1] == " "
    ]
    text = scene.text
    for mark in reversed(marks[:2]):
        text = text[: mark.start] + text[mark.end :]
    return text if marks else None


_FIRST_CLAUSE = re.compile(r"^(?P<clause>.{25,}?[가-힣](?:했|됐|었|았|렸|였|났|졌))(?:고|으며|으나|지만),? .{12,}$")
_REPORTED = re.compile(
    r"^(?P<clause>[^“”\"‘']{25,}[가-힣](?:했|됐|었|았|렸|였|났|졌)다)고 [^,]{0,25}(?:밝혔다|전했다|발표했다|공시했다)\.$"
)
_TAIL_EN = re.compile(
    r"^(?P<clause>[A-Z][^,“”\"]{30,}), (?:which|who|while|and|but|according to|as|after|with)\b.{10,}\.$"
)
_AND_EN = re.compile(r"^(?P<clause>[A-Z][^,“”\"]{30,}),? (?:and|but) (?:he|she|it|they|the)\b.{10,}\.$")


def first_clause(scene: Scene) -> str | None:
    """The first clause as a sentence of its own; of what an office announced, what it announced."""
    korean = _REPORTED.match(scene.text)
    if korean:
        return f"{korean['clause']}."
    korean = _FIRST_CLAUSE.match(scene.text)
    if korean and not re.search("[“”\"‘’']", scene.text):
        return f"{korean['clause']}다."
    english = _AND_EN.match(scene.text) or _TAIL_EN.match(scene.text)
    return f"{english['clause']}." if english else None


def time_first(scene: Scene) -> str | None:
    """A date that stands inside moved to the front (Korean), a date at the front moved to the end (English)."""
    text = scene.text
    opening = re.match(r"^((?:On|In) [A-Z][a-z]+(?: \d{1,2})?(?:, \d{4})?), (the |[A-Z])([^“”\"]+)\.$", text)
    if opening:
        return f"{opening[2][0].upper()}{opening[2][1:]}{opening[3]} {opening[1][0].lower()}{opening[1][1:]}."
    mentions = find_dates(text, scene.story.sentences[scene.at].anchor)
    if len(mentions) != 1 or re.search("[“”\"‘’']", text):
        return None
    start, end = mentions[0].start, mentions[0].end
    if start > 5 and text[start - 1] == " " and text[end : end + 1] == " " and text[end - 1] == "일":
        return f"{text[start:end]} {text[:start].rstrip()}{text[end:]}"
    return None


_SAME_KO = {"기업": "회사", "회사": "기업", "업체": "기업", "법안": "법률"}
"""Words that are used alike; only where our lexicon puts them in one row too."""


def synonym(scene: Scene) -> str | None:
    """A Korean noun for one that the lexicon gives for the same English words."""
    for morpheme in morphemes_of(scene.text):
        before = scene.text[max(0, morpheme.start - 1) : morpheme.start]
        other = _SAME_KO.get(morpheme.form, "")
        english = korean_to_english().get(morpheme.form, frozenset())
        if before in {"", " "} and any(other in english_to_korean()[word] for word in english):
            return scene.text[: morpheme.start] + other + scene.text[morpheme.end :]
    return None


said_otherwise: Rule = turned(
    [
        (r"\bsaid that\b", "stated that"),
        (r"^According to ([^,]+), (.)", r"\1 said \2"),
        (r"\bhas (?=\w+ed\b)", ""),
        (r"\bhave (?=\w+ed\b)", ""),
        (r"\bdid not\b", "didn't"),
        (r"\bis not\b", "isn't"),
        (r"\bwas not\b", "wasn't"),
        (r"n[’']t\b", " not"),
        (r"\bAlso, ", ""),
        (r"^(?:But|And|However,|Meanwhile,) (\w)", r"\1"),
        (r"\bU\.S\.(?= )", "US"),
        (r"^The (\w)", r"\1"),
        (r"\bthe (?=company|government|president|country|group|team)", ""),
    ]
)
aside_dropped: Rule = turned(
    [
        (r" \([^()]{2,40}\)", ""),
        (r"(?<=[a-z]), (?:a|an|the|who) [^,“”\"]{8,60}, (?=[a-z])", " "),
        (r"^(?:이어|또|한편|그러나|하지만|이에|특히),? ", ""),
    ]
)
PARAPHRASES: dict[str, Rule] = {
    "ending": ending, "number form": number_form, "counting word": counted, "no particles": without_particles,
    "clause": first_clause, "date moved": time_first, "synonym": synonym, "said otherwise": said_otherwise,
    "aside dropped": aside_dropped,
}  # fmt: skip
