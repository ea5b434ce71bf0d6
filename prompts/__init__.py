"""Prompts as Markdown files with ``$name`` places, read once, each with a fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
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
def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """Read ``prompts/NAME.md``.

    :param folder: whose file ``NAME.md`` is read instead, if it has one.
    :raises FileNotFoundError: when there is no such prompt.
    """
    own = folder / f"{name}.md" if folder else None
    read = own if own and own.is_file() else files("prompts").joinpath(f"{name}.md")
    return Prompt(name=name, text=read.read_text(encoding="utf-8").strip() + "\n")
