"""Models that read two texts together: rerankers (one score a pair) and entailment models (one score a label)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from assistant.errors import ModelError, ModelNotFoundError
from assistant.models.cache import network_allowed
from assistant.models.embedding import no_progress_bars
from assistant.models.embedding_files import download, hub_snapshot
from assistant.models.processor import cores, torch_dtype
from assistant.models.turns import Turns

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder

BATCH = 16
"""Pairs in one forward pass; more gain nothing on two cores."""

_loaded: dict[tuple[Path, torch.dtype], PairModel] = {}
_loading = Lock()


class PairModel:
    """A cross-encoder in memory, for any number of threads: one forward pass at a time, in the order of asking.

    :param model: the loaded model.
    :param name: how it was asked for.
    """

    def __init__(self, model: CrossEncoder, name: str) -> None:
        self._model = model
        self._turns = Turns()
        self.name = name
        named = getattr(model.config, "id2label", None) or {0: "score"}
        self.labels: tuple[str, ...] = tuple(str(named[at]) for at in sorted(named))

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Scores of pairs as the last layer gives them, before any sigmoid or softmax.

        :returns: array of shape (number of pairs, number of labels); a reranker has one label.
        :raises ModelError: when the model returns numbers that are not finite.
        """
        import numpy as np
        from torch import nn

        if not pairs:
            return np.empty((0, len(self.labels)), np.float32)
        with self._turns:
            found = self._model.predict(
                [(one, other) for one, other in pairs],
                batch_size=BATCH,
                activation_fn=nn.Identity(),
                show_progress_bar=False,
            )
        scores = np.asarray(found, np.float32).reshape(len(pairs), len(self.labels))
        if not np.isfinite(scores).all():
            raise ModelError(
                f"The model {self.name} returned numbers that are not finite.", hint="Set dtype to float32."
            )
        return scores


def load_cross_encoder(name: str, *, setting: str, dtype: str = "auto") -> PairModel:
    """Load a cross-encoder, once per process. Nothing is downloaded unless ``CITEDESK_NETWORK=1`` is set.

    :param name: a folder, or a model's name in the Hugging Face cache.
    :param setting: the setting that names it, for messages.
    :param dtype: ``auto``, ``bfloat16`` or ``float32``.
    :raises ModelNotFoundError: when it is in none of these places.
    :raises ModelError: when it has no safetensors weights, or is no cross-encoder.
    """
    folder = _find(name, setting)
    key = (folder.resolve(), torch_dtype(dtype))
    with _loading:
        if key not in _loaded:
            _loaded[key] = PairModel(_load(folder, key[1], setting), name)
        return _loaded[key]


def _find(name: str, setting: str) -> Path:
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not any(folder.glob("model*.safetensors")):
            raise ModelError(
                f"The folder {folder} holds no model.safetensors.",
                hint=f"Point the setting `{setting}` at a cross-encoder's folder; pickled weights are not loaded.",
            )
        return folder
    if snapshot := hub_snapshot(name):
        return snapshot
    if network_allowed() and name.count("/") == 1:
        return download(name)
    raise ModelNotFoundError(
        f"The model {name!r} was not found: no folder of that name, not in the Hugging Face cache.",
        hint=f"Set `{setting}` to the folder of a cross-encoder, set CITEDESK_NETWORK=1 to let it be fetched, "
        f"or leave `{setting}` empty.",
    )


def _load(folder: Path, dtype: torch.dtype, setting: str) -> CrossEncoder:
    import torch
    from sentence_transformers import CrossEncoder

    torch.set_num_threads(cores())
    try:
        with no_progress_bars():
            model: CrossEncoder = CrossEncoder(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"dtype": dtype, "use_safetensors": True},
            )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(
            f"The cross-encoder in {folder} cannot be loaded: {error}.",
            hint=f"Check that the setting `{setting}` names a sequence classification model in safetensors.",
        ) from error
    return model
