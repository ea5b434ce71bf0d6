"""What is read and stored: articles, their blocks and the passages cut from them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class BlockKind(StrEnum):
    """What a span of a page is."""

    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    DATE = "date"
    BODY = "body"
    CAPTION = "caption"
    SIGN_OFF = "sign-off"
    MENU = "menu"
    RELATED = "related"
    POLL = "poll"
    COPYRIGHT = "copyright"
    OTHER = "other"


SEARCHED_KINDS = frozenset({BlockKind.TITLE, BlockKind.DECK, BlockKind.BODY, BlockKind.CAPTION})
"""The kinds of block whose words are searched and quoted."""


class Frozen(BaseModel):
    """A value that never changes; unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Block(Frozen):
    """A span of a page with its kind: ``article.text[start:end]``, in characters.

    ``language`` is a two-letter code, empty where the block says too little; ``page`` counts the pages of a paginated
    document (PDF) from 1, and is 0 elsewhere.
    """

    kind: BlockKind
    start: int
    end: int
    language: str = ""
    page: int = 0


class Article(Frozen):
    """One page as it was given.

    ``text`` is the whole decoded page (NFC, ``\\n`` line ends, nothing deleted); ``blocks`` are in order,
    do not overlap and together cover it; ``id`` is derived from ``text``. Dates carry a time zone. ``print_page`` is
    the page of the printed newspaper, as printed ("6", "A12"). ``url`` is the page's canonical address where it has one.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    title: str
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    section: str = ""
    print_page: str = ""
    language: str = "ko"
    url: str = ""
    path: str = ""
    rights: str = ""

    @staticmethod
    def id_of(text: str) -> str:
        """The id of a page with this text: the first 24 hex digits of its SHA-256."""
        return sha256(text.encode("utf-8")).hexdigest()[:24]

    @model_validator(mode="after")
    def _blocks_cover_text(self) -> Self:
        at = 0
        for block in self.blocks:
            if block.start != at or block.end <= block.start:
                raise ValueError(f"blocks of article {self.id} leave a gap or overlap at character {at}")
            at = block.end
        if at != len(self.text):
            raise ValueError(f"blocks of article {self.id} end at {at}, its text at {len(self.text)}")
        return self


class Passage(Frozen):
    """A span of an article that is embedded and searched: whole sentences of one block kind.

    ``text == article.text[start:end]``; ``heading`` is put in front when it is embedded, and is not quoted.
    ``language`` is "ko" or "en", of this passage.
    """

    id: str
    article_id: str
    kind: BlockKind
    start: int
    end: int
    text: str
    heading: str = ""
    language: str = "ko"

    @staticmethod
    def id_of(article_id: str, start: int, end: int) -> str:
        """The id of a span of an article."""
        return f"{article_id}:{start}-{end}"
