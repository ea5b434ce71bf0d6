"""What the doctor finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

EXAMPLES = 5


@dataclass(frozen=True)
class Finding:
    """Something that differs.

    :param check: its short name, the same in every run ("keywords-missing", say).
    :param message: what it is, in plain words, and what helps if the doctor cannot repair it.
    :param count: how many rows, vectors or directories are concerned.
    :param examples: some of their ids or names.
    :param repaired: whether it was put right in this run.
    """

    check: str
    message: str
    count: int
    examples: tuple[str, ...] = ()
    repaired: bool = False


@dataclass(frozen=True)
class DoctorReport:
    """All that was found; ``notes`` say what could not be compared, or is merely unfinished."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    @property
    def healthy(self) -> bool:
        """Whether nothing differs, or everything that did was put right."""
        return all(finding.repaired for finding in self.findings)


@dataclass(frozen=True)
class Problem:
    """A finding and what puts it right, if anything does."""

    finding: Finding
    repair: Callable[[], None] | None = None

    def settle(self, *, repair: bool) -> Finding:
        """Repair it, if that is wanted and possible."""
        if not repair or self.repair is None:
            return self.finding
        self.repair()
        return replace(self.finding, repaired=True)


def problem(
    check: str, message: str, concerned: Sequence[object], repair: Callable[[], None] | None = None
) -> list[Problem]:
    """A problem about these ids or names; none when there are none."""
    if not concerned:
        return []
    examples = tuple(str(each) for each in concerned[:EXAMPLES])
    return [Problem(Finding(check, message, len(concerned), examples), repair)]
