"""The forward pass of a BERT encoder over texts that lie end to end: no padding, one product for query, key and value.

The usual pass pads every text of a batch to the longest and computes the padding too, and its attention is slow for short
texts and narrow heads on a processor. Here each text attends to itself alone, in plain matrix products; short texts of the
same length, as single words are, share them. The vectors are the same but for rounding (``docs/performance.md`` has the figures).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.models.projection import Projection

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

AGREEMENT = 0.999
"""Least cosine between the vectors of both passes; bfloat16 rounds to about 0.9999."""
PROBES = (
    "passage: 서울시는 3일 심야 버스 노선을 9개에서 15개로 늘린다고 밝혔다.",
    "query: short",
    "query: other",
    "passage: " + "word " * 300,
)
"""Texts of different lengths on which both passes must agree before this one is used; two of them share their products."""
SHORT = 64
"""Tokens up to which texts of one length are taken together: for longer ones the call itself costs nothing any more, and
their scores would fill the memory."""


@dataclass(frozen=True)
class _Layer:
    """The products of a layer; ``normalise_…`` are its layer normalisations."""

    qkv: Projection
    out: Projection
    widen: Projection
    narrow: Projection
    normalise_attention: Any
    normalise_output: Any


@dataclass(frozen=True)
class _Group:
    """Texts that follow one another: how many, and the tokens of each."""

    count: int
    length: int


class FlatBert:
    """The encoder of a ``BertModel`` with mean pooling.

    :param bert: the loaded model (Devlin et al. 2019: post-normalisation, GELU, learnt positions).
    """

    def __init__(self, bert: Any) -> None:
        self._embeddings = bert.embeddings
        self._heads = int(bert.config.num_attention_heads)
        self._layers = [_layer(each) for each in bert.encoder.layer]

    def pooled(self, texts: Sequence[Sequence[int]]) -> torch.Tensor:
        """The mean of each text's token vectors.

        :param texts: token ids of each text, specials included, none empty.
        :returns: float32 tensor of shape (number of texts, dimension), not normalised.
        """
        import torch

        return torch.stack([part.mean(0) for part in self.tokens(texts)])

    def tokens(self, texts: Sequence[Sequence[int]]) -> tuple[torch.Tensor, ...]:
        """The vector of each token of each text.

        :param texts: token ids of each text, specials included, none empty.
        :returns: for each text a float32 tensor of shape (tokens, dimension), not normalised.
        """
        import torch

        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        lengths = [len(texts[index]) for index in order]
        with torch.inference_mode():
            states = self._embedded([texts[index] for index in order])
            for layer in self._layers:
                states = self._through(layer, states, _groups(lengths))
            found = dict(zip(order, torch.split(states.float(), lengths), strict=True))
        return tuple(found[index] for index in range(len(texts)))

    def _embedded(self, texts: Sequence[Sequence[int]]) -> torch.Tensor:
        import torch

        ids = torch.tensor([each for text in texts for each in text])
        positions = torch.cat([torch.arange(len(text)) for text in texts])
        parts = self._embeddings
        words = parts.word_embeddings(ids) + parts.token_type_embeddings.weight[0]
        return torch.as_tensor(parts.LayerNorm(words + parts.position_embeddings(positions)))

    def _through(self, layer: _Layer, states: torch.Tensor, groups: list[_Group]) -> torch.Tensor:
        import torch
        from torch.nn.functional import gelu

        parts = torch.split(layer.qkv(states), [group.count * group.length for group in groups])
        attended = torch.cat([self._attend(part, group) for part, group in zip(parts, groups, strict=True)])
        states = layer.normalise_attention(layer.out(attended) + states)
        return torch.as_tensor(layer.normalise_output(layer.narrow(gelu(layer.widen(states))) + states))

    def _attend(self, part: torch.Tensor, group: _Group) -> torch.Tensor:
        """Scaled dot-product attention of each text of a group to itself: (tokens, 3 * dimension) to (tokens, dimension)."""
        count, length = group.count, group.length
        split = part.view(count, length, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = split.reshape(3, count * self._heads, length, -1)
        found = _attended(query, key, value).view(count, self._heads, length, -1)
        return found.transpose(1, 2).reshape(count * length, -1)


def _attended(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    """The values weighted by the softmax of the scores; all of shape (heads, tokens, width of a head).

    Softmax first subtracts each row's highest score, lest the exponentials overflow. The scores of encoders stay far from
    where that happens, so it is done only where it is needed: in bfloat16, two passes over the scores less.
    """
    import torch

    scores = _scores(query, key)
    if scores.dtype is not torch.bfloat16:  # float32 has a fast softmax
        return torch.bmm(scores.softmax(-1), value)
    weights = scores.exp_()
    total = weights.sum(-1, keepdim=True)
    if total.isfinite().all() and total.all():
        return torch.bmm(weights, value) / total
    return torch.bmm(_scores(query, key).softmax(-1), value)


def _scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    import torch

    nothing = torch.empty(1, dtype=query.dtype)  # with beta=0 it is never looked at
    return torch.baddbmm(nothing, query, key.transpose(1, 2), beta=0, alpha=query.shape[-1] ** -0.5)


def flat_bert(model: SentenceTransformer) -> FlatBert | None:
    """The flat pass of a model, if it has the build that is known here and gives the same vectors; else ``None``."""
    import torch

    parts = list(model)
    if [type(part).__name__ for part in parts[:2]] != ["Transformer", "Pooling"] or len(parts) > 3:
        return None
    bert: Any = parts[0].auto_model
    pooling = parts[1]
    if not (_is_known(bert.config) and getattr(pooling, "pooling_mode", "mean") in ("mean", ("mean",), ["mean"])):
        return None
    made = FlatBert(bert)
    limit = int(model.max_seq_length or 512)
    ids = model.tokenizer(list(PROBES), truncation=True, max_length=limit)["input_ids"]
    expected = torch.tensor(model.encode(list(PROBES), prompt="", show_progress_bar=False))
    agreement = torch.cosine_similarity(made.pooled(ids), expected.float())
    return made if float(agreement.min()) >= AGREEMENT else None


def _groups(lengths: Sequence[int]) -> list[_Group]:
    """Texts of these lengths, the shortest first, in groups of one length; long ones alone."""
    short = Counter(length for length in lengths if length <= SHORT)
    return [_Group(count, length) for length, count in short.items()] + [
        _Group(1, each) for each in lengths if each > SHORT
    ]


def _is_known(config: Any) -> bool:
    return (
        config.model_type == "bert"
        and config.hidden_act == "gelu"
        and not config.is_decoder
        and getattr(config, "position_embedding_type", "absolute") == "absolute"
    )


def _layer(layer: Any) -> _Layer:
    import torch

    own = layer.attention.self
    parts = (own.query, own.key, own.value)
    with torch.no_grad():
        qkv = torch.cat([part.weight for part in parts]), torch.cat([part.bias for part in parts])
    return _Layer(
        Projection(*qkv),
        _projection(layer.attention.output.dense),
        _projection(layer.intermediate.dense),
        _projection(layer.output.dense),
        layer.attention.output.LayerNorm,
        layer.output.LayerNorm,
    )


def _projection(dense: Any) -> Projection:
    return Projection(dense.weight.detach(), dense.bias.detach())
