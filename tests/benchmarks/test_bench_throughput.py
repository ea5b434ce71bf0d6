"""The figures of the throughput benchmark, worked out by hand, and a pipeline that runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.options import Options
from benchmarks.outcome import Outcome
from benchmarks.speed.pipelines import Pipeline, plain
from benchmarks.throughput import BENCHMARK, _add_rates


def finished(name: str, articles: int, passages: int, seconds: float) -> Pipeline:
    pipe: Any = None
    return Pipeline(name, name, pipe, Path(), articles, passages, seconds)


def test_rates_and_ratios() -> None:
    outcome = Outcome()
    pipelines = [
        finished("citedesk", 100, 500, 10.0),
        finished("langchain", 100, 400, 25.0),
        finished("langchain-1000", 100, 200, 20.0),
    ]
    _add_rates(outcome, pipelines, 100, 50)
    assert outcome.figures == {
        "throughput.articles_per_s": 10.0,
        "throughput.articles_per_s.langchain": 4.0,
        "throughput.articles_per_s.langchain-1000": 5.0,
        "throughput.ratio": 2.5,
        "throughput.ratio-1000": 2.0,
    }


def test_data_that_is_absent_is_named(tmp_path: Path) -> None:
    outcome = BENCHMARK.run(Options(data=tmp_path))
    assert outcome.figures == {}
    assert "news_ko_papers.jsonl.gz" in outcome.skipped[0]


def test_the_plain_pipeline_splits_and_stores(tmp_path: Path) -> None:
    pytest.importorskip("langchain_text_splitters")
    pytest.importorskip("langchain_chroma")
    body = "가온강에 새 다리가 놓였다. 길이는 900미터다. " * 20
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"title": "다리", "body": body}, ensure_ascii=False), encoding="utf-8")
    assert 2 <= plain(tmp_path, 500, 100)(file) <= 4
