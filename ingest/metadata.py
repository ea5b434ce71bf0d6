"""Who wrote a page, when, where, and under which rights: read from its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from assistant.article import Article, Block, BlockKind
from assistant.text.language import language_of
from assistant.text.normalise import visible
from ingest.headline import SITE
from ingest.rules.dates import PARTS, Found, find_dates, with_zone
from ingest.rules.frame import BULLETS, CRUMBS
from ingest.rules.names import names_in
from ingest.rules.rights import owner_in

K = BlockKind
LONGEST_TITLE = 80
"""Characters of the first sentence that stand in for a missing headline."""
DATELINE = re.compile(r"[\[【(〔]\s*[^=\]】)\n]{1,15}=\s*(?P<name>[^\]】)\n=]{2,15})[\]】)〕]")
CRUMB = re.compile(r"\s*[>›»〉]\s*|\s/\s")
ROOTS = frozenset({"홈", "home", "뉴스", "news", "전체"})
AGAINST_AI = re.compile(r"AI|인공지능|text and data mining|machine learning", re.IGNORECASE)
SPECIFIC = re.compile(r"무단|재배포|reserved|금지", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text. Empty means unknown; dates carry a zone."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    section: str = ""
    language: str = "ko"
    rights: str = ""

    def filled_from(self, other: Metadata) -> Metadata:
        """This, with what it lacks taken from another source."""
        return Metadata(
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            authors=self.authors or other.authors,
            published=self.published or other.published,
            updated=self.updated or other.updated,
            section=self.section or other.section,
            language=other.language,
            rights=self.rights or other.rights,
        )


def describe(text: str, blocks: Sequence[Block]) -> Metadata:
    """Read an article's metadata from its page.

    A date without a zone is Seoul time on a Korean page and UTC on any other.
    """
    page = _Page(text, blocks)
    language = language_of(" ".join(page.lines(K.BODY)) or text)
    published, updated = _dates(page)
    return Metadata(
        title=_title(page),
        outlet=_outlet(page),
        authors=_authors(page),
        published=with_zone(published, language) if published else None,
        updated=with_zone(updated, language) if updated else None,
        section=_section(page),
        language=language,
        rights=_rights(page),
    )


def build_article(text: str, blocks: tuple[Block, ...], about: Metadata, *, url: str = "", path: str = "") -> Article:
    """An article from its page, blocks and metadata; its id comes from the text."""
    known = {field.name: getattr(about, field.name) for field in fields(about)}
    return Article(id=Article.id_of(text), text=text, blocks=blocks, url=url, path=path, **known)


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    blocks: Sequence[Block]

    def lines(self, *kinds: BlockKind) -> Iterator[str]:
        for block in self.blocks:
            if block.kind in kinds:
                lines = visible(self.text[block.start : block.end]).split("\n")
                yield from (line.strip() for line in lines if line.strip())

    @property
    def first(self) -> str:
        return next(iter(self.lines(*K)), "")


def _title(page: _Page) -> str:
    title = " ".join(page.lines(K.TITLE))
    if title:
        return title
    first = next(page.lines(K.BODY), "") or page.first
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"


def _dates(page: _Page) -> tuple[datetime | None, datetime | None]:
    """Published and updated. A date labelled so counts before one that merely stands there."""
    printed = [*_found(page, K.DATE), *_found(page, K.BYLINE), *_found(page, K.SIGN_OFF)]
    top = [date for date in find_dates(page.first) if date.start <= 10]
    first = [date for date in (*printed, *top) if not date.changed]
    changed = next((date.when for date in printed if date.changed), None)
    published = next((date for date in first if date.labelled), first[0] if first else None)
    return (published.when if published else changed), changed


def _found(page: _Page, kind: BlockKind) -> list[Found]:
    return [date for line in page.lines(kind) for date in find_dates(line)]


def _authors(page: _Page) -> tuple[str, ...]:
    names = [name for line in page.lines(K.BYLINE, K.DATE) for part in PARTS.split(line) for name in names_in(part)]
    signed = [] if names else [name for line in page.lines(K.SIGN_OFF) for name in names_in(line)]
    return tuple(dict.fromkeys([*names, *signed]))


def _outlet(page: _Page) -> str:
    owners = [owner for line in page.lines(K.COPYRIGHT) if (owner := owner_in(line))]
    if owners:
        return owners[0]
    datelines = (DATELINE.search(line) for line in page.lines(K.BYLINE))
    named = next((match["name"].strip() for match in datelines if match), "")
    return named or _site(page)


def _site(page: _Page) -> str:
    """The site's name behind the headline, where a browser put the page's title first."""
    title = _title(page)
    site = SITE.search(page.first)
    if not site or page.first == title or not page.first.startswith(title[:20]):
        return ""
    return site.group().strip(" -–—|:<>«»·")


def _section(page: _Page) -> str:
    """The first step of a printed path ("Home > Economy > Energy") that is not the front page."""
    path = next((line for line in page.lines(K.MENU, K.OTHER) if CRUMBS.fullmatch(line.strip(BULLETS))), "")
    steps = [step.strip(BULLETS) for step in CRUMB.split(path)]
    return next((step for step in steps if step and step.lower() not in ROOTS), "")


def _rights(page: _Page) -> str:
    """The notice that says most: one about AI use, else one with its conditions, else the first."""
    notices = list(page.lines(K.COPYRIGHT))
    for form in (AGAINST_AI, SPECIFIC):
        found = next((notice for notice in notices if form.search(notice)), None)
        if found:
            return found
    return notices[0] if notices else ""
