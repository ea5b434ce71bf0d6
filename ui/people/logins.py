"""Who is logged in: random tokens, kept as hashes, in the server's memory alone."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from ui.people.password import fingerprint
from ui.people.roster import Person, Roster

IDLE = 12 * 3600.0
"""Seconds without a request after which a login ends."""
ABSOLUTE = 7 * 24 * 3600.0
"""Seconds after which a login ends in any case."""
EACH = 20
"""Logins of one person at a time; the one unused for longest gives way."""


@dataclass
class _Login:
    id: str
    password: str
    began: float
    seen: float


class Logins:
    """The logins of a server. They end with it, with a new password, and with their person.

    :param clock: seconds that never go back.
    """

    def __init__(self, roster: Roster, clock: Callable[[], float] = time.monotonic) -> None:
        self._roster = roster
        self._clock = clock
        self._logins: dict[str, _Login] = {}

    def begin(self, person: Person) -> str:
        """Log somebody in; returns the secret, 256 random bits, that the browser shows from now on."""
        now, secret = self._clock(), secrets.token_urlsafe(32)
        self._logins = {key: each for key, each in self._logins.items() if self._lasts(each, now)}
        theirs = sorted((each.seen, key) for key, each in self._logins.items() if each.id == person.id)
        for _, key in theirs[: max(0, len(theirs) + 1 - EACH)]:
            del self._logins[key]
        self._logins[fingerprint(secret)] = _Login(person.id, person.password, now, now)
        return secret

    def who(self, secret: str) -> Person | None:
        """Who shows this secret, while the login lasts."""
        login, now = self._logins.get(fingerprint(secret)), self._clock()
        person = self._roster.with_id(login.id) if login else None
        if login is None or person is None or person.password != login.password or not self._lasts(login, now):
            self.end(secret)
            return None
        login.seen = now
        return person

    def end(self, secret: str) -> None:
        """Log out."""
        self._logins.pop(fingerprint(secret), None)

    @staticmethod
    def _lasts(login: _Login, now: float) -> bool:
        return now - login.seen < IDLE and now - login.began < ABSOLUTE
