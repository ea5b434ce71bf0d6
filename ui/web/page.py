"""The chat page: its parts, and what happens when something is asked, clicked or added."""

from __future__ import annotations

import tempfile
from pathlib import Path

import gradio as gr

from assistant.evaluation.evaluate import Answers
from assistant.library.conversations import Conversations
from ui.ports import AddArticles, Engine
from ui.turns import IN_ALL, Turns
from ui.web.articles.browsing import Browsing
from ui.web.articles.catalogue import catalogue_of
from ui.web.articles.wiring import wire_articles
from ui.web.calls import QUIET
from ui.web.chat.asking import Asking
from ui.web.chat.keeping import Keeping
from ui.web.chat.narrowing import Narrowing
from ui.web.chat.retaking import Retaking
from ui.web.chat.saving import Reserves, Saving
from ui.web.chat.suggesting import Suggesting
from ui.web.chat.wiring import wire_asking, wire_keeping, wire_tools
from ui.web.dressing import Dressing
from ui.web.evaluation.evaluating import Evaluating
from ui.web.evaluation.wiring import wire_evaluating, wire_probe
from ui.web.examples import EXAMPLES, Examples
from ui.web.parts import Parts, lay_out
from ui.web.wording.words import words_of

KEEP_UPLOADS = (600, 3600)
"""Every ten minutes, delete uploads older than an hour (those of a browser that left half-way)."""
TITLE = "Citedesk"
AT_ONCE = 2 * IN_ALL
"""Calls that Gradio works on at a time: all open questions, and as many clicks beside them. Its own 40 would let the 41st
question wait without a word, and every click after it."""
QUEUED = 512
"""Calls that Gradio queues for a moment; how many questions are open and answered is for ``Turns`` to say."""


def build_app(
    assistant: Engine,
    add_articles: AddArticles,
    *,
    examples: Examples = EXAMPLES,
    uploads: Path | None = None,
    conversations: Conversations | None = None,
    turns: Turns | None = None,
    reserves: Reserves = bool,
) -> gr.Blocks:
    """Build the page.

    :param assistant: what answers; ``assistant.Assistant`` or anything with the methods of ``Engine``.
    :param add_articles: adds files, a pasted page and what addresses lead to, and reports a line for each.
    :param examples: questions to start with, by language code.
    :param uploads: where the server puts uploads; Gradio's own temporary directory when not given.
    :param conversations: where conversations are kept; without it they are forgotten with the page.
    :param turns: the turns that questions take, when they are shared with other programs.
    :param reserves: whether a rights notice reserves use, for evidence packs; unless given, any notice does.
    """
    turns = turns or Turns()
    app: gr.Blocks = gr.Blocks(
        title=TITLE, analytics_enabled=False, fill_height=True, fill_width=True, delete_cache=KEEP_UPLOADS
    )
    with app:
        parts = lay_out(
            words_of("en"),
            assistant.settings.max_question,
            keeps=conversations is not None,
            model=assistant.model_name,
            examined=isinstance(assistant, Answers),
        )
        keeping = Keeping(conversations, parts)
        catalogue = catalogue_of(assistant)
        browsing = Browsing(catalogue, parts)
        dressing = Dressing(catalogue, browsing, parts, examples, keeping)
        _wire_dressing(app, dressing, parts)
        asking = Asking(assistant, parts, keeping, turns)
        evaluating = Evaluating(assistant, parts, lambda: turns.busy)
        wire_asking(asking, Suggesting(assistant, turns, parts), dressing, [wire_probe(evaluating, parts)], parts)
        wire_tools(
            Retaking(parts, keeping), Saving(assistant, parts, reserves), Narrowing(assistant, parts), keeping, parts
        )
        wire_evaluating(app, evaluating, parts)
        wire_keeping(keeping, parts)
        place = uploads or Path(tempfile.gettempdir()) / "gradio"
        wire_articles(assistant, catalogue, add_articles, browsing, parts, place)
    app.max_threads = AT_ONCE
    app.queue(default_concurrency_limit=2, max_size=QUEUED)
    return app


def _wire_dressing(app: gr.Blocks, dressing: Dressing, parts: Parts) -> None:
    seen: list[gr.components.Component] = [parts.conversation, parts.library.visit]
    app.load(dressing.greet, seen, dressing.outputs, **QUIET)
    parts.header.change_language(dressing.switch, seen, dressing.outputs, **QUIET)
    parts.new_talk.click(dressing.start_over, [*seen, parts.language], dressing.outputs, **QUIET)
