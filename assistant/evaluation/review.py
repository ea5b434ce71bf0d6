"""Proposals that a person accepts or rejects, one by one; every decision is written to the file at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from assistant.errors import InputError, StorageError
from assistant.evaluation.drafting import as_yaml
from assistant.evaluation.fixture import Fixture
from assistant.evaluation.fixture_file import read_file
from assistant.text.language import language_of

LINES, TREE = frozenset({".jsonl", ".json"}), frozenset({".yaml", ".yml"})
"""Endings of the files that can be written: an object a line, or YAML."""


class Decision(StrEnum):
    """What is done with a proposal."""

    ACCEPT = "accept"
    REJECT = "reject"
    LATER = "later"


Decide = Callable[[Fixture], tuple[Decision, str]]
"""Says what to do with a proposal, and what its question is to be."""


def review(path: Path, decide: Decide) -> dict[Decision, int]:
    """Have every proposal of a file decided upon.

    An accepted one is counted from then on, a rejected one is taken out, the others stay. Comments of the file are lost.

    :returns: how many there are of each decision.
    :raises InputError: when the file is malformed, or not one that can be written.
    :raises StorageError: when it cannot be written.
    """
    rows = _rows_of(path)
    counts = dict.fromkeys(Decision, 0)
    for proposal in [each for each in rows if not each.accepted]:
        decision, question = decide(proposal)
        counts[decision] += 1
        if decision is Decision.LATER:
            continue
        at = rows.index(proposal)
        language = language_of(question, default=proposal.language)
        accepted = proposal.model_copy(update={"accepted": True, "question": question, "language": language})
        rows[at : at + 1] = [accepted] if decision is Decision.ACCEPT else []
        _write(path, rows)
    return counts


def decided(accepted: frozenset[str], rejected: frozenset[str]) -> Decide:
    """Decisions that are known beforehand, by id."""

    def decide(proposal: Fixture) -> tuple[Decision, str]:
        chosen = Decision.REJECT if proposal.id in rejected else Decision.LATER
        return Decision.ACCEPT if proposal.id in accepted else chosen, proposal.question

    return decide


def _rows_of(path: Path) -> list[Fixture]:
    if path.suffix.lower() not in LINES | TREE:
        raise InputError(f"{path} is neither YAML nor JSONL.", hint="A spreadsheet has the column `accepted` for that.")
    file = read_file(path)
    for problem in file.problems:
        raise InputError(str(problem), hint=problem.fix)
    return list(file.fixtures)


def _write(path: Path, rows: list[Fixture]) -> None:
    """Write the file as a whole: beside its place, then renamed over it."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(_text(path, rows), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror or error}.") from None


def _text(path: Path, rows: list[Fixture]) -> str:
    if path.suffix.lower() in TREE:
        return as_yaml(rows)
    lines = (json.dumps(each.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False) for each in rows)
    return "".join(f"{line}\n" for line in lines)
