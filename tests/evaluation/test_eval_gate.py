"""Files of floors."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluated import FIXTURES, report_of, right_answers
from scripted_assistant import refusal_of

from assistant.errors import InputError, StorageError
from assistant.evaluation.gate import hold, read_floors, repin


def test_floors_are_written_and_read(tmp_path: Path) -> None:
    report = report_of(right_answers()).to_dict()
    written = repin(report, tmp_path / "floors.toml")
    assert read_floors(tmp_path / "floors.toml") == written
    assert written.floors["hit@5"] == 1.0
    assert written.ceilings == {"false_refusals": 0.0}
    assert written.pinned["corpus"] == report["corpus"]["sha256"]


def test_other_fixtures_need_a_new_pin(tmp_path: Path) -> None:
    repin(report_of(right_answers()).to_dict(), tmp_path / "floors.toml")
    fewer = report_of(right_answers(), fixtures=FIXTURES[:3]).to_dict()
    breaches = hold(fewer, read_floors(tmp_path / "floors.toml")).breaches
    assert any(breach.startswith("the fixtures changed since the floors were pinned") for breach in breaches)
    assert any(breach.startswith("refusal_recall was not measured") for breach in breaches)


def test_holding_never_writes(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    repin(report_of(right_answers()).to_dict(), path)
    before = path.read_bytes()
    worse = report_of(right_answers() | {"when?": refusal_of("when?")}).to_dict()
    assert not hold(worse, read_floors(path)).passed
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "words"),
    [("[floors", "cannot be read"), ("[floor]\n", "floor: extra"), ("[floors]\npassed = 'high'\n", "floors.passed")],
)
def test_malformed_floors_are_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "f.toml").write_text(text)
    with pytest.raises(InputError, match=words):
        read_floors(tmp_path / "f.toml")


def test_floors_that_are_absent_or_cannot_be_written_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--repin"):
        read_floors(tmp_path / "none.toml")
    with pytest.raises(StorageError, match="floors"):
        repin(report_of(right_answers()).to_dict(), tmp_path / "no" / "floors.toml")
