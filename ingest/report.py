"""What became of each file: the lines of an ingest report."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a page."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """A part of a file that is no article: where (``rows.jsonl:17``) and why; ``SKIPPED`` for a file left out on purpose."""

    source: str
    reason: str
    status: Status = Status.FAILED


@dataclass(frozen=True, slots=True)
class Line:
    """One page of a run. ``reason`` says why it was skipped or failed, or carries a note (a reservation of rights)."""

    source: str
    status: Status
    article_id: str = ""
    title: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A run of :func:`ingest.ingest`: a line per page, in the order they were read."""

    lines: tuple[Line, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many pages have each status; all four are there."""
        found = Counter(line.status.value for line in self.lines)
        return {status.value: found[status.value] for status in Status}

    @property
    def added(self) -> int:
        """Pages that were new."""
        return self.counts["added"]

    @property
    def unchanged(self) -> int:
        """Pages that the library had already."""
        return self.counts["unchanged"]

    @property
    def skipped(self) -> int:
        """Pages left out on purpose: files of kinds that are not read, or rights that a setting respects."""
        return self.counts["skipped"]

    @property
    def failed(self) -> int:
        """Pages that could not be read."""
        return self.counts["failed"]

    @property
    def exit_status(self) -> int:
        """0 done, 1 done with failures, 2 nothing was usable."""
        if not self.failed and self.lines:
            return 0
        return 1 if self.failed < len(self.lines) else 2

    def to_json(self) -> str:
        """The report as JSON: ``counts``, ``exit_status`` and ``lines``."""
        lines = [asdict(line) for line in self.lines]
        whole = {"counts": self.counts, "exit_status": self.exit_status, "lines": lines}
        return json.dumps(whole, ensure_ascii=False, indent=2)
