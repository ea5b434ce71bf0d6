"""Colours of CSS, as far as it takes to see that text has the colour of its ground."""

from __future__ import annotations

import re

Colour = tuple[int, int, int]
NAMED: dict[str, Colour] = {
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "floralwhite": (255, 250, 240),
    "azure": (240, 255, 255),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    "navy": (0, 0, 128),
}
WHITE = NAMED["white"]
HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b")
RGB = re.compile(r"rgba?\(\s*(\d+)\s*[,\s]\s*(\d+)\s*[,\s]\s*(\d+)\s*(?:[,/]\s*([\d.]+%?))?\s*\)")
NEAR = 20
"""Difference of the channels, out of 255, up to which text cannot be told from its ground."""


def colour_of(value: str) -> Colour | None:
    """The colour in a value of CSS, such as ``#fff`` or ``url(x.png) white``; ``None`` if there is none that is known."""
    found = HEX.search(value)
    if found:
        digits = found[1]
        pairs = [digit * 2 for digit in digits[:3]] if len(digits) < 6 else [digits[:2], digits[2:4], digits[4:6]]
        return (int(pairs[0], 16), int(pairs[1], 16), int(pairs[2], 16))
    parts = RGB.search(value)
    if parts:
        return (int(parts[1]), int(parts[2]), int(parts[3]))
    return next((NAMED[word] for word in re.findall(r"[a-z]+", value) if word in NAMED), None)


def is_clear(value: str) -> bool:
    """Whether a colour is fully transparent."""
    if value == "transparent":
        return True
    parts, found = RGB.search(value), HEX.search(value)
    if parts and parts[4]:
        return float(parts[4].rstrip("%")) * (0.01 if parts[4].endswith("%") else 1) <= 0.05
    return (
        found is not None
        and len(found[1]) in (4, 8)
        and int(found[1][-2:] if len(found[1]) == 8 else found[1][-1] * 2, 16) < 13
    )


def are_alike(one: Colour, other: Colour) -> bool:
    """Whether two colours cannot be told apart by eye."""
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))
