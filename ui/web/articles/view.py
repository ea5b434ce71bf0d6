"""The components of the library view: where articles are added, and where they are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.web.articles.visit import Visit
from ui.web.calls import Update
from ui.web.render.articles.adding import places
from ui.web.wording.words import Words


@dataclass(frozen=True)
class ArticlesView:
    """The components, in the order in which they stand; ``visit`` is what one open page has before it."""

    visit: gr.State
    add_title: gr.HTML
    pasted: gr.Textbox
    add: gr.Button
    places: gr.HTML
    report: gr.HTML
    undo: gr.HTML
    finder: gr.HTML
    articles: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        """The components that carry words or articles."""
        return [self.add_title, self.pasted, self.add, self.places, self.report, self.undo, self.finder, self.articles]

    def dressed(self, words: Words) -> Update:
        """The words of the place where articles are added."""
        return {
            self.add_title: f'<h2 class="cd-title">{words.add_title}</h2>',
            self.pasted: gr.update(label=words.paste_label, placeholder=words.paste_hint),
            self.add: gr.update(value=words.add),
            self.places: places(words),
            self.report: "",
            self.undo: "",
        }


def lay_out_articles(words: Words, make: Callable[[str], gr.HTML]) -> ArticlesView:
    """Create the components inside the current tab.

    :param make: creates an HTML component of a name.
    """
    visit = gr.State(Visit())
    with gr.Column(elem_id="cd-library"):
        add_title = make("cd-add-title")
        pasted = gr.Textbox(
            label=words.paste_label, placeholder=words.paste_hint, lines=4, max_lines=8, elem_id="cd-paste"
        )
        with gr.Row(elem_id="cd-add-row"):
            add = gr.Button(words.add, variant="primary", size="sm", elem_id="cd-add", scale=0, min_width=0)
            files = make("cd-files")
        return ArticlesView(visit, add_title, pasted, add, files, *map(make, ("cd-report", "cd-undo", "cd-finder",
                            "cd-articles")))  # fmt: skip
