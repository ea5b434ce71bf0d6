from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from library_world import HashEmbedder, Progress, Vectors, embedded_text, fill, fingerprint, make_article

from assistant.errors import LibraryMismatchError, ModelError
from assistant.library import Library
from assistant.models.protocols import EmbeddingFingerprint


@pytest.mark.parametrize(
    ("other", "named"),
    [
        (fingerprint("hash-b"), ["'hash-a'", "'hash-b'", "sha256"]),
        (fingerprint(sha256="f" * 64), ["'hash-a'", "sha256 'ffff"]),
        (fingerprint(query_prefix=""), ["query_prefix 'query: '", "query_prefix ''"]),
        (fingerprint(passage_prefix="p"), ["passage_prefix 'passage: '", "passage_prefix 'p'"]),
        (fingerprint(dimension=768), ["dimension 384", "dimension 768"]),
        (fingerprint(normalised=False), ["normalised True", "normalised False"]),
    ],
)
def test_another_model_is_refused_naming_both(place: Path, other: EmbeddingFingerprint, named: list[str]) -> None:
    with Library.open(place, write=True) as library:
        fill(library, range(2), HashEmbedder())
        stored = library.vectors([passage.id for passage in make_article(0)[1]])
    for write in (True, False):
        with Library.open(place, write=write) as library:
            with pytest.raises(LibraryMismatchError, match="doctor --reembed") as caught:
                library.check_embedder(other)
            for part in named:
                assert part in caught.value.message
            library.check_embedder(fingerprint())
    with Library.open(place, write=True) as library:
        fill(library, [5])
        with pytest.raises(LibraryMismatchError):
            library.index_pending(HashEmbedder(other))
        assert library.counts().pending == 4
        after = library.vectors(list(stored))
        assert all(np.array_equal(after[name], stored[name]) for name in stored)


def test_a_model_that_embedded_nothing_may_be_changed(place: Path) -> None:
    with Library.open(place, write=True) as library:
        library.check_embedder(fingerprint("hash-a"))
        fill(library, range(2))
        library.index_pending(HashEmbedder(fingerprint("hash-b")))
    with Library.open(place) as library, pytest.raises(LibraryMismatchError):
        library.check_embedder(fingerprint("hash-a"))


def test_a_reader_of_an_unused_library_stores_no_model(place: Path) -> None:
    with Library.open(place, write=True):
        pass
    with Library.open(place) as reader:
        reader.check_embedder(fingerprint("hash-a"))
    with Library.open(place) as reader:
        reader.check_embedder(fingerprint("hash-b"))


def test_reembedding_replaces_every_vector(place: Path) -> None:
    new = HashEmbedder(fingerprint("hash-b", dimension=256))
    with Library.open(place, write=True) as library:
        fill(library, range(5), HashEmbedder())
        fill(library, [7])
        steps: list[tuple[int, int]] = []
        library.reembed(new, lambda done, total: steps.append((done, total)))
        assert steps[-1] == (24, 24)
    with Library.open(place) as library:
        library.check_embedder(new.fingerprint)
        passage = make_article(3)[1][1]
        (best, score), *_ = library.search_vectors(new.vector(embedded_text(passage)), 3)
        assert best == passage.id
        assert score > 0.999
        counts = library.counts()
        assert (counts.pending, counts.vectors) == (0, 24)
        assert library.doctor().findings == ()
    assert len(list(place.glob("chroma-*"))) == 1


def test_reembedding_goes_on_where_it_was_interrupted(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.library.indexing.GROUP", 8)

    class Stops(HashEmbedder):
        def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
            if len(self.asked) >= 16:
                raise KeyboardInterrupt
            return super().encode_passages(texts, progress)

    stops = Stops(fingerprint("hash-b"))
    with Library.open(place, write=True) as library:
        fill(library, range(6), HashEmbedder())
        with pytest.raises(KeyboardInterrupt):
            library.reembed(stops)
    with Library.open(place, write=True) as library:
        library.check_embedder(fingerprint("hash-a"))
        question = HashEmbedder().vector(embedded_text(make_article(1)[1][1]))
        assert library.search_vectors(question, 1)[0][1] > 0.999
        resumed = HashEmbedder(fingerprint("hash-b"))
        library.reembed(resumed)
        assert len(resumed.asked) == 8
        library.check_embedder(fingerprint("hash-b"))
        assert library.doctor().findings == ()


@pytest.mark.parametrize("wrong", ["nan", "few", "short"])
def test_vectors_without_meaning_are_not_stored(library: Library, wrong: str) -> None:
    class Broken(HashEmbedder):
        def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
            rows = super().encode_passages(texts, progress)
            return {"nan": rows * np.nan, "few": rows[:-1], "short": rows[:, :100]}[wrong]

    fill(library, range(2))
    with pytest.raises(ModelError, match="embedding model"):
        library.index_pending(Broken())
    assert library.counts().pending == 8
    assert library.index_pending(HashEmbedder()) == 8
