"""Rates of exchange, which agencies print on a line of their own inside or below a report."""

from __future__ import annotations

import re

RATE = re.compile(r"[(（]\s?[^()（）=\n]{1,16}=\s?[^()（）=\n]{0,4}\d[\d.,]*\s?[^()（）=\n]{1,24}[)）]")


def is_rate(text: str) -> bool:
    """Whether a line only says what a sum is in another money: "($1 = 1,389.4000 won)"."""
    return RATE.fullmatch(text) is not None
