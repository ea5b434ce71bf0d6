"""Where models live between runs, and how files get there: whole, flushed and by one process at a time."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import ModelError

LOCK_SECONDS = 900.0
"""How long one process waits for another that is unpacking: assembling 1.1 GB on a slow disk takes minutes."""


def models_dir(cache: Path | None = None) -> Path:
    """Return the directory that holds models, without creating it.

    :param cache: a cache directory; without it ``$CITEDESK_CACHE``, then the user's own cache directory.
    :returns: ``<cache>/models``.
    """
    if cache is None:
        named = os.environ.get("CITEDESK_CACHE", "")
        cache = Path(named).expanduser() if named else _user_cache()
    return cache / "models"


def network_allowed() -> bool:
    """Whether the user let Citedesk fetch models: ``CITEDESK_NETWORK=1``, and no ``HF_HUB_OFFLINE=1``."""
    wanted = os.environ.get("CITEDESK_NETWORK", "").lower() in {"1", "true"}
    return wanted and os.environ.get("HF_HUB_OFFLINE", "").lower() not in {"1", "true", "yes", "on"}


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the lock of one file or directory of the cache, across processes and threads.

    :param target: what is about to be written; the lock is the file ``.<name>.lock`` beside it.
    :raises ModelError: when the directory cannot be written, or another process holds the lock too long.
    """
    from filelock import FileLock, Timeout

    make_directory(target.parent)
    lock = FileLock(target.parent / f".{target.name}.lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        raise ModelError(
            f"Another process has been preparing {target} for {LOCK_SECONDS / 60:.0f} minutes.",
            hint="Stop that process, or set CITEDESK_CACHE to another directory.",
        ) from None
    except OSError as error:
        raise unwritable(target.parent, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def new_directory(target: Path) -> Iterator[Path]:
    """Build a directory beside its place and move it there when the block ends well.

    An old directory is moved out of the way first, so that readers see the old one or the new one, and a process
    killed in between leaves neither half of one: the next run builds it again. Call it with :func:`locked` held.

    :param target: where the directory shall stand.
    :raises ModelError: when the disk is full or read-only.
    """
    building = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield building
        for path in building.rglob("*"):
            _flush(path)
        _flush(building)
        _put_in_place(building, target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a small JSON file as a whole: beside its place, flushed, then renamed over it."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object; a file that is absent or damaged reads as empty, since all of ours can be made again."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def need_space(directory: Path, needed: int) -> None:
    """Refuse early when a disk has too little room.

    :param needed: bytes about to be written.
    :raises ModelError: naming both figures.
    """
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise ModelError(
            f"{directory} has {free / 1e6:.0f} MB free, and {needed / 1e6:.0f} MB are needed for the model.",
            hint="Free some space, or set CITEDESK_CACHE to a directory on another disk.",
        )


def make_directory(directory: Path) -> None:
    """Create a directory of the cache, for this user only."""
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise unwritable(directory, error) from error


def unwritable(path: Path, error: OSError) -> ModelError:
    """Return the error that says that a place of the cache cannot be written, and why."""
    return ModelError(
        f"The model cache cannot be written at {path}: {error.strerror or error}.",
        hint="Set CITEDESK_CACHE to a directory that can be written and has room.",
    )


def _user_cache() -> Path:
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("citedesk"))


def _put_in_place(building: Path, target: Path) -> None:
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}.old.", dir=target.parent))
        target.replace(old)
        building.replace(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        building.replace(target)
    _flush(target.parent)


def _flush(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a directory to flush it
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
