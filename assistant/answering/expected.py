"""Whether a sentence holds the kind of thing that a question asks for, beyond what the question says itself."""

from __future__ import annotations

import re
from datetime import date

from assistant.answering.item_counting import stated_count
from assistant.answering.sentences import EvidenceSentence
from assistant.answering.window import window
from assistant.question.question import Kind, Question
from assistant.question.terms import Term, terms_of
from assistant.text.dates import find_dates
from assistant.text.language import has_hangul
from assistant.text.lexicon import countries
from assistant.text.morphemes import morphemes_of
from assistant.text.normalise import fold
from assistant.text.numbers import COUNTERS, Quantity, find_quantities, unit_named
from assistant.text.squeezing import squeeze
from assistant.text.wordlists import word_list

_CLOCK = re.compile(r"\d\s?시(?!간)|오전|오후|아침|[낮밤]\s|\b(?:time|hour|o'clock|a\.m\.|p\.m\.)", re.I)
_COUNTRY = re.compile(
    r"어느\s?나라|무슨\s?나라|나라(?:는|가|의)?\s?(?:\?|어디|이름)|어느\s국가|\b(?:what|which)\s(?:country|nation)\b",
    re.I,
)
_REASON = re.compile(r"이유|까닭|원인|왜|때문에?\s?무엇|\bwhy\b|\bwhat (?:caused|is the reason)\b", re.I)
_BECAUSE = re.compile(
    r"때문|이유|까닭|원인|위해|위하여|따라|탓|[아어여해]서\s|므로|으로\s인|인해|(?<![라다자냐])면서[\s,]|여파|영향으로|덕분|배경|(?:다|라)고\s(?:보고|판단)|려고\s|고자\s"
    r"|\b(?:because|since|due to|owing to|so that|in order|caused?|as a result)\b",
    re.I,
)
_LATIN_NAME = re.compile(r"\b[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)+")


_HOW_MANY = re.compile(r"\bhow many\s+(.+)", re.I)
_NUMBER_OF = re.compile(r"(\S+?)(?:\s|의\s)?수(?:는|가)?\s?\??$")
_HOW_MUCH = re.compile(r"(\S+?)(?:은|는|이|가)\s(?:모두\s|총\s)?얼마(?!나)")
_DEGREE = re.compile(r"얼마(?:나|만큼)\s(.+)|\bhow much (?:did|has|have|does|do|was|were)\b.*?(\w+)\s*\??$", re.I)


def counted(question: Question) -> Term | None:
    """What a question counts, or asks the amount of: "how many visitors …", "일자리가 몇 개 …", "입장료는 얼마 …"."""
    if question.kind is Kind.AMOUNT and (degree := _DEGREE.search(question.standalone)):
        return next(iter(terms_of(degree[1] or degree[2])), None)
    if question.kind is Kind.AMOUNT:
        found = _HOW_MUCH.search(question.standalone)
        named = terms_of(found[1]) if found else ()
        return next((term for term in named[-1:] if term.text not in word_list("measures")), None)
    if question.kind is not Kind.COUNT:
        return None
    if question.target:
        return question.target[-1]
    if found := _HOW_MANY.search(question.standalone):
        return next(iter(terms_of(found[1])), None)
    found = _NUMBER_OF.search(question.standalone)
    return next(iter(terms_of(found[1])[-1:]), None) if found else None


def counts_target(question: Question, text: str) -> bool:
    """Whether a number stands right at what a question counts, or a text says itself what is asked the degree of."""
    things = counted(question)
    if things is None or (question.kind is Kind.AMOUNT and not _DEGREE.search(question.standalone)):
        return False
    return window(text).names(things) if question.kind is Kind.AMOUNT else stated_count(text, [things]) is not None


ASIDE = 0.15
"""What a sentence loses that does not say itself why, or what is asked the degree of: what stands near it does not say so either."""


def aside(question: Question, sentence: EvidenceSentence) -> float:
    """What a sentence loses that gives no reason where one is asked for, or does not tell of what is asked how much it did."""
    if _REASON.search(question.standalone):
        return 0.0 if _BECAUSE.search(sentence.text) else ASIDE
    degree = _DEGREE.search(question.standalone) and counted(question)
    return ASIDE if degree and not counts_target(question, sentence.text) else 0.0


def has_type(question: Question, sentence: EvidenceSentence) -> bool:
    """Whether a sentence holds a date, an amount, a person, a country or a reason, where one is asked for; else true."""
    if question.kind is Kind.DATE:
        return _new_date(question, sentence)
    if question.kind in {Kind.AMOUNT, Kind.COUNT}:
        return _new_quantity(question, sentence)
    if question.kind is Kind.WHO:
        return _new_name(question, sentence.text)
    if _COUNTRY.search(question.standalone):
        return _new_country(question, sentence.text)
    return _REASON.search(question.standalone) is None or _BECAUSE.search(sentence.text) is not None


def _new_date(question: Question, sentence: EvidenceSentence) -> bool:
    anchor = sentence.anchor
    known, dates = find_dates(question.standalone, anchor), find_dates(sentence.text, anchor)
    if any(not any(date.agrees(other) for other in known) for date in dates):
        return True
    return _CLOCK.search(question.standalone) is not None and _CLOCK.search(sentence.text) is not None


_AGED = re.compile(r"[가-힣]\s?\(\d{1,3}[,)]|\baged\s\d|\d-year-old\b|(?<=[A-Za-z]),\s\d{1,3},\s")
"""An age without a unit: "홍길동(61) 대표", "aged 61", "the 61-year-old", "Jane Doe, 61, said"."""


def _new_quantity(question: Question, sentence: EvidenceSentence) -> bool:
    if "age" in question.units and _AGED.search(sentence.text):
        return True
    known = _quantities(question.standalone, sentence.anchor)
    found = _quantities(sentence.text, sentence.anchor)
    fitting = [quantity for quantity in found if _fits(quantity, question, sentence.text)]
    return any(not any(quantity.agrees(other) for other in known) for quantity in fitting)


def _quantities(text: str, anchor: date | None) -> list[Quantity]:
    """The quantities of a text but those that belong to its dates."""
    return find_quantities(text, [(mention.start, mention.end) for mention in find_dates(text, anchor)])


_SURPASSED = re.compile(r"[을를이]?\s?(?:넘|웃돌|웃돈|밑돌|밑돈|돌파)\S*\s것[은이]\s")
"""After a quantity that something else is measured by: "1만원을 넘는 것은 처음이다" does not say how much it is."""


def _fits(quantity: Quantity, question: Question, text: str) -> bool:
    """Whether a quantity is of the units that were asked for; things are counted in no measure, and not by their rank."""
    if _SURPASSED.match(text, quantity.end):
        return False
    if question.kind is Kind.COUNT:
        units = COUNTERS | {unit_named(word) for word in question.standalone.split()}
        return quantity.unit in units and not text.startswith("차", quantity.end)
    return not question.units or quantity.unit in question.units


def _new_name(question: Question, text: str) -> bool:
    asked = window(question.standalone).squeezed
    if not has_hangul(text):
        return any(squeeze(name[0]) not in asked for name in _LATIN_NAME.finditer(text))
    names = (one.form for one in morphemes_of(text) if one.tag in {"NNP", "SL"} and len(one.form) > 1)
    return any(squeeze(name) not in asked and name not in countries() for name in names)


def _new_country(question: Question, text: str) -> bool:
    asked, here = window(question.standalone), window(text)
    return any(here.has(fold(name)) and not asked.has(fold(name)) for name in countries() if len(name) > 1)
