"""Work handed to the chat server, which owns the library while it runs: ``citedesk ingest`` gives, the server takes."""

from __future__ import annotations

import base64
import io
import json
import logging
import os
import platform
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from assistant.errors import CitedeskError, LibraryError
from assistant.settings import Settings
from ui.cli.terminal import bar, note

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.library.jobs import Job
    from ingest.source import Source

SERVER = "citedesk chat"
"""The name under which the chat server holds a library."""
INGEST = "ingest"
"""The kind of job that this module knows."""
Given: TypeAlias = "str | Path | Source"
"""A file, folder, address, or page that was fetched."""
POLL_SECONDS = 0.3
_LOG = logging.getLogger(__name__)


def is_served(path: Path) -> bool:
    """Whether a chat server owns the library."""
    from assistant.library.directory import Directory
    from assistant.library.lock import read_holder

    holder = read_holder(Directory(path.resolve()))
    return holder is not None and holder.name == SERVER


def hand_over(sources: Sequence[Given], settings: Settings, mapping: dict[str, str]) -> dict[str, Any]:
    """Let the chat server add the sources; wait, showing its progress, and return its report.

    :raises CitedeskError: with the server's own words when it could not do it, or when it ended meanwhile.
    """
    from assistant.library import Library

    note("citedesk: the library is in use by `citedesk chat`, which adds the articles.")
    with Library.open(settings.library) as library, bar("page") as tell:
        job = library.jobs.submit(INGEST, _payload(sources, settings, mapping))
        report = _wait(library, job, tell)
    if "error" in report:
        raise CitedeskError(report["error"], hint=report.get("hint", ""))
    return report


def serve_jobs(library: Library, settings: Settings) -> Callable[[threading.Event], None]:
    """What the chat server runs beside the page: take jobs and do them, until the event is set."""

    def work(ended: threading.Event) -> None:
        with ThreadPoolExecutor(1, "citedesk-jobs") as pool:
            while not ended.wait(POLL_SECONDS):
                failure = pool.submit(_take, library, settings).exception()
                if failure is not None:
                    _LOG.error("A job failed in the chat server.", exc_info=failure)

    return work


def _take(library: Library, settings: Settings) -> None:
    """Do the next job if there is one; whoever waits for it gets a report, whatever happens."""
    job = library.jobs.claim()
    if job is None:
        return
    report: dict[str, Any] = {"error": "The chat server failed at it; its own output says why.", "hint": ""}
    try:
        report = _do(job, library, settings)
    finally:
        library.jobs.finish(job.id, report)


def _payload(sources: Sequence[Given], settings: Settings, mapping: dict[str, str]) -> dict[str, Any]:
    """Standard input is read here, at most as much of it as may be used, and sent along."""
    piped = sys.stdin.buffer.read(settings.max_file_bytes + 1) if "-" in sources else b""
    return {
        "sources": [_told(source) for source in sources],
        "stdin": base64.b64encode(piped).decode("ascii"),
        "rights": settings.rights,
        "fetch": settings.fetch,
        "mapping": mapping,
    }


def _told(source: Given) -> str | dict[str, Any]:
    """A source for the payload: absolute, since the server runs elsewhere; of a fetched page, all that there is."""
    from ingest.source import Source
    from ingest.sources import is_address

    if isinstance(source, Source):
        data = source.original if source.original is not None else source.text.encode()
        packed = base64.b64encode(data).decode("ascii")
        return asdict(replace(source, original=None, text="")) | {"original": packed, "text": source.text}
    return str(source) if source == "-" or is_address(source) else str(Path(source).absolute())


def _given(told: str | dict[str, Any]) -> Given:
    from ingest.source import Source

    if isinstance(told, str):
        return told
    return Source(**(told | {"original": base64.b64decode(told["original"]), "notes": tuple(told["notes"])}))


def _wait(library: Library, job_id: int, tell: Callable[[int, int], None]) -> dict[str, Any]:
    while (job := library.jobs.read(job_id)).report is None:
        if job.total:
            tell(job.done, job.total)
        if not _is_alive(library.path):
            raise LibraryError(
                "The chat server ended before it had added everything.",
                hint="Run the command again; what is there already is left alone.",
            )
        time.sleep(POLL_SECONDS)
    return job.report


def _do(job: Job, library: Library, settings: Settings) -> dict[str, Any]:
    if job.kind != INGEST:
        return {"error": f"The chat server does not know the job {job.kind!r}.", "hint": "Restart `citedesk chat`."}
    from ingest import ingest

    given = job.payload
    try:
        report = ingest(
            [_given(source) for source in given["sources"]],
            library=library,
            settings=settings.model_copy(update={"rights": given["rights"], "fetch": given["fetch"]}),
            stdin=io.BytesIO(base64.b64decode(given["stdin"])),
            mapping=given["mapping"],
            progress=lambda done, total: library.jobs.progress(job.id, done, total),
        )
    except CitedeskError as error:
        return {"error": error.message, "hint": error.hint}
    found: dict[str, Any] = json.loads(report.to_json())
    return found


def _is_alive(path: Path) -> bool:
    """Whether the process that holds the library still runs; assumed of other machines, and where it cannot be told."""
    from assistant.library.directory import Directory
    from assistant.library.lock import read_holder

    holder = read_holder(Directory(path))
    if holder is None:
        return False
    if holder.host != platform.node() or os.name != "posix":
        return True
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
