"""A run that is killed and started again leaves the library of one run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from memory_embedder import MemoryEmbedder

from assistant.library import Library
from assistant.settings import Settings
from ingest import ingest

HERE = Path(__file__).parent
CODE = """
import sys
sys.path.insert(0, sys.argv[3])
from memory_embedder import MemoryEmbedder
from assistant.settings import Settings
from ingest import ingest, pipeline
pipeline.GROUP = 40
tell = lambda done, total: print(done, flush=True)
ingest(sys.argv[1], library=sys.argv[2], settings=Settings(), embedder=MemoryEmbedder(), progress=tell)
"""


def articles(path: Path, count: int) -> Path:
    lines = [
        {
            "title": f"{n}호 다리 놓였다",
            "text": f"가온강에 {n}호 다리가 놓였다고 시가 {n % 28 + 1}일 밝혔다. 길이는 {n * 7}미터다.",
            "published": f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "url": f"https://gaon.example.org/{n}",
        }
        for n in range(count)
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return path


def contents(place: Path) -> object:
    with Library.open(place, write=True) as library:
        counts = library.counts()
        assert library.doctor().findings == ()
        stored = {each.id: [passage.id for passage in library.passages_of(each.id)] for each in library.articles()}
        return counts, stored


@pytest.mark.slow
@pytest.mark.parametrize("fatal", [41, 200])
def test_killed_in_the_middle_and_run_again(tmp_path: Path, fatal: int) -> None:
    rows = articles(tmp_path / "rows.jsonl", 300)
    calm = tmp_path / "calm"
    assert ingest(rows, library=calm, settings=Settings(), embedder=MemoryEmbedder()).added == 300
    command = [sys.executable, "-c", CODE, str(rows), str(tmp_path / "killed"), str(HERE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= fatal:
                process.kill()
                break
    assert process.returncode == -9
    report = ingest(rows, library=tmp_path / "killed", settings=Settings(), embedder=MemoryEmbedder())
    assert report.failed == 0
    assert report.unchanged >= fatal - 1
    assert report.added == 300 - report.unchanged > 0
    assert contents(tmp_path / "killed") == contents(calm)
