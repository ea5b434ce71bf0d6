"""Which button of the library and the reader calls which handler."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from ui.ports import AddArticles, Catalogue, Engine
from ui.web.articles.adding import Adding
from ui.web.articles.browsing import Browsing
from ui.web.articles.editing import Editing
from ui.web.articles.reading import Reading
from ui.web.articles.undoing import Undoing
from ui.web.calls import QUIET
from ui.web.parts import Parts

SLOW = QUIET | {"concurrency_limit": 4}
"""Adding and changing: these wait for the disk and for the embedding model."""


def wire_articles(
    engine: Engine, catalogue: Catalogue, add: AddArticles, browsing: Browsing, parts: Parts, uploads: Path
) -> None:
    """Wire adding, the list, the reader, and what changes articles."""
    view, seen = parts.library, [parts.library.visit, parts.language]
    talk: list[gr.components.Component] = [parts.conversation, *seen]
    reading = Reading(engine, catalogue, parts)
    for place in (parts.past, parts.current, parts.sources, parts.articles, parts.reader):
        place.select(reading.open, talk, [parts.reader, parts.tabs], **QUIET)
    view.finder.browse(browsing.find, seen, [view.articles], **QUIET)
    view.articles.turn(browsing.turn, seen, [view.articles], **QUIET)
    editing = Editing(engine, catalogue, reading, browsing, Undoing(), parts)
    parts.reader.correct(editing.correct, talk, editing.outputs, **SLOW)
    parts.reader.remove(editing.remove, seen, editing.outputs, **SLOW)
    view.undo.undo(editing.undo, talk, editing.outputs, **SLOW)
    _wire_adding(Adding(engine, add, browsing, parts, uploads), browsing, parts)


def _wire_adding(adding: Adding, browsing: Browsing, parts: Parts) -> None:
    view = parts.library
    changed = [view.report, view.pasted, *browsing.outputs]
    view.add.click(adding.paste, [view.pasted, view.visit, parts.language], changed, **SLOW)
    view.places.upload(adding.upload, [view.visit, parts.language], changed, **SLOW)
    view.places.fetch(adding.fetch, [view.visit, parts.language], changed, **SLOW)
    view.report.halt(adding.halt, [view.visit], None, **QUIET)
