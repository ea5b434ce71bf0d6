"""The login page: a form that works without scripts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ui.web.render.text import escape, one_line
from ui.web.wording.login import LoginWords

STYLE = Path(__file__).parents[1] / "style" / "login.css"


def login_page(words: LoginWords, name: str = "", problem: str = "") -> str:
    """Return the page.

    :param name: what was typed as the name; a password is never sent back.
    :param problem: why the last attempt did not log anybody in.
    """
    told = f'<p class="wrong" id="wrong" role="alert">{escape(problem)}</p>' if problem else ""
    about = ' aria-describedby="wrong"' if problem else ""
    name_focus, password_focus = ("", " autofocus") if name else (" autofocus", "")
    other = "en" if words.code == "ko" else "ko"
    return (
        f'<!doctype html><html lang="{words.code}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{escape(words.title)} · Citedesk</title>'
        f'<link rel="icon" href="data:,"><style>{_style()}</style></head><body><main><p class="brand">Citedesk</p>'
        f'<p class="about">{escape(words.about)}</p>'
        f'<form class="login" method="post" action="login?language={words.code}"><h1>{escape(words.title)}</h1>{told}'
        f'<label>{escape(words.name)}<input name="name" value="{one_line(name)}" autocomplete="username" '
        f'autocapitalize="none" spellcheck="false" required maxlength="100"{about}{name_focus}></label>'
        f'<label>{escape(words.password)}<input name="password" type="password" autocomplete="current-password" '
        f'required maxlength="1000"{about}{password_focus}></label>'
        f'<button type="submit">{escape(words.log_in)}</button></form><div class="below">'
        f'<p>{escape(words.no_account)}</p><a href="login?language={other}" lang="{other}" hreflang="{other}">'
        f"{escape(words.other)}</a></div></main></body></html>"
    )


def log_out_form(name: str, words: LoginWords) -> str:
    """Return who is logged in and the button that logs out, for the head of the page; nothing for nobody."""
    if not name:
        return ""
    return (
        f'<form class="cd-logout" method="post" action="logout"><span>{one_line(name)}</span>'
        f'<button type="submit">{escape(words.log_out)}</button></form>'
    )


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")
