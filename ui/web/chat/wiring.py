"""Which button of the chat calls which handler."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr
from gradio.events import Dependency, api

from ui.web.calls import QUIET
from ui.web.chat.asking import Asking
from ui.web.chat.keeping import Keeping
from ui.web.chat.narrowing import Narrowing
from ui.web.chat.retaking import Retaking
from ui.web.chat.saving import Saving
from ui.web.chat.suggesting import Suggesting
from ui.web.dressing import Dressing
from ui.web.parts import Parts

ONE = QUIET | {"concurrency_limit": 1}


def wire_asking(
    asking: Asking, suggesting: Suggesting, dressing: Dressing, picked: Sequence[Dependency], parts: Parts
) -> None:
    """Wire the question box, the buttons that ask by themselves, and what follows an answer.

    :param picked: calls of other views that have put a question into the box.
    """
    api(asking.answer, api_name="ask", concurrency_limit=None)  # first, so that the name is its own
    session, chosen = _session(parts), parts.chooser.fields
    shown = [parts.past, parts.current, parts.question, parts.send, parts.stop, parts.tabs, parts.sources,
             parts.new_talk, parts.talks, parts.chat.next, parts.chat.editing]  # fmt: skip
    example = parts.past.submit(dressing.choose_example, [parts.language], [parts.question], **QUIET)
    next = parts.chat.next.follow(suggesting.pick, [parts.conversation], [parts.question], **QUIET)
    asked = [
        trigger(asking.ask, [parts.question, *session, *chosen], shown, **QUIET)
        for trigger in (parts.send.click, parts.question.submit, *(each.success for each in (example, next, *picked)))
    ]
    asked.append(parts.current.again(asking.again, [*session, *chosen], shown, **QUIET))
    for each in asked:
        settled = each.then(asking.settle, session, shown, **QUIET)
        settled.then(suggesting.suggest, session, [parts.chat.next], **ONE)
    parts.stop.click(asking.stop, [parts.conversation], None, **QUIET)


def wire_tools(retaking: Retaking, saving: Saving, narrowing: Narrowing, keeping: Keeping, parts: Parts) -> None:
    """Wire editing, bringing back, exporting, and asking certain articles only."""
    session, box = _session(parts), [parts.question, parts.chat.editing]
    parts.current.edit(retaking.edit, session, box, **QUIET)
    parts.current.restore(retaking.restore, session, keeping.outputs, **QUIET)
    parts.chat.editing.leave(retaking.leave, [parts.conversation], box, **QUIET)
    for place in (parts.past, parts.current):
        place.save(saving.save, session, [parts.chat.download], **QUIET)
    for place in (parts.reader, parts.articles):
        place.only(narrowing.add, session, [parts.chooser.only], **QUIET)
    parts.chooser.only.drop(narrowing.drop, session, [parts.chooser.only], **QUIET)


def wire_keeping(keeping: Keeping, parts: Parts) -> None:
    """Wire the list of conversations, and what is kept of them."""
    session = _session(parts)
    parts.talks.manage(keeping.manage, session, keeping.outputs, **QUIET)
    for place in (parts.past, parts.current):
        place.rate(keeping.rate, session, keeping.outputs, **QUIET)
    parts.keep.input(keeping.switch, [parts.keep, *session], [parts.talks], **QUIET)
    parts.seek.submit(keeping.listed, [*session, parts.seek], [parts.talks], **QUIET)


def _session(parts: Parts) -> list[gr.components.Component]:
    return [parts.conversation, parts.language]
