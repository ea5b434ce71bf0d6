"""The packed file is read as its layout says, and refused when it is something else."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.models.e5_pack import Architecture, E5Pack


def tiny_pack() -> bytes:
    """A file with the real layout, three pieces, two mapped characters and two tensors."""
    pieces = ["<s>", "가", "ab"]
    blob = "".join(pieces).encode()
    offsets = [0, 3, 6, 8]
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 2, 64, 3, 16, 2, 1e-12, 32)
    vocabulary = struct.pack("<5iQ", 3, 0, 2, 1, 0, len(blob)) + struct.pack("<4I3f", *offsets, 0.0, -1.5, -2.5) + blob
    mapped = struct.pack("<IB", 9, 1) + struct.pack("<I", 32) + struct.pack("<IB", 1, 0)
    characters = struct.pack("<iI", 2, len(mapped)) + mapped
    block = struct.pack("<e", 0.5) + bytes([0x0F, *[0x80] * 14, 0xA1])
    plain = struct.pack("<2f", 1.25, -3.0)
    entry_size = 2 + 3 + 21
    start = len(head) + len(vocabulary) + len(characters) + 4 + 2 * entry_size
    directory = struct.pack("<i", 2)
    directory += struct.pack("<H3sBIQQ", 3, b"q.w", 1, 32, start, 18)
    directory += struct.pack("<H3sBIQQ", 3, b"q.b", 0, 2, start + 18, 8)
    return head + vocabulary + characters + directory + block + plain


def test_every_part_is_read() -> None:
    pack = E5Pack(tiny_pack())
    assert pack.architecture == Architecture(32, 1, 2, 64, 3, 16, 2, pytest.approx(1e-12))
    assert pack.vocabulary.pieces == [("<s>", 0.0), ("가", -1.5), ("ab", -2.5)]
    assert pack.vocabulary.special == {"bos": 0, "eos": 2, "pad": 1, "unk": 0}
    assert pack.vocabulary.character_map == {"\t": " ", "\x01": ""}
    assert pack.tensor("q.b").tolist() == [1.25, -3.0]


def test_four_bit_weights_by_hand() -> None:
    weights = E5Pack(tiny_pack()).tensor("q.w")
    assert weights.dtype == np.float32
    assert weights[0] == (15 - 8) * 0.5  # low half of the first byte
    assert weights[16] == (0 - 8) * 0.5  # its high half
    assert weights[15] == (1 - 8) * 0.5  # low half of the last byte
    assert weights[31] == (10 - 8) * 0.5
    assert set(weights[1:15]) == {-4.0}
    assert set(weights[17:31]) == {0.0}


def test_rows_give_the_shape() -> None:
    assert E5Pack(tiny_pack()).tensor("q.w", 4).shape == (4, 8)


def test_a_missing_tensor_is_named() -> None:
    with pytest.raises(ModelError, match=r"'k\.w'"):
        E5Pack(tiny_pack()).tensor("k.w")


@pytest.mark.parametrize("damage", [lambda data: b"GGUF" + data[4:], lambda data: data[:90], lambda data: b""])
def test_another_file_is_refused(damage: object, tmp_path: Path) -> None:
    path = tmp_path / "e5.bin"
    path.write_bytes(damage(tiny_pack()))  # type: ignore[operator]
    with pytest.raises(ModelError, match="pip install"):
        E5Pack.open(path)
