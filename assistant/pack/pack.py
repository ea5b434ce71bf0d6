"""What an evidence pack holds, and how it is made of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from assistant.answer import Answer, Citation, Evidence
from assistant.article import Article, Frozen

Kind = TypeVar("Kind", bound=BaseModel)

FORM = 1
"""Number of the form of packs; a change of the form, or of how it is drawn as HTML, takes the next one."""

AROUND = 400
"""Characters kept on either side of quoted words, at most, of a paragraph of a page whose rights are reserved."""


class Part(Frozen):
    """A stretch of a page: ``article.text[start : start + len(text)] == text``."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends in the page."""
        return self.start + len(self.text)


class PackedPage(Frozen):
    """A page that an answer rests on: whole, or the paragraphs around the quoted words where rights are reserved.

    ``sha256`` is that of the whole stored text in UTF-8, in hex, ``characters`` its length; the id begins the hash.
    """

    article_id: str
    sha256: str
    characters: int
    title: str
    outlet: str = ""
    published: datetime | None = None
    url: str = ""
    rights: str = ""
    language: str = "ko"
    whole: bool
    parts: tuple[Part, ...] = ()

    def words(self, start: int, end: int) -> str | None:
        """The words of a span of the page, or ``None`` where it is not kept."""
        for part in self.parts:
            if part.start <= start <= end <= part.end:
                return part.text[start - part.start : end - part.start]
        return None


class Pack(Frozen):
    """An answer, and of every page that it cites or found the words that prove it.

    ``left_out`` counts passages that were found in pages with reserved rights and not quoted; they are not in the pack.
    """

    format: Literal["citedesk-pack"] = "citedesk-pack"
    form: int = FORM
    citedesk: str
    made: datetime
    answer: Answer
    pages: tuple[PackedPage, ...]
    left_out: int = 0

    def page(self, article_id: str) -> PackedPage | None:
        """A page by the id of its article."""
        return next((page for page in self.pages if page.article_id == article_id), None)


def make_pack(
    answer: Answer,
    article: Callable[[str], Article],
    *,
    reserves: Callable[[str], bool] = bool,
    made: datetime | None = None,
) -> Pack:
    """Put an answer and what proves it together.

    :param article: gives an article by its id, such as ``Assistant.article``.
    :param reserves: whether a rights notice reserves use: of such a page only the paragraphs around quoted words are taken.
        Unless given, any notice does.
    :param made: when the pack is made; without it, now.
    :raises InputError: when an article is no longer there.
    """
    from importlib.metadata import version

    cited = [citation for _, citation in found_in(answer, Citation)]
    evidence = [found for _, found in found_in(answer, Evidence)]
    ids = dict.fromkeys([one.article_id for one in cited] + [one.article_id for one in evidence])
    pages = {id_: _page(article(id_), [one for one in cited if one.article_id == id_], reserves) for id_ in ids}
    kept = tuple(one for one in answer.evidence if pages[one.article_id].words(one.start, one.end) is not None)
    return Pack(
        citedesk=version("citedesk"),
        made=made or datetime.now(UTC).replace(microsecond=0),
        answer=answer.model_copy(update={"evidence": kept}),
        pages=tuple(pages.values()),
        left_out=len(answer.evidence) - len(kept),
    )


def found_in(value: Any, kind: type[Kind], where: str = "") -> Iterator[tuple[str, Kind]]:
    """All objects of a kind inside of a model, each with where it stands, such as ``claims[0].citations[1]``."""
    if isinstance(value, kind):
        yield where, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from found_in(getattr(value, name), kind, f"{where}.{name}".removeprefix("."))
    elif isinstance(value, tuple | list):
        for at, each in enumerate(value):
            yield from found_in(each, kind, f"{where}[{at}]")


def hash_of(text: str) -> str:
    """SHA-256 of a page's text, in hex."""
    return sha256(text.encode("utf-8")).hexdigest()


def _page(article: Article, cited: Sequence[Citation], reserves: Callable[[str], bool]) -> PackedPage:
    whole = not (article.rights and reserves(article.rights))
    return PackedPage(
        article_id=article.id,
        sha256=hash_of(article.text),
        characters=len(article.text),
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        rights=article.rights,
        language=article.language,
        whole=whole,
        parts=(Part(start=0, text=article.text),) if whole else tuple(_excerpts(article.text, cited)),
    )


def _excerpts(text: str, cited: Sequence[Citation]) -> Iterator[Part]:
    """The paragraphs around quotes, those that touch as one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(_paragraph(text, citation) for citation in cited):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return (Part(start=start, text=text[start:end]) for start, end in spans)


def _paragraph(text: str, citation: Citation) -> tuple[int, int]:
    start = text.rfind("\n", 0, citation.start) + 1
    end = text.find("\n", citation.end)
    end = len(text) if end < 0 else end
    return max(start, citation.start - AROUND), min(end, citation.end + AROUND)
