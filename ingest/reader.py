"""Read one page, or a file of many, into articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.article import Article
from assistant.errors import InputError
from assistant.settings import Settings
from assistant.text.normalise import normalise_page, visible
from ingest.blocks import segment
from ingest.markdown import read_markdown
from ingest.metadata import build_article, describe
from ingest.report import Failure
from ingest.rows import read_rows
from ingest.source import Source, open_source


def read(source: str | Path | bytes, *, name: str = "", url: str = "", settings: Settings | None = None) -> Article:
    """Read one page.

    :param source: a ``Path`` or the name of an existing file; bytes; or the page itself, which holds line ends.
    :param name: what to call it, and by its suffix what it is, where it is not a file.
    :param url: where the page is from.
    :returns: the article; ``text`` is the whole page, ``blocks`` cover it.
    :raises NoArticleError: if the page holds no article.
    :raises InputError: if it cannot be read, is too large, or is a file of many articles.
    """
    opened = open_source(source, name, (settings or Settings()).max_file_bytes)
    if opened.format == "rows":
        raise InputError(f"{opened.name} holds many articles.", hint="Use ingest.read_all() or `citedesk ingest`.")
    return read_page(opened, url=url)


def read_all(
    source: str | Path | bytes,
    *,
    name: str = "",
    settings: Settings | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Article | Failure]:
    """Read the articles of a file: one of a page, many of ``.jsonl``; a bad row is a failure and stops nothing.

    :param mapping: for JSONL, the row's own name of a field by ours, as in ``{"text": "본문"}``.
    :raises InputError: if the file as a whole cannot be read.
    """
    opened = open_source(source, name, (settings or Settings()).max_file_bytes)
    if opened.format == "rows":
        return (found for _, found in read_rows(opened, mapping or {}))
    return iter([read_page(opened)])


def read_page(source: Source, *, url: str = "") -> Article:
    """An article from an opened page of any format but rows."""
    try:
        if source.format == "html":
            from ingest.web import read_html

            return read_html(source, url=url)
        text = normalise_page(source.text)
        if not visible(text).strip():
            raise InputError("the page holds no visible text.")
        if source.format == "markdown":
            return read_markdown(source, text, url=url)
        blocks = segment(text)
        return build_article(text, blocks, describe(text, blocks), url=url, path=source.path)
    except InputError as error:
        raise type(error)(f"{source.path or source.name}: {error.message}", hint=error.hint) from None
