"""Which articles a question may be answered from, as it is chosen on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import gradio as gr

from assistant.answer import Filters
from assistant.errors import InputError
from ui.ports import ArticleRow
from ui.web.words import Words

LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}
"""Names of languages in themselves; others are shown by their code."""


@dataclass(frozen=True)
class Chooser:
    """The components of the panel; its fields in the order in which ``chosen`` takes their values."""

    panel: gr.Accordion
    since: gr.Textbox
    until: gr.Textbox
    outlets: gr.Dropdown
    sections: gr.Dropdown
    languages: gr.Dropdown

    @property
    def fields(self) -> list[Any]:
        """The components that a person fills in."""
        return [self.since, self.until, self.outlets, self.sections, self.languages]

    @property
    def outputs(self) -> list[Any]:
        """The components that carry words or choices."""
        return [self.panel, *self.fields]

    def dressed(self, rows: Iterable[ArticleRow], words: Words) -> dict[Any, Any]:
        """The words of the panel, and the outlets, sections and languages that there are; what was chosen stays."""
        known = list(rows)
        return {
            self.panel: gr.update(label=words.filters),
            self.since: gr.update(label=words.since),
            self.until: gr.update(label=words.until),
            self.outlets: gr.update(label=words.outlets, choices=_sorted(row.outlet for row in known)),
            self.sections: gr.update(label=words.sections, choices=_sorted(row.section for row in known)),
            self.languages: gr.update(
                label=words.languages,
                choices=[(LANGUAGE_NAMES.get(code, code), code) for code in _sorted(row.language for row in known)],
            ),
        }


def lay_out_chooser(words: Words) -> Chooser:
    """Create the components, folded away."""
    with gr.Accordion(words.filters, open=False, elem_id="cd-filters") as panel:
        with gr.Row():
            since = _day(words.since, "cd-since")
            until = _day(words.until, "cd-until")
        with gr.Row():
            made = [
                gr.Dropdown([], multiselect=True, label=label, elem_id=f"cd-{name}", min_width=120)
                for name, label in (
                    ("outlets", words.outlets), ("sections", words.sections), ("languages", words.languages)
                )
            ]  # fmt: skip
    return Chooser(panel, since, until, *made)


def chosen(
    words: Words, since: str, until: str, outlets: Sequence[str], sections: Sequence[str], languages: Sequence[str]
) -> Filters | None:
    """The filters that were filled in; ``None`` when none was.

    :raises InputError: for a day that is none, or an end before its beginning.
    """
    first, last = _parsed(since, words), _parsed(until, words)
    if first and last and last < first:
        raise InputError(words.bad_span)
    filters = Filters(since=first, until=last, outlets=_texts(outlets), sections=_texts(sections),
                      languages=_texts(languages))  # fmt: skip
    return None if filters == Filters() else filters


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


def _sorted(values: Iterable[str]) -> list[str]:
    return sorted({value for value in values if value})
