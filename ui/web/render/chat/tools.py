"""What can be done with an answer: ask again, edit the question, copy it with its citations, export, ask on."""

from __future__ import annotations

from ui.web.chat.conversation import Exchange, Stage
from ui.web.export.plain import with_citations
from ui.web.render.text import escape, one_line
from ui.web.wording.chat import ChatWords, chat_words
from ui.web.wording.words import Words


def tools(each: Exchange, turn: int, words: Words, *, last: bool) -> str:
    """Return the buttons under an exchange that has ended; only the last one can be asked again or edited."""
    said = chat_words(words.code)
    again = _again(each, said) if last and each.stage is not Stage.WITHDRAWN else ""
    taken = _taken_along(each, turn, words, said) if each.answer else ""
    if not again and not taken:
        return ""
    return f'<div class="cd-actions" role="group" aria-label="{escape(said.tools)}">{again}{taken}</div>'


def own_words(each: Exchange, words: Words) -> str:
    """Return the button that answers without the chat model, where one is at work or did not answer."""
    said = chat_words(words.code)
    return _button("again", "extractive", said.own_words) if each.modelled and each.answer is None else ""


def clock(each: Exchange, words: Words) -> str:
    """Return the place where the browser counts the seconds since the question was asked."""
    unit = escape(chat_words(words.code).seconds)
    return f'<span class="cd-clock" aria-hidden="true" data-elapsed="{each.seconds:.1f}" data-unit="{unit}"></span>'


def suggestions(each: Exchange, turn: int, words: Words) -> str:
    """Return the questions that can be asked next, each a button that asks it."""
    if not each.suggested:
        return ""
    chips = "".join(
        f'<button type="button" class="cd-chip" data-next="{turn}:{at}">{one_line(question)}</button>'
        for at, question in enumerate(each.suggested)
    )
    title = escape(chat_words(words.code).next_title)
    return (
        f'<section class="cd-next" aria-label="{title}"><h3>{title}</h3><div class="cd-chips">{chips}</div></section>'
    )


def _again(each: Exchange, said: ChatWords) -> str:
    way = "" if each.answer or not each.modelled else _button("again", "extractive", said.own_words)
    back = _button("restore", "", said.back) if each.before is not None else ""
    return _button("again", "same", said.again) + way + back + _button("edit", "", said.edit)


def _taken_along(each: Exchange, turn: int, words: Words, said: ChatWords) -> str:
    assert each.answer is not None
    copy = (
        f'<button type="button" class="cd-tool" data-copy="{escape(with_citations(each.answer, words))}" '
        f'data-done="{escape(said.copied)}" data-failed="{escape(said.not_copied)}">{escape(said.copy)}</button>'
    )
    kinds = (("markdown", said.markdown), ("page", said.page), (f"pack:{turn}", said.pack))
    choices = "".join(_button("save", kind, label) for kind, label in kinds)
    return (
        f'{copy}<details class="cd-export"><summary class="cd-tool">{escape(said.save_as)}</summary>'
        f'<div class="cd-export-kinds">{choices}</div></details>'
    )


def _button(name: str, value: str, label: str) -> str:
    return f'<button type="button" class="cd-tool" data-{name}="{value}">{escape(label)}</button>'
