"""The components around the question box and the last answer that are not the conversation itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import gradio as gr


@dataclass(frozen=True)
class ChatView:
    """The components that handlers change; all of them are empty most of the time.

    ``next`` offers questions, ``editing`` says that the last one is being edited, ``download`` hands a file to the browser.
    """

    next: gr.HTML
    editing: gr.HTML
    download: gr.HTML


def lay_out_chat(next: gr.HTML, make: Callable[[str], gr.HTML]) -> ChatView:
    """Create the components above the question box.

    :param next: what stands below the last answer.
    :param make: creates an HTML component of a name.
    """
    return ChatView(next, make("cd-editing"), make("cd-download"))
