"""The words that help with the keyboard."""

from __future__ import annotations

SKIP = {"ko": "질문 칸으로 건너뛰기", "en": "Skip to the question"}
"""The first link of the page, by language."""
