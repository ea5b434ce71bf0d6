"""Which articles may answer a question, and which model, as it is chosen on the page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import gradio as gr

from assistant.answer import Filters
from assistant.errors import InputError
from assistant.library.listing import Facets
from ui.web.calls import Update
from ui.web.wording.chat import chat_words
from ui.web.wording.words import LANGUAGE_NAMES, Words

CONFIGURED, EXTRACTIVE = "configured", "extractive"
"""Who answers: the model of the settings, or the articles' own words. No browser names any other model."""


@dataclass(frozen=True)
class Choice:
    """What was chosen for a question; ``None`` leaves it to the settings."""

    filters: Filters | None = None
    model: str | None = None


@dataclass(frozen=True)
class Chooser:
    """The components of the panel; its fields in the order in which ``chosen`` takes their values.

    ``only`` shows, outside of the panel, the articles that alone may answer; ``model_name`` is the model of the settings.
    """

    panel: gr.Accordion
    since: gr.Textbox
    until: gr.Textbox
    outlets: gr.Dropdown
    sections: gr.Dropdown
    languages: gr.Dropdown
    model: gr.Radio
    only: gr.HTML
    model_name: str

    @property
    def fields(self) -> list[Any]:
        """The components that a person fills in."""
        return [self.since, self.until, self.outlets, self.sections, self.languages, self.model]

    @property
    def outputs(self) -> list[Any]:
        """The components that carry words or choices."""
        return [self.panel, *self.fields, self.only]

    def dressed(self, facets: Facets, words: Words) -> Update:
        """The words of the panel, and the outlets, sections and languages that there are; what was chosen stays."""
        return {
            self.panel: gr.update(label=_title(self.model_name, words)),
            self.since: gr.update(label=words.since),
            self.until: gr.update(label=words.until),
            self.outlets: gr.update(label=words.outlets, choices=list(facets.outlets)),
            self.sections: gr.update(label=words.sections, choices=list(facets.sections)),
            self.languages: gr.update(
                label=words.languages,
                choices=[(LANGUAGE_NAMES.get(code, code), code) for code in facets.languages],
            ),
            self.model: gr.update(label=chat_words(words.code).model, choices=_ways(self.model_name, words)),
        }


def lay_out_chooser(words: Words, model_name: str, make: Callable[[str], gr.HTML]) -> Chooser:
    """Create the components, folded away.

    :param make: creates an HTML component of a name.
    """
    with gr.Accordion(_title(model_name, words), open=False, elem_id="cd-filters") as panel:
        with gr.Row():
            since = _day(words.since, "cd-since")
            until = _day(words.until, "cd-until")
        with gr.Row():
            outlets, sections, languages = [
                gr.Dropdown([], multiselect=True, label=label, elem_id=f"cd-{name}", min_width=120)
                for name, label in (
                    ("outlets", words.outlets), ("sections", words.sections), ("languages", words.languages)
                )
            ]  # fmt: skip
        model = gr.Radio(
            _ways(model_name, words), value=CONFIGURED, label=chat_words(words.code).model, elem_id="cd-model",
            visible=model_name != EXTRACTIVE,
        )  # fmt: skip
    return Chooser(panel, since, until, outlets, sections, languages, model, make("cd-only"), model_name)


def _title(model_name: str, words: Words) -> str:
    return words.filters if model_name == EXTRACTIVE else chat_words(words.code).filters


def _ways(model_name: str, words: Words) -> list[tuple[str, str]]:
    said = chat_words(words.code)
    name = f"{said.local} (local)" if model_name == "local" else model_name
    return [(name, CONFIGURED), (said.extractive, EXTRACTIVE)]


def chosen(
    words: Words,
    only: Collection[str] = (),
    since: str = "",
    until: str = "",
    outlets: Sequence[str] = (),
    sections: Sequence[str] = (),
    languages: Sequence[str] = (),
    model: str = CONFIGURED,
) -> Choice:
    """What was filled in.

    :param only: ids of the articles that alone may answer; none means all.
    :raises InputError: for a day that is none, an end before its beginning, or a model that nobody offered.
    """
    first, last = _parsed(since, words), _parsed(until, words)
    if first and last and last < first:
        raise InputError(words.bad_span)
    filters = Filters(articles=tuple(only), since=first, until=last, outlets=_texts(outlets),
                      sections=_texts(sections), languages=_texts(languages))  # fmt: skip
    return Choice(None if filters == Filters() else filters, _model(model))


def _model(chosen_way: str) -> str | None:
    if chosen_way not in (CONFIGURED, EXTRACTIVE):
        raise InputError("There is no such way to answer.", hint="Choose one of those that the page offers.")
    return EXTRACTIVE if chosen_way == EXTRACTIVE else None


def _day(label: str, name: str) -> gr.Textbox:
    return gr.Textbox(label=label, placeholder="2026-03-01", max_length=10, elem_id=name, min_width=120)


def _parsed(text: object, words: Words) -> datetime | None:
    """The beginning of a day; "2026.3.1" is read too."""
    given = str(text or "").strip()
    if not given:
        return None
    try:
        year, month, day = (int(part) for part in given.replace(".", "-").replace("/", "-").strip("-").split("-"))
        return datetime.combine(date(year, month, day), time.min)
    except ValueError:
        raise InputError(words.bad_day.format(text=given)) from None


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values) if isinstance(values, list | tuple) else ()
