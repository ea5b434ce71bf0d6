"""The prompts that a writer fills: ours, or those of a folder that take their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Template

from assistant.answering.phrases import REFUSAL
from assistant.errors import SettingsError
from prompts import Prompt, load_prompt

KINDS = ("answer", "example", "question", "items")
LANGUAGES = ("ko", "en")
PLACES = {"sentences", "question"}
"""The places of the prompt ``question``, all of which must stand in it; the others have none."""
TURN = "\n---\n"
"""Between the question and the reply of an example."""
LONGEST = 8000
"""Characters of a prompt; small models read no more beside their evidence."""


class WriterPrompts:
    """The prompts of a writer, checked when it is made.

    :param folder: the folder whose files take the place of ours by name, such as ``answer.ko.md``; what it lacks is ours.
    :raises SettingsError: when it is no folder, or a file of it cannot serve.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        if folder is not None:
            for problem in problems_of(folder):
                raise SettingsError(
                    f"Setting 'prompts': {problem}.", hint="docs/evaluation.md says what a prompt needs."
                )

    def get(self, kind: str, language: str) -> Prompt:
        """A prompt by its kind and language."""
        return load_prompt(f"{kind}.{language}", self._folder)

    def fingerprint(self, language: str) -> str:
        """The fingerprints of the prompts that write answers in a language."""
        return " ".join(self.get(kind, language).fingerprint for kind in KINDS)


def problems_of(folder: Path) -> Iterator[str]:
    """What is wrong with a folder of prompts, in words."""
    if not folder.is_dir():
        yield f"there is no folder {folder}"
        return
    known = {f"{kind}.{language}.md" for kind in KINDS for language in LANGUAGES}
    files = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    if not files:
        yield f"{folder} holds no prompt; there are {', '.join(sorted(known))}"
    for path in files:
        if path.name not in known:
            yield f"{path} is no prompt; there are {', '.join(sorted(known))}"
        elif said := _problem(path):
            yield f"{path} {said}"


def _problem(path: Path) -> str:
    """What is wrong with a prompt; empty when nothing is."""
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        return f"cannot be read: {error}"
    if not text or len(text) > LONGEST:
        return f"has {len(text):,} characters, and must have 1 to {LONGEST:,}"
    kind, language = path.name.split(".")[:2]
    refusal = REFUSAL[language].rstrip(".")
    if kind == "answer" and refusal not in text:
        return f"must tell the model to say “{refusal}” where there is no answer: a refusal is known by that"
    if kind == "example" and text.count(TURN) != 1:
        return "must be a question and its reply, with a line --- between them"
    if kind == "question" and not _has_places(text):
        return f"must hold the places {', '.join(f'${name}' for name in sorted(PLACES))}, and no others ($$ is a $)"
    return ""


def _has_places(text: str) -> bool:
    template = Template(text)
    return template.is_valid() and set(template.get_identifiers()) == PLACES
