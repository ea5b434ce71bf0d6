"""Writes multilingual-e5-small as a normal sentence-transformers folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.models.e5_pack import Architecture, E5Pack
from assistant.models.e5_tokenizer import build_tokenizer, tokenizer_config

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
"""What the model was trained with (its model card); without it a vector is off, and nothing says so."""

LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""Names of a layer's parts: in the packed file, and in BERT."""


def write_folder(pack: E5Pack, folder: Path) -> None:
    """Write weights, tokenizer and configuration.

    :param folder: an existing, empty directory.
    """
    from safetensors.numpy import save_file

    save_file(_weights(pack), folder / "model.safetensors", metadata={"format": "pt"})
    build_tokenizer(pack.vocabulary).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(pack.architecture).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _weights(pack: E5Pack) -> dict[str, NDArray[np.float16]]:
    """Return BERT's tensors in float16; that rounds a weight by less than 1/250 of a step of its four bits."""
    import numpy as np

    hidden = pack.architecture.hidden
    tensors = {
        "embeddings.word_embeddings.weight": pack.tensor("emb.word", pack.architecture.vocabulary),
        "embeddings.position_embeddings.weight": pack.tensor("emb.pos", pack.architecture.positions),
        "embeddings.token_type_embeddings.weight": pack.tensor("emb.type", pack.architecture.token_types),
        "embeddings.LayerNorm.weight": pack.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": pack.tensor("emb.ln.b"),
        # the pooler is not used, but BertModel has one, and would otherwise fill it at random
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for layer in range(pack.architecture.layers):
        tensors.update(_layer(pack, layer))
    return {name: np.ascontiguousarray(tensor, dtype=np.float16) for name, tensor in tensors.items()}


def _layer(pack: E5Pack, layer: int) -> dict[str, NDArray[np.float32]]:
    tensors = {}
    for short, name in LAYER_TENSORS.items():
        bias = pack.tensor(f"l{layer}.{short}.b")
        rows = None if short.endswith("ln") else bias.size
        tensors[f"encoder.layer.{layer}.{name}.weight"] = pack.tensor(f"l{layer}.{short}.w", rows)
        tensors[f"encoder.layer.{layer}.{name}.bias"] = bias
    return tensors


def _configuration(architecture: Architecture) -> dict[str, Any]:
    module = "sentence_transformers.models"
    return {
        "config.json": _bert_config(architecture),
        "tokenizer_config.json": tokenizer_config(architecture.positions),
        "sentence_bert_config.json": {"max_seq_length": architecture.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY_PREFIX, "document": PASSAGE_PREFIX},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{module}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{module}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{module}.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": architecture.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "2_Normalize/config.json": {},
    }


def _bert_config(architecture: Architecture) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_size": architecture.hidden,
        "num_hidden_layers": architecture.layers,
        "num_attention_heads": architecture.heads,
        "intermediate_size": architecture.feed_forward,
        "vocab_size": architecture.vocabulary,
        "max_position_embeddings": architecture.positions,
        "type_vocab_size": architecture.token_types,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "attention_probs_dropout_prob": 0.1,
        "position_embedding_type": "absolute",
        "pad_token_id": 1,
    }
