"""The quotes of an answer under their numbers, and what is said about where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer, Citation, Claim, Verdict
from ui.web.chat.conversation import citations_of, numbers_of, quote_of
from ui.web.render.text import day, safe_url, visible
from ui.web.wording.words import Words


@dataclass(frozen=True)
class Quoted:
    """A quote under its number."""

    number: int
    citation: Citation

    @property
    def about(self) -> tuple[str, ...]:
        """Outlet, title and date, as far as they are known."""
        each = self.citation
        parts = (each.outlet, each.title, day(each.published))
        return tuple(" ".join(visible(part).split()) for part in parts if part)

    @property
    def address(self) -> str:
        """The article's address, when it is a plain one."""
        return safe_url(self.citation.url)


def quotes_of(answer: Answer) -> list[Quoted]:
    """Return each quote of an answer once, in the order of its number."""
    numbers = numbers_of(answer)
    first = {numbers[quote_of(citation)]: citation for citation in reversed(citations_of(answer))}
    return [Quoted(number, first[number]) for number in sorted(first)]


def marks_of(claim: Claim, answer: Answer) -> list[int]:
    """Return the numbers of the quotes that a claim rests on."""
    numbers = numbers_of(answer)
    return list(dict.fromkeys(numbers[quote_of(citation)] for citation in claim.citations))


def doubt(claim: Claim, words: Words) -> str:
    """Return what is missing of a claim that is not fully supported; nothing for one that is."""
    if claim.verdict is Verdict.VERIFIED:
        return ""
    return ": ".join([words.verdicts[claim.verdict], *(["; ".join(claim.reasons)] if claim.reasons else [])])


def lead_of(answer: Answer) -> str:
    """Return the sentence before the claims, or what a refusal says."""
    return answer.lead if answer.claims else answer.lead or answer.text


def remarks_of(answer: Answer, words: Words) -> list[str]:
    """Return what stands below an answer: why nothing was answered, its notes, and the day of its newest article."""
    as_of = words.as_of.format(day=day(answer.as_of)) if answer.as_of else ""
    return [line for line in (answer.refusal if answer.refused else "", *answer.notes, as_of) if line]
