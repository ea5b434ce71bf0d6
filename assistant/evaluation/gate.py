"""Floors that an evaluation must not fall below, kept in a TOML file beside the fixtures."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import InputError, StorageError
from assistant.evaluation.result import Stage
from assistant.evaluation.saved import Saved
from assistant.evaluation.table import LOWER_IS_BETTER

_STAGES = (
    (("hit@", "recall@", "mrr@", "ndcg@", "leg_"), Stage.NOT_RETRIEVED),
    (("citation", "gold_cited", "facts_in_quotes"), Stage.NOT_QUOTED),
    (("false_refusals", "refusal_precision"), Stage.WRONGLY_REFUSED),
    (("refusal_recall",), Stage.WRONGLY_ANSWERED),
    (
        ("fact", "numbers_right", "language", "list_", "absent", "claims", "exact_match", "character"),
        Stage.WRONGLY_WRITTEN,
    ),
)
"""Which stage a metric speaks of, by the beginning of its name."""


class Floors(BaseModel):
    """What a report is held against.

    :param pinned: SHA-256 of ``corpus`` and ``fixtures`` that the floors were measured with.
    :param floors: the least that a metric may be; ``ceilings`` the most.
    """

    model_config = ConfigDict(extra="forbid")

    pinned: dict[str, str] = {}
    floors: dict[str, float] = {}
    ceilings: dict[str, float] = {}


@dataclass(frozen=True)
class Gate:
    """Whether a report passes, and if not, why.

    :param breaches: sentences, each about one metric or one hash.
    """

    breaches: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether nothing is below its floor."""
        return not self.breaches


def read_floors(path: Path) -> Floors:
    """Read a file of floors.

    :raises InputError: when it is absent or malformed.
    """
    try:
        return Floors.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise InputError(f"There is no file of floors {path}.", hint="Add --repin to write it from this run.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The floors {path} cannot be read: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        hint = "It has the tables [pinned], [floors] and [ceilings]."
        raise InputError(f"{path}, {name}: {first['msg'].lower()}.", hint=hint) from None


def hold(report: Saved, floors: Floors) -> Gate:
    """Hold a report against floors; a metric that is missing from it is a breach too."""
    breaches = [_changed(name, report) for name, pin in floors.pinned.items() if _hash(report, name) != pin]
    breaches += [said for name, floor in floors.floors.items() if (said := _below(name, floor, report))]
    breaches += [said for name, ceiling in floors.ceilings.items() if (said := _above(name, ceiling, report))]
    return Gate(tuple(breaches))


def repin(report: Saved, path: Path) -> Floors:
    """Write floors and ceilings from a report: every metric is to stay at least as good as it is now.

    :raises StorageError: when the file cannot be written.
    """
    values = {name: each["value"] for name, each in report["metrics"].items()}
    floors = Floors(
        pinned={name: _hash(report, name) for name in ("corpus", "fixtures")},
        floors={name: value for name, value in values.items() if name not in LOWER_IS_BETTER},
        ceilings={name: value for name, value in values.items() if name in LOWER_IS_BETTER},
    )
    try:
        path.write_text(_toml(floors), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"The floors {path} cannot be written: {error.strerror or error}.") from None
    return floors


def _hash(report: Saved, name: str) -> str:
    return str(report.get(name, {}).get("sha256", ""))


def _changed(name: str, report: Saved) -> str:
    return f"the {name} changed since the floors were pinned (now {_hash(report, name)[:12]}…); --repin pins them anew"


def _below(name: str, floor: float, report: Saved) -> str:
    found = report["metrics"].get(name)
    if found is None:
        return f"{name} was not measured; its floor is {floor:g}{_blamed(name)}"
    return f"{name} is {found['value']:g}, below its floor {floor:g}{_blamed(name)}" if found["value"] < floor else ""


def _above(name: str, ceiling: float, report: Saved) -> str:
    found = report["metrics"].get(name)
    if found is None or found["value"] <= ceiling:
        return ""
    return f"{name} is {found['value']:g}, above its ceiling {ceiling:g}{_blamed(name)}"


def _blamed(name: str) -> str:
    stage = next((stage for starts, stage in _STAGES if name.startswith(starts)), None)
    return f" (stage: {stage})" if stage else ""


def _toml(floors: Floors) -> str:
    lines = ["# Written by `citedesk evaluate --gate … --repin`. Floors may be edited by hand."]
    tables: dict[str, dict[str, Any]] = floors.model_dump()
    for table, values in tables.items():
        lines += ["", f"[{table}]"]
        lines += [f'"{name}" = {value!r}'.replace("'", '"') for name, value in values.items()]
    return "\n".join(lines) + "\n"
