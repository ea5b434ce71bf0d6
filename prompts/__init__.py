"""Prompts as Markdown files with ``$name`` places, read once, each with a fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template

__all__ = ["Prompt", "load_prompt"]


@dataclass(frozen=True)
class Prompt:
    """A prompt file: its name, its text and a fingerprint of the text."""

    name: str
    text: str

    @property
    def fingerprint(self) -> str:
        """Name and the first 12 hex digits of the text's SHA-256, as kept in answers and reports."""
        return f"{self.name}@{sha256(self.text.encode('utf-8')).hexdigest()[:12]}"

    def fill(self, **values: str) -> str:
        """Put values in their places; values are never read as templates.

        :raises KeyError: naming the place that got no value.
        """
        return Template(self.text).substitute(values)


@cache
def load_prompt(name: str) -> Prompt:
    """Read ``prompts/NAME.md``.

    :raises FileNotFoundError: when there is no such prompt.
    """
    text = files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    return Prompt(name=name, text=text.strip() + "\n")
