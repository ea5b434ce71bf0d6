"""What every data set is turned into."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.text.sentences import sentence_spans
from benchmarks.outcome import MissingData

BEGINNING = 500
"""Characters of an article that stand for it: as long as a passage of the product."""


@dataclass(frozen=True)
class Document:
    """A paragraph that is searched for; ``article`` names the article it is from, if it has one."""

    id: str
    text: str
    article: str = ""


@dataclass(frozen=True)
class Asked:
    """A question, the id of the document that answers it, and the answers that count as right."""

    text: str
    gold: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Collection:
    """Documents and questions about them; ``name`` stands in front of its figures.

    :param headlines: whether the other systems read the headline above each text too, as it stands on the page.
    """

    name: str
    title: str
    documents: tuple[Document, ...]
    questions: tuple[Asked, ...]
    headlines: bool = False

    @property
    def pages(self) -> list[tuple[str, str]]:
        """Id and text of each document as a system reads it that knows of no headlines."""
        with_headlines = ((each.id, f"{each.article}\n\n{each.text}") for each in self.documents)
        return list(with_headlines) if self.headlines else [(each.id, each.text) for each in self.documents]


def beginning(text: str, characters: int = BEGINNING) -> str:
    """The first sentences of a text, up to about so many characters."""
    if len(text) <= characters:
        return text
    ends = [end for _, end in sentence_spans(text[: 2 * characters])]
    return text[: max((end for end in ends if end <= characters), default=characters)].rstrip()


def require(folder: Path, name: str) -> Path:
    """The path of a data file.

    :raises MissingData: naming the file and the folder where it was looked for.
    """
    path = folder / name
    if not path.is_file():
        raise MissingData(f"{name} is not in {folder}")
    return path
