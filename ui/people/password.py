"""Passwords: how they are hashed and compared."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

from assistant.errors import InputError

SHORTEST = 10
"""Characters of a password at least."""
LONGEST = 1000
"""Characters of a password at most, so that hashing stays cheap."""
_SALT_BYTES, _KEY_BYTES = 16, 32


@dataclass(frozen=True)
class Cost:
    """The parameters of scrypt (RFC 7914): 2 ** ``log_n`` blocks of 128 * ``r`` bytes, ``p`` times over."""

    log_n: int = 15
    r: int = 8
    p: int = 3


COST = Cost()
"""32 MiB and three rounds: one of the settings of equal strength that the OWASP Password Storage Cheat Sheet names for
scrypt (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt), the one whose memory
a small machine can spare beside its models."""


def hash_password(password: str, cost: Cost = COST) -> str:
    """Hash a password with a salt of its own, as ``scrypt$log_n$r$p$salt$key``.

    :raises InputError: when it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(
            f"The password has {len(password)} characters; it needs {SHORTEST} to {LONGEST:,}.",
            hint="Several words in a row are easy to remember and hard to guess.",
        )
    salt = secrets.token_bytes(_SALT_BYTES)
    key = base64.b64encode(_key(password, salt, cost)).decode()
    return f"scrypt${cost.log_n}${cost.r}${cost.p}${base64.b64encode(salt).decode()}${key}"


def is_password(password: str, hashed: str) -> bool:
    """Whether a password is the one that was hashed; takes as long for a wrong one as for the right one."""
    _, log_n, r, p, salt, key = hashed.split("$")
    if len(password) > LONGEST:
        password = ""
    found = _key(password, base64.b64decode(salt), Cost(int(log_n), int(r), int(p)))
    return hmac.compare_digest(found, base64.b64decode(key))


def nobody(cost: Cost = COST) -> str:
    """A hash that belongs to no password: what is compared when there is no such name costs the same."""
    salt, key = (base64.b64encode(secrets.token_bytes(size)).decode() for size in (_SALT_BYTES, _KEY_BYTES))
    return f"scrypt${cost.log_n}${cost.r}${cost.p}${salt}${key}"


def fingerprint(token: str) -> str:
    """How a random token of 256 bits is kept: one that long needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _key(password: str, salt: bytes, cost: Cost) -> bytes:
    """Typed on whatever keyboard, the same letters are the same bytes (NFKC, as RFC 8265 has it)."""
    n = 1 << cost.log_n
    return hashlib.scrypt(
        unicodedata.normalize("NFKC", password).encode("utf-8", "replace"),
        salt=salt,
        n=n,
        r=cost.r,
        p=cost.p,
        maxmem=256 * n * cost.r,
        dklen=_KEY_BYTES,
    )
