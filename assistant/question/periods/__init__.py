"""Date phrases of questions, in Korean and English, as days."""

from assistant.question.periods.find import find_periods
from assistant.question.periods.period import Period, PeriodKind

__all__ = ["Period", "PeriodKind", "find_periods"]
