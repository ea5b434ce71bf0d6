"""What made a library: the embedding model, the versions of its parts."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from assistant.errors import LibraryMismatchError

if TYPE_CHECKING:
    from assistant.library.database import Database
    from assistant.models.protocols import EmbeddingFingerprint

EMBEDDER = "embedder"
STAGED_EMBEDDER = "staged_embedder"
KEYWORDS = "keywords"


class Manifest:
    """Named values kept in the library, JSON each.

    Other parts may keep theirs too (the version of the chunker, say).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, key: str) -> Any:
        """The value, or ``None``."""
        rows = self._database.rows("SELECT value FROM manifest WHERE key = ?", (key,))
        return json.loads(rows[0][0]) if rows else None

    def write(self, key: str, value: Any) -> None:
        """Store a value; ``None`` removes it."""
        with self._database.transaction() as connection:
            if value is None:
                connection.execute("DELETE FROM manifest WHERE key = ?", (key,))
            else:
                text = json.dumps(value, ensure_ascii=False, sort_keys=True)
                connection.execute("INSERT OR REPLACE INTO manifest VALUES (?, ?)", (key, text))

    def check_embedder(self, fingerprint: EmbeddingFingerprint, *, store: bool, replace: bool) -> None:
        """Refuse a model that is not the library's.

        :param store: make it the library's model when there is none yet.
        :param replace: make it the library's model even so, because there are no vectors of another.
        :raises LibraryMismatchError: naming both models.
        """
        stored, given = self.read(EMBEDDER), asdict(fingerprint)
        if stored == given:
            return
        if stored is None or replace:
            if store:
                self.write(EMBEDDER, given)
            return
        raise LibraryMismatchError(
            f"The library {self._database.path.parent} was made with {_difference(stored, given)}.",
            hint="`citedesk doctor --reembed` embeds it anew; or choose the model that made it.",
        )

    def digest(self) -> str:
        """A short name of the stored model; empty when there is none."""
        stored = self.read(EMBEDDER)
        return sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()[:16] if stored else ""


def _difference(stored: dict[str, Any], given: dict[str, Any]) -> str:
    """Both sides by name, with the fields in which they differ."""
    differing = [key for key in given if key != "name" and stored.get(key) != given[key]]
    sides = []
    for side in (stored, given):
        details = ", ".join(f"{key} {side.get(key)!r}" for key in differing)
        sides.append(f"model {side.get('name')!r}" + (f" ({details})" if details else ""))
    return f"{sides[0]}, not with {sides[1]}"
