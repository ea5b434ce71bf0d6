"""The chat page: its parts, and what happens when something is asked, clicked or added."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import api

from assistant.library.conversations import Conversations
from ui.ports import AddArticles, Engine
from ui.web.adding import Adding
from ui.web.asking import Asking
from ui.web.dressing import Dressing
from ui.web.examples import EXAMPLES, Examples
from ui.web.keeping import Keeping
from ui.web.parts import Parts, lay_out
from ui.web.reading import Reading
from ui.web.words import words_of

KEEP_UPLOADS = (600, 3600)
"""Every ten minutes, delete uploads older than an hour (those of a browser that left half-way)."""
TITLE = "Citedesk"
OPEN_QUESTIONS, WAITING = 32, 32
"""Questions that may be open at a time (most of them waiting for their turn), and calls that Gradio queues."""


def build_app(
    assistant: Engine,
    add_articles: AddArticles,
    *,
    examples: Examples = EXAMPLES,
    uploads: Path | None = None,
    conversations: Conversations | None = None,
) -> gr.Blocks:
    """Build the page.

    :param assistant: what answers; ``assistant.Assistant`` or anything with the methods of ``Engine``.
    :param add_articles: adds files and a pasted page (either may be empty) and reports a line for each.
    :param examples: questions to start with, by language code.
    :param uploads: where the server puts uploads; Gradio's own temporary directory when not given.
    :param conversations: where conversations are kept; without it they are forgotten with the page.
    """
    app: gr.Blocks = gr.Blocks(
        title=TITLE, analytics_enabled=False, fill_height=True, fill_width=True, delete_cache=KEEP_UPLOADS
    )
    with app:
        parts = lay_out(words_of("en"), assistant.settings.max_question, keeps=conversations is not None)
        keeping = Keeping(conversations, parts)
        dressing = Dressing(assistant, parts, examples, keeping)
        _wire_dressing(app, dressing, parts)
        _wire_asking(Asking(assistant, parts, keeping), dressing, parts)
        _wire_keeping(keeping, parts)
        _wire_reading(Reading(assistant, parts), parts)
        _wire_adding(Adding(assistant, add_articles, parts, uploads or Path(tempfile.gettempdir()) / "gradio"), parts)
    app.queue(default_concurrency_limit=2, max_size=WAITING)
    return app


def _wire_dressing(app: gr.Blocks, dressing: Dressing, parts: Parts) -> None:
    app.load(
        dressing.greet, [parts.conversation], dressing.outputs, show_progress="hidden", api_visibility="private",
        concurrency_limit=None,
    )  # fmt: skip
    parts.header.change_language(
        dressing.switch, [parts.conversation], dressing.outputs, show_progress="hidden", api_visibility="private",
        concurrency_limit=None,
    )  # fmt: skip
    parts.new_talk.click(
        dressing.start_over, [parts.conversation, parts.language], dressing.outputs, show_progress="hidden",
        api_visibility="private", concurrency_limit=None,
    )  # fmt: skip


def _wire_asking(asking: Asking, dressing: Dressing, parts: Parts) -> None:
    shown = [parts.past, parts.current, parts.question, parts.send, parts.stop, parts.tabs, parts.sources,
             parts.new_talk, parts.talks]  # fmt: skip
    api(asking.answer, api_name="ask", concurrency_limit=OPEN_QUESTIONS)  # first, so that the name is its own
    session: list[gr.components.Component] = [parts.conversation, parts.language]
    chosen = parts.past.submit(
        dressing.choose_example, [parts.language], [parts.question], show_progress="hidden", api_visibility="private",
        concurrency_limit=None,
    )  # fmt: skip
    for trigger in (parts.send.click, parts.question.submit, chosen.success):
        asked = trigger(
            asking.ask, [parts.question, *session, *parts.chooser.fields], shown, show_progress="hidden", api_visibility="private",
            concurrency_limit=OPEN_QUESTIONS,
        )  # fmt: skip
        asked.then(
            asking.settle, session, shown, show_progress="hidden", api_visibility="private", concurrency_limit=None
        )
    parts.stop.click(
        asking.stop,
        [parts.conversation],
        None,
        show_progress="hidden",
        api_visibility="private",
        concurrency_limit=None,
    )


def _wire_keeping(keeping: Keeping, parts: Parts) -> None:
    session: list[gr.components.Component] = [parts.conversation, parts.language]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
    parts.talks.manage(keeping.manage, session, keeping.outputs, **quiet)
    for place in (parts.past, parts.current):
        place.rate(keeping.rate, session, keeping.outputs, **quiet)
    parts.keep.input(keeping.switch, [parts.keep, *session], [parts.talks], **quiet)
    parts.seek.submit(keeping.listed, [*session, parts.seek], [parts.talks], **quiet)


def _wire_reading(reading: Reading, parts: Parts) -> None:
    for place in (parts.past, parts.current, parts.sources, parts.articles):
        place.select(
            reading.open, [parts.conversation, parts.language], [parts.reader, parts.tabs], show_progress="hidden",
            api_visibility="private", concurrency_limit=None,
        )  # fmt: skip


def _wire_adding(adding: Adding, parts: Parts) -> None:
    changed = [parts.report, parts.articles, parts.header, parts.pasted, *parts.chooser.outputs]
    parts.add.click(
        adding.paste, [parts.pasted, parts.language], changed, show_progress="hidden", api_visibility="private"
    )
    parts.files.upload(adding.upload, [parts.language], changed, show_progress="hidden", api_visibility="private")
