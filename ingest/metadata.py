"""Who wrote a page, when, where, and under which rights: read from its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice, pairwise

from assistant.article import SEARCHED_KINDS, Article, Block, BlockKind
from assistant.text.language import language_of
from assistant.text.normalise import visible
from ingest.dating import block_lines, dates_of
from ingest.headline import SITE
from ingest.newspapers import Newspaper, newspaper_of, outlet_of
from ingest.newspapers.newspaper import LONGEST_LINE
from ingest.rules.agencies import is_agency
from ingest.rules.dates import LABEL, PARTS, undated, with_zone
from ingest.rules.frame import BULLETS, CRUMBS
from ingest.rules.names import is_name, is_role, lone_names, names_in
from ingest.rules.outlets import dateline_outlet, signed_outlet, wire_outlet
from ingest.rules.rights import owner_in
from ingest.rules.writers import is_person

K = BlockKind
LONGEST_TITLE = 80
"""Characters of the first sentence that stand in for a missing headline."""
SIGNED = re.compile(rf"{PARTS.pattern}|\s(?=[Bb]y\s[A-Z])")
"""What parts a date from a byline beside it."""
CRUMB = re.compile(r"\s*[>›»〉]\s*|\s/\s")
ROOTS = frozenset({"홈", "home", "뉴스", "news", "전체"})
PRINTED = re.compile(
    r"(?:^|(?<=[\s(\[|]))(?:[가-힣·]{1,6}\s){0,2}(?P<page>[A-E]?[1-9]\d?)\s?면(?![가-힣\d])"
    r"|지면\s?(?P<named>[A-E]?[1-9]\d?)(?![\d.년월])"
)
FILED = re.compile(r"언론사에서\s(?P<section>[가-힣/A-Z]{2,8})\s섹션으로")
"""How a portal tells the section that the newspaper gave."""
PARAGRAPHS = re.compile(r"\n\s*\n")
LONGEST_PAGE = 20
LEAST_LETTERS = 20
"""Letters from which a block's own language is told."""
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
    print_page: str = ""

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
            print_page=self.print_page or other.print_page,
        )


def describe(text: str, blocks: Sequence[Block], url: str = "") -> Metadata:
    """Read an article's metadata from its page.

    A date without a zone is Seoul time on a Korean page and UTC on any other.

    :param url: where the page is from, by which its newspaper may be known.
    """
    language = language_of(" ".join(block_lines(text, blocks, K.BODY)) or text)
    page = _Page(text, blocks, newspaper_of(text, url))
    published, updated = dates_of(text, blocks, page.newspaper, language)
    return Metadata(
        title=_title(page),
        outlet=_outlet(page),
        authors=_authors(page),
        published=with_zone(published, language) if published else None,
        updated=with_zone(updated, language) if updated else None,
        section=_section(page),
        language=language,
        rights=_rights(page),
        print_page=_print_page(page),
    )


def build_article(text: str, blocks: tuple[Block, ...], about: Metadata, *, url: str = "", path: str = "") -> Article:
    """An article from its page, blocks and metadata; its id comes from the text, each block's language from its own."""
    known = {field.name: getattr(about, field.name) for field in fields(about)}
    known["outlet"] = outlet_of(about.outlet)
    told = tuple(block.model_copy(update={"language": _language(text, block)}) for block in blocks)
    return Article(id=Article.id_of(text), text=text, blocks=told, url=url, path=path, **known)


def _language(text: str, block: Block) -> str:
    """The language of a searched block that is long enough to tell."""
    if block.kind not in SEARCHED_KINDS:
        return ""
    said = visible(text[block.start : block.end])
    letters = islice((char for char in said if char.isalpha()), LEAST_LETTERS)
    return language_of(said, default="") if sum(1 for _ in letters) == LEAST_LETTERS else ""


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    blocks: Sequence[Block]
    newspaper: Newspaper | None

    def lines(self, *kinds: BlockKind) -> Iterator[str]:
        return block_lines(self.text, self.blocks, *kinds)

    @property
    def first(self) -> str:
        return next(iter(self.lines(*K)), "")


def _title(page: _Page) -> str:
    title = " ".join(page.lines(K.TITLE))
    if title:
        return title
    first = next(page.lines(K.BODY), "") or page.first
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"


def _authors(page: _Page) -> tuple[str, ...]:
    told = _told_authors(page)
    if told:
        return told
    names = [name for line in _signed(page) for name in _named(line)]
    dated = [] if names else [name for line in page.lines(K.DATE) for name in _beside(line)]
    signed = [] if names or dated else [name for line in page.lines(K.SIGN_OFF) for name in names_in(line)]
    return tuple(dict.fromkeys([*names, *dated, *signed]))


def _named(line: str) -> list[str]:
    """The names of a byline; of a line whose parts are a date and a byline, those of the parts."""
    return names_in(line) or [name for part in SIGNED.split(line) for name in names_in(part)] or lone_names(line)


def _signed(page: _Page) -> Iterator[str]:
    """The lines of bylines and dates, a name and what its bearer does below it as one."""
    for line, below in pairwise([*page.lines(K.BYLINE, K.DATE), ""]):
        yield f"{line}, {below}" if is_name(line) and is_role(below) else line


def _beside(line: str) -> list[str]:
    """A Korean name that stands alone beside a date ("홍길동 | 승인 2026.03.04 10:20")."""
    parts = (part.strip(" ·:,") for part in re.split(r"[|·\t]", LABEL.sub("|", undated(line))))
    return [part for part in parts if is_person(part)]


def _told_authors(page: _Page) -> tuple[str, ...]:
    """The names by the form of byline that the page's newspaper is known to use."""
    form = page.newspaper.byline if page.newspaper else None
    lines = page.lines(K.BYLINE) if form else iter(())
    found = [match["names"] for line in lines if form and (match := form.search(line[:LONGEST_LINE]))]
    return tuple(dict.fromkeys(name for names in found for name in names_in(f"{names.strip()} 기자")))


def _outlet(page: _Page) -> str:
    if page.newspaper and not page.newspaper.portal:
        return page.newspaper.outlet
    owners = [outlet_of(owner) for line in page.lines(K.COPYRIGHT) if (owner := owner_in(line))]
    if owners:
        return owners[0]
    datelines = (dateline_outlet(line) for line in page.lines(K.BYLINE))
    return next(filter(None, datelines), "") or _site(page) or _signed_outlet(page)


def _signed_outlet(page: _Page) -> str:
    """Who signs a page that names no outlet: beside a name, alone ("By AFP"), beside a date, or before the first words."""
    signed = (signed_outlet(line) for line in page.lines(K.BYLINE, K.SIGN_OFF))
    dated = (part.strip() for line in page.lines(K.DATE) for part in PARTS.split(line) if is_agency(part.strip()))
    first = wire_outlet(next(page.lines(K.BODY), ""))
    return next(filter(None, signed), "") or next(dated, first)


def _site(page: _Page) -> str:
    """The site's name behind the headline, where a browser put the page's title first."""
    title = _title(page)
    site = SITE.search(page.first)
    if not site or page.first == title or not page.first.startswith(title[:20]):
        return ""
    return site.group().strip(" -–—|:<>«»·")


def _section(page: _Page) -> str:
    """The first step of a printed path ("Home > Economy > Energy") that is not the front page, or the name of one of
    the newspaper's sections alone above the headline.
    """
    path = next((line for line in page.lines(K.MENU, K.OTHER) if CRUMBS.fullmatch(line.strip(BULLETS))), "")
    steps = [step.strip(BULLETS) for step in CRUMB.split(path)]
    return next((step for step in steps if step and step.lower() not in ROOTS), "") or _told_section(page)


def _told_section(page: _Page) -> str:
    sections = page.newspaper.sections if page.newspaper else ()
    head = next((block.start for block in page.blocks if block.kind is K.TITLE), 0)
    above = PARAGRAPHS.split(visible(page.text[:head]).strip())[-1].strip(BULLETS)
    filed = FILED.search(page.text)
    return above if above in sections else filed["section"] if filed else ""


def _print_page(page: _Page) -> str:
    """The page of the printed newspaper: "6" of "2026-03-03 6면", "A12" of "지면 A12"."""
    signed = page.lines(K.DATE, K.BYLINE, K.SIGN_OFF)
    alone = (line for line in page.lines(K.MENU, K.OTHER) if len(line) <= LONGEST_PAGE)
    found = [match for line in signed if (match := PRINTED.search(line))]
    found += [match for line in alone if (match := PRINTED.fullmatch(line.strip(BULLETS)))]
    return next((match["page"] or match["named"] for match in found), "")


def _rights(page: _Page) -> str:
    """The notice that says most: one about AI use, else one with its conditions, else the first."""
    notices = list(page.lines(K.COPYRIGHT))
    for form in (AGAINST_AI, SPECIFIC):
        found = next((notice for notice in notices if form.search(notice)), None)
        if found:
            return found
    return notices[0] if notices else ""
