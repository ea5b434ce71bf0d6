"""Words of articles as they may stand in a prompt: one line that can forge no number, mark, gloss or chat template."""

from __future__ import annotations

import re

from assistant.text.normalise import visible

_MARK = re.compile(r"[\[【](\d[\d\s,，-]*)[\]】]")

_PLAIN = str.maketrans({"[": "(", "]": ")", "【": "(", "】": ")", "{": "(", "}": ")", "<": "〈", ">": "〉", "`": "'"})
"""Signs that mean something in our prompts or in chat templates, and what stands for them. Servers read ``<|im_end|>`` as the end
of a turn wherever it stands. Korean papers write titles in 〈 〉 anyway."""


def as_data(text: str) -> str:
    """A text as one line of data."""
    return " ".join(visible(text).split()).translate(_PLAIN)


def without_marks(text: str) -> str:
    """A text of an article with its own numbers in brackets made round: square ones are the marks of our citations."""
    return _MARK.sub(r"(\1)", text)
