"""The words of the page, in Korean and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.answer import Verdict
from assistant.article import BlockKind

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}
"""Names of languages in themselves; others are shown by their code."""


@dataclass(frozen=True)
class Words:
    """Every word that the page shows by itself. ``{…}`` is filled in where the words are used."""

    code: Language
    tagline: str
    language: str
    library_size: str
    ask_label: str
    ask_hint: str
    send: str
    stop: str
    new_talk: str
    tab_sources: str
    tab_article: str
    tab_library: str
    tab_talks: str
    talks_title: str
    no_talks: str
    seek_talks: str
    keep_talks: str
    keep_talks_info: str
    questions: str
    rename: str
    new_title: str
    save: str
    delete: str
    delete_really: str
    good: str
    bad: str
    bad_why: str
    withdrawn: str
    filters: str
    since: str
    until: str
    outlets: str
    sections: str
    languages: str
    bad_day: str
    bad_span: str
    welcome: str
    steps: tuple[str, str, str]
    examples_title: str
    no_articles: str
    you_asked: str
    finding: str
    writing: str
    draft: str
    stopped: str
    interrupted: str
    busy: str
    too_long: str
    verdicts: dict[Verdict, str]
    mark: str
    why: str
    notes: str
    not_found: str
    dropped: str
    took: str
    as_of: str
    asked_on: str
    days_since: str
    days_until: str
    also_in: str
    why_sources: str
    why_table: str
    why_weights: str
    why_asked: str
    why_no_filter: str
    legs: dict[str, str]
    cited: str
    also_found: str
    sources_empty: str
    article_empty: str
    open_card: str
    rights: str
    from_kind: dict[BlockKind, str]
    kinds: dict[BlockKind, str]
    rest: str
    back: str
    original: str
    shortened: str
    gone: str
    add_title: str
    paste_label: str
    paste_hint: str
    add: str
    choose: str
    drop: str
    nothing_to_add: str
    upload_failed: str
    upload_missing: str
    report: str
    statuses: dict[str, str]
    articles_title: str
    passages: str
    pasted: str


def choose_language(accept: str) -> Language:
    """Return the first of the page's languages that an ``Accept-Language`` header names, else English."""
    for part in accept.lower().split(","):
        code = part.split(";")[0].strip()[:2]
        if code == "ko":
            return "ko"
        if code == "en":
            return "en"
    return "en"


def words_of(language: str) -> Words:
    """Return the words of a language; unknown ones read English."""
    from ui.web.wording.english import ENGLISH
    from ui.web.wording.korean import KOREAN

    return KOREAN if language == "ko" else ENGLISH
