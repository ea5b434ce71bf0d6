"""SHA-256 of model files, computed once per file: the answer is remembered by path, size and time of change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

from assistant.errors import ModelError
from assistant.models.cache import locked, make_directory, models_dir, read_json, write_json

BLOCK = 1 << 22
"""Bytes read at a time."""

Progress = Callable[[int, int], None]
"""Called with the bytes done so far and the bytes in all."""


def sha256_of(path: Path, progress: Progress | None = None) -> str:
    """Hash one file from beginning to end.

    :param progress: called after each block.
    :returns: 64 hexadecimal digits.
    :raises ModelError: when the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _digest(file, path.stat().st_size, progress)
    except OSError as error:
        raise ModelError(
            f"The model file {path} cannot be read: {error.strerror or error}.",
            hint="Check the path and its permissions; `citedesk models` shows where models are looked for.",
        ) from error


def remembered_sha256(path: Path, cache: Path | None = None, progress: Progress | None = None) -> str:
    """Hash a file, or recall its hash when path, size and modification time are those of the last time.

    :param cache: the cache directory whose ``models/verified.json`` remembers; see :func:`models_dir`.
    """
    memory = models_dir(cache) / "verified.json"
    resolved = path.resolve()
    known = read_json(memory).get(str(resolved))
    stamp = _stamp(resolved)
    if isinstance(known, dict) and known.get("stamp") == stamp and isinstance(known.get("sha256"), str):
        return str(known["sha256"])
    digest = sha256_of(resolved, progress)
    remember(resolved, digest, cache)
    return digest


def recalled_sha256(path: Path, cache: Path | None = None) -> str | None:
    """Recall the hash of a file that was hashed before and has not changed since; never reads the file."""
    resolved = path.resolve()
    known = read_json(models_dir(cache) / "verified.json").get(str(resolved))
    if isinstance(known, dict) and resolved.exists() and known.get("stamp") == _stamp(resolved):
        return str(known["sha256"])
    return None


def remember(path: Path, digest: str, cache: Path | None = None) -> None:
    """Note the hash of a file as it is now."""
    memory = models_dir(cache) / "verified.json"
    make_directory(memory.parent)
    with locked(memory):
        entries = {name: entry for name, entry in read_json(memory).items() if Path(name).exists()}
        entries[str(path.resolve())] = {"stamp": _stamp(path.resolve()), "sha256": digest}
        write_json(memory, entries)


def _stamp(path: Path) -> list[int]:
    try:
        status = path.stat()
    except OSError as error:
        raise ModelError(
            f"The model file {path} cannot be read: {error.strerror or error}.",
            hint="Check the path; `citedesk models` shows where models are looked for.",
        ) from error
    return [status.st_size, status.st_mtime_ns]


def _digest(file: IO[bytes], size: int, progress: Progress | None) -> str:
    digest, done = hashlib.sha256(), 0
    while block := file.read(BLOCK):
        digest.update(block)
        done += len(block)
        if progress:
            progress(done, size)
    return digest.hexdigest()
