"""Words that a claim puts in quotation marks: they must stand in the article letter for letter."""

from __future__ import annotations

import re

from assistant.text.language import language_of
from assistant.text.quotes import find_quote

_QUOTED = re.compile(r"“([^“”]{2,400})”|\"([^\"]{2,400})\"|「([^」]{2,400})」")


def misquoted(claim: str, article: str) -> list[str]:
    """What a claim quotes that the article does not say so; quotes in another language than the article's are left alone."""
    quotes = [next(filter(None, match.groups())).strip(" ,.") for match in _QUOTED.finditer(claim)]
    return [
        quote
        for quote in quotes
        if quote and language_of(quote) == language_of(article) and not find_quote(article, quote)
    ]
