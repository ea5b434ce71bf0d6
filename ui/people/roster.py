"""The people who may use a library's page, in a file beside the library."""

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import CitedeskError, InputError, StorageError
from ui.people.password import COST, Cost, fingerprint, hash_password

FILE = "people.json"
"""Its name in the directory of the library. It is no table of ``library.db``, which only its server writes."""
NAME = re.compile(r"\w(?:[\w .@'’-]{0,62}\w)?")
"""A name: letters and digits of any script, with blanks, full stops, apostrophes, ``@``, ``-`` and ``_`` inside."""


class Person(BaseModel):
    """Somebody who may log in; ``password`` and ``token`` are hashes.

    ``id`` is never given again, so that somebody of the same name inherits nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(default_factory=lambda: uuid4().hex, pattern=r"^[0-9a-f]{32}$")
    name: str = Field(min_length=1, max_length=64)
    password: str = Field(pattern=r"^scrypt\$\d\d?\$\d\d?\$\d\d?\$[\w+/=]+\$[\w+/=]+$")
    token: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: int = Field(default=1, ge=1, le=1)
    people: list[Person] = Field(default_factory=list)


class Roster:
    """The people of one library; what another process changes is seen at the next look.

    :param library: the directory of the library; it need not exist yet.
    :param cost: how dear new passwords are to check.
    """

    def __init__(self, library: Path, cost: Cost = COST) -> None:
        self.path = library / FILE
        self._cost = cost
        self._seen: tuple[int, int, int] | None = None
        self._people: tuple[Person, ...] = ()

    def people(self) -> tuple[Person, ...]:
        """All of them, in the order in which they were added.

        :raises CitedeskError: when the file cannot be read.
        """
        try:
            state = self.path.stat()
        except FileNotFoundError:
            self._seen, self._people = None, ()
            return ()
        seen = (state.st_mtime_ns, state.st_ino, state.st_size)
        if seen != self._seen:
            self._people, self._seen = _read(self.path), seen
        return self._people

    def named(self, name: str) -> Person | None:
        """Whoever has this name, in capitals or not."""
        sought = _key(name)
        return next((each for each in self.people() if _key(each.name) == sought), None)

    def with_id(self, id: str) -> Person | None:
        """Whoever has this id."""
        return next((each for each in self.people() if each.id == id), None)

    def with_token(self, token: str) -> Person | None:
        """Whose token for programs this is."""
        sought = fingerprint(token)
        return next((each for each in self.people() if each.token and hmac.compare_digest(each.token, sought)), None)

    def add(self, name: str, password: str) -> Person:
        """Add somebody.

        :raises InputError: when the name is taken or none, or the password too short.
        """
        clean = " ".join(unicodedata.normalize("NFC", name).split())
        if not NAME.fullmatch(clean):
            raise InputError(f"{name!r} cannot be a name.", hint="Use up to 64 letters, digits, blanks and . _ - @ '.")
        person = Person(name=clean, password=hash_password(password, self._cost))
        with self._changing() as people:
            if any(_key(each.name) == _key(clean) for each in people):
                raise InputError(f"There is a user {clean} already.", hint="`citedesk users password` changes theirs.")
            people.append(person)
        return person

    def remove(self, name: str) -> Person:
        """Remove somebody; what they have open ends at their next request.

        :raises InputError: when there is no such name.
        """
        with self._changing() as people:
            return people.pop(_place(people, name))

    def set_password(self, name: str, password: str) -> Person:
        """Give somebody another password; wherever they are logged in they have to log in again.

        :raises InputError: when there is no such name, or the password is too short.
        """
        return self._change(name, password=hash_password(password, self._cost))

    def new_token(self, name: str) -> str:
        """Make a token for a person's programs, 256 random bits, in place of the one before; only its hash is kept.

        :raises InputError: when there is no such name.
        """
        token = secrets.token_urlsafe(32)
        self._change(name, token=fingerprint(token))
        return token

    def revoke_token(self, name: str) -> Person:
        """Take a person's token back.

        :raises InputError: when there is no such name.
        """
        return self._change(name, token="")

    def _change(self, name: str, **values: str) -> Person:
        with self._changing() as people:
            at = _place(people, name)
            people[at] = people[at].model_copy(update=values)
            return people[at]

    @contextmanager
    def _changing(self) -> Iterator[list[Person]]:
        """The list to change; it is written when nothing went wrong, by one process at a time."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock"), mode=0o600):
                people = list(_read(self.path)) if self.path.exists() else []
                yield people
                _write(self.path, _File(people=people))
        except OSError as error:
            raise StorageError(f"{self.path} cannot be written: {error}.") from error


def _place(people: list[Person], name: str) -> int:
    sought = _key(name)
    for at, each in enumerate(people):
        if _key(each.name) == sought:
            return at
    raise InputError(f"There is no user {name}.", hint="`citedesk users list` names them.")


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _read(path: Path) -> tuple[Person, ...]:
    try:
        return tuple(_File.model_validate_json(path.read_bytes()).people)
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error}.") from error
    except ValidationError:
        raise CitedeskError(
            f"{path} is damaged, so nobody can log in.",
            hint="Put it back from a copy; or remove it and add the users again (`citedesk users add NAME`).",
        ) from None


def _write(path: Path, content: _File) -> None:
    """Replace the file at once, readable by its owner alone (``mkstemp`` makes it so)."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(content.model_dump(), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
