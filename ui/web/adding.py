"""Adding articles on the page: a pasted page or uploaded files, with a line for each in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

import gradio as gr

from assistant.errors import CitedeskError
from ui.ports import AddArticles, Engine, ReportLine
from ui.web.parts import Parts
from ui.web.render.frame import header, progress
from ui.web.render.library import article_list, report
from ui.web.words import Words, words_of


@dataclass(frozen=True)
class Line:
    """A line of the report as the page shows it: names of files instead of their paths on the server."""

    source: str
    status: str
    title: str = ""
    reason: str = ""


class Adding:
    """The handlers of the place where articles are added.

    :param uploads: the directory into which the server puts uploaded files; nothing outside it is read.
    """

    def __init__(self, engine: Engine, add: AddArticles, parts: Parts, uploads: Path) -> None:
        self._engine = engine
        self._add = add
        self._parts = parts
        self._uploads = uploads.resolve()

    def paste(self, text: str, language: str) -> Iterator[dict[Any, Any]]:
        """Add a pasted page."""
        words = words_of(language)
        if not str(text or "").strip():
            yield {self._parts.report: report([Line(words.pasted, "skipped", reason=words.nothing_to_add)], words)}
            return
        yield self._waiting(words)
        lines = self._added({}, text, words)
        done = any(line.status != "failed" for line in lines)
        yield self._result(lines, words) | ({self._parts.pasted: gr.update(value="")} if done else {})

    def upload(self, language: str, event: gr.EventData) -> Iterator[dict[Any, Any]]:
        """Add the files that the browser has just uploaded, then delete the uploads."""
        words = words_of(language)
        yield self._waiting(words)
        sent = dict(zip(_texts(event, "paths"), _texts(event, "names"), strict=False))
        files = {path: name for path, name in sent.items() if self._is_upload(path)}
        too_large = words.upload_failed.format(limit=self._engine.settings.max_file_bytes // 1_000_000)
        refused = [Line(name, "failed", reason=too_large) for name in _texts(event, "refused")]
        lost = [Line(name, "failed", reason=words.upload_missing) for path, name in sent.items() if path not in files]
        added = self._added({Path(path): name for path, name in files.items()}, "", words) if files else []
        for path in files:
            rmtree(Path(path).parent, ignore_errors=True)
        yield self._result([*added, *refused, *lost], words)

    def _is_upload(self, path: str) -> bool:
        try:
            real = Path(path).resolve(strict=True)
        except (OSError, ValueError):
            return False
        return real.is_file() and real.is_relative_to(self._uploads) and real.parent != self._uploads

    def _added(self, files: dict[Path, str], text: str, words: Words) -> list[Line]:
        try:
            lines = self._add(list(files), text).lines
        except CitedeskError as error:
            return [Line(", ".join(files.values()) or words.pasted, "failed", reason=_named(str(error), files))]
        return [_shown(line, files, words) for line in lines]

    def _waiting(self, words: Words) -> dict[Any, Any]:
        return {self._parts.report: progress(words.adding)}

    def _result(self, lines: Sequence[ReportLine], words: Words) -> dict[Any, Any]:
        rows = self._engine.articles()
        return {
            self._parts.report: report(lines, words),
            self._parts.articles: article_list(rows, words),
            self._parts.header: header(len(rows), words),
            **self._parts.chooser.dressed(rows, words),
        }


def _texts(event: gr.EventData, name: str) -> list[str]:
    given = getattr(event, name, [])
    return [str(each)[:1000] for each in given[:50]] if isinstance(given, list) else []


def _shown(line: ReportLine, files: dict[Path, str], words: Words) -> Line:
    source = _named(str(line.source), files) if files else words.pasted
    return Line(source, str(line.status), line.title, _named(line.reason, files))


def _named(text: str, files: dict[Path, str]) -> str:
    for path, name in files.items():
        text = text.replace(str(path), name)
    return text
