"""What an evaluation was made with, as hashes: the code, the prompts and the models."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

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


@cache
def prompts_digest() -> str:
    """The SHA-256 of all prompts."""
    return _digest(Path(str(files("prompts"))).glob("*.md"))


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
