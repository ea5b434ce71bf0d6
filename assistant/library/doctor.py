"""Comparing the parts of a library, and putting right what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

from assistant.errors import StorageError
from assistant.library.chroma import IndexFailure
from assistant.library.findings import DoctorReport, Finding, Problem
from assistant.library.index_checks import IndexChecks
from assistant.library.passages import Passages, State
from assistant.library.relation_checks import RelationChecks
from assistant.library.row_checks import RowChecks

if TYPE_CHECKING:
    from assistant.library.database import Database
    from assistant.library.directory import Directory
    from assistant.library.indexing import Indexing

Check = Callable[[], list[Problem]]


class Doctor:
    """Examines one library.

    :param indexing: what keeps Chroma in step; without it (another process owns the library) Chroma is left out.
    """

    def __init__(self, directory: Directory, database: Database, indexing: Indexing | None) -> None:
        self._directory = directory
        self._database = database
        self._indexing = indexing
        self._rows = RowChecks(database)
        self._relations = RelationChecks(database)

    def examine(self, *, repair: bool) -> DoctorReport:
        """Run all checks, each after the repairs of those before it."""
        with self._indexing.mutex if self._indexing is not None else nullcontext():
            findings = list(self._findings(repair=repair))
            if repair and any(finding.repaired for finding in findings):
                self._database.forget_deleted()
            return DoctorReport(tuple(findings), tuple(self._notes()))

    def _findings(self, *, repair: bool) -> Iterator[Finding]:
        for check in self._checks():
            try:
                found = [each.settle(repair=repair) for each in check()]
            except IndexFailure as failure:
                where = self._directory.path
                raise StorageError(f"The vector index of {where} cannot be repaired: {failure}.") from failure
            yield from found
            if any(finding.check == "file-damaged" for finding in found):
                return

    def _checks(self) -> Iterator[Check]:
        yield self._rows.file
        if self._indexing is not None:
            yield self._rows.keyword_index
        yield self._relations.editions
        yield self._relations.searched
        yield self._rows.keywords
        yield self._rows.texts
        yield self._rows.states
        yield self._relations.stories
        yield self._relations.dates
        if self._indexing is not None:
            index = IndexChecks(self._database, self._indexing, self._directory.path)
            yield index.generations
            yield index.unfinished
            yield index.contents

    def _notes(self) -> Iterator[str]:
        pending = Passages(self._database).count(State.PENDING)
        if pending:
            yield f"{pending} passages wait to be embedded; `citedesk ingest` does that."
        if self._indexing is None:
            yield "The vector index was not compared: the directory is read-only or another process owns the library."
