"""What the tests of several folders share: a library of the example pages, made once with the real encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.answer import Answer

settings.register_profile(
    "suite", derandomize=True, deadline=None
)  # the same examples each time, on a busy machine too
settings.register_profile("search", max_examples=1000, deadline=None)  # pytest --hypothesis-profile search
settings.load_profile("suite")

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@dataclass(frozen=True)
class ExampleLibrary:
    """Where the library is, and the id of each article by the name that fixtures use for it."""

    path: Path
    ids: dict[str, str]


@pytest.fixture(scope="session")
def example_library(tmp_path_factory: pytest.TempPathFactory) -> ExampleLibrary:
    from assistant.settings import Settings
    from ingest import ingest

    place = tmp_path_factory.mktemp("examples") / "library"
    report = ingest(EXAMPLES / "pages", library=place, settings=Settings(rights="ignore"))
    return ExampleLibrary(place, {Path(line.source).name.replace(":", "#"): line.article_id for line in report.lines})


@pytest.fixture(scope="session")
def extractive(example_library: ExampleLibrary) -> Iterator[Assistant]:
    """An assistant over the example pages that answers in the articles' own words."""
    from assistant import Assistant
    from assistant.settings import Settings

    with Assistant.open(example_library.path, settings=Settings(model="extractive")) as opened:
        yield opened


@pytest.fixture(scope="session")
def example_answers(extractive: Assistant) -> dict[str, Answer]:
    """The answer to each question of ``examples/fixtures.jsonl`` by its id, asked once for all tests."""
    from assistant.evaluation import read_fixtures

    fixtures = read_fixtures(EXAMPLES / "fixtures.jsonl")
    return {each.id: extractive.ask(each.question, history=each.history) for each in fixtures}
