"""Sweeps: the same fixtures with each combination of settings and sizes of passages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import InputError
from assistant.settings import Settings

SETTINGS, PASSAGES, TARGET = "settings", "passages", "target"
"""The tables of a grid, and the one key of the second."""
LEAST, MOST = 50, 5000
"""Characters between which the target of passages may lie."""
LONGEST = 60
"""Characters of the name of a combination's folder; Hangul takes three bytes each, and a name of a file has 255."""
GUIDE = "docs/evaluation.md shows one."

_OUTSIDE = frozenset({"library"})
"""Settings that a grid may not have: the same articles must be asked each time."""


@dataclass(frozen=True)
class Point:
    """One combination.

    :param settings: what it changes.
    :param target: characters that a passage is to have; ``None`` leaves the passages of the library.
    """

    settings: dict[str, Any]
    target: int | None = None

    @property
    def name(self) -> str:
        """What it changes, in one line."""
        changed = self.settings | ({PASSAGES: self.target} if self.target is not None else {})
        return ", ".join(f"{name}={_shown(value)}" for name, value in changed.items())

    @property
    def slug(self) -> str:
        """Its name as that of a folder; a long one is cut."""
        plain = "".join(char if char.isalnum() or char in "=.-" else "_" for char in self.name)
        return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}-{sha256(self.name.encode()).hexdigest()[:8]}"

    def over(self, settings: Settings) -> Settings:
        """The settings with what it changes.

        :raises InputError: when a value cannot be one of its setting.
        """
        try:
            return Settings.model_validate(settings.model_dump() | self.settings)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise InputError(
                f"The grid, {name}: {first['msg']}.", hint="Write values that the setting may have."
            ) from None


def read_grid(path: Path) -> list[Point]:
    """Read a grid: lists of values in the tables ``[settings]`` and ``[passages]``; all combinations are made.

    :raises InputError: when it is malformed, or names what is no setting.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"There is no grid {path}.", hint=GUIDE) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The grid {path} cannot be read: {error}.") from None
    if (
        not found
        or not set(found) <= {SETTINGS, PASSAGES}
        or not all(isinstance(each, dict) for each in found.values())
    ):
        raise InputError(f"{path} must hold the tables [settings] or [passages], and no others.", hint=GUIDE)
    lists = _lists(found.get(SETTINGS, {}), path)
    targets: list[int | None] = [*_targets(found.get(PASSAGES, {}), path)]
    points = [
        Point(dict(zip(lists, values, strict=True)), target)
        for *values, target in product(*lists.values(), targets or [None])
    ]
    if len({point.slug for point in points}) < len(points):
        raise InputError(f"{path}: two combinations would lie in one folder.", hint="Name each value once.")
    return points


def _lists(table: Mapping[str, Any], path: Path) -> dict[str, list[Any]]:
    known = Settings.model_fields.keys() - _OUTSIDE
    for name, values in table.items():
        if name not in known:
            hint = f"There are: {', '.join(sorted(known))}; and [passages] target."
            raise InputError(f"{path}, {name}: there is no such setting to vary.", hint=hint)
        if not isinstance(values, list) or not values:
            raise InputError(f"{path}, {name}: a list of values is needed.", hint=f'Write {name} = ["…", "…"].')
    return dict(table)


def _targets(table: Mapping[str, Any], path: Path) -> list[int]:
    values: list[int] = table.get(TARGET, [])
    right = isinstance(values, list) and all(type(each) is int and LEAST <= each <= MOST for each in values)
    if set(table) - {TARGET} or not right or (table and not values):
        hint = f"Write target = [150, 300]: characters, {LEAST} to {MOST}."
        raise InputError(f"{path}, [passages]: a list of whole numbers under the name target is needed.", hint=hint)
    return values


def _shown(value: Any) -> str:
    return "/".join(map(_shown, value)) if isinstance(value, list) else str(value)
