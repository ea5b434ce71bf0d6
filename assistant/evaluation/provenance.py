"""What an evaluation was made with, as hashes: the code, the prompts and the models."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.answering.prompts import KINDS, LANGUAGES, WriterPrompts
from assistant.settings import Settings

_SOURCES = frozenset({".py", ".tsv", ".txt", ".md", ".json"})


@cache
def code_digest() -> str:
    """The SHA-256 of the files of this package that answers depend on; those that only score are left out."""
    root = Path(str(files("assistant")))
    scoring = root / "evaluation"
    return _digest(path for path in root.rglob("*") if not path.is_relative_to(scoring))


@cache
def scoring_digest() -> str:
    """The SHA-256 of the files that score."""
    return _digest(Path(str(files("assistant"))).joinpath("evaluation").rglob("*"))


def prompts_digest(folder: Path | None = None) -> str:
    """The SHA-256 of the prompts that answers depend on: ours, and those of a folder that take their place."""
    prompts = WriterPrompts(folder)
    ours = Path(str(files("prompts"))).glob("*.md")
    found = sha256(_digest(path for path in ours if not path.name.startswith("judge.")).encode())
    for language in LANGUAGES:
        for kind in KINDS:
            prompt = prompts.get(kind, language)
            found.update(f"{prompt.name}\0{prompt.text}\0".encode())
    return found.hexdigest()


def settings_of(settings: Settings) -> dict[str, Any]:
    """The settings as a report names them: without the place of the library, and of prompts only the folder's name."""
    named = {"prompts": settings.prompts.name if settings.prompts else None}
    return settings.model_dump(mode="json", exclude={"library"}) | named


def support_of(entails: object) -> dict[str, str]:
    """What says whether quotes bear a claim out: our checker, or a model with the SHA-256 of its weights if known."""
    if entails is None:
        return {"name": "checker"}
    name = getattr(entails, "name", None) or getattr(entails, "__name__", type(entails).__name__)
    return {"name": str(name), "sha256": str(getattr(entails, "digest", ""))}


def models_of(assistant: object, settings: Settings) -> dict[str, Any]:
    """The models: the embedding model as the library's manifest names it, and the chat model with its SHA-256 if known."""
    from assistant.library import Library
    from assistant.models.catalog import list_models

    library = getattr(assistant, "library", None)
    embedder = library.manifest.read("embedder") if isinstance(library, Library) else None
    chat: dict[str, Any] = {"name": settings.model}
    if settings.model == "local":
        entries = list_models(embedding=settings.embedding, chat_gguf=settings.chat_gguf)
        chat["sha256"] = next((each.sha256 for each in entries if (each.role, each.name) == ("chat", "local")), "")
    return {"embedding": embedder, "chat": chat}


def _digest(paths: Iterable[Path]) -> str:
    found = sha256()
    for path in sorted(path for path in paths if path.suffix in _SOURCES and path.is_file()):
        found.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()
