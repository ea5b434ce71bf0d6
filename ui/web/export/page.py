"""A conversation as one HTML page that needs nothing else: no script, no picture, nothing loaded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.answer import Answer, Claim
from ui.web.chat.conversation import Exchange
from ui.web.export.numbered import Quoted, doubt, lead_of, marks_of, quotes_of, remarks_of
from ui.web.render.chat.answer import ICONS
from ui.web.render.text import escape, one_line
from ui.web.wording.chat import chat_words
from ui.web.wording.words import Words

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.7; word-break: keep-all; overflow-wrap: anywhere;
  font-family: Pretendard, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", system-ui, sans-serif; }
h1 { font-size: 1.1rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
ul { padding-left: 1.2rem; } ol { list-style: none; padding: 0; }
blockquote { margin: .8rem 0; padding-left: .9rem; border-left: 3px solid #8a8a8a; }
blockquote p { margin: 0; white-space: pre-wrap; } .quiet { font-size: .88rem; opacity: .8; } sup a { text-decoration: none; }
blockquote:target { border-color: #4a5bd0; background: #8891d922; }
"""


def page_of(exchanges: Iterable[Exchange], words: Words, made: date) -> str:
    """Return a conversation, its answers with their quotes; questions without an answer are left out.

    :param made: the day that the page says it was made on.
    """
    said = chat_words(words.code)
    answered = [each.answer for each in exchanges if each.answer is not None]
    body = "".join(_answer(answer, turn, words) for turn, answer in enumerate(answered))
    title = escape(said.conversation)
    return (
        f'<!doctype html>\n<html lang="{words.code}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f'<style>{_STYLE}</style></head><body><h1>{title}</h1><p class="quiet">{escape(said.made.format(day=made))}</p>'
        f"{body}</body></html>\n"
    )


def _answer(answer: Answer, turn: int, words: Words) -> str:
    lead = lead_of(answer)
    first = f"<p>{escape(lead)}</p>" if lead else ""
    claims = "".join(_claim(claim, answer, turn, words) for claim in answer.claims)
    quotes = "".join(_quote(quoted, turn, words) for quoted in quotes_of(answer))
    remarks = "".join(f'<p class="quiet">{escape(remark)}</p>' for remark in remarks_of(answer, words))
    return (
        f"<section><h2>{escape(answer.question)}</h2>{first}{f'<ul>{claims}</ul>' if claims else ''}{quotes}{remarks}"
        "</section>"
    )


def _claim(claim: Claim, answer: Answer, turn: int, words: Words) -> str:
    marks = "".join(f'<sup><a href="#q{turn}-{number}">[{number}]</a></sup>' for number in marks_of(claim, answer))
    unsure = doubt(claim, words)
    note = f' <span class="quiet">({one_line(unsure, 400)})</span>' if unsure else ""
    sign = f'<span title="{escape(words.verdicts[claim.verdict])}">{ICONS[claim.verdict]}</span>'
    return f"<li>{sign} {escape(claim.text)}{marks}{note}</li>"


def _quote(quoted: Quoted, turn: int, words: Words) -> str:
    each = quoted.citation
    rights = f'<p class="quiet">{escape(words.rights)}: {one_line(each.rights, 400)}</p>' if each.rights else ""
    about = one_line(" · ".join(quoted.about), 400)
    address = f'<a href="{escape(quoted.address)}" rel="noopener noreferrer">{escape(quoted.address)}</a>'
    return (
        f'<blockquote id="q{turn}-{quoted.number}"><p>[{quoted.number}] “{escape(each.quote)}”</p>'
        f'<p class="quiet">{about}{f" · {address}" if quoted.address else ""}</p>{rights}</blockquote>'
    )
