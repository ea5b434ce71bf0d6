"""Work handed to the process that owns the library: a queue in ``library.db``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.library.database import Database

_COLUMNS = "id, kind, payload, state, done, total, note, report, created, updated"


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True)
class Job:
    """A piece of work: what to do (``kind``, ``payload``), how far it is, and at the end its report.

    The payload is emptied when the job is done, so that no text stays behind in it.
    """

    id: int
    kind: str
    payload: dict[str, Any]
    state: JobState
    done: int
    total: int
    note: str
    report: dict[str, Any] | None
    created: datetime
    updated: datetime


class Jobs:
    """The queue. Any process may submit and read; the owner of the library claims, reports and finishes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def submit(self, kind: str, payload: dict[str, Any]) -> int:
        """Add a job; returns its id."""
        sql = """INSERT INTO jobs (kind, payload, state, created, updated) VALUES (?, ?, 'queued', ?, ?) RETURNING id"""
        with self._database.transaction() as connection:
            row = connection.execute(sql, (kind, json.dumps(payload, ensure_ascii=False), _now(), _now())).fetchone()
            return int(row[0])

    def claim(self) -> Job | None:
        """Take the oldest job that waits, or ``None``."""
        with self._database.transaction() as connection:
            row = connection.execute("SELECT min(id) FROM jobs WHERE state = 'queued'").fetchone()
            if row[0] is None:
                return None
            connection.execute("UPDATE jobs SET state = 'running', updated = ? WHERE id = ?", (_now(), row[0]))
            return self.read(row[0])

    def progress(self, job_id: int, done: int, total: int, note: str = "") -> None:
        """Say how far a job is."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE jobs SET done = ?, total = ?, note = ?, updated = ? WHERE id = ?",
                (done, total, note, _now(), job_id),
            )

    def finish(self, job_id: int, report: dict[str, Any]) -> None:
        """End a job with its report."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE jobs SET state = 'done', report = ?, payload = '{}', updated = ? WHERE id = ?",
                (json.dumps(report, ensure_ascii=False), _now(), job_id),
            )

    def read(self, job_id: int) -> Job:
        """A job as it is now.

        :raises InputError: when there is none with this id.
        """
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (job_id,))
        if not rows:
            raise InputError(f"There is no job {job_id}.")
        number, kind, payload, state, done, total, note, report, created, updated = rows[0]
        return Job(
            id=number,
            kind=kind,
            payload=json.loads(payload),
            state=JobState(state),
            done=done,
            total=total,
            note=note,
            report=json.loads(report) if report else None,
            created=datetime.fromisoformat(created),
            updated=datetime.fromisoformat(updated),
        )

    def requeue(self) -> None:
        """Let jobs begin again that a process left unfinished when it died; called by a new owner."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE jobs SET state = 'queued' WHERE state = 'running'")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
