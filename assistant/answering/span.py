"""A stretch of a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """``sentence[start:end] == text``."""

    start: int
    end: int
    text: str

    def cut(self, before: int = 0, after: int = 0) -> Span:
        """The same without so many characters at its ends, and without the blanks that then stand there."""
        text = self.text[before : len(self.text) - after]
        start = self.start + before + len(text) - len(text.lstrip())
        return Span(start, start + len(text.strip()), text.strip())
