"""The components of the evaluation view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.web.areas import evaluation_area
from ui.web.calls import Update
from ui.web.chat.choosing import EXTRACTIVE
from ui.web.evaluation.evaluation import Evaluation
from ui.web.evaluation.sets import FixtureSet
from ui.web.render.evaluation.fixtures import drop, intro
from ui.web.wording.evaluation import EvaluationWords, evaluation_words

EVALUATION = "evaluation"


@dataclass(frozen=True)
class EvaluationView:
    """The components that handlers read or change."""

    tab: gr.Tab
    state: gr.State
    intro: gr.HTML
    sets: gr.Radio
    own: gr.Accordion
    pasted: gr.Textbox
    check: gr.Button
    drop: gr.HTML
    checked: gr.HTML
    model: gr.Radio
    run: gr.Button
    stop: gr.Button
    progress: gr.HTML
    report: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        """The components that carry words."""
        return [self.tab, self.intro, self.sets, self.own, self.pasted, self.check, self.drop, self.checked, self.model,
                self.run, self.stop, self.progress, self.report]  # fmt: skip

    def dressed(self, language: str, offered: list[FixtureSet], model: str) -> Update:
        """The words of the view, the files that are offered and the models; what was shown is for others to add."""
        words = evaluation_words(language)
        names = [each.name for each in offered]
        return {
            self.tab: gr.update(label=words.tab),
            self.intro: intro(words, offered=bool(names)),
            self.sets: gr.update(label=words.sets, choices=names, visible=bool(names)),
            self.own: gr.update(label=words.own),
            self.pasted: gr.update(label=words.paste, placeholder=words.paste_hint),
            self.check: gr.update(value=words.check),
            self.drop: drop(words),
            self.model: gr.update(label=words.model, choices=models(words, model)),
            self.run: gr.update(value=words.run),
            self.stop: gr.update(value=words.stop),
        }


def models(words: EvaluationWords, configured: str) -> list[tuple[str, str]]:
    """The models that may answer, with what they are called on the page."""
    named = [] if configured == EXTRACTIVE else [(words.configured.format(name=configured), configured)]
    return [*named, (words.extractive, EXTRACTIVE)]


def lay_out_evaluation(words: EvaluationWords, configured: str, *, shown: bool) -> EvaluationView:
    """Create the components inside the current ``gr.Tabs``.

    :param configured: the name of the model that the page answers with.
    :param shown: whether what answers can be evaluated at all.
    """
    with gr.Tab(words.tab, id=EVALUATION, elem_id="cd-panel-evaluation", render_children=True, visible=shown) as tab, \
            gr.Column(elem_id="cd-evaluation"):  # fmt: skip
        state, head = gr.State(Evaluation()), evaluation_area("cd-evaluation-intro")
        sets = gr.Radio([], label=words.sets, elem_id="cd-fixture-sets")
        with gr.Accordion(words.own, open=False, elem_id="cd-own-fixtures") as own:
            pasted = gr.Textbox(label=words.paste, lines=3, max_lines=8, elem_id="cd-fixtures-text")
            with gr.Row(elem_classes="cd-form-row"):
                check = gr.Button(words.check, size="sm", elem_id="cd-fixtures-check", scale=0, min_width=0)
                place = evaluation_area("cd-fixtures-drop")
        checked = evaluation_area("cd-fixtures-checked")
        model = gr.Radio(models(words, configured), value=configured, label=words.model, elem_id="cd-evaluation-model")
        with gr.Row(elem_classes="cd-form-row"):
            run = gr.Button(words.run, variant="primary", size="sm", elem_id="cd-evaluate", scale=0, min_width=0,
                            interactive=False)  # fmt: skip
            stop = gr.Button(words.stop, variant="stop", size="sm", elem_id="cd-evaluate-stop", scale=0, min_width=0,
                             visible=False)  # fmt: skip
        progress, report = evaluation_area("cd-evaluation-progress"), evaluation_area("cd-evaluation-report")
    return EvaluationView(
        tab, state, head, sets, own, pasted, check, place, checked, model, run, stop, progress, report
    )
