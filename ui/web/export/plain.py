"""An answer as plain text that can be pasted into a mail: the claims with numbers, then the quotes under them."""

from __future__ import annotations

from assistant.answer import Answer, Claim
from ui.web.export.numbered import Quoted, doubt, lead_of, marks_of, quotes_of, remarks_of
from ui.web.render.text import visible
from ui.web.wording.chat import chat_words
from ui.web.wording.words import Words


def with_citations(answer: Answer, words: Words) -> str:
    """Return the text; its lines end in a plain line feed, and no line ends in a space."""
    said = chat_words(words.code)
    parts = [f"{said.question}: {_line(answer.question)}", _said(answer, words)]
    quotes = [_quote(quoted) for quoted in quotes_of(answer)]
    if quotes:
        parts.append("\n".join([said.quotes, *quotes]))
    remarks = remarks_of(answer, words)
    if remarks:
        parts.append("\n".join(f"※ {_line(remark)}" for remark in remarks))
    return "\n\n".join(part for part in parts if part)


def _said(answer: Answer, words: Words) -> str:
    lead = lead_of(answer)
    bullet = "- " if len(answer.claims) > 1 else ""
    claims = [bullet + _claim(claim, answer, words) for claim in answer.claims]
    return "\n".join([*([_line(lead)] if lead else []), *claims])


def _claim(claim: Claim, answer: Answer, words: Words) -> str:
    marks = "".join(f"[{number}]" for number in marks_of(claim, answer))
    unsure = doubt(claim, words)
    return " ".join(part for part in (_line(claim.text), marks, f"({_line(unsure)})" if unsure else "") if part)


def _quote(quoted: Quoted) -> str:
    lines = [f"[{quoted.number}] “{_line(quoted.citation.quote)}”", f"    {', '.join(quoted.about)}"]
    return "\n".join([*lines, *([f"    {quoted.address}"] if quoted.address else [])])


def _line(text: str) -> str:
    return " ".join(visible(text).split())
