"""Measure answers against fixtures: questions with the facts, the article and the words that a right answer needs."""

from assistant.evaluation.evaluate import evaluate
from assistant.evaluation.fixture import Fixture, read_fixtures
from assistant.evaluation.report import Report

__all__ = ["Fixture", "Report", "evaluate", "read_fixtures"]
