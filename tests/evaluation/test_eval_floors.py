"""The gate of this repository: the example questions against examples/floors.toml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.evaluation import evaluate
from assistant.evaluation.gate import hold, read_floors

if TYPE_CHECKING:
    from assistant import Assistant

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_example_questions_stay_above_their_floors(extractive: Assistant) -> None:
    report = evaluate(EXAMPLES / "fixtures.jsonl", extractive)
    assert hold(report.to_dict(), read_floors(EXAMPLES / "floors.toml")).breaches == ()
    assert report.exit_status == 0
