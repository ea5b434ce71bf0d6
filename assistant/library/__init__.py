"""Storage: ``Library`` keeps articles and passages and finds them again."""

from assistant.library.articles import ArticleSummary
from assistant.library.counts import LibraryCounts
from assistant.library.editions import Added
from assistant.library.library import Library
from assistant.library.mentions import DatedWords
from assistant.library.vocabulary import Leg

__all__ = ["Added", "ArticleSummary", "DatedWords", "Leg", "Library", "LibraryCounts"]
