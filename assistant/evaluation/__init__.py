"""Measure answers against fixtures: questions with the facts, the article and the words that a right answer needs."""

from assistant.evaluation.comparison import compare
from assistant.evaluation.evaluate import evaluate
from assistant.evaluation.fixture import Fixture
from assistant.evaluation.fixture_file import read_fixtures
from assistant.evaluation.report import Report
from assistant.evaluation.saved import read_report

__all__ = ["Fixture", "Report", "compare", "evaluate", "read_fixtures", "read_report"]
