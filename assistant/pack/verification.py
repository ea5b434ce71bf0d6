"""Checking a pack again, by code alone: against the pages inside of it, or against a library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Answer, Citation, Evidence, Verdict
from assistant.answering.phrases import REFUSAL
from assistant.article import Article
from assistant.errors import InputError
from assistant.pack.file import PackFile
from assistant.pack.numbers import unproved_numbers
from assistant.pack.pack import Pack, PackedPage, found_in, hash_of


class Status(StrEnum):
    """What became of one thing that was checked."""

    PROVED = "proved"
    EXCERPT = "excerpt"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Line:
    """One thing that was checked: where it stands in the pack, what it is, and what is wrong with it, if anything is.

    A citation is proved by its whole page, or, where only paragraphs of the page are kept, by an ``excerpt``.
    """

    status: Status
    where: str
    what: str
    why: str = ""


@dataclass(frozen=True)
class Verification:
    """A line for each citation, and one for whatever else differs.

    :param digest: of all that the pack says, to be compared with what `citedesk ask` printed when it was made.
    """

    lines: tuple[Line, ...]
    digest: str

    @property
    def proved(self) -> bool:
        """Whether nothing differs."""
        return all(line.status is not Status.DIFFERS for line in self.lines)


def verify(file: PackFile, article: Callable[[str], Article] | None = None) -> Verification:
    """Check a pack again.

    :param article: gives an article of a library by its id, such as ``Library.article``; without it the pages of the pack
        are what quotes are compared with.
    """
    pack = file.pack
    pages = {page.article_id: page for page in pack.pages}
    stored = {page.article_id: _stored(article, page) for page in pack.pages} if article else {}
    lines = [*_file(file), *(line for page in pack.pages for line in _page(page))]
    lines += [line for page in pack.pages if article for line in _kept_page(page, stored[page.article_id])]
    for where, citation in found_in(pack.answer, Citation):
        lines.append(_citation(where, citation, pages.get(citation.article_id), stored.get(citation.article_id)))
    lines += [line for line in _passages(pack) if line.status is Status.DIFFERS]
    lines += [*_claims(pack.answer), *_text(pack.answer)]
    return Verification(tuple(lines), file.digest)


def _stored(article: Callable[[str], Article], page: PackedPage) -> Article | None:
    try:
        return article(page.article_id)
    except InputError:
        return None


def _file(file: PackFile) -> Iterator[Line]:
    if file.digest != file.stated:
        yield Line(Status.DIFFERS, "digest", file.stated, "the file does not say what it said when it was written")
    if not file.drawn:
        yield Line(Status.DIFFERS, "html", "", "the page does not show what the pack inside of it says")
    ids = [page.article_id for page in file.pack.pages]
    for double in {id_ for id_ in ids if ids.count(id_) > 1}:
        yield Line(Status.DIFFERS, "pages", double, "the page is in the pack twice")


def _page(page: PackedPage) -> Iterator[Line]:
    """A page against its own hash and id."""
    what = f"{page.title} ({page.article_id})"
    if not page.sha256.startswith(page.article_id) or len(page.article_id) < 24:
        yield Line(Status.DIFFERS, "pages", what, "the id is not derived from the hash")
    if page.whole:
        text = page.parts[0].text if len(page.parts) == 1 and page.parts[0].start == 0 else ""
        if hash_of(text) != page.sha256 or len(text) != page.characters or Article.id_of(text) != page.article_id:
            yield Line(Status.DIFFERS, "pages", what, "its text is not the one that was hashed")
    elif any(part.start < 0 or part.end > page.characters for part in page.parts):
        yield Line(Status.DIFFERS, "pages", what, "an excerpt lies outside of the page")


def _kept_page(page: PackedPage, article: Article | None) -> Iterator[Line]:
    """A page against the article of the library."""
    what = f"{page.title} ({page.article_id})"
    if article is None:
        yield Line(Status.DIFFERS, "pages", what, "the library does not hold this article")
        return
    if hash_of(article.text) != page.sha256 or len(article.text) != page.characters:
        yield Line(Status.DIFFERS, "pages", what, "the library holds another text")
    if any(article.text[part.start : part.end] != part.text for part in page.parts):
        yield Line(Status.DIFFERS, "pages", what, "its words are not those of the library")
    for name in ("title", "outlet", "published", "url", "rights", "language"):
        if getattr(article, name) != getattr(page, name):
            yield Line(Status.DIFFERS, "pages", what, f"its {name} is another one in the library")


def _citation(where: str, citation: Citation, page: PackedPage | None, article: Article | None) -> Line:
    quote = citation.quote
    wrong = _wrong_citation(citation, page)
    if wrong is None and article is not None:
        wrong = _wrong_in_library(citation, article)
    if wrong or page is None:
        return Line(Status.DIFFERS, where, quote, wrong or "")
    whole = page.whole or article is not None
    return Line(Status.PROVED if whole else Status.EXCERPT, where, quote)


def _wrong_citation(citation: Citation, page: PackedPage | None) -> str | None:
    if page is None:
        return "its page is not in the pack"
    if page.words(citation.start, citation.end) != citation.quote or not citation.quote.strip():
        return f"the page does not say this at {citation.start}–{citation.end}"
    focus = (citation.focus_start, citation.focus_end)
    if focus != (None, None) and not (None not in focus and citation.start <= focus[0] < focus[1] <= citation.end):  # type: ignore[operator]
        return "the words that it stresses lie outside of it"
    for name in ("title", "outlet", "published", "url", "rights"):
        if getattr(citation, name) != getattr(page, name):
            return f"its {name} is not that of the page"
    return None


def _wrong_in_library(citation: Citation, article: Article) -> str | None:
    if article.text[citation.start : citation.end] != citation.quote:
        return f"the library's page does not say this at {citation.start}–{citation.end}"
    kinds = {block.kind for block in article.blocks if block.start < citation.end and block.end > citation.start}
    return None if citation.kind in kinds else f"it does not stand in a {citation.kind} there"


def _passages(pack: Pack) -> Iterator[Line]:
    for where, found in found_in(pack.answer, Evidence):
        page = pack.page(found.article_id)
        if page is None or page.words(found.start, found.end) != found.text:
            yield Line(Status.DIFFERS, where, found.text[:80], "the page does not hold this passage there")


def _claims(answer: Answer) -> Iterator[Line]:
    """What verdicts say, as far as it can be told without a model: proof is there, and it holds the numbers and dates."""
    for at, claim in enumerate(answer.claims):
        where = f"claims[{at}]"
        if claim.verdict is Verdict.UNSUPPORTED or not claim.citations:
            yield Line(Status.DIFFERS, where, claim.text, "nothing is cited that supports it")
        elif missing := unproved_numbers(claim):
            named = ", ".join(f"“{each}”" for each in missing)
            yield Line(Status.DIFFERS, where, claim.text, f"no quote of it says {named}")


def _text(answer: Answer) -> Iterator[Line]:
    """The plain text of the answer is its lead and its claims, or the refusal."""
    if answer.refused:
        if answer.text != REFUSAL.get(answer.language) or answer.claims:
            yield Line(Status.DIFFERS, "text", answer.text, "a refusal says nothing else")
        return
    rest = _without_marks(answer.text)
    for part in (answer.lead, *sorted((claim.text for claim in answer.claims), key=len, reverse=True)):
        said = _without_marks(part)
        if said not in rest:
            yield Line(Status.DIFFERS, "text", part, "the text of the answer does not say this")
        rest = rest.replace(said, " ", 1) if said else rest
    if re.search(r"\w", rest):
        yield Line(Status.DIFFERS, "text", rest.strip(), "the text of the answer says more than its claims")


def _without_marks(text: str) -> str:
    """Without the numbers of citations at the ends of lines, and with single spaces."""
    return " ".join(re.sub(r"(?:\s*\[\d+\])+$", "", text, flags=re.MULTILINE).split())
