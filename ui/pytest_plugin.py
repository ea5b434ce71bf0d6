"""A plugin of pytest: ``pytest --citedesk-fixtures FILE`` makes a test of each question.

pytest loads it at every start, so it imports nothing of Citedesk until a file of fixtures is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assistant.evaluation import Fixture
    from assistant.evaluation.evaluate import Examiner
    from assistant.evaluation.result import Result

OPTIONS = {
    "fixtures": "a file of questions with known facts (JSONL, CSV, YAML): each becomes a test",
    "library": "the library that is asked; else the setting `library`",
    "pages": "make a temporary library of this folder if there is no other",
    "model": "`extractive`, `local` or PROVIDER:MODEL; else the setting `model`",
    "cache": "keep answers here, and ask only what is not kept",
}
"""The options, all of which begin with ``--citedesk-``."""

EXAMINER = pytest.StashKey["Examiner"]()
OPENED = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("citedesk", "questions with known facts")
    for name, help in OPTIONS.items():
        group.addoption(f"--citedesk-{name}", dest=f"citedesk_{name}", metavar=name.upper(), help=help)


def pytest_configure(config: pytest.Config) -> None:
    """Collect the file of fixtures along with the rest."""
    given = _option(config, "fixtures")
    if given and str(Path(given).resolve()) not in config.args:
        config.args.append(str(Path(given).resolve()))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let go of the library."""
    if OPENED in config.stash:
        config.stash[OPENED].close()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the file that was named, whatever its suffix."""
    given = _option(parent.config, "fixtures")
    if given and file_path == Path(given).resolve():
        return FixtureFile.from_parent(parent, path=file_path)
    return None


class FixtureFile(pytest.File):
    """A file of fixtures; a malformed one fails with line, field and fix."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each question that is accepted, marked with its tags."""
        from assistant.errors import CitedeskError
        from assistant.evaluation import read_fixtures

        try:
            fixtures = read_fixtures(self.path)
        except CitedeskError as error:
            raise self.CollectError(str(error)) from None
        for fixture in fixtures:
            if fixture.accepted:
                yield FixtureItem.from_parent(self, name=fixture.id, fixture=fixture)


class WrongAnswer(Exception):
    """An answer that is not right; holds its result."""

    def __init__(self, result: Result) -> None:
        super().__init__(str(result.stage))
        self.result = result


class FixtureItem(pytest.Item):
    """A question as a test: it passes when the answer is right as a whole."""

    def __init__(self, *, fixture: Fixture, **options: Any) -> None:
        super().__init__(**options)
        self.fixture = fixture
        self.extra_keyword_matches.update(fixture.tags)

    def runtest(self) -> None:
        """Ask, and score."""
        result = examiner_of(self.config).examine(self.fixture)
        if not result.passed:
            raise WrongAnswer(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The stage, what is wrong, and the answer, instead of a traceback."""
        if not isinstance(excinfo.value, WrongAnswer):
            return super().repr_failure(excinfo, style)
        result = excinfo.value.result
        answer = [result.answer.text] if result.answer else []
        lines = [self.fixture.question, *answer, "", f"{result.stage}:", *(f"- {fault}" for fault in result.faults)]
        return "\n".join(lines)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the question stands, and its name."""
        return self.path, None, f"question: {self.name}"


def examiner_of(config: pytest.Config) -> Examiner:
    """What asks the questions: opened with the first of them."""
    if EXAMINER not in config.stash:
        from assistant.evaluation.answer_cache import AnswerCache
        from assistant.evaluation.evaluate import Examiner
        from assistant.evaluation.kept_assistant import KeptAssistant
        from assistant.settings import load_settings
        from ui.cli.evaluating import library_of

        opened = config.stash[OPENED] = ExitStack()
        pages, cache = (Path(given) if (given := _option(config, name)) else None for name in ("pages", "cache"))
        settings = load_settings(library=_option(config, "library"), model=_option(config, "model"))
        ready = opened.enter_context(library_of(settings, pages))
        assistant = opened.enter_context(KeptAssistant.over(ready, kept=cache))
        config.stash[EXAMINER] = Examiner(assistant, AnswerCache(cache))
    return config.stash[EXAMINER]


def _option(config: pytest.Config, name: str) -> str | None:
    found = config.getoption(f"citedesk_{name}", default=None)
    return str(found) if found else None
