"""Storage: ``Library`` keeps articles and passages and finds them again."""

from assistant.library.articles import ArticleSummary
from assistant.library.counts import LibraryCounts
from assistant.library.keywords import Leg
from assistant.library.library import Library

__all__ = ["ArticleSummary", "Leg", "Library", "LibraryCounts"]
