"""Sweeps: grids are read, articles are cut anew, runs stand side by side and go on where they were broken off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InputError
from assistant.evaluation import read_fixtures
from assistant.evaluation.grid import Point, read_grid
from assistant.settings import Settings

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ASKED = "nuri-third-altitude-ko"


def grid(folder: Path, text: str) -> Path:
    path = folder / "grid.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_combinations_are_made(tmp_path: Path) -> None:
    points = read_grid(grid(tmp_path, '[settings]\nmodel = ["extractive", "local"]\n[passages]\ntarget = [150, 300]\n'))
    assert [(point.settings["model"], point.target) for point in points] == [
        ("extractive", 150),
        ("extractive", 300),
        ("local", 150),
        ("local", 300),
    ]
    assert points[0].name == "model=extractive, passages=150"
    assert len({point.slug for point in points}) == 4


def test_weights_and_prompts_are_settings_like_others(tmp_path: Path) -> None:
    first, second = read_grid(grid(tmp_path, '[settings]\nweights = [[0.2, 0.4, 0.4]]\nprompts = ["", "mine"]\n'))
    assert first.name == "weights=0.2/0.4/0.4, prompts="
    assert first.over(Settings()).prompts is None
    assert second.over(Settings()).prompts == Path("mine")
    assert second.over(Settings()).weights == (0.2, 0.4, 0.4)


def test_folders_of_long_names_are_short_and_different() -> None:
    points = [Point({"model": "m" * 300 + end}) for end in "ab"]
    assert all(len(point.slug) < 80 for point in points)
    assert points[0].slug != points[1].slug


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", r"\[settings\] or \[passages\]"),
        ("settings = 1", r"\[settings\] or \[passages\]"),
        ("[other]\nx = [1]", r"\[settings\] or \[passages\]"),
        ('[settings]\nlibrary = ["a"]', "library: there is no such setting"),
        ("[settings]\nevidence = 4", "a list of values"),
        ("[passages]\nsize = [1]", "under the name target"),
        ("[passages]\ntarget = [3]", "under the name target"),
        ("[passages]\ntarget = [true]", "under the name target"),
        ("[settings]\nevidence = [4, 4]", "one folder"),
    ],
)
def test_malformed_grids_are_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_grid(grid(tmp_path, text))


def test_a_value_that_a_setting_cannot_have_is_named() -> None:
    with pytest.raises(InputError, match="evidence"):
        Point({"evidence": 0}).over(Settings())


@pytest.mark.parametrize("target", [80, 150, 600])
def test_passages_of_another_size_are_slices_within_their_limit(target: int) -> None:
    from ingest import cut, read
    from ingest.passages import Size

    article = read(EXAMPLES / "pages" / "nuri-third-launch.txt")
    size = Size.about(target)
    passages = cut(article, size)
    assert all(article.text[each.start : each.end] == each.text for each in passages)
    assert max(len(each.text) for each in passages) <= size.limit == target * 5 // 3
    assert (len(passages) > len(cut(article))) == (target < 300)


class Interrupted:
    """An embedding model that is interrupted after so many passages, and counts them."""

    def __init__(self, inner: Any, after: int) -> None:
        self.fingerprint = inner.fingerprint
        self._inner, self._after, self.embedded = inner, after, 0

    def encode_queries(self, texts: Any) -> Any:
        return self._inner.encode_queries(texts)

    def encode_passages(self, texts: Any, progress: Any = None) -> Any:
        if self.embedded + len(texts) > self._after:
            raise KeyboardInterrupt
        self.embedded += len(texts)
        return self._inner.encode_passages(texts, progress)


def test_a_library_that_was_begun_goes_on_where_it_was(tmp_path: Path, extractive: Any) -> None:
    from assistant.library import Library
    from assistant.models.embedding import load_encoder
    from ingest import cut
    from ingest.passages import Size
    from ingest.recut import recut

    encoder = load_encoder("multilingual-e5-small")
    source = Small(extractive.library, 2)
    with pytest.raises(KeyboardInterrupt):
        recut(source, tmp_path / "copy", Interrupted(encoder, 0), Size.about(150))  # type: ignore[arg-type]
    for expected in (True, False):
        counting = Interrupted(encoder, 10_000)
        recut(source, tmp_path / "copy", counting, Size.about(150))  # type: ignore[arg-type]
        assert (counting.embedded > 0) is expected
    with Library.open(tmp_path / "copy") as copy:
        assert {each.id for each in copy.articles()} == {each.id for each in source.articles()}
        for each in source.articles():
            assert copy.passages_of(each.id) == cut(source.article(each.id), Size.about(150))
        assert copy.counts().pending == 0


class Small:
    """The first articles of a library."""

    def __init__(self, library: Any, count: int) -> None:
        self._library, self._count = library, count

    def articles(self) -> Any:
        return self._library.articles()[: self._count]

    def article(self, id: str) -> Any:
        return self._library.article(id)


@pytest.mark.slow
def test_a_sweep_of_sizes_and_weights_is_shown_side_by_side_and_costs_nothing_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.evaluation.kept_assistant import KeptAssistant
    from ingest import ingest
    from ui.cli.evaluating import Ways
    from ui.cli.sweeping import LIBRARIES, run_grid

    ingest(EXAMPLES / "pages" / "nuri-third-launch.txt", library=tmp_path / "library")
    chosen = [each for each in read_fixtures(EXAMPLES / "fixtures.jsonl") if each.id == ASKED]
    path = grid(tmp_path, "[settings]\nweights = [[0.3, 0.35, 0.35], [1, 0, 0]]\n[passages]\ntarget = [150, 300]\n")
    settings = Settings(model="extractive", library=tmp_path / "library")
    given = (path, chosen, settings, Ways(tmp_path / "kept"), None, tmp_path / "sweep")
    run_grid(*given, as_json=False)
    assert "weights=1/0/0, passages=150" in capsys.readouterr().out
    assert len(list((tmp_path / "kept" / LIBRARIES).iterdir())) == 2
    before = (tmp_path / "sweep" / "grid.json").read_bytes()
    runs = json.loads(before)
    assert [(run["settings"]["weights"][0], run["passages"]) for run in runs] == [
        (0.3, 150),
        (0.3, 300),
        (1, 150),
        (1, 300),
    ]
    assert "prefers-color-scheme" in (tmp_path / "sweep" / "grid.html").read_text(encoding="utf-8")
    monkeypatch.setattr(KeptAssistant, "ask", None)  # a second run asks nothing
    run_grid(*given, as_json=True)
    assert (tmp_path / "sweep" / "grid.json").read_bytes() == before
