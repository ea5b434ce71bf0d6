"""What a child process is asked to read, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.article import Article, Passage
from assistant.settings import Settings
from ingest.reading.frames import Frame
from ingest.report import Failure
from ingest.source import Source

if TYPE_CHECKING:
    from assistant.library.keywords import Tokens


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take.

    :param seconds: wall-clock time until a page is read and cut.
    :param megabytes: memory beyond what the idle child has, in units of 1024 * 1024 bytes.
    :param max_bytes: the largest page, row or record, unpacked.
    """

    seconds: float
    megabytes: int
    max_bytes: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings name."""
        return cls(settings.parse_seconds, settings.parse_megabytes, settings.max_file_bytes)


@dataclass(frozen=True, slots=True)
class Order:
    """A file, bytes, or an opened source to be read.

    :param where: what to read; bytes are those of standard input.
    :param mapping: for rows, their own name of a field by ours.
    """

    where: Path | bytes | Source
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def settled_first(self) -> bool:
        """Whether the page is to be stored before the next order is made out.

        A fetcher remembers the version of a page when it is asked for the next one; a page that was remembered and not
        stored would never come again.
        """
        return isinstance(self.where, Source)

    def frame(self, limits: Limits, folder: str) -> Frame:
        """The order as it is sent.

        :param folder: the working directory, from which a relative path leads.
        """
        asked = {"mapping": dict(self.mapping), "limits": asdict(limits), "folder": folder}
        if isinstance(self.where, bytes):
            return asked, self.where
        if isinstance(self.where, Path):
            return asked | {"path": str(self.where)}, b""
        told = asdict(replace(self.where, original=None))
        return asked | {"source": told, "whole": self.where.original is None}, self.where.original or b""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read, with the passages cut from it.

    ``where`` is empty if the file is one page, else the row or record; ``original`` the bytes to keep beside the article.
    ``passages`` is ``None`` if the article is one of those that are stored already, which are not cut. ``tokens`` are those
    of each passage, morphemes and bigrams, for the keyword index.
    """

    where: str
    found: Article | Failure
    passages: tuple[Passage, ...] | None = None
    tokens: tuple[Tokens, ...] | None = None
    original: bytes | None = None
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.original or b"") + (len(self.found.text) * 4 if isinstance(self.found, Article) else 0)

    def frame(self) -> Frame:
        """The page as the child sends it."""
        values: dict[str, Any] = {"where": self.where, "notes": self.notes, "kept": self.original is not None}
        if isinstance(self.found, Failure):
            return values | {"failure": [self.found.source, self.found.reason]}, b""
        values["article"] = self.found.model_dump(mode="json")
        if self.passages is not None:
            values["passages"] = [passage.model_dump(mode="json") for passage in self.passages]
            values["tokens"] = self.tokens
        return values, self.original or b""

    @classmethod
    def of(cls, values: dict[str, Any], data: bytes) -> Page:
        """The page that a frame holds; it is checked like any input, since the child read untrusted data.

        :raises ValueError: if it is none.
        """
        notes = tuple(map(str, values["notes"]))
        if "failure" in values:
            source, reason = map(str, values["failure"])
            return cls(str(values["where"]), Failure(source, reason), notes=notes)
        article = Article.model_validate(values["article"])
        cut = values.get("passages")
        passages = None if cut is None else tuple(Passage.model_validate(each) for each in cut)
        tokens = None if cut is None else tuple(map(_tokens, values["tokens"]))
        return cls(str(values["where"]), article, passages, tokens, data if values["kept"] else None, notes)


def _tokens(told: Any) -> Tokens:
    return {"morphemes": str(told["morphemes"]), "bigrams": str(told["bigrams"])}
