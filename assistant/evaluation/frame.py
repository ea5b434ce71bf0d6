"""The report as a table of pandas, where pandas is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import InputError
from assistant.evaluation.result import Result

if TYPE_CHECKING:
    from pandas import DataFrame

    from assistant.evaluation.report import Report


def frame(report: Report) -> DataFrame:
    """A row for each question, indexed by its id; scores that there are not are missing values.

    :raises InputError: when pandas is not installed.
    """
    try:
        from pandas import DataFrame
    except ImportError:
        raise InputError("pandas is not installed.", hint="Run `pip install pandas`.") from None
    return DataFrame([_row(each) for each in report.results]).set_index("id")


def _row(result: Result) -> dict[str, Any]:
    answer = result.answer
    return {
        "id": result.fixture.id,
        "question": result.fixture.question,
        "language": result.fixture.language,
        "tags": ", ".join(result.fixture.tags),
        "answerable": result.fixture.answerable,
        "refused": answer.refused if answer else None,
        "failed_at": result.stage.value if result.stage else "",
        "faults": "; ".join(map(str, result.faults)),
        "answer": answer.text if answer else "",
        "confidence": result.confidence,
        "tokens_read": result.usage.read,
        "tokens_written": result.usage.written,
        **result.scores,
        **{f"seconds_{name}": value for name, value in (answer.timings if answer else {}).items()},
    }
