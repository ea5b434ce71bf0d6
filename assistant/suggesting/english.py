"""Questions out of English sentences, of the few shapes that need no other form of a verb."""

from __future__ import annotations

import re

from assistant.text.dates import find_dates

LONGEST, SHORTEST = 100, 24
"""Characters of a question that is still read at a glance, and of one that still says what it is about."""
_IRREGULAR = "held|built|made|taken|given|found|seen|set|put|sent|won|known|written|chosen|begun|sold|brought|kept|shown|shot|led"
_PASSIVE = re.compile(
    rf"(?P<subject>(?:The|A|An|[A-Z][\w’'-]+)\b[^,;:()]{{2,60}}?)\s(?P<be>was|were)\s(?P<rest>(?:\w+ly\s)?(?:\w+ed|{_IRREGULAR})\b.*)\."
)
_COUNTED = re.compile(
    r"(?:(?:About|Some|Nearly|Almost|At least|More than|A total of)\s)?"
    r"(?:\d[\d,.]*|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Twenty|Thirty|Dozens of)"
    r"(?P<rest>(?:\s(?:million|billion|thousand))?\s(?:[a-z][\w’'-]*\s){1,5}?(?:were|are|have|had|will|can)\s.+)\."
)
_PERSON = re.compile(
    r"(?:(?:South Korean|US|U\.S\.|British|French|Japanese|Chinese|Indian)\s)?"
    r"(?:President|Prime Minister|Chancellor|King|Queen|Pope|Mayor|Governor)\s(?:[A-Z][\w’'.-]+\s){1,3}"
    r"(?P<rest>(?:signed|chaired|opened|won|led|attended|visited|launched|approved|vetoed|hosted|met)\s.+)\."
)
_LEANING = re.compile(
    r"^(?:It|He|She|They|This|That|These|Those|There|We|I|Its|His|Her|Their|Both|Another|Others?|Such|Some of)\b"
    r"|\b(?:it|he|she|they|this|that|these|those|former|latter|its|his|her|their)\b|[“”\"…:;?!()]",
)
_PREPOSITION = re.compile(r"(?:\s|,\s)(?:on|in|at|since|by|during)\s(?:the\s)?(?:\w+day,?\s)?$")
_ARTICLE = re.compile(r"^(?:The|A|An)\b")


def english_questions(sentence: str) -> list[str]:
    """Return the questions that a sentence answers; none for most sentences."""
    text = " ".join(sentence.split())
    if _LEANING.search(text):
        return []
    asked = (_when(text), _how_many(text), _who(text))
    return [each for each in asked if SHORTEST <= len(each) <= LONGEST]


def _when(text: str) -> str:
    """Ask for a day: "The bill was signed on 9 August." becomes "When was the bill signed?"."""
    match = _PASSIVE.fullmatch(text)
    dates = find_dates(text)
    if match is None or len(dates) != 1 or dates[0].start < match.start("rest") or dates[0].parts == (None, None, None):
        return ""
    before = _PREPOSITION.sub("", text[match.start("rest") : dates[0].start])
    after = text[dates[0].end : match.end("rest")].lstrip(",")
    if before.endswith(" ") or (after and not after.startswith(" ")):
        return ""
    subject = _ARTICLE.sub(lambda article: article.group().lower(), match["subject"])
    return f"When {match['be']} {subject} {before}{after}?"


def _how_many(text: str) -> str:
    """Ask for a number: "Five memoranda were signed in May." becomes "How many memoranda were signed in May?"."""
    match = _COUNTED.fullmatch(text)
    return f"How many{re.sub('^ (?:million|billion|thousand)', '', match['rest'])}?" if match else ""


def _who(text: str) -> str:
    """Ask for a person: "President Kim opened the summit." becomes "Who opened the summit?"."""
    match = _PERSON.fullmatch(text)
    return f"Who {match['rest']}?" if match else ""
