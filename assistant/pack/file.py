"""Packs as files: JSON, or one HTML page that shows everything and carries the same JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from assistant.errors import InputError
from assistant.pack.pack import FORM, Pack
from assistant.pack.page import CARRIER, pack_page
from assistant.text.normalise import visible

MOST = 64_000_000
"""Bytes of the largest file that is read."""

HTML = frozenset({".html", ".htm"})
"""Endings of the files that are written as HTML."""

_CARRIED = re.compile(rf'<pre id="{CARRIER}" hidden="hidden">(.*?)</pre>', re.DOTALL)
_HINT = "Packs are written by `citedesk ask … --pack FILE`."


@dataclass(frozen=True)
class PackFile:
    """A pack as it was read.

    :param digest: SHA-256 of all that the JSON says, as it is now.
    :param stated: the digest that the file itself states.
    :param drawn: whether an HTML page shows exactly what its JSON says; true for a file of JSON.
    """

    pack: Pack
    digest: str
    stated: str
    drawn: bool = True


def write_pack(pack: Pack, path: Path) -> str:
    """Write a pack, as HTML where the file's name ends so, else as JSON.

    :returns: its digest.
    :raises InputError: when the file cannot be written.
    """
    text, digest = _json_of(pack)
    written = pack_page_of(pack) if path.suffix.lower() in HTML else text + "\n"
    try:
        path.write_bytes(written.encode("utf-8"))
    except OSError as error:
        raise InputError(f"The pack {path} cannot be written: {error.strerror}.", hint="Name another file.") from None
    return digest


def pack_page_of(pack: Pack) -> str:
    """Return a pack as the HTML page that shows it and carries it."""
    return pack_page(pack, *_json_of(pack))


def read_pack(path: Path) -> PackFile:
    """Read a pack.

    :raises InputError: when the file is none, is too large, or is of a form that this version does not know.
    """
    text = _text_of(path)
    carried = _CARRIED.findall(text)
    if text.lstrip().startswith("{"):
        return _read(text, path)
    if len(carried) != 1:
        raise InputError(f"{path} is no evidence pack.", hint=_HINT)
    read = _read(unescape(carried[0]), path)
    drawn = pack_page(read.pack, unescape(carried[0]), read.stated) == text
    return PackFile(read.pack, read.digest, read.stated, drawn)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MOST:
            raise InputError(f"{path} is larger than {MOST:,} bytes.", hint=_HINT)
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"{path} cannot be read: {why}.", hint=_HINT) from None


def _read(text: str, path: Path) -> PackFile:
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is no evidence pack: {_reason(error)}.", hint=_HINT) from None
    if not isinstance(value, dict) or value.get("format") != "citedesk-pack":
        raise InputError(f"{path} is no evidence pack.", hint=_HINT)
    if value.get("form") != FORM:
        raise InputError(f"{path} is a pack of form {value.get('form')!r}; this version checks form {FORM}.",
                         hint="Use the version of Citedesk that wrote it.")  # fmt: skip
    stated = value.pop("digest", "")
    try:
        pack = Pack.model_validate_json(json.dumps(value))
    except (ValidationError, RecursionError) as error:
        raise InputError(f"{path} is no evidence pack: {_reason(error)}.", hint=_HINT) from None
    return PackFile(pack, _digest(value), str(stated))


def _json_of(pack: Pack) -> tuple[str, str]:
    value = pack.model_dump(mode="json")
    digest = _digest(value)
    text = json.dumps({**value, "digest": digest}, ensure_ascii=False, indent=1)
    unseen = {ord(char): _escape(char) for char in set(text) if char != "\n" and not visible(char)}
    return text.translate(unseen), digest


def _digest(value: dict[str, Any]) -> str:
    """SHA-256 of the JSON with sorted names and nothing between its signs."""
    canonical = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def _escape(char: str) -> str:
    return json.dumps(char)[1:-1]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names differ: of two values of one name, readers see different ones."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        problem = error.errors()[0]
        return f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"
    return "it nests too deeply" if isinstance(error, RecursionError) else str(error)
