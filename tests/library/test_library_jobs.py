from __future__ import annotations

from pathlib import Path

import pytest
from library_world import fill

from assistant.errors import InputError
from assistant.library import Library
from assistant.library.jobs import JobState


def test_a_reader_hands_work_to_the_owner(place: Path) -> None:
    with Library.open(place, write=True) as owner, Library.open(place) as reader:
        first = reader.jobs.submit("ingest", {"paths": ["기사/"], "text": "비밀"})
        second = reader.jobs.submit("ingest", {"paths": ["b"]})
        job = owner.jobs.claim()
        assert job is not None
        assert (job.id, job.kind, job.payload["paths"], job.state) == (first, "ingest", ["기사/"], JobState.RUNNING)
        owner.jobs.progress(first, 3, 7, "기사 3")
        seen = reader.jobs.read(first)
        assert (seen.done, seen.total, seen.note, seen.report) == (3, 7, "기사 3", None)
        owner.jobs.finish(first, {"added": 7})
        seen = reader.jobs.read(first)
        assert (seen.state, seen.report, seen.payload) == (JobState.DONE, {"added": 7}, {})
        other = owner.jobs.claim()
        assert other is not None
        assert other.id == second
        assert owner.jobs.claim() is None


def test_a_job_of_a_dead_owner_begins_again(place: Path) -> None:
    with Library.open(place, write=True) as owner:
        number = owner.jobs.submit("ingest", {"paths": ["a"]})
        owner.jobs.claim()
        with Library.open(place, write=True) as same_process:
            assert same_process.jobs.read(number).state is JobState.RUNNING
    with Library.open(place, write=True) as owner:
        job = owner.jobs.claim()
        assert job is not None
        assert job.id == number


def test_an_unknown_job_is_named(place: Path) -> None:
    with Library.open(place, write=True) as library:
        fill(library, [1])
        with pytest.raises(InputError, match="no job 99"):
            library.jobs.read(99)
