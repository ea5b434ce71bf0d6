"""A conversation as Markdown; text of articles and models stays text in whatever shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.answer import Answer, Claim
from ui.web.chat.conversation import Exchange
from ui.web.export.numbered import Quoted, doubt, lead_of, marks_of, quotes_of, remarks_of
from ui.web.render.text import visible
from ui.web.wording.chat import chat_words
from ui.web.wording.words import Words

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~$&!^=]|(?<=\w)[:@](?=\S)|(?i:(?<=www)\.)")
"""What Markdown gives a meaning anywhere in a line, or makes an address of: those signs are written with a backslash."""
_FIRST = re.compile(r"^(\d+(?=[.)])|(?=[-+]))")


def markdown_of(exchanges: Iterable[Exchange], words: Words, made: date) -> str:
    """Return a conversation, its answers with their quotes; questions without an answer are left out.

    :param made: the day that the text says it was made on.
    """
    said = chat_words(words.code)
    parts = [f"# {said.conversation}", said.made.format(day=made)]
    for each in exchanges:
        if each.answer is not None:
            parts += [f"## {plain(each.question)}", *_answer(each.answer, words)]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    line = _SIGNS.sub(lambda match: f"\\{match.group()}", " ".join(visible(text).split()))
    return _FIRST.sub(r"\1\\", line)


def _answer(answer: Answer, words: Words) -> Iterator[str]:
    lead = lead_of(answer)
    if lead:
        yield plain(lead)
    if answer.claims:
        yield "\n".join(f"- {_claim(claim, answer, words)}" for claim in answer.claims)
    quotes = quotes_of(answer)
    if quotes:
        yield f"### {chat_words(words.code).quotes}"
        yield "\n\n".join(_quote(quoted, words) for quoted in quotes)
    remarks = remarks_of(answer, words)
    if remarks:
        yield "\n".join(f"- {plain(remark)}" for remark in remarks)


def _claim(claim: Claim, answer: Answer, words: Words) -> str:
    marks = "".join(f"\\[{number}\\]" for number in marks_of(claim, answer))
    unsure = doubt(claim, words)
    return " ".join(part for part in (plain(claim.text), marks, f"*({plain(unsure)})*" if unsure else "") if part)


def _quote(quoted: Quoted, words: Words) -> str:
    about = plain(", ".join(quoted.about))
    link = f" <{quoted.address}>" if quoted.address else ""
    rights = plain(quoted.citation.rights)
    lines = [f"\\[{quoted.number}\\] “{plain(quoted.citation.quote)}”", f"{about}{link}"]
    lines += [f"{words.rights}: {rights}"] if rights else []
    return "\n".join(f"> {line}  " for line in lines).rstrip()
