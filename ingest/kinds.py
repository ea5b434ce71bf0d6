"""The look of a line and the place where it stands make its kind."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.article import BlockKind
from ingest.line import Line
from ingest.rules.names import is_signature
from ingest.traits import Trait

K = BlockKind
ABOVE = {Trait.DATE: K.DATE, Trait.BYLINE: K.BYLINE, Trait.CAPTION: K.CAPTION}
NEAR = 4
"""Lines over the headline that may belong to the article."""
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
    Trait.BOX: K.OTHER,
    Trait.LISTED: K.RELATED,
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
    Trait.BOX: K.OTHER,
    Trait.LISTED: K.RELATED,
}
SECTIONS = {Trait.RELATED: K.RELATED, Trait.POLL: K.POLL, Trait.COMMENTS: K.OTHER}
"""Headings behind an article, and what the lines below them are."""


def above(traits: Sequence[Trait], top: int) -> list[BlockKind]:
    """Above the headline everything is menu, save a date, a byline or a picture's caption right over it."""
    return [ABOVE.get(trait, K.MENU) if at >= top - NEAR else K.MENU for at, trait in enumerate(traits[:top])]


def with_sections(traits: Sequence[Trait], kinds: dict[Trait, BlockKind], default: BlockKind) -> list[BlockKind]:
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


def behind(lines: Sequence[Line], traits: Sequence[Trait], start: int) -> list[BlockKind]:
    """Behind the text: who signed it, who owns it, and then what other articles, polls and menus there are."""
    found: list[BlockKind] = []
    section: BlockKind | None = None
    closed = False
    for at in range(start, len(lines)):
        line, trait = lines[at], traits[at]
        section = SECTIONS.get(trait, section)
        signed = (
            trait is Trait.BYLINE and at > start and traits[at - 1] is Trait.RIGHTS
        )  # the reporter's card of a portal
        if trait is Trait.RIGHTS:
            kind, closed = K.COPYRIGHT, True
        elif section is None and (signed or not closed):
            kind = _after_text(line, trait)
        else:
            kind = section or K.OTHER
        found.append(kind)
    return found


def _after_text(line: Line, trait: Trait) -> BlockKind:
    if trait in (Trait.BYLINE, Trait.DATE) or is_signature(line.text):
        return K.SIGN_OFF
    if trait is Trait.LISTED:
        return K.RELATED
    if trait is Trait.CREDIT and line.text.startswith(("ⓒ", "©")):
        return K.COPYRIGHT
    return K.CAPTION if trait is Trait.CAPTION else K.OTHER
