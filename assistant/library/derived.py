"""The Chroma index of an owned library: opened when it is first needed, left alone when it is damaged."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library.chroma import ChromaIndex, IndexFailure, chroma_version
from assistant.library.generations import Condition, Generation, Generations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.library.embeddings import Page

PROBE_SECONDS = 120
_LOG = logging.getLogger(__name__)


class DerivedIndex:
    """One open :class:`ChromaIndex` at most, of the generation in use.

    All methods but :meth:`close` are called with the mutex of the ownership held.
    """

    def __init__(self, root: Path) -> None:
        self.generations = Generations(root)
        self._index: ChromaIndex | None = None
        self._generation: Generation | None = None
        self._files: dict[str, list[int]] = {}
        self._fault = ""

    @property
    def opened(self) -> ChromaIndex | None:
        """The index, if it is open."""
        return self._index

    def fault(self, embedder: str) -> str:
        """Why the generation in use must not be opened; empty when it may be (or is open).

        A generation that was not closed is tried in another process first, since damaged files can kill one.
        """
        if self._index is None and not self._fault:
            generation = self.generations.current()
            if generation is None:
                return "there is none"
            self._fault = self._judge(generation, embedder)
        return self._fault

    def open(self) -> ChromaIndex | None:
        """Open the generation in use; ``None``, and a warning, when Chroma cannot."""
        generation = self.generations.current()
        if self._index is None and generation is not None:
            self._files = self.generations.mark_open(generation)
            try:
                self._index, self._generation = ChromaIndex.open(self.generations.path(generation)), generation
            except IndexFailure as failure:
                self.give_up(failure)
        return self._index

    def give_up(self, failure: IndexFailure, failed: ChromaIndex | None = None) -> None:
        """Stop using Chroma in this process; the next owner that may write builds it anew.

        :param failed: the index that failed; when another has taken its place meanwhile, nothing is given up.
        """
        if failed is not self._index:
            return
        _LOG.warning(
            "The vector index in %s failed (%s); answers come from library.db. `citedesk doctor --repair` rebuilds it.",
            self.generations.root,
            failure,
        )
        self._fault = str(failure) or "it failed"
        self._index = None

    def retire(self, reason: str) -> None:
        """Close the generation in use; it is not opened again."""
        self.close()
        self._fault = reason

    def rebuild(self, pages: Iterable[Page], embedder: str) -> None:
        """Fill a new generation, point at it, remove the others.

        :raises IndexFailure: when Chroma cannot; the old generation stays in use.
        """
        directory = self.generations.create()
        generation = Generation(directory.name, chroma_version(), embedder)
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, directory, ignore_errors=True)
            index = ChromaIndex.open(directory)
            undo.callback(index.close)
            for page in pages:
                index.upsert(page.ids, page.matrix)
            self.generations.switch(generation)
            undo.pop_all()
        old, self._index, self._generation, self._files, self._fault = self._index, index, generation, {}, ""
        if old is not None:
            old.close()
        self.generations.remove_leaked()

    def close(self) -> None:
        """Close Chroma and note that it was closed."""
        index, self._index = self._index, None
        if index is None or self._generation is None:
            return
        try:
            index.close()
            self.generations.mark_clean(self._generation, self._files)
        except (IndexFailure, OSError) as failure:
            _LOG.warning("The vector index in %s was not closed cleanly: %s", self.generations.root, failure)

    def _judge(self, generation: Generation, embedder: str) -> str:
        if generation.chromadb != chroma_version():
            return f"chromadb {generation.chromadb} made it, {chroma_version()} is installed"
        if generation.embedder != embedder:
            return "it holds vectors of another model"
        condition = self.generations.condition(generation)
        if condition is Condition.OPEN:
            return self._probe(generation)
        return "" if condition is Condition.CLEAN else f"its files are {condition.value}"

    def _probe(self, generation: Generation) -> str:
        """Open and question a generation in another process; empty when that went well."""
        command = [sys.executable, "-m", "assistant.library.probe", str(self.generations.root), generation.directory]
        try:
            done = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"it was not closed, and could not be tried: {error}"
        if done.returncode == 0:
            return ""
        return f"it was not closed, and trying it ended with {done.returncode}"
