"""An article as it was printed, with the quoted words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.answer import Citation, Evidence
from assistant.article import SEARCHED_KINDS, Article, Block, BlockKind
from ui.web.render.articles.reader_head import About, head
from ui.web.render.text import escape, one_line, visible
from ui.web.wording.articles import article_words
from ui.web.wording.words import Words

MARK_ID = "cd-quote"
AROUND = 60_000
"""Characters shown before and after the quote of a very long page."""
NOTHING_ELSE = About()


@dataclass(frozen=True)
class Marked:
    """What to mark in an article, in characters: a quote and, inside it, the words that matter most."""

    start: int
    end: int
    focus_start: int
    focus_end: int
    kind: BlockKind

    @classmethod
    def of(cls, source: Citation | Evidence) -> Marked:
        """Return what a citation or a piece of evidence points at."""
        focus = (source.focus_start, source.focus_end) if isinstance(source, Citation) else (None, None)
        first, last = focus if None not in focus else (source.start, source.start)
        return cls(source.start, source.end, first or 0, last or 0, source.kind)


def reader(article: Article, marked: Marked | None, words: Words, visit: int = 0, about: About = NOTHING_ELSE) -> str:
    """Return a whole article; ``visit`` differs from one opening to the next, so that the browser scrolls again.

    The same text is shown in three ways, which the browser switches between: cleaned (what is not searched folded away),
    as given, and by block, each under its name. The quote is marked in all of them.
    """
    start, end = _shown(article, marked)
    cut = f'<p class="cd-notice">{escape(words.shortened)}</p>' if (start, end) != (0, len(article.text)) else ""
    blocks = _blocks(article, start, end, marked, words)
    origin = words.from_kind.get(marked.kind, "") if marked else ""
    return (
        f'<article class="cd-reader" data-visit="{visit}" data-shown="cleaned" lang="{one_line(article.language, 10)}">'
        f"{head(article, about, origin, words)}{cut}"
        f'<div class="cd-page" tabindex="0" role="region" aria-label="{one_line(article.title)}">{blocks}</div>'
        "</article>"
    )


def _shown(article: Article, marked: Marked | None) -> tuple[int, int]:
    if len(article.text) <= 3 * AROUND:
        return 0, len(article.text)
    first, last = (marked.start, marked.end) if marked else (0, 0)
    return max(0, first - AROUND), min(len(article.text), last + AROUND)


def _blocks(article: Article, start: int, end: int, marked: Marked | None, words: Words) -> str:
    shown = [block for block in article.blocks if block.start < end and block.end > start]
    html = []
    for searched, run in groupby(shown, key=lambda block: block.kind in SEARCHED_KINDS):
        group = list(run)
        content = "".join(_block(article, block, (start, end), marked, words) for block in group)
        html.append(content if searched else _rest(article, group, content, marked, words))
    return "".join(html)


def _rest(article: Article, group: list[Block], content: str, marked: Marked | None, words: Words) -> str:
    """Return blocks that are not searched, folded away unless the mark is in them."""
    lines = [line for line in article.text[group[0].start : group[-1].end].splitlines() if visible(line).strip()]
    if not lines:
        return f'<div class="cd-gap">{content}</div>'
    kinds = ", ".join(dict.fromkeys(words.kinds[block.kind] for block in group))
    holds = marked is not None and marked.start < group[-1].end and marked.end > group[0].start
    label = escape(words.rest.format(kinds=kinds, count=len(lines)))
    held = " open data-held" if holds else ""
    return f'<details class="cd-rest"{held}><summary>{label}</summary>{content}</details>'


def _block(article: Article, block: Block, shown: tuple[int, int], marked: Marked | None, words: Words) -> str:
    start, end = max(block.start, shown[0]), min(block.end, shown[1])
    text = "".join(_piece(article.text, *piece, marked) for piece in _pieces(article.text, start, end, marked))
    name = escape(words.kinds[block.kind])
    said = f'<span class="cd-searched"> · {escape(article_words(words.code).searched)}</span>'
    searched = said if block.kind in SEARCHED_KINDS else ""
    empty = " cd-blank" if not visible(article.text[start:end]).strip() else ""
    return (
        f'<div class="cd-part cd-part-{block.kind.value}{empty}"><p class="cd-label">{name}{searched}</p>'
        f'<div class="cd-block cd-block-{block.kind.value}">{text}</div></div>'
    )


def _pieces(text: str, start: int, end: int, marked: Marked | None) -> Iterator[tuple[int, int, bool]]:
    """Cut a block at the mark's ends and at its own outer white space; say which pieces are that white space."""
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    last = max(first, start + len(text[start:end].rstrip()))
    cuts = {start, first, last, end}
    if marked is not None:
        cuts |= {marked.start, marked.end, marked.focus_start, marked.focus_end}
    at = sorted(cut for cut in cuts if start <= cut <= end)
    for left, right in pairwise(at):
        yield left, right, right <= first or left >= last


def _piece(text: str, start: int, end: int, gap: bool, marked: Marked | None) -> str:
    html = escape(text[start:end])
    if marked is not None and marked.start <= start and end <= marked.end:
        stress = " cd-focus" if marked.focus_start <= start and end <= marked.focus_end else ""
        anchor = f' id="{MARK_ID}"' if start == marked.start else ""
        return f'<mark class="cd-cited{stress}"{anchor}>{html}</mark>'
    return f'<span class="cd-gap">{html}</span>' if gap else html
