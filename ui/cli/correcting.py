"""Correcting details of an article: what ``citedesk articles edit`` does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.errors import InputError, ModelError
from ui.cli.rendering import about
from ui.cli.terminal import note, one_line, say, say_json
from ui.dates import typed_date

if TYPE_CHECKING:
    from assistant.article import Article
    from assistant.library import Library
    from assistant.library.corrections import Correction
    from assistant.settings import Settings


@dataclass(frozen=True)
class Typed:
    """What was typed; ``None`` for what stays as it is. ``reset`` takes all corrections back."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    section: str | None = None
    reset: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is to be changed."""
        return not self.reset and {self.title, self.published, self.outlet, self.section} == {None}


def correct(settings: Settings, article_id: str, typed: Typed, *, as_json: bool) -> None:
    """Store what was typed, and bring the vectors of the article up to date.

    :raises InputError: when nothing was typed, or a date that is none.
    """
    if typed.empty:
        raise InputError("Nothing is to be changed.", hint="Say --title, --published, --outlet, --section, or --reset.")
    from assistant.library import Library

    with Library.open(settings.library) as opened:
        article = opened.article(article_id)
    with Library.open(settings.library, write=True, holder="citedesk articles edit") as library:
        if typed.reset:
            article = library.editing.set_back(article.id)
        article = library.editing.correct(article.id, _details(article, typed))
        _index(library, settings)
        _say(article, library.editing.corrections(article.id), as_json=as_json)


def _details(article: Article, typed: Typed) -> Any:
    from assistant.library.corrections import Details

    lines = {name: getattr(typed, name) for name in ("title", "outlet", "section")}
    details = replace(Details.of(article), **{name: value for name, value in lines.items() if value is not None})
    if typed.published is None:
        return details
    try:
        return replace(details, published=typed_date(typed.published, article))
    except ValueError:
        raise InputError(
            f"--published {typed.published!r} is no date.", hint='Say --published 2026-03-01 or "2026-03-01 09:30".'
        ) from None


def _index(library: Library, settings: Settings) -> None:
    from assistant.models.embedding import load_encoder

    if not library.counts().pending:
        return
    try:
        library.index_pending(load_encoder(settings.embedding, dtype=settings.dtype))
    except ModelError as error:
        note(f"citedesk: {error.message} The correction is stored; its vectors follow at the next `citedesk ingest`.")


def _say(article: Article, corrections: list[Correction], *, as_json: bool) -> None:
    if as_json:
        import json

        was = {each.field: str(each.was) if each.was else None for each in corrections}
        now = {"id": article.id, "title": article.title, "outlet": article.outlet, "section": article.section,
               "published": article.published.isoformat() if article.published else None}  # fmt: skip
        say_json(json.dumps(now | {"was": was}, ensure_ascii=False, indent=2))
        return
    say(f"{article.id[:8]} {about(article.title, article.outlet, article.published)}")
    for each in corrections:
        say(f"  {each.field} was: {one_line(str(each.was)) if each.was else 'not known'}")
