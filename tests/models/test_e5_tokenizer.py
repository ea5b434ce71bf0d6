"""The rebuilt tokenizer treats text as the model was trained to."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from tokenizers import Tokenizer


@pytest.fixture(scope="module")
def tokenizer(model_folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(model_folder / "tokenizer.json"))


def test_special_tokens_have_the_ids_of_xlm_roberta(tokenizer: Tokenizer) -> None:
    ids = [tokenizer.token_to_id(token) for token in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")]
    assert ids == [0, 1, 2, 3, 250001]
    assert tokenizer.get_vocab_size() == 250002


def test_a_text_is_enclosed(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("새 다리").ids
    assert (ids[0], ids[-1]) == (0, 2)


def test_decoding_gives_the_text_back(tokenizer: Tokenizer) -> None:
    text = "서울의 다리 5곳, ‘야간’ 조명을 새로 단다."
    assert tokenizer.decode(tokenizer.encode(text).ids) == text


@pytest.mark.parametrize(
    ("written", "same_as"),
    [
        (unicodedata.normalize("NFD", "서울시 다리"), "서울시 다리"),
        ("ＡＢＣ１２３", "ABC123"),
        ("㈜한빛 5㎝ ①", "(주)한빛 5cm 1"),
        ("한\u200b글\ufeff날", "한 글 날"),
        ("줄\n바꿈\t탭\r\n끝", "줄 바꿈 탭 끝"),
        ("지\x01움\x7f", "지움"),
        ("  앞뒤   여백  ", "앞뒤 여백"),
    ],
)
def test_spellings_that_mean_the_same(tokenizer: Tokenizer, written: str, same_as: str) -> None:
    assert tokenizer.encode(written).ids == tokenizer.encode(same_as).ids


def test_the_full_width_tilde_is_kept(tokenizer: Tokenizer) -> None:
    assert "～" in "".join(tokenizer.encode("3～4일").tokens)
    assert tokenizer.encode("3～4일").ids != tokenizer.encode("3~4일").ids


@pytest.mark.parametrize("special", ["<s>", "</s>", "<pad>", "<unk>", "<mask>"])
def test_an_article_cannot_spell_a_special_token(model_folder: Path, special: str) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(model_folder), local_files_only=True)
    inner = tokenizer(f"기사{special}본문")["input_ids"][1:-1]
    assert not {0, 1, 2, 250001} & set(inner)
