"""What happens when something of the evaluation view is chosen, pasted, started, stopped or clicked."""

from __future__ import annotations

import gradio as gr
from gradio.events import Dependency

from ui.web.calls import QUIET
from ui.web.evaluation.evaluating import Evaluating
from ui.web.parts import Parts


def wire_evaluating(app: gr.Blocks, evaluating: Evaluating, parts: Parts) -> None:
    """Connect the components of the view with their handlers."""
    view = parts.evaluation
    session: list[gr.components.Component] = [view.state, parts.language]
    read = [view.checked, view.run]
    app.load(evaluating.greet, [view.state], view.outputs, **QUIET)
    parts.header.change_language(evaluating.switch, [view.state], view.outputs, **QUIET)
    view.sets.input(evaluating.choose, [view.sets, *session], read, **QUIET)
    view.check.click(evaluating.paste, [view.pasted, *session], read, **QUIET)
    view.drop.upload(evaluating.upload, session, read, **QUIET)
    shown = [view.progress, view.report, view.run, view.stop]
    ran = view.run.click(evaluating.run, [view.model, *session], shown, **QUIET)
    ran.then(evaluating.settle, session, shown, **QUIET)
    view.report.save(evaluating.save, [view.state], [parts.chat.download], **QUIET)
    view.stop.click(evaluating.stop, [view.state], [view.stop], **QUIET)


def wire_probe(evaluating: Evaluating, parts: Parts) -> Dependency:
    """Connect the click on a question of the report; what it returns can be followed by asking."""
    inputs = [parts.conversation, parts.language, parts.evaluation.state]
    filled = [parts.question, *parts.chooser.fields, parts.chooser.only]
    probed: Dependency = parts.evaluation.report.probe(evaluating.probe, inputs, filled, **QUIET)
    return probed
