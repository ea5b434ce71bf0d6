"""Builds the XLM-RoBERTa tokenizer of multilingual-e5-small from its vocabulary, as one ``tokenizer.json``."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenizers import Tokenizer, normalizers

    from assistant.models.e5_pack import Vocabulary

METASPACE = "\u2581"
STAND_IN = "\ufdd0"
"""A noncharacter, never part of text; it carries the one character that NFKC would change and the model keeps."""

SPELT_OUT = "<(?=(?:s|/s|pad|unk|mask)>)"
"""The beginning of a special token in running text; a space behind it keeps the vocabulary from matching it whole."""

SPECIAL = {"bos": "<s>", "eos": "</s>", "pad": "<pad>", "unk": "<unk>"}
MASK = "<mask>"


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """Build the tokenizer.

    It is that of XLM-RoBERTa: Unigram over whitespace-separated words, ``<s> … </s>`` around a text. Special tokens
    that an article spells out, such as ``</s>``, are read as ordinary text.
    """
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, vocabulary.special["unk"], byte_fallback=False))
    tokenizer.normalizer = _normalizer(vocabulary.character_map)
    metaspace = pre_tokenizers.Metaspace(replacement=METASPACE, prepend_scheme="always", split=True)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), metaspace])
    tokenizer.decoder = decoders.Metaspace(replacement=METASPACE, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary.special["bos"]), ("</s>", vocabulary.special["eos"])],
    )
    tokenizer.add_special_tokens([AddedToken(token, normalized=False) for token in [*SPECIAL.values(), MASK]])
    return tokenizer


def tokenizer_config(positions: int) -> dict[str, Any]:
    """Return the content of ``tokenizer_config.json``.

    :param positions: the longest input, tokens.
    """
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": positions,
        "clean_up_tokenization_spaces": False,
        "split_special_tokens": True,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": MASK,
    }


def _normalizer(character_map: dict[str, str]) -> normalizers.Normalizer:
    """Express the model's map of single characters as NFKC and the characters where it departs from NFKC.

    The model was trained with SentencePiece's ``nmt_nfkc``: NFKC, with control characters dropped, line ends and
    zero-width characters read as spaces, and the full-width tilde kept. NFKC over the whole text, unlike a map of
    single characters, also composes decomposed Hangul.
    """
    from tokenizers import Regex, normalizers

    dropped = _departing(character_map, "")
    spaces = _departing(character_map, " ")
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(SPELT_OUT), "< "),
            normalizers.Replace(Regex(_character_class(dropped)), ""),
            normalizers.Replace(Regex(_character_class(spaces)), " "),
            normalizers.Replace("\uff5e", STAND_IN),
            normalizers.NFKC(),
            normalizers.Replace(STAND_IN, "\uff5e"),
        ]
    )


def _departing(character_map: dict[str, str], becomes: str) -> list[str]:
    return [
        source
        for source, target in character_map.items()
        if target == becomes and unicodedata.normalize("NFKC", source) != becomes
    ]


def _character_class(characters: list[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(character):x}}}" for character in characters) + "]"
