"""HTML made around real page text: there is no collection of Korean news HTML that may be passed on.

The words are those of real pages (frame and article), the markup is ours: five ways in which news sites are built, half
of them with elements that say what they hold and half without. Nothing in them was written for any reader.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from assistant.text.normalise import fold
from benchmarks.sets.pages import Page

LEAST = 30
"""Characters of a line from which its standing within a paragraph of the gold says anything."""


@dataclass(frozen=True)
class Parts:
    """The lines of a page: above the article, its title, what stands between title and text, the text, and below."""

    above: tuple[str, ...]
    title: str
    between: tuple[str, ...]
    body: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """A page with its HTML and the name of its template."""

    page: Page
    html: str
    template: str


def marked(pages: Sequence[Page]) -> list[Marked]:
    """Every page whose article's lines can be found in it, in the template that its id picks."""
    made = []
    for page in pages:
        parts = parts_of(page)
        if parts is not None:
            name = list(TEMPLATES)[int(sha256(page.id.encode()).hexdigest(), 16) % len(TEMPLATES)]
            made.append(Marked(page, TEMPLATES[name](page, parts), name))
    return made


def parts_of(page: Page) -> Parts | None:
    """The lines of a page, parted by where its gold stands; ``None`` where it stands in no line."""
    lines = [line.strip() for line in page.text.split("\n") if line.strip()]
    gold, paragraphs = _bare(page.body), {_bare(line) for line in page.body.split("\n")}
    inside = [at for at, line in enumerate(lines) if _bare(line) in (gold if len(_bare(line)) >= LEAST else paragraphs)]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    heads = [at for at in range(first) if page.title and _bare(lines[at]) == _bare(page.title)]
    head = heads[-1] if heads else first
    title = lines[head] if heads else page.title
    start = head + 1 if heads else first
    return Parts(
        tuple(lines[:head]), title, tuple(lines[start:first]), tuple(lines[first : last + 1]), tuple(lines[last + 1 :])
    )


def semantic(page: Page, parts: Parts) -> str:
    """Elements of HTML 5, with JSON-LD."""
    linked = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": page.title, "datePublished": page.date,
              "author": [{"@type": "Person", "name": name} for name in page.authors]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps({"@graph": [linked]})}</script>'
    article = (
        f"<h1>{_e(parts.title)}</h1><div>{_each('p', parts.between)}</div><section>{_each('p', parts.body)}</section>"
    )
    return _page(
        page,
        head,
        f"<header><nav><ul>{_each('li', parts.above)}</ul></nav></header><main><article>{article}</article></main>"
        f"<aside>{_each('p', parts.below[:20])}</aside><footer>{_each('div', parts.below[20:])}</footer>",
    )


def graph(page: Page, parts: Parts) -> str:
    """Open Graph above; below it an ``article``, and boxes with classes around it."""
    head = f'<meta property="og:title" content="{_e(page.title)}"><meta property="og:type" content="article">'
    head += f'<meta property="article:published_time" content="{page.date}T09:00:00+09:00">' if page.date else ""
    return _page(
        page,
        head,
        f"<div class='gnb'>{_each('a', parts.above)}</div><article class='story'><header><h2>{_e(parts.title)}</h2>"
        f"{_each('span', parts.between, '<br>')}</header><div itemprop='articleBody'>{_each('p', parts.body)}</div></article>"
        f"<div class='related'><ul>{_each('li', parts.below)}</ul></div>",
    )


def divisions(page: Page, parts: Parts) -> str:
    """Nothing but ``div``, without a name anywhere."""
    return _page(
        page,
        "",
        f"<div><div>{_each('div', parts.above)}</div><div><div>{_e(parts.title)}</div>{_each('div', parts.between)}<div>"
        f"{_each('div', parts.body)}</div></div><div>{_each('div', parts.below)}</div></div>",
    )


def breaks(page: Page, parts: Parts) -> str:
    """One ``div`` with a number for a name; paragraphs are parted by ``br``."""
    return _page(
        page,
        "",
        f"<div id='c1'>{_each('a', parts.above, ' | ')}</div><div id='c2'><h3>{_e(parts.title)}</h3>"
        f"<p>{_each('span', parts.between, ' ')}</p><div id='c3'>{_each('', parts.body, '<br><br>')}</div></div>"
        f"<div id='c4'><ul>{_each('li', parts.below)}</ul></div>",
    )


def tables(page: Page, parts: Parts) -> str:
    """Tables in tables, as around the year 2000."""
    return _page(
        page,
        "",
        f"<table><tr><td><table>{_rows(parts.above)}</table></td><td><table><tr><td><b><font size=5>{_e(parts.title)}</font>"
        f"</b></td></tr>{_rows(parts.between)}<tr><td>{_each('', parts.body, '<br>&nbsp;<br>')}</td></tr></table></td></tr>"
        f"<tr><td colspan=2><table>{_rows(parts.below)}</table></td></tr></table>",
    )


TEMPLATES: dict[str, Callable[[Page, Parts], str]] = {
    "semantic": semantic,
    "graph": graph,
    "divisions": divisions,
    "breaks": breaks,
    "tables": tables,
}


def _page(page: Page, head: str, body: str) -> str:
    language = page.language if page.language in ("ko", "en") else ""
    title = f"<title>{_e(page.title)}</title>" if page.title else ""
    return f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{title}{head}</head><body>{body}</body></html>'


def _each(tag: str, lines: Sequence[str], between: str = "\n") -> str:
    opened, closed = (f"<{tag}{' href=#' if tag == 'a' else ''}>", f"</{tag}>") if tag else ("", "")
    return between.join(f"{opened}{_e(line)}{closed}" for line in lines)


def _rows(lines: Sequence[str]) -> str:
    return "".join(f"<tr><td>{_e(line)}</td></tr>" for line in lines)


def _e(text: str) -> str:
    return escape(text, quote=True)


def _bare(text: str) -> str:
    return "".join(fold(text).split())
