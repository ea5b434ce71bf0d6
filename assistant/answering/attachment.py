"""Whether the numbers, dates, names and directions of a claim belong to the same words as in its source.

A claim may hold nothing but words of its source and still be false: two figures, two names or two dates traded places. For
each such item its neighbourhood in the claim is compared with the neighbourhoods of all items of its type in the source; one
that stands where another stands in the source is misplaced.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.wording import Word, Wording
from assistant.text.dates import DateMention
from assistant.text.numbers import Quantity
from assistant.text.opposites import side_places

NEARER = 1.2
"""How many times nearer to its surroundings a rival must be before an item counts as misplaced."""

TURNED = 1.1
"""The same where items of a kind come in another order than in the source."""

NEARER_NAME = 1.6
"""The same for names, whose places in a sentence are freer."""

SHORT = 0.7
"""Share of the words of its source up to which a claim tells only a part of it."""

MARGIN = 0.08
"""By how much the distances of a rival that is as near must be more alike (cosine, 0..1)."""

_REACH = 8
"""Words on either side that make up a neighbourhood."""

_STOP = re.compile(r"[,;:—]|\s–\s|\b(?:and|but|while|which)\b|(?<=[가-힣])(?:고|며|지만|는데)\s")
_STOP_COST = 1.5


@dataclass(frozen=True)
class Item:
    """Something that has rivals of its kind: ``key`` tells items apart, ``kind`` says whom they can be mistaken for."""

    start: int
    end: int
    kind: str
    key: object


def misplaced(claim: Wording, source: Wording, agree: Callable[[Item, Item], bool]) -> list[Item]:
    """Items of a claim that stand where another item of their kind stands in the source.

    Items that come in the order of the source are in their places, unless the claim tells only a part of it.

    :param agree: whether an item of the claim is said by one of the source.
    """
    mine, theirs = items_of(claim), items_of(source)
    wrong: list[Item] = []
    by_kind: dict[str, list[Item]] = {}
    for item in mine:
        by_kind.setdefault(item.kind, []).append(item)
    short = len(claim.words) + len(mine) < SHORT * (len(source.words) + len(theirs))
    for kind, items in by_kind.items():
        kin = [other for other in theirs if other.kind == kind]
        ordered = _in_order(items, kin, agree)
        if ordered and (not short or (kind == "name" and len(items) > 1)):
            continue
        told = kin if not ordered else [other for other in kin if not any(agree(item, other) for item in items)]
        for item in items:
            own = [other for other in kin if agree(item, other)]
            rivals = _alike(item, own, [other for other in told if not agree(item, other)], claim.text, source.text)
            if own and rivals and _misplaced(item, own, rivals, claim, source, strict=not ordered):
                wrong.append(item)
    return wrong


_PARTICLE = re.compile(r"[가-힣]{1,2}(?![가-힣])")


def _alike(item: Item, own: Sequence[Item], rivals: Sequence[Item], claim: str, source: str) -> list[Item]:
    """Of rivals those with the particle of the item, if its own place has it: in "2.4%에서 2.2%로" the two tell different things."""

    def particle(one: Item, text: str) -> str:
        found = _PARTICLE.match(text, one.end)
        return found[0] if found else ""

    mine = particle(item, claim)
    if not mine or all(particle(one, source) != mine for one in own):
        return list(rivals)
    return [one for one in rivals if particle(one, source) in {mine, ""}]


def _in_order(items: Sequence[Item], kin: Sequence[Item], agree: Callable[[Item, Item], bool]) -> bool:
    """Whether items come in the order of those of the source; those that it does not hold are left out."""
    known = [item for item in items if any(agree(item, other) for other in kin)]
    rest = iter(kin)
    return all(any(agree(item, other) for other in rest) for item in known)


def items_of(wording: Wording) -> list[Item]:
    """Numbers by unit, dates, names and directions of a text."""
    found = [Item(q.start, q.end, f"quantity {q.unit}", q) for q in wording.quantities]
    found += [Item(d.start, d.end, "date", d) for d in wording.dates]
    found += [Item(word.start, word.end, "name", word.form) for word in wording.words if word.name]
    found += [Item(start, end, f"pair {row}", side) for (row, side), start, end in side_places(wording.text)]
    return found


def _misplaced(
    item: Item, own: Sequence[Item], rivals: Sequence[Item], claim: Wording, source: Wording, *, strict: bool
) -> bool:
    mine = _beside(item, claim.text)
    if _nearest(mine, rivals, source.text) > _nearest(mine, own, source.text):
        return True
    around = sorted(_context(item, claim), key=lambda piece: abs(piece.start - item.start))[: 2 * _REACH]
    theirs = _context(item, source)
    places = {piece.form: [one for one in theirs if one.form == piece.form] for piece in around}
    known = [piece for piece in around if places[piece.form]]
    if not known:
        return False
    close = [_closeness(item, piece, claim.text) for piece in known]

    def near(other: Item) -> list[float]:
        return [max(_closeness(other, one, source.text) for one in places[piece.form]) for piece in known]

    best = max(_dot(close, near(one)) for one in own)
    alike = max(_cosine(close, near(one)) for one in own)
    nearer = TURNED if strict else NEARER_NAME if item.kind == "name" else NEARER
    margin = MARGIN / 2 if strict else 1.0 if item.kind == "name" else MARGIN
    return any(
        _dot(close, found) > best * nearer or (_dot(close, found) >= best and _cosine(close, found) > alike + margin)
        for found in map(near, rivals)
    )


def _context(item: Item, wording: Wording) -> list[Word]:
    """The words and the items of other kinds around an item; items of its own kind say nothing about its place."""
    items = items_of(wording)
    kin = [one for one in items if one.kind == item.kind]
    words = [word for word in wording.words if not any(_touch(word, one) for one in kin)]
    others = [one for one in items if isinstance(one.key, Quantity | DateMention) and one.kind != item.kind]
    return words + [Word(one.start, one.end, _form(one)) for one in others]


def _form(item: Item) -> str:
    key = item.key
    return f"{key.value.normalize()} {key.unit}" if isinstance(key, Quantity) else f"{getattr(key, 'parts', '')}"


def _nearest(mine: tuple[str, str], items: Sequence[Item], text: str) -> int:
    return max(_shared(mine, _beside(one, text)) for one in items)


def _beside(item: Item, text: str) -> tuple[str, str]:
    """The piece before an item, and what follows it up to the end of the next piece."""
    before = text[: item.start].split()
    behind = re.match(r"\S*\s*\S*", text[item.end :])
    return (before[-1] if before else ""), behind[0].rstrip(".,") if behind else ""


def _shared(one: tuple[str, str], other: tuple[str, str]) -> int:
    return sum(mine == theirs and bool(mine) for mine, theirs in zip(one, other, strict=True))


def _touch(word: Word, item: Item) -> bool:
    return word.start < item.end and item.start < word.end


def _closeness(item: Item, word: Word, text: str) -> float:
    """1 for a neighbour, less for each space and each stop in between."""
    between = text[item.end : word.start] if word.start >= item.end else text[word.end : item.start]
    steps = between.count(" ") + _STOP_COST * len(_STOP.findall(between))
    return 1.0 / (1.0 + steps)


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(one, other, strict=True))


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    lengths = math.sqrt(sum(x * x for x in one)) * math.sqrt(sum(x * x for x in other))
    return _dot(one, other) / lengths if lengths else 0.0
