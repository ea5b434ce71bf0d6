"""Read one page, or a file of many, into articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.article import Article
from assistant.errors import InputError
from assistant.settings import Settings
from assistant.text.normalise import normalise_page, visible
from ingest.blocks import Hints, segment
from ingest.directives import joined
from ingest.formats.jsonl import Row, read_json, read_lines
from ingest.formats.recognise import ROWS
from ingest.metadata import build_article, describe
from ingest.report import Failure
from ingest.rows import article_of, check_mapping, mended
from ingest.source import Source, open_source


@dataclass(frozen=True, slots=True)
class Read:
    """One page of a file.

    ``where`` is empty if the file is one page, else the row, line or record ("17"), shown as ``NAME:17``. ``original``
    are the bytes to be kept beside the article: those of HTML, PDF, DOCX, HWPX, and of a WARC record's page. ``notes``
    say what a person should know about the reading (damaged characters, say).
    """

    where: str
    found: Article | Failure
    original: bytes | None = None
    notes: tuple[str, ...] = ()


def read(source: str | Path | bytes, *, name: str = "", url: str = "", settings: Settings | None = None) -> Article:
    """Read one page.

    :param source: a ``Path`` or the name of an existing file; bytes; or the page itself, which holds line ends.
    :param name: what to call it, and by its suffix what it is, where it is not a file and its bytes do not tell.
    :param url: where the page is from.
    :returns: the article; ``text`` is the whole page, ``blocks`` cover it.
    :raises NoArticleError: if the page holds no article.
    :raises InputError: if it cannot be read, is too large, or is a file of many articles.
    """
    opened = open_source(source, name, (settings or Settings()).max_file_bytes, url=url)
    first = next(read_source(opened))
    if first.where:
        raise InputError(f"{opened.shown} holds many articles.", hint="Use ingest.read_all() or `citedesk ingest`.")
    if isinstance(first.found, Failure):
        raise InputError(f"{opened.shown}: {first.found.reason}")
    return first.found


def read_all(
    source: str | Path | bytes,
    *,
    name: str = "",
    settings: Settings | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Article | Failure]:
    """Read the articles of a file: one of a page, many of rows or records; a bad row is a failure and stops nothing.

    :param mapping: for rows, their own name of a field by ours, as in ``{"text": "본문"}``.
    :raises InputError: if the file as a whole cannot be read.
    """
    opened = open_source(source, name, (settings or Settings()).max_file_bytes)
    return (page.found for page in read_source(opened, mapping))


def read_source(source: Source, mapping: Mapping[str, str] | None = None) -> Iterator[Read]:
    """The pages of a file of any format, in order, read as they are asked for.

    A row or record that is no article gives a :class:`Failure`; so does what stops a file of them half-way.

    :param mapping: for rows, their own name of a field by ours.
    :raises InputError: if the file as a whole cannot be read: when called, or with the first page.
    """
    check_mapping(mapping or {})
    if source.format in ROWS:
        return _read_rows(source, mapping or {})
    if source.format == "warc":
        return _read_records(source)
    return iter([Read("", read_page(source), source.kept, source.notes)])


def read_page(source: Source) -> Article:
    """An article from an opened single page of any format.

    :raises NoArticleError: if the page holds no article.
    :raises InputError: if it cannot be read; the message begins with the file's name.
    """
    try:
        return _page(source)
    except InputError as error:
        named = error.message.startswith(source.shown)
        message = error.message if named else f"{source.shown}: {error.message}"
        raise type(error)(message, hint=error.hint) from None


def _page(source: Source) -> Article:
    article = _article(source)
    return article.model_copy(update={"rights": joined(article.rights, source.rights)}) if source.rights else article


def _article(source: Source) -> Article:
    match source.format:
        case "html":
            from ingest.web import read_html

            return read_html(source)
        case "pdf":
            from ingest.formats.pdf import read_pdf

            return read_pdf(source)
        case "docx":
            from ingest.formats.docx import read_docx

            return read_docx(source)
        case "hwpx":
            from ingest.formats.hwpx import read_hwpx

            return read_hwpx(source)
        case _:
            return _read_text(source)


def _read_text(source: Source) -> Article:
    text = normalise_page(source.text)
    if not visible(text).strip():
        raise InputError("the page holds no visible text.")
    if source.format == "markdown":
        from ingest.markdown import read_markdown

        return read_markdown(source, text)
    blocks = segment(text, Hints(url=source.url))
    return build_article(text, blocks, describe(text, blocks, source.url), url=source.url, path=source.path)


def _read_records(source: Source) -> Iterator[Read]:
    from ingest.formats.warc import read_warc

    number = 0
    for number, page in read_warc(source):
        where = str(number)
        try:
            if isinstance(page, InputError):
                raise page
            yield Read(where, _page(page), page.kept, page.notes)
        except InputError as error:
            yield Read(where, Failure(f"{source.shown}:{where}", str(error)))
    if not number:
        raise InputError(f"{source.shown} holds no pages.")


def _read_rows(source: Source, mapping: Mapping[str, str]) -> Iterator[Read]:
    number = -1
    for number, row in _rows(source, mapping):
        where = str(number) if number else ""
        try:
            if isinstance(row, InputError):
                raise row
            plain, notes = mended(row, mapping)
            yield Read(where, article_of(plain, mapping, source.path), notes=notes)
        except InputError as error:
            place = f"{source.shown}:{where}" if where else source.shown
            yield Read(where, Failure(place, str(error)))
    if number < 0:
        raise InputError(f"{source.shown} holds no rows.")


def _rows(source: Source, mapping: Mapping[str, str]) -> Iterator[tuple[int, Row | InputError]]:
    if source.format == "json":
        return read_json(source)
    if source.format == "parquet":
        from ingest.formats.parquet import read_parquet

        return read_parquet(source, mapping)
    if source.format in ("csv", "tsv"):
        from ingest.formats.csv import read_csv

        return read_csv(source, mapping)
    return read_lines(source)
