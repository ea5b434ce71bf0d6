"""The components of the page, created in the order in which they stand on it."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from ui.web.areas import area, script_area
from ui.web.articles.view import ArticlesView, lay_out_articles
from ui.web.chat.choosing import Chooser, lay_out_chooser
from ui.web.chat.conversation import Conversation
from ui.web.chat.view import ChatView, lay_out_chat
from ui.web.evaluation.view import EvaluationView, lay_out_evaluation
from ui.web.wording.evaluation import evaluation_words
from ui.web.wording.words import Words

SOURCES, ARTICLE, LIBRARY, TALKS = "sources", "article", "library", "talks"


@dataclass(frozen=True)
class Parts:
    """The components that handlers read or change."""

    conversation: gr.State
    language: gr.State
    header: gr.HTML
    past: gr.HTML
    current: gr.HTML
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    new_talk: gr.Button
    tabs: gr.Tabs
    sources_tab: gr.Tab
    article_tab: gr.Tab
    library_tab: gr.Tab
    sources: gr.HTML
    reader: gr.HTML
    library: ArticlesView
    talks_tab: gr.Tab
    keep: gr.Checkbox
    seek: gr.Textbox
    talks: gr.HTML
    chooser: Chooser
    chat: ChatView
    evaluation: EvaluationView

    @property
    def articles(self) -> gr.HTML:
        """The list of articles."""
        return self.library.articles

    @property
    def report(self) -> gr.HTML:
        """What became of what was added."""
        return self.library.report


def lay_out(words: Words, longest_question: int, *, keeps: bool, model: str, examined: bool) -> Parts:
    """Create the components inside the current ``gr.Blocks``.

    :param keeps: whether conversations are kept, so that there is a list of them.
    :param model: the name of the model that answers.
    :param examined: whether what answers can be evaluated.
    """
    made: dict[str, object] = {
        "conversation": gr.State(Conversation()),
        "language": gr.State(words.code),
        "header": script_area("cd-header"),
    }
    with gr.Row(elem_id="cd-panes"):
        with gr.Column(elem_id="cd-talk", min_width=0):
            made |= _talk(words, longest_question, model)
        with gr.Column(elem_id="cd-evidence", min_width=0), gr.Tabs(elem_id="cd-tabs") as tabs:
            made |= {"tabs": tabs} | _evidence(words) | _talks(words, keeps)
            made["evaluation"] = lay_out_evaluation(evaluation_words(words.code), model, shown=examined)
    return Parts(**made)  # type: ignore[arg-type]


def _talk(words: Words, longest_question: int, model: str) -> dict[str, object]:
    with gr.Column(elem_id="cd-thread"):
        past, current, next = area("cd-past"), area("cd-current"), area("cd-next")
    chooser = lay_out_chooser(words, model, area)
    chat = lay_out_chat(next, area)
    with gr.Row(elem_id="cd-composer"):
        question = gr.Textbox(
            placeholder=words.ask_hint, label=words.ask_label, show_label=False, container=False, elem_id="cd-ask",
            max_length=longest_question, lines=1, max_lines=5, scale=1,
        )  # fmt: skip
        send = gr.Button(words.send, variant="primary", elem_id="cd-send", scale=0, min_width=0)
        stop = gr.Button(words.stop, variant="stop", elem_id="cd-stop", scale=0, min_width=0, visible=False)
    new_talk = gr.Button(words.new_talk, variant="secondary", size="sm", elem_id="cd-new", visible=False)
    return {"past": past, "current": current, "question": question, "send": send, "stop": stop, "new_talk": new_talk,
            "chooser": chooser, "chat": chat}  # fmt: skip


def _evidence(words: Words) -> dict[str, object]:
    with gr.Tab(words.tab_sources, id=SOURCES, elem_id="cd-panel-sources", render_children=True) as sources_tab:
        sources = area("cd-sources-pane")
    with gr.Tab(words.tab_article, id=ARTICLE, elem_id="cd-panel-article", render_children=True) as article_tab:
        reader = area("cd-reader-pane")
    with gr.Tab(words.tab_library, id=LIBRARY, elem_id="cd-panel-library", render_children=True) as library_tab:
        library = lay_out_articles(words, area)
    tabs = {"sources_tab": sources_tab, "article_tab": article_tab, "library_tab": library_tab}
    return {**tabs, "sources": sources, "reader": reader, "library": library}


def _talks(words: Words, keeps: bool) -> dict[str, object]:
    with gr.Tab(words.tab_talks, id=TALKS, elem_id="cd-panel-talks", render_children=True, visible=keeps) as talks_tab, \
            gr.Column(elem_id="cd-talks"):  # fmt: skip
        keep = gr.Checkbox(True, label=words.keep_talks, info=words.keep_talks_info, elem_id="cd-keep")
        seek = gr.Textbox(label=words.seek_talks, max_length=200, elem_id="cd-seek")
        talks = area("cd-talk-list")
    return {"talks_tab": talks_tab, "keep": keep, "seek": seek, "talks": talks}
