"""Exchanges as HTML: the question, a draft while it is written, and the checked answer with its marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import Answer, Citation, Claim, Verdict
from ui.web.chat.conversation import Exchange, Quote, Stage, numbers_of, quote_of
from ui.web.render.chat.tools import clock, own_words, tools
from ui.web.render.frame import progress, small_form
from ui.web.render.text import day, escape, one_line
from ui.web.wording.chat import chat_words
from ui.web.wording.turns import turn_words
from ui.web.wording.words import Words

TOLD = 280
"""Characters of a quote that are shown while a pointer or the keyboard is on its mark; a click shows all of it."""
ICONS = {Verdict.VERIFIED: "✓", Verdict.PARTLY: "◐", Verdict.UNSUPPORTED: "✕"}


def exchanges(past: Sequence[Exchange], words: Words, first: int = 0) -> str:
    """Return several exchanges; ``first`` is the number of the first one in its conversation."""
    return "".join(exchange(each, first + at, words, last=False) for at, each in enumerate(past))


def exchange(each: Exchange, turn: int, words: Words, *, last: bool = True) -> str:
    """Return one exchange: a question and whatever has come back so far.

    :param last: whether it is the last of its conversation, which can be asked again.
    """
    state = ' aria-busy="true"' if each.open else ""
    return (
        f'<section class="cd-turn"{state}><h2 class="cd-question"><span class="cd-hidden">{escape(words.you_asked)}: '
        f"</span>{escape(each.question)}</h2>{_reply(each, turn, words)}"
        f"{'' if each.open else tools(each, turn, words, last=last)}{_thumbs(each, turn, words)}"
        "</section>"
    )


def _reply(each: Exchange, turn: int, words: Words) -> str:
    if each.answer is not None:
        return checked(each.answer, turn, words)
    if each.stage is Stage.WITHDRAWN:
        return _notice("cd-notice", escape(words.withdrawn))
    if each.stage is Stage.FAILED:
        error = escape(each.error or words.interrupted)
        return _draft(each, words) + _notice("cd-error", error) + _left(each, words)
    if each.stage is Stage.STOPPED:
        return _draft(each, words) + _notice("cd-notice", escape(words.stopped)) + _left(each, words)
    if not each.draft:
        turns = turn_words(words.code)
        finding = turns.finding.format(place=each.place) if each.place else words.finding
        lines = {Stage.WAITING: turns.place.format(place=each.place), Stage.FINDING: finding}
        return _working(progress(lines.get(each.stage, words.writing)), each, words)
    return _draft(each, words)


def _left(each: Exchange, words: Words) -> str:
    """Return what is left to do when no answer came."""
    said = chat_words(words.code)
    lines = [said.no_answer_hint if each.modelled else "", said.kept_before if each.before is not None else ""]
    hint = " ".join(line for line in lines if line)
    return f'<p class="cd-reason">{escape(hint)}</p>' if hint else ""


def _working(line: str, each: Exchange, words: Words) -> str:
    """Return what is being done, for how long, and the way around a slow model; it keeps its height all the while."""
    way = own_words(each, words) if each.stage is Stage.WRITING else ""
    return f'<div class="cd-working">{line}{clock(each, words)}{way}</div>'


def _thumbs(each: Exchange, turn: int, words: Words) -> str:
    """Return the buttons that say what a person thinks of an answer, where that is kept."""
    if each.number is None or each.answer is None:
        return ""
    buttons = "".join(
        f'<button type="button" class="cd-tool" data-rate="{turn}:{way}" '
        f'aria-pressed="{str(each.good is good).lower()}">{escape(label)}</button>'
        for way, good, label in (("up", True, words.good), ("down", False, words.bad))
    )
    why = small_form("rate-why", str(turn), words.bad_why, words.save) if each.good is False else ""
    return f'<div class="cd-thumbs">{buttons}{why}</div>'


def _draft(each: Exchange, words: Words) -> str:
    if not each.draft:
        return ""
    dot = '<span class="cd-dot"></span>' if each.open else ""
    label = f'<p class="cd-draft-label" role="status">{dot}{escape(words.draft)}</p>'
    return (
        f'<div class="cd-draft">{_working(label, each, words) if each.open else label}'
        f'<p class="cd-draft-text">{escape(each.draft)}</p></div>'
    )


def _notice(kind: str, content: str) -> str:
    return f'<p class="{kind}" role="status">{content}</p>'


def checked(answer: Answer, turn: int, words: Words) -> str:
    """Return a finished answer, with a button for each of its citations."""
    body = _refusal(answer, words) if answer.refused else _claims(answer, turn, words)
    return (
        f'<div class="cd-answer" lang="{escape(answer.language)}">{body}{_notes(answer, words)}</div>'
        f"{_dropped(answer, words)}{_days(answer, words)}{_footer(answer, words)}"
    )


def _refusal(answer: Answer, words: Words) -> str:
    reason = f'<p class="cd-reason">{escape(answer.refusal)}</p>' if answer.refusal else ""
    return (
        f'<div class="cd-refusal"><p class="cd-refusal-label">{escape(words.not_found)}</p>'
        f"<p>{escape(answer.text)}</p>{reason}</div>"
    )


def _claims(answer: Answer, turn: int, words: Words) -> str:
    lead = f'<p class="cd-lead">{escape(answer.lead)}</p>' if answer.lead else ""
    if not answer.claims:
        return lead or f'<p class="cd-lead">{escape(answer.text)}</p>'
    numbers, at, items = numbers_of(answer), 0, []
    for claim in answer.claims:
        items.append(_claim(claim, _marks(claim, turn, at, numbers, words), words))
        at += len(claim.citations)
    return f'{lead}<ul class="cd-claims">{"".join(items)}</ul>'


def _marks(claim: Claim, turn: int, first: int, numbers: dict[Quote, int], words: Words) -> str:
    return "".join(
        mark(citation, f"{turn}:c:{at}", numbers[quote_of(citation)], words)
        for at, citation in enumerate(claim.citations, start=first)
    )


def _claim(claim: Claim, marks: str, words: Words) -> str:
    reasons = "; ".join(one_line(reason) for reason in claim.reasons)
    shown = claim.reasons and claim.verdict is not Verdict.VERIFIED
    why = f'<p class="cd-reason">{escape(words.why)}: {reasons}</p>' if shown else ""
    return (
        f'<li class="cd-claim cd-{claim.verdict.value}"><span class="cd-icon" aria-hidden="true">{ICONS[claim.verdict]}'
        f'</span><div class="cd-claim-body"><p><span class="cd-claim-text">{escape(claim.text)}</span> {marks}</p>{why}'
        f'</div><span class="cd-verdict">{escape(words.verdicts[claim.verdict])}</span></li>'
    )


def mark(citation: Citation, reference: str, number: int, words: Words) -> str:
    """Return the numbered button of a citation."""
    says = one_line(words.mark.format(number=number, title=citation.title))
    about = " · ".join(one_line(part, 120) for part in (citation.outlet, day(citation.published)) if part)
    return (
        f'<button type="button" class="cd-mark" data-open="{reference}" aria-label="{says}" '
        f'data-quote="{one_line(citation.quote, TOLD)}" data-about="{about}">{number}</button>'
    )


def _notes(answer: Answer, words: Words) -> str:
    lines = "".join(f"<li>{escape(note)}</li>" for note in answer.notes)
    return f'<ul class="cd-notes" aria-label="{escape(words.notes)}">{lines}</ul>' if lines else ""


def _dropped(answer: Answer, words: Words) -> str:
    if not answer.dropped:
        return ""
    lines = "".join(f"<li><s>{escape(claim.text)}</s>{_because(claim)}</li>" for claim in answer.dropped)
    head = escape(words.dropped.format(count=len(answer.dropped)))
    return f'<details class="cd-dropped"><summary>{head}</summary><ul>{lines}</ul></details>'


def _because(claim: Claim) -> str:
    reasons = "; ".join(one_line(reason) for reason in claim.reasons)
    return f' <span class="cd-reason">{reasons}</span>' if reasons else ""


def _days(answer: Answer, words: Words) -> str:
    """Return what the words of a question were taken for in time: "지난주 = 2026-11-16 ~ 2026-11-22"."""
    if not answer.periods:
        return ""
    parts = [f"{one_line(each.text, 60)} = {_span(each.since, each.until, words)}" for each in answer.periods]
    if answer.today is not None:
        parts.insert(0, escape(words.asked_on.format(day=answer.today)))
    return f'<p class="cd-footer cd-days">{" · ".join(parts)}</p>'


def _span(since: date | None, until: date | None, words: Words) -> str:
    if since == until and since is not None:
        return str(since)
    if until is None:
        return escape(words.days_since.format(day=since))
    return f"{since} ~ {until}" if since else escape(words.days_until.format(day=until))


def _footer(answer: Answer, words: Words) -> str:
    parts = [one_line(answer.model, 60)]
    if answer.timings:
        seconds = answer.timings.get("total", max(answer.timings.values()))
        parts.append(escape(words.took.format(seconds=f"{seconds:.1f}")))
    if answer.as_of is not None:
        parts.append(escape(words.as_of.format(day=day(answer.as_of))))
    return f'<p class="cd-footer">{" · ".join(part for part in parts if part)}</p>'
