"""The list of kept conversations: each opens, is renamed, or deleted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library.conversations import ConversationSummary
from ui.web.render.chat.sources import empty
from ui.web.render.frame import small_form
from ui.web.render.text import day, escape, one_line
from ui.web.wording.words import Words

TALK_ID = re.compile(r"[0-9a-f]{32}")


def talk_list(talks: Sequence[ConversationSummary], current: str, words: Words) -> str:
    """Return the conversations, the latest first.

    :param current: id of the one that is open in this window.
    """
    if not talks:
        return empty(words.no_talks)
    items = "".join(f"<li>{_row(each, current, words)}</li>" for each in talks)
    head = f"{words.talks_title} · {len(talks)}"
    return f'<section class="cd-sources"><h2>{escape(head)}</h2><ul class="cd-cards">{items}</ul></section>'


def _row(talk: ConversationSummary, current: str, words: Words) -> str:
    here = ' aria-current="true"' if talk.id == current else ""
    active = " cd-active" if here else ""
    about = " · ".join((day(talk.updated.astimezone(), clock=True), words.questions.format(count=talk.exchanges)))
    return (
        f'<div class="cd-talk-row"><button type="button" class="cd-card{active}" data-talk="{talk.id}"{here}>'
        f'<span class="cd-card-body"><span class="cd-card-title">{one_line(talk.title)}</span>'
        f'<span class="cd-meta">{escape(about)}</span></span></button><div class="cd-tools">'
        f"<details><summary>{escape(words.rename)}</summary>"
        f"{small_form('rename', talk.id, words.new_title, words.save, talk.title)}</details>"
        f'<button type="button" class="cd-tool" data-remove="{talk.id}" data-really="{escape(words.delete_really)}" '
        f'aria-label="{escape(words.delete)}: {one_line(talk.title)}">{escape(words.delete)}</button></div></div>'
    )
