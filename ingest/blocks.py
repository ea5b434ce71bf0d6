"""A page's text as blocks that cover it, each with its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.article import Block, BlockKind
from assistant.errors import NoArticleError
from ingest.headline import find_headline, repeats_of_first
from ingest.lines import Line, split_lines
from ingest.region import Region, closes_article, find_region
from ingest.rules.names import is_signature
from ingest.traits import Trait, traits_of

K = BlockKind
FRAME = frozenset({Trait.TOOL, Trait.RIGHTS, Trait.RELATED, Trait.POLL, Trait.COMMENTS, Trait.CUE, Trait.APPEAL})
"""Traits that only a page's frame has."""
LEAST_TEXT = 120
"""Least weight of prose in an article that stands in a frame (about 60 Hangul syllables)."""
LONE = frozenset({K.TITLE, K.DECK, K.BODY, K.CAPTION})
"""Kinds of which every line is a block of its own."""

ABOVE = {Trait.DATE: K.DATE, Trait.BYLINE: K.BYLINE}
BETWEEN = {
    Trait.DATE: K.DATE,
    Trait.BYLINE: K.BYLINE,
    Trait.HEADLINE: K.DECK,
    Trait.SENTENCE: K.DECK,
    Trait.PROSE: K.DECK,
    Trait.CAPTION: K.CAPTION,
    Trait.CUE: K.OTHER,
    Trait.CREDIT: K.OTHER,
    Trait.ECHO: K.OTHER,
    Trait.APPEAL: K.OTHER,
    Trait.RIGHTS: K.COPYRIGHT,
    Trait.RELATED: K.RELATED,
    Trait.POLL: K.POLL,
}
INSIDE = {
    Trait.DATE: K.DATE,
    Trait.BYLINE: K.BYLINE,
    Trait.CAPTION: K.CAPTION,
    Trait.CUE: K.OTHER,
    Trait.CREDIT: K.OTHER,
    Trait.ECHO: K.OTHER,
    Trait.TOOL: K.OTHER,
    Trait.APPEAL: K.OTHER,
    Trait.COMMENTS: K.OTHER,
    Trait.RIGHTS: K.COPYRIGHT,
    Trait.RELATED: K.RELATED,
    Trait.POLL: K.POLL,
}
SPOKEN = frozenset({Trait.PROSE, Trait.SENTENCE, Trait.LEGAL, Trait.HEADLINE, Trait.SHORT, Trait.DATE, Trait.BYLINE})
"""Traits whose turns tell an article from a list of summaries."""
SECTIONS = {Trait.RELATED: K.RELATED, Trait.POLL: K.POLL, Trait.COMMENTS: K.OTHER}
"""Headings behind an article, and what the lines below them are."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page's markup says about it: the headline, and what each line adds to the score of the text's place."""

    title: str = ""
    bonus: tuple[int, ...] = ()


def segment(text: str, hints: Hints | None = None) -> tuple[Block, ...]:
    """Cut a page into blocks that are in order, do not overlap and together cover it.

    :param text: the page, as :func:`assistant.text.normalise.normalise_page` returns it.
    :raises NoArticleError: if the page holds no article (a menu or a list of articles, say).
    """
    lines = split_lines(text)
    if not lines:
        raise NoArticleError("The page holds no visible text.")
    traits = traits_of(lines)
    kinds = _plain_kinds(lines, traits) if _is_plain(lines, traits) else _framed_kinds(lines, traits, hints or Hints())
    return tuple(_merged(lines, kinds))


def segment_body(text: str, *, titled: bool = False, plain: Callable[[str], str] | None = None) -> tuple[Block, ...]:
    """Cut a text that is known to be an article's: all is body but captions, notices, signatures and lists of articles.

    :param text: at least one visible character, normalised like a page.
    :param titled: the first line is the title, and what stands between it and the first prose its deck, byline or date.
    :param plain: takes a format's own marks off a line before it is judged.
    """
    lines = [replace(line, text=plain(line.text)) if plain else line for line in split_lines(text)]
    traits = traits_of(lines)
    texts = [at for at, trait in enumerate(traits) if _is_text(trait) and at >= titled]
    closing = [at for at, trait in enumerate(traits) if trait is Trait.RIGHTS and closes_article(traits, at)]
    last = max((at for at in texts if not closing or at < closing[0]), default=-1)
    first = texts[0] if titled and last >= 0 else int(titled)
    kinds = [K.TITLE] * titled + _with_sections(traits[titled:first], BETWEEN, K.OTHER)
    kinds += _with_sections(traits[first : last + 1], INSIDE, K.BODY)
    kinds += _behind(lines, traits, len(kinds))
    return tuple(_merged(lines, kinds if K.BODY in kinds else [K.TITLE] * titled + [K.BODY] * (len(lines) - titled)))


def _is_plain(lines: Sequence[Line], traits: Sequence[Trait]) -> bool:
    """Whether a page is an article and nothing else: no frame, and mostly paragraphs that end with a sentence."""
    if any(trait in FRAME for trait in traits):
        return False
    prose = waiting = 0
    for line, trait in zip(lines, traits, strict=True):
        waiting += line.weight
        if line.ends_sentence or trait is Trait.PROSE:
            prose += waiting
        if line.gap or line.ends_sentence or trait is Trait.PROSE:
            waiting = 0
    return prose * 2 >= sum(line.weight for line in lines)


def _plain_kinds(lines: Sequence[Line], traits: Sequence[Trait]) -> list[BlockKind]:
    first = next((at for at, trait in enumerate(traits) if _is_text(trait)), 0)
    kinds = [ABOVE.get(trait, K.BODY) for trait in traits[: first + 1]] + [K.BODY] * (len(lines) - first - 1)
    for at in range(first + 1, len(lines)):
        if traits[at] in (Trait.CAPTION, Trait.ECHO, Trait.BYLINE, Trait.CREDIT):
            kinds[at] = INSIDE[traits[at]]
    if first and traits[0] in (Trait.HEADLINE, Trait.SHORT) and (lines[0].gap or first == 1):
        kinds[0] = K.TITLE
    return kinds


def _framed_kinds(lines: Sequence[Line], traits: Sequence[Trait], hints: Hints) -> list[BlockKind]:
    repeated = repeats_of_first(lines)
    region = find_region(lines, traits, hints.bonus, repeated)
    if region is None or not _is_article(lines, traits, region):
        raise NoArticleError("The page holds no article: only menus, lists of titles or single sentences.")
    headline = find_headline(lines, traits, region, hints.title, repeated)
    first = _text_start(traits, region, headline)
    top = first if headline is None else headline
    kinds = [*_above(traits, top), *([] if headline is None else [K.TITLE])]
    kinds += _with_sections(traits[len(kinds) : first], BETWEEN, K.MENU)
    kinds += _with_sections(traits[first : region.last + 1], INSIDE, K.BODY)
    kinds += _behind(lines, traits, region.last + 1)
    for at in {0, *repeated} - {headline}:
        kinds[at] = K.OTHER if repeated and at < first else kinds[at]
    return kinds


def _is_text(trait: Trait) -> bool:
    return trait in (Trait.PROSE, Trait.SENTENCE)


def _is_article(lines: Sequence[Line], traits: Sequence[Trait], region: Region) -> bool:
    """Enough prose, and not an index, where no summary is longer than a line or two before the next title or date."""
    inside = range(region.first, region.last + 1)
    prose = [lines[at].weight for at in inside if _is_text(traits[at])]
    marks = sum(traits[at] in ABOVE for at in inside)
    runs = [
        len(list(run)) for text, run in groupby(_is_text(traits[at]) for at in inside if traits[at] in SPOKEN) if text
    ]
    longest = max(runs, default=0)
    is_index = (longest <= 1 and len(runs) >= 4) or (longest <= 2 and marks >= 4 and marks * 2 >= len(prose))
    return sum(prose) >= LEAST_TEXT and not is_index


def _text_start(traits: Sequence[Trait], region: Region, headline: int | None) -> int:
    """The first line of the text: behind the headline, and behind the date or byline that a deck may stand above."""
    first = region.first if headline is None else max(region.first, headline + 1)
    for at in range(first, min(first + 4, region.last)):
        if traits[at] in (Trait.DATE, Trait.BYLINE) and not any(t is Trait.PROSE for t in traits[first + 2 : at]):
            first = at + 1
    return first


def _above(traits: Sequence[Trait], top: int) -> list[BlockKind]:
    """Above the headline everything is menu, save a date or byline right over it."""
    return [ABOVE.get(trait, K.MENU) if at >= top - 3 else K.MENU for at, trait in enumerate(traits[:top])]


def _with_sections(traits: Sequence[Trait], kinds: dict[Trait, BlockKind], default: BlockKind) -> list[BlockKind]:
    """Kinds by trait; titles below a heading such as "related" belong to it until prose goes on."""
    found: list[BlockKind] = []
    section: BlockKind | None = None
    for trait in traits:
        if trait in (Trait.RELATED, Trait.POLL):
            section = SECTIONS[trait]
        elif trait not in (Trait.HEADLINE, Trait.SHORT):
            section = None
        found.append(section or kinds.get(trait, default))
    return found


def _behind(lines: Sequence[Line], traits: Sequence[Trait], start: int) -> list[BlockKind]:
    """Behind the text: who signed it, who owns it, and then what other articles, polls and menus there are."""
    found: list[BlockKind] = []
    section: BlockKind | None = None
    closed = False
    for line, trait in zip(lines[start:], traits[start:], strict=True):
        section = SECTIONS.get(trait, section)
        if trait is Trait.RIGHTS:
            kind, closed = K.COPYRIGHT, True
        elif section is None and not closed:
            kind = _after_text(line, trait)
        else:
            kind = section or K.OTHER
        found.append(kind)
    return found


def _after_text(line: Line, trait: Trait) -> BlockKind:
    if trait in (Trait.BYLINE, Trait.DATE) or is_signature(line.text):
        return K.SIGN_OFF
    if trait is Trait.CREDIT and line.text.startswith(("ⓒ", "©")):
        return K.COPYRIGHT
    return K.CAPTION if trait is Trait.CAPTION else K.OTHER


def _merged(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Iterator[Block]:
    start = 0
    for at, line in enumerate(lines):
        last = at + 1 == len(lines)
        if last or kinds[at + 1] is not kinds[at] or (kinds[at] in LONE and not _goes_on(line, lines[at + 1])):
            yield Block(kind=kinds[at], start=start, end=line.end)
            start = line.end


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a paragraph was wrapped here: no blank line, no full stop, and both lines long."""
    return not line.gap and not line.ends_sentence and line.weight >= 40 and following.weight >= 15
