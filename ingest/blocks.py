"""A page's text as blocks that cover it, each with its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.article import Block, BlockKind
from assistant.errors import NoArticleError
from assistant.text.normalise import fold
from ingest.boxes import mark_boxes
from ingest.edges import settle_ends
from ingest.head import beheaded
from ingest.headline import find_headline, repeats_of_first, shared, words_of
from ingest.kinds import ABOVE, BETWEEN, INSIDE, above, behind, with_sections
from ingest.line import Line
from ingest.lines import split_lines
from ingest.newspapers import newspaper_of
from ingest.region import Region, closes_article, find_region
from ingest.rules.captions import is_scene
from ingest.rules.dates import LABEL, PARTS, find_dates
from ingest.rules.frame import is_masthead
from ingest.rules.names import is_signature, lone_names
from ingest.rules.signatures import is_contributed
from ingest.tail import trimmed
from ingest.traits import Trait, traits_of

K = BlockKind
FRAME = frozenset({Trait.TOOL, Trait.RIGHTS, Trait.RELATED, Trait.POLL, Trait.COMMENTS, Trait.CUE, Trait.APPEAL})
FRAME |= {Trait.BEGIN, Trait.END, Trait.BOX, Trait.LISTED}
"""Traits that only a page's frame has."""
LEAST_TEXT = 120
"""Least weight of prose in an article that stands in a frame (about 60 Hangul syllables)."""
LEAST_ALIKE = 0.3
"""Share of its words that a deck has in common with the text."""
LEAST_BELOW, LONG = 0.1, 45
"""The same for a line right below the headline, and the least weight of such a line: a section's name is shorter."""
LEAST_AGAIN = 20
"""Characters of a headline that no line repeats by chance."""
LONGEST_SUMMARY = 220
"""Mean weight of the prose lines from which a page is no index: its summaries are a sentence or two."""
LONE = frozenset({K.TITLE, K.DECK, K.BODY, K.CAPTION})
"""Kinds of which every line is a block of its own."""

SPOKEN = frozenset({Trait.PROSE, Trait.SENTENCE, Trait.LEGAL, Trait.HEADLINE, Trait.SHORT, Trait.DATE, Trait.BYLINE})
"""Traits whose turns tell an article from a list of summaries."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page's markup says about it: the headline, and what each line adds to the score of the text's place.

    ``framed`` says that there is more on the page than its article; ``url`` is where the page is from.
    """

    title: str = ""
    bonus: tuple[int, ...] = ()
    framed: bool = False
    certain: bool = False
    url: str = ""


def segment(text: str, hints: Hints | None = None) -> tuple[Block, ...]:
    """Cut a page into blocks that are in order, do not overlap and together cover it.

    :param text: the page, as :func:`assistant.text.normalise.normalise_page` returns it.
    :raises NoArticleError: if the page holds no article (a menu or a list of articles, say).
    """
    lines = split_lines(text)
    if not lines:
        raise NoArticleError("The page holds no visible text.")
    known = hints or Hints()
    newspaper = newspaper_of(text, known.url)
    traits = traits_of(lines, newspaper)
    mark_boxes(lines, traits)
    ends = settle_ends(lines, traits, newspaper)
    plain = not known.framed and _is_plain(lines, traits)
    kinds = _plain_kinds(lines, traits) if plain else _framed_kinds(lines, traits, known, ends)
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
    kinds = [K.TITLE] * titled + with_sections(traits[titled:first], BETWEEN, K.OTHER)
    kinds += with_sections(traits[first : last + 1], INSIDE, K.BODY)
    kinds += behind(lines, traits, len(kinds))
    told = K.BODY in kinds or K.CAPTION in kinds
    return tuple(_merged(lines, kinds if told else [K.TITLE] * titled + [K.BODY] * (len(lines) - titled)))


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
    if len(lines) > first + 1 and kinds[-1] is K.BODY and is_signature(lines[-1].text):
        kinds[-1] = K.SIGN_OFF
    top = next((at for at, line in enumerate(lines) if not is_masthead(line.text)), 0)
    kinds[:top] = [K.MENU] * top
    if first > top and traits[top] in (Trait.HEADLINE, Trait.SHORT):
        told = lines[top].gap or first == top + 1 or traits[top + 1] in (Trait.DATE, Trait.BYLINE)
        kinds[top] = K.TITLE if told else kinds[top]
    return kinds


def _framed_kinds(
    lines: Sequence[Line], traits: Sequence[Trait], hints: Hints, ends: frozenset[int]
) -> list[BlockKind]:
    repeated = repeats_of_first(lines)
    found = find_region(lines, traits, hints.bonus, repeated, ends)
    region = found and beheaded(trimmed(found, lines, traits), lines, traits)
    if region is None or not (hints.certain or _is_article(lines, traits, region)):
        if any(_is_photo_story(lines, traits, at) for at in range(1, len(lines))):
            told = [Trait.PROSE if _is_photo_story(lines, traits, at) else trait for at, trait in enumerate(traits)]
            return _framed_kinds(lines, told, hints, ends)
        raise NoArticleError("The page holds no article: only menus, lists of titles or single sentences.")
    headline = find_headline(lines, traits, region, hints.title, repeated)
    first = _text_start(traits, region, headline)
    top = first if headline is None else headline
    kinds = [*above(traits, top), *([] if headline is None else [K.TITLE])]
    kinds += _decks(lines, with_sections(traits[len(kinds) : first], BETWEEN, K.MENU), len(kinds), region)
    kinds += with_sections(traits[first : region.last + 1], INSIDE, K.BODY)
    if first < region.last and kinds[first] is K.BODY and is_scene(lines[first].text, placed=True):
        kinds[first] = K.CAPTION
    kinds += behind(lines, traits, region.last + 1)
    for at in () if headline is None else _again(lines, headline, region.last):
        kinds[at] = K.OTHER if kinds[at] in (K.DECK, K.BODY) else kinds[at]
    for at in {0, *repeated} - {headline}:
        kinds[at] = K.OTHER if repeated and at < first else kinds[at]
    return kinds


def _again(lines: Sequence[Line], headline: int, last: int) -> Iterator[int]:
    """Lines below the headline that print it once more, behind a button's words perhaps ("Share: …")."""
    title = fold(lines[headline].text)
    for at in range(headline + 1, last + 1):
        if len(title) >= LEAST_AGAIN and fold(lines[at].text).endswith(title) and len(lines[at].text) < 2 * len(title):
            yield at


def _decks(lines: Sequence[Line], kinds: list[BlockKind], start: int, region: Region) -> list[BlockKind]:
    """The kinds between headline and text, where a deck is what speaks of the same things as the text."""
    known = words_of(lines, region)
    found = [
        _deck(lines[at], known, LEAST_BELOW if at == start and _sums_up(lines[at]) else LEAST_ALIKE)
        if kind is K.DECK
        else kind
        for at, kind in enumerate(kinds, start)
    ]
    dated = {at + step for at, kind in enumerate(found) if kind is K.DATE for step in (-1, 1)}
    return [
        K.BYLINE if at in dated and _is_lone_name(lines[start + at], kind) else kind for at, kind in enumerate(found)
    ]


def _sums_up(line: Line) -> bool:
    """Whether a line right below the headline is long enough for a deck, and is none of dates, topics and names."""
    said = line.text
    return line.weight >= LONG and not (find_dates(said, day_first=True) or LABEL.match(said) or PARTS.search(said))


def _is_lone_name(line: Line, kind: BlockKind) -> bool:
    """Whether a line beside a date, between headline and text, is the writers' names and nothing else."""
    return kind in (K.MENU, K.DECK) and bool(lone_names(line.text))


def _deck(line: Line, known: frozenset[str], least: float = LEAST_ALIKE) -> BlockKind:
    if is_scene(line.text):
        return K.CAPTION
    if is_contributed(line.text):
        return K.BYLINE
    return K.MENU if shared(line, known) < least else K.DECK


def _is_text(trait: Trait) -> bool:
    return trait in (Trait.PROSE, Trait.SENTENCE)


def _is_article(lines: Sequence[Line], traits: Sequence[Trait], region: Region) -> bool:
    """Enough prose, and not an index, where no summary is longer than a line or two before the next title or date."""
    inside = range(region.first, region.last + 1)
    prose = [lines[at].weight for at in inside if _is_text(traits[at])]
    marks = sum(traits[at] in (Trait.DATE, Trait.BYLINE) for at in inside)
    runs = [
        len(list(run)) for text, run in groupby(_is_text(traits[at]) for at in inside if traits[at] in SPOKEN) if text
    ]
    longest = max(runs, default=0)
    scattered = (longest <= 1 and len(runs) >= 4) or (longest <= 2 and marks >= 4 and marks * 2 >= len(prose))
    is_index = scattered and sum(prose) < LONGEST_SUMMARY * len(prose)
    return sum(prose) >= LEAST_TEXT and not is_index


def _is_photo_story(lines: Sequence[Line], traits: Sequence[Trait], at: int) -> bool:
    """Whether a caption stands below a dateline: the news is the picture, and the caption its only text."""
    return at > 0 and traits[at] is Trait.CAPTION and traits[at - 1] is Trait.BYLINE and lines[at].weight >= LEAST_TEXT


def _text_start(traits: Sequence[Trait], region: Region, headline: int | None) -> int:
    """The first line of the text: behind the headline, and behind the date or byline that a deck may stand above."""
    if headline is None:
        return region.first
    first = max(region.first, headline + 1)
    for at in range(first, min(first + 4, region.last)):
        if traits[at] in (Trait.DATE, Trait.BYLINE) and not any(t is Trait.PROSE for t in traits[first + 2 : at]):
            first = at + 1
    return first


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
