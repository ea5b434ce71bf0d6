"""Rows: an article from the fields of JSON, CSV or Parquet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant.article import Article, Block, BlockKind
from assistant.errors import InputError
from assistant.text.normalise import normalise_page, visible
from ingest.blocks import segment_body
from ingest.metadata import Metadata, build_article, describe
from ingest.mojibake import looks_sound, unscrambled
from ingest.rules.agencies import sort_names
from ingest.rules.dates import parse_date, with_zone
from ingest.rules.names import names_in

FIELDS = {
    "title": ("title", "제목", "기사제목"),
    "text": ("text", "body", "content", "본문", "내용", "기사본문"),
    "published": ("published", "date", "발행일", "일자", "날짜", "작성일", "보도일"),
    "updated": ("updated", "수정일"),
    "outlet": ("outlet", "publisher", "언론사", "매체", "매체명", "신문사"),
    "authors": ("authors", "journalist", "기자", "기자명", "작성자", "기고자"),
    "url": ("url", "URL", "링크", "주소", "원문링크"),
    "section": ("section", "분류", "섹션"),
    "language": ("language", "언어"),
    "rights": ("rights", "저작권"),
}
"""Our fields, and the names under which a row may carry them; the first one present counts."""


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refuse a mapping of a field that there is not.

    :param mapping: the row's own name of a field by ours.
    :raises InputError: naming it.
    """
    unknown = sorted(set(mapping) - set(FIELDS))
    if unknown:
        raise InputError(f"There is no field {', '.join(unknown)}.", hint=f"The fields are {', '.join(FIELDS)}.")


def check_columns(columns: Sequence[str], mapping: Mapping[str, str], called: str) -> None:
    """Refuse a table without a column for the text, or without one that the mapping names.

    :raises InputError: naming the columns that there are.
    """
    missing = sorted(set(mapping.values()) - set(columns))
    if not missing and ("text" in mapping or set(columns) & set(FIELDS["text"])):
        return
    there = ", ".join(column[:30] for column in columns[:20])
    what = f"no column {', '.join(missing)}" if missing else "no column of texts"
    raise InputError(f"{called} has {what}; its columns are {there}.", hint="Name one with --field text=COLUMN.")


def columns_of(mapping: Mapping[str, str]) -> frozenset[str]:
    """The names of all columns that may be read."""
    return frozenset(name for field, names in FIELDS.items() for name in (mapping.get(field), *names) if name)


def mended(row: Mapping[str, Any], mapping: Mapping[str, str]) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """A row whose title and text, if they were encoded twice, are mended, and notes on it.

    :raises InputError: if its text is scrambled and cannot be brought back.
    """
    found = dict(row)
    notes: dict[str, None] = {}
    for field in ("text", "title"):
        key = _key(row, mapping.get(field), FIELDS[field])
        value = row.get(key)
        if isinstance(value, str) and not looks_sound(value):
            found[key], told = unscrambled(value, f"The field {key}")
            notes.update(dict.fromkeys(told))
    return found, tuple(notes)


def article_of(row: Mapping[str, Any], mapping: Mapping[str, str], path: str = "") -> Article:
    """The article of a row.

    :raises InputError: if a field is of the wrong kind, or there is no text.
    """
    values = {field: _value(row, mapping.get(field), names) for field, names in FIELDS.items()}
    title = visible(normalise_page(_string(values, "title"))).replace("\n", " ").strip()
    body = normalise_page(_string(values, "text")).strip()
    if not visible(body).strip():
        raise InputError(
            "The row has no text.", hint="Its field is text, body, content or 본문, or named by a mapping."
        )
    text = f"{title}\n\n{body}" if title else body
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("The row's text holds a lone surrogate.") from None
    blocks = _blocks(title, body)
    return build_article(text, blocks, _metadata(values, title, text, blocks), url=_string(values, "url"), path=path)


def _blocks(title: str, body: str) -> tuple[Block, ...]:
    shift = len(title) + 2 if title else 0
    head = [Block(kind=BlockKind.TITLE, start=0, end=shift)] if title else []
    return (*head, *(Block(kind=b.kind, start=b.start + shift, end=b.end + shift) for b in segment_body(body)))


def _metadata(values: Mapping[str, Any], title: str, text: str, blocks: tuple[Block, ...]) -> Metadata:
    found = describe(text, blocks)
    language = _string(values, "language")[:2].lower()
    language = language if language in ("ko", "en") else found.language
    given = Metadata(
        title=title,
        outlet=_string(values, "outlet"),
        authors=_authors(values["authors"], _string(values, "outlet")),
        published=_moment(values, "published", language),
        updated=_moment(values, "updated", language),
        section=_string(values, "section"),
        rights=_string(values, "rights"),
    )
    return replace(given.filled_from(found), language=language)


def _value(row: Mapping[str, Any], mapped: str | None, names: tuple[str, ...]) -> Any:
    return row.get(_key(row, mapped, names))


def _key(row: Mapping[str, Any], mapped: str | None, names: tuple[str, ...]) -> str:
    """The row's own name of a field: the mapped one, else the first that is present."""
    return mapped if mapped is not None else next((name for name in names if row.get(name) is not None), names[0])


def _string(values: Mapping[str, Any], field: str) -> str:
    value = values[field]
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"The field {field} must be a string, not {type(value).__name__}.")
    return value if field in ("text", "title") else visible(value).strip()


def _authors(value: Any, *outlets: str) -> tuple[str, ...]:
    if value is None:
        return ()
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
        raise InputError("The field authors must be a string or a list of strings.")
    names = [name.strip() for item in listed for name in (names_in(item) or re.split(r"[,;·]", visible(item)))]
    return sort_names((name for name in names if name), outlets).persons


def _moment(values: Mapping[str, Any], field: str, language: str) -> datetime | None:
    printed = _string(values, field)
    when = parse_date(printed) if printed else None
    if printed and when is None:
        raise InputError(f"The field {field} is no date: {printed[:40]!r}.", hint="Write it as 2026-03-03T09:00+09:00.")
    return with_zone(when, language) if when else None
