"""Whether the cited words say what a claim says: numbers, dates, names, denial and plans, and the rest of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Verdict
from assistant.answering.attachment import Item, misplaced
from assistant.answering.presentation import contradicting, differences, foreign_differences
from assistant.answering.quoting import misquoted
from assistant.answering.reasons import reason
from assistant.answering.sentences import EvidenceSentence, searched_text
from assistant.answering.support import Matcher
from assistant.answering.window import window
from assistant.answering.wording import Word, Wording, overused, same_language, turned_round, unsaid, wording_of
from assistant.question.terms import Term
from assistant.text.dates import DateMention, find_dates, weekday_of
from assistant.text.language import has_hangul, language_of
from assistant.text.numbers import Quantity, find_quantities
from assistant.text.opposites import contradictions

VERIFIED_SHARE, PARTLY_SHARE = 0.6, 0.4
"""Share of a claim's terms that the cited words must name for "verified" and for "partly"."""

_FOUND = 0.5
_OPENING = 12
"""Characters at the beginning of a claim in which its subject stands."""


@dataclass
class Findings:
    """What speaks against a claim: ``wrong`` makes it unsupported, ``open`` keeps it from being verified."""

    language: str
    wrong: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def refute(self, name: str, *parts: str) -> None:
        """Note something that contradicts the claim, once for each part."""
        self.wrong += [reason(name, self.language, part) for part in parts or ("",)]

    def doubt(self, name: str, *parts: str) -> None:
        """Note something that the cited words leave open."""
        self.open += [reason(name, self.language, part) for part in parts or ("",)]


def check(
    claim: str, cited: Sequence[EvidenceSentence], matcher: Matcher, question: str = ""
) -> tuple[Verdict, tuple[str, ...]]:
    """Compare a claim with the sentences it cites.

    :param cited: the sentence that fits best, and maybe others; only the first proves numbers, dates and the event.
    :param matcher: holds the claim's own terms.
    :param question: what was asked; its words may come back in a claim, and reasons are in its language.
    :returns: the verdict, and its reasons in plain words.
    """
    found = Findings(language_of(question or claim))
    if not cited:
        return Verdict.UNSUPPORTED, (reason("nothing_fits", found.language),)
    mine = wording_of(claim, cited[0].anchor)
    if not (matcher.terms or mine.quantities or mine.dates):
        return Verdict.UNSUPPORTED, (reason("nothing_said", found.language),)
    source = wording_of(cited[0].text, cited[0].anchor)
    _figures(mine, source, found)
    _names(cited, matcher, found)
    if same_language(claim, cited[0].text):
        _same_language(mine, source, cited, question, found)
    else:
        _other_language(mine, source, matcher, found)
    if found.wrong:
        return Verdict.UNSUPPORTED, tuple(dict.fromkeys(found.wrong))
    if not found.open and len(cited) == 1 and same_language(claim, source.text):
        return Verdict.VERIFIED, (reason("agrees", found.language),)
    if len(cited) > 1 and (mine.quantities or mine.dates) and _share(cited[:1], matcher) < PARTLY_SHARE:
        return Verdict.UNSUPPORTED, (reason("elsewhere", found.language),)  # its figure is told of something else
    return _by_share(cited, matcher, found)


def _by_share(cited: Sequence[EvidenceSentence], matcher: Matcher, found: Findings) -> tuple[Verdict, tuple[str, ...]]:
    share = _share(cited, matcher)
    if share < PARTLY_SHARE:
        return Verdict.UNSUPPORTED, (reason("elsewhere", found.language),)
    if len(cited) > 1 or share < VERIFIED_SHARE:
        found.doubt("part")
    if found.open:
        return Verdict.PARTLY, tuple(dict.fromkeys(found.open))
    return Verdict.VERIFIED, (reason("agrees", found.language),)


def _figures(mine: Wording, source: Wording, found: Findings) -> None:
    """Numbers and dates must stand in the sentence that fits best: one borrowed from beside it says something else."""
    alike = same_language(mine.text, source.text)
    dates = [date for date in mine.dates if not any(date.agrees(other) for other in source.dates)]
    quantities = [q for q in mine.quantities if not any(_agrees(q, other, alike) for other in source.quantities)]
    quantities += _too_often(mine, source) if alike and not quantities else []
    wrong = [mine.text[one.start : one.end] for one in dates] + [mine.text[one.start : one.end] for one in quantities]
    if wrong:
        found.refute("number", *wrong)


def _too_often(mine: Wording, source: Wording) -> list[Quantity]:
    """Numbers that a claim states more often than its source: one of them stands for another."""

    def times(wording: Wording, quantity: Quantity) -> int:
        return sum(quantity.agrees(other) for other in wording.quantities)

    return [quantity for quantity in mine.quantities if times(mine, quantity) > times(source, quantity)]


def _agrees(mine: Quantity, other: Quantity, alike: bool) -> bool:
    """In one language counters must agree too: 명 is not 건."""
    if alike and mine.unit and other.unit and mine.unit != other.unit:
        return False
    return mine.agrees(other)


def quantities_of(text: str) -> list[Quantity]:
    """The quantities of a text that are not parts of its dates."""
    return find_quantities(text, [(mention.start, mention.end) for mention in find_dates(text)])


def _names(cited: Sequence[EvidenceSentence], matcher: Matcher, found: Findings) -> None:
    parts = [part for term in matcher.terms for part in (term.parts or (term,))]
    absent = [part.text for part in parts if part.proper and not _in_article(part, cited, matcher)]
    if absent:
        found.refute("no_name", *absent)


def _in_article(name: Term, cited: Sequence[EvidenceSentence], matcher: Matcher) -> bool:
    if any(matcher.strength(name, window(sentence.passage)) >= _FOUND for sentence in cited):
        return True
    return any(window(searched_text(sentence.article)).names(name) for sentence in cited)


def _same_language(
    mine: Wording, source: Wording, cited: Sequence[EvidenceSentence], question: str, found: Findings
) -> None:
    """Every word must be said, of the same things, in the same mood."""
    opposite = [part for part in contradictions(mine.text, source.text) if part]
    if opposite:
        found.refute("opposite", *opposite)
    told = differences(mine, source)
    for name in told:
        (found.refute if name in contradicting(told) else found.doubt)(name)
    new = [word for word in unsaid(mine, source) if not _allowed(word, mine, source, cited[0], question)]
    if new:
        found.doubt("unsaid", *(mine.text[word.start : word.end] for word in new))
    if has_hangul(mine.text) and turned_round(mine, source):
        found.doubt("other_subject", *turned_round(mine, source))
    if overused(mine, source):
        found.doubt("part")
    for item in misplaced(mine, source, _same_item):
        heavy = isinstance(item.key, Quantity | DateMention)
        (found.refute if heavy else found.doubt)("misplaced", mine.text[item.start : item.end])
    quotes = misquoted(mine.text, cited[0].article.text)
    if quotes:
        found.doubt("misquoted", *quotes)


def _same_item(mine: Item, other: Item) -> bool:
    if isinstance(mine.key, Quantity) and isinstance(other.key, Quantity):
        return mine.key.agrees(other.key)
    if isinstance(mine.key, DateMention) and isinstance(other.key, DateMention):
        return mine.key.agrees(other.key)
    return mine.key == other.key


def _allowed(word: Word, mine: Wording, source: Wording, best: EvidenceSentence, question: str) -> bool:
    """Words that the sentence need not hold: its day of the week, what was asked, and its subject where it has none."""
    if any(word.form == name for date in source.dates for name in weekday_of(date)):
        return True
    title, near = window(best.article.title), window(f"{best.article.title}\n{best.passage}")
    if not near.tells(word.form):
        return False
    if question and window(question).tells(word.form) and not word.name:
        return True
    opening = word.subject or word.start <= _OPENING
    return opening and (word.name or title.tells(word.form)) and _lacks_subject(mine, source)


_PRONOUN = re.compile(
    r"(?:It|He|She|They|This|That|These|Those|We|I|그|이|그녀|그들|이들)\b|(?:그는|이는|그가|이들은|그들은)"
)


def _lacks_subject(mine: Wording, source: Wording) -> bool:
    """Whether a source has no subject that the claim lacks, so that one in the claim replaces none: it has none, or "it"."""
    forms = {word.form for word in mine.words}
    kept = all(word.form in forms for word in source.words if word.name or word.subject)
    return kept and (has_hangul(source.text) or _PRONOUN.match(source.text) is not None)


def _other_language(mine: Wording, source: Wording, matcher: Matcher, found: Findings) -> None:
    opposite = contradictions(mine.text, source.text)
    if opposite:
        found.refute("opposite", *opposite)
    for name in foreign_differences(mine.text, source.text, matcher):
        found.refute(name)
    missing = [
        term.text for term in matcher.terms if term.proper and matcher.strength(term, window(source.text)) < _FOUND
    ]
    if missing and any(word.name for word in source.words):  # where it has no name, they may come from beside it
        found.doubt("unsaid", *missing)


def _share(cited: Sequence[EvidenceSentence], matcher: Matcher) -> float:
    """Share of the terms that the quoted words name, by weight."""
    total = sum(term.weight for term in matcher.terms)
    found = sum(
        term.weight * max(matcher.strength(term, window(sentence.text)) for sentence in cited) for term in matcher.terms
    )
    return found / total if total else 1.0
