"""Settings: defaults, then ``citedesk.toml``, then ``CITEDESK_*`` variables, then explicit arguments."""

from __future__ import annotations

import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.errors import SettingsError

PREFIX = "CITEDESK_"
FILE = "citedesk.toml"
OUTSIDE = frozenset({"CITEDESK_CACHE", "CITEDESK_NETWORK", "CITEDESK_CONFIG"})
"""Variables of the machine, read where they are used, that are not settings of a question."""

Share = Annotated[float, Field(ge=0, le=1)]
"""A part of a whole."""


class Settings(BaseModel):
    """What can be set. Unknown names are errors; secrets (API keys) come from the providers' own variables only."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    library: Path = Field(default=Path("library"), description="directory of the library")
    model: str = Field(default="local", min_length=1, description="extractive, local or PROVIDER:MODEL")
    base_url: str = Field(default="", description="address of an OpenAI-compatible server for PROVIDER:MODEL")
    embedding: str = Field(default="multilingual-e5-small", min_length=1, description="name or folder")
    dtype: Literal["auto", "bfloat16", "float32"] = "auto"
    chat_gguf: str = Field(default="", description="path of a GGUF file for the embedded chat model")
    nli: str = Field(default="", description="folder or hub name of an inference model that must agree; empty: none")
    prompts: Path | None = Field(default=None, description="folder of prompts that take the place of ours")
    context: int = Field(default=4096, ge=1024, le=131072, description="context of the embedded model, tokens")
    today: date | None = Field(default=None, description="the day that questions are asked on; else that in Korea")
    weights: tuple[Share, Share, Share] | None = Field(
        default=None, description="say of meaning, morphemes and bigrams in the search, such as 0.3,0.35,0.35"
    )
    reranker: str = Field(default="", description="cross-encoder that reads the best passages again: name or folder")
    evidence: int = Field(default=8, ge=1, le=50, description="passages shown for a question")
    followups: Literal["auto", "rules", "model"] = Field(
        default="auto", description="who makes follow-up questions stand alone; auto: a model, but not the embedded one"
    )
    translate: bool = Field(default=False, description="search with the model's translation of a question too")
    max_question: int = Field(default=4000, ge=100, description="longest question, characters")
    answer_tokens: int = Field(default=320, ge=16, le=4096, description="longest answer of a model, tokens")
    first_token_seconds: float = Field(default=60, gt=0, description="how long a model may take to begin")
    answer_seconds: float = Field(default=180, gt=0, description="how long a model may take altogether")
    idle_seconds: float = Field(default=30, gt=0, description="how long a model may pause while it writes")
    tries: int = Field(default=3, ge=1, le=10, description="how often a model is asked that fails before it writes")
    retry_seconds: float = Field(default=20, ge=0, le=600, description="longest wait between two tries")
    rights: Literal["warn", "refuse", "ignore"] = "warn"
    max_file_bytes: int = Field(default=20_000_000, ge=1000, description="largest file that is read, bytes")
    jobs: int = Field(default=1, ge=1, le=64, description="processes that read pages ahead")
    parse_seconds: float = Field(default=60, gt=0, le=86_400, description="how long reading one page may take, seconds")
    parse_megabytes: int = Field(default=1024, ge=16, description="memory that reading one page may take, megabytes")
    fetch: bool = Field(default=False, description="whether named addresses may be fetched from the network")
    fetch_limit: int = Field(default=200, ge=1, le=50_000, description="pages taken of one feed or sitemap")
    fetch_seconds: float = Field(default=20, gt=0, le=600, description="how long one address may take, seconds")
    fetch_pause: float = Field(default=1, ge=0, le=60, description="pause between requests to one host, seconds")

    @field_validator("prompts", mode="before")
    @classmethod
    def _no_folder(cls, given: Any) -> Any:
        """An empty string means our own prompts, where a path would mean the working directory."""
        return given or None

    @field_validator("weights", mode="before")
    @classmethod
    def _three_numbers(cls, given: Any) -> Any:
        """Variables of the environment are strings."""
        return [part.strip() for part in given.split(",")] if isinstance(given, str) and given else given or None

    @field_validator("weights")
    @classmethod
    def _some_weight(cls, given: tuple[float, float, float] | None) -> tuple[float, float, float] | None:
        if given is not None and not any(given):
            raise ValueError("one of the three must be more than 0")
        return given


def load_settings(config: Path | None = None, **explicit: Any) -> Settings:
    """Merge the four sources; arguments that are ``None`` count as not given.

    :param config: a settings file; without it ``$CITEDESK_CONFIG`` or ``citedesk.toml`` in the working directory.
    :raises SettingsError: for an unknown name, a value out of bounds, or a file that is not TOML.
    """
    named = config or (Path(os.environ["CITEDESK_CONFIG"]) if os.environ.get("CITEDESK_CONFIG") else None)
    merged = {
        **_from_file(named or Path(FILE), required=named is not None),
        **_from_environment(),
        **{name: value for name, value in explicit.items() if value is not None},
    }
    try:
        return Settings.model_validate(merged)
    except ValidationError as error:
        raise SettingsError(_explain(error), hint="`citedesk --help` lists the settings.") from None


def _from_file(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if required:
            raise SettingsError(f"The settings file {path} does not exist.") from None
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}.") from None


def _from_environment() -> dict[str, Any]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in os.environ.items()
        if name.startswith(PREFIX) and name not in OUTSIDE and value
    }


def _explain(error: ValidationError) -> str:
    parts = []
    for problem in error.errors():
        name = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            parts.append(f"There is no setting {name!r}.")
        else:
            parts.append(f"Setting {name!r}: {problem['msg']}.")
    return " ".join(parts)
