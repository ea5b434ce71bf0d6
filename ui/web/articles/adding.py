"""Adding articles on the page: a pasted page, files, a folder or an address, with a line for each in the report."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from threading import Thread

import gradio as gr

from assistant.errors import CitedeskError
from ui.ports import AddArticles, Engine, ReportLine
from ui.web.articles.browsing import Browsing
from ui.web.articles.run import Run
from ui.web.articles.visit import Visit
from ui.web.calls import Update
from ui.web.parts import Parts
from ui.web.render.articles.adding import MOST_FILES, report, running
from ui.web.wording.articles import article_words
from ui.web.wording.words import Words, words_of

TICK, LOOK = 0.5, 0.1
"""Seconds between two updates of the page while articles are added, and between two looks whether that is done."""
LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class Line:
    """A line of the report as the page shows it: names of files instead of their paths on the server."""

    source: str
    status: str
    title: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Given:
    """What is to be added: uploads with the names they had, a pasted page, an address."""

    files: Mapping[Path, str]
    text: str = ""
    address: str = ""

    def named(self, line: ReportLine, words: Words) -> Line:
        """A line of the report with the names that a reader knows."""
        source = self._told(str(line.source)) if self.files or self.address else words.pasted
        return Line(source, str(line.status), line.title, self._told(line.reason))

    def _told(self, text: str) -> str:
        for path, name in self.files.items():
            text = text.replace(str(path), name)
        return text


class Adding:
    """The handlers of the place where articles are added.

    :param uploads: the directory into which the server puts uploaded files; nothing outside it is read.
    """

    def __init__(self, engine: Engine, add: AddArticles, browsing: Browsing, parts: Parts, uploads: Path) -> None:
        self._engine = engine
        self._add = add
        self._browsing = browsing
        self._parts = parts
        self._uploads = uploads.resolve()

    async def paste(self, text: str, visit: Visit, language: str) -> AsyncIterator[Update]:
        """Add a pasted page."""
        words, given = words_of(language), Given({}, str(text or ""))
        if not given.text.strip():
            yield self._told([Line(words.pasted, "skipped", reason=words.nothing_to_add)], words)
            return
        async for update in self._followed(given, (), visit, words):
            yield update
        if visit.run is not None and any(str(line.status) != "failed" for line in visit.run.lines):
            yield {self._parts.library.pasted: gr.update(value="")}

    async def fetch(self, visit: Visit, language: str, event: gr.EventData) -> AsyncIterator[Update]:
        """Add the page of an address, or the pages of a feed or sitemap."""
        words = words_of(language)
        address = str(getattr(event, "address", ""))[:LONGEST_ADDRESS].strip()
        if not address.lower().startswith(("http://", "https://")):
            reason = article_words(language).no_address
            yield self._told([Line(address, "skipped", reason=reason)], words)
            return
        async for update in self._followed(Given({}, address=address), (), visit, words):
            yield update

    async def upload(self, visit: Visit, language: str, event: gr.EventData) -> AsyncIterator[Update]:
        """Add the files that the browser has just uploaded, then delete the uploads."""
        words = words_of(language)
        sent = dict(zip(_texts(event, "paths"), _texts(event, "names"), strict=False))
        files = {path: name for path, name in sent.items() if self._is_upload(path)}
        too_large = words.upload_failed.format(limit=self._engine.settings.max_file_bytes // 1_000_000)
        refused = [Line(name, "failed", reason=too_large) for name in _texts(event, "refused")]
        lost = [Line(name, "failed", reason=words.upload_missing) for path, name in sent.items() if path not in files]
        rest = [*refused, *lost, *_left_out(event, words)]
        if not files:
            yield self._told(rest, words)
            return
        given = Given({Path(path): name for path, name in files.items()})
        async for update in self._followed(given, rest, visit, words):
            yield update

    def halt(self, visit: Visit) -> None:
        """Let the adding end after the page that is being read."""
        if visit.run is not None:
            visit.run.stop()

    async def _followed(self, given: Given, rest: Sequence[Line], visit: Visit, words: Words) -> AsyncIterator[Update]:
        """Add what was given in a thread of its own, and show how far it has come; leaving the page stops it."""
        if visit.run is not None and visit.run.going:
            gr.Warning(article_words(words.code).already)
            return
        run = visit.run = Run(0 if given.address else max(len(given.files), 1))
        # A thread of its own, since the event loop would wait for it when the server ends.
        worker = Thread(target=self._added, args=(run, given, words), name="citedesk-adding", daemon=True)
        worker.start()
        shown = 0.0
        try:
            while worker.is_alive():
                if run.clock() - shown >= TICK:
                    shown = run.clock()
                    yield {self._parts.report: running(run, words)}
                await asyncio.sleep(LOOK)
        finally:
            run.stop_if_left(not worker.is_alive())
        lines = [*run.lines, *rest]
        yield {self._parts.report: report(lines, words, stopped=run.stopped), **self._browsing.shown(visit, words)}

    def _added(self, run: Run, given: Given, words: Words) -> None:
        """Add what was given; what came of it is in the lines of the run."""
        run.named = lambda line: given.named(line, words)
        what = given.address or ", ".join(given.files.values()) or words.pasted
        failure: list[ReportLine] = [Line(what, "failed", reason=article_words(words.code).broken)]
        try:
            addresses = [given.address] if given.address else []
            run.lines[:] = map(run.named, self._add(list(given.files), given.text, addresses, run).lines)
            failure = []
        except CitedeskError as error:
            failure = [given.named(Line(what, "failed", reason=str(error)), words)]
        finally:
            run.lines += failure
            run.going = False
            for path in given.files:
                rmtree(path.parent, ignore_errors=True)

    def _told(self, lines: Sequence[Line], words: Words) -> Update:
        return {self._parts.report: report(lines, words)}

    def _is_upload(self, path: str) -> bool:
        try:
            real = Path(path).resolve(strict=True)
        except (OSError, ValueError):
            return False
        return real.is_file() and real.is_relative_to(self._uploads) and real.parent != self._uploads


def _left_out(event: gr.EventData, words: Words) -> list[Line]:
    """Lines about files of a folder that the browser did not send."""
    said = article_words(words.code)
    ignored, beyond = (_count(event, name) for name in ("ignored", "beyond"))
    lines = [Line(said.left_out.format(count=ignored), "skipped")] if ignored else []
    if beyond:
        lines.append(Line(said.too_many.format(limit=MOST_FILES, count=beyond), "skipped"))
    return lines


def _count(event: gr.EventData, name: str) -> int:
    given = getattr(event, name, 0)
    return given if isinstance(given, int) and 0 < given < 10_000_000 else 0


def _texts(event: gr.EventData, name: str) -> list[str]:
    given = getattr(event, name, [])
    return [str(each)[:1000] for each in given[:MOST_FILES]] if isinstance(given, list) else []
