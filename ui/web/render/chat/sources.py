"""The passages behind an answer, article by article: those it quotes first, then what else was found."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Copy, Evidence
from assistant.article import BlockKind
from assistant.text.language import language_of
from ui.web.chat.conversation import Exchange, citations_of, numbers_of, quote_of
from ui.web.render.chat.why import why
from ui.web.render.text import day, escape, one_line
from ui.web.wording.words import Words

SNIPPET = 600
"""Characters of a quote that a card shows."""
Source = Citation | Evidence
Item = tuple[str, Source, int | None]
"""What a card stands for: its reference, the passage and its number, if it is quoted."""


def sources(exchange: Exchange | None, turn: int, words: Words) -> str:
    """Return the cards of one exchange."""
    if exchange is None or not (exchange.evidence or exchange.answer):
        return empty(words.sources_empty)
    quoted = _quoted(exchange, turn)
    rest: list[Item] = [
        (f"{turn}:e:{at}", each, None)
        for at, each in enumerate(exchange.evidence)
        if not any(_holds(each, source) for _, source, _ in quoted)
    ]
    reasons = why(exchange.evidence, exchange.answer, words)
    if not quoted:
        return _section(f"{words.tab_sources} · {len(rest)}", rest, exchange.evidence, words) + reasons
    cited = _section(words.cited, quoted, exchange.evidence, words)
    return cited + _section(words.also_found, rest, exchange.evidence, words) + reasons


def _quoted(exchange: Exchange, turn: int) -> list[Item]:
    """Return each quote of an answer once, under its number."""
    numbers, items = numbers_of(exchange.answer), dict[int, Item]()
    for at, citation in enumerate(citations_of(exchange.answer)):
        number = numbers[quote_of(citation)]
        items.setdefault(number, (f"{turn}:c:{at}", citation, number))
    return list(items.values())


def empty(line: str) -> str:
    """Return a line that says what an empty pane is for."""
    return f'<p class="cd-empty">{escape(line)}</p>'


def _holds(evidence: Evidence, source: Source) -> bool:
    same = evidence.article_id == source.article_id
    return same and evidence.start <= source.start and source.end <= evidence.end


def _section(head: str, items: Sequence[Item], evidence: Sequence[Evidence], words: Words) -> str:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item[1].article_id, []).append(item)
    articles = "".join(_article(group, _copies(group, evidence), words) for group in groups.values())
    return f'<section class="cd-sources"><h2>{escape(head)}</h2>{articles}</section>' if articles else ""


def _copies(group: Sequence[Item], evidence: Sequence[Evidence]) -> list[Copy]:
    """Return the other sources of the passages of a group, each once."""
    holding = [each for each in evidence if any(_holds(each, source) for _, source, _ in group)]
    return list({copy.article_id: copy for each in holding for copy in each.also}.values())


def also_in(copies: Sequence[Copy], words: Words) -> str:
    """Return a line with a button for each other source, or nothing."""
    if not copies:
        return ""
    count = len({copy.outlet or copy.article_id for copy in copies})
    buttons = "".join(
        f'<button type="button" class="cd-also" data-open="a:{escape(copy.article_id)}" title="{one_line(copy.title)}">'
        f"{meta(copy.outlet or copy.title, day(copy.published))}</button>"
        for copy in copies
    )
    return f'<p class="cd-meta">{escape(words.also_in.format(count=count))} {buttons}</p>'


def _article(group: Sequence[Item], copies: Sequence[Copy], words: Words) -> str:
    source = group[0][1]
    cards = "".join(f"<li>{_card(*item, words)}</li>" for item in group)
    return (
        f'<div class="cd-source"><h3>{one_line(source.title)}</h3><p class="cd-meta">'
        f"{meta(source.outlet, day(source.published))}</p>{also_in(copies, words)}{rights_of(source.rights, words)}"
        f'<ul class="cd-cards">{cards}</ul></div>'
    )


def _card(reference: str, source: Source, number: int | None, words: Words) -> str:
    """Return a passage as one button that opens its article."""
    text = source.quote if isinstance(source, Citation) else source.text
    kind = "" if source.kind is BlockKind.BODY else f'<span class="cd-meta">{escape(words.kinds[source.kind])}</span>'
    return (
        f'<button type="button" class="cd-card" data-open="{reference}" title="{escape(words.open_card)}">'
        f'<span class="cd-number">{"" if number is None else number}</span>'
        f'<span class="cd-card-body"><span class="cd-quote" lang="{language_of(text)}">{one_line(text, SNIPPET)}</span>'
        f"{kind}</span></button>"
    )


def meta(*parts: str) -> str:
    """Return the parts that are not empty, escaped, with a dot between them."""
    return " · ".join(one_line(part, 120) for part in parts if part)


def rights_of(rights: str, words: Words) -> str:
    """Return a publisher's rights notice, or nothing."""
    if not rights:
        return ""
    return f'<span class="cd-rights"><b>{escape(words.rights)}</b> {one_line(rights, 200)}</span>'
