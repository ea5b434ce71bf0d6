"""A child process that changes a library and kills itself at a chosen step; run from a fork server."""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Callable
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from library_world import HashEmbedder, Snapshot, fill, fingerprint, make_article, snapshot

from assistant.library import Library, generations, lock, probe
from assistant.library.articles import Articles
from assistant.library.chroma import ChromaIndex
from assistant.library.database import Database
from assistant.library.derived import DerivedIndex
from assistant.library.editions import Editions
from assistant.library.embeddings import Embeddings
from assistant.library.generations import Generations
from assistant.library.keywords import Keywords
from assistant.library.mentions import Mentions
from assistant.library.passages import Passages
from assistant.library.sketches import Sketches
from assistant.library.tombstones import Tombstones
from assistant.library.withdrawn import Withdrawn

ARTICLES = 30
STEPS: list[tuple[Any, str]] = [
    (Articles, "insert"),
    (Articles, "delete"),
    (Passages, "insert"),
    (Passages, "mark_indexed"),
    (Keywords, "insert"),
    (Keywords, "delete"),
    (Keywords, "forget_deleted"),
    (Embeddings, "store"),
    (Embeddings, "stage"),
    (Editions, "enter"),
    (Editions, "promote"),
    (Mentions, "write"),
    (Sketches, "insert"),
    (Sketches, "delete"),
    (Withdrawn, "withdraw"),
    (Withdrawn, "restore"),
    (Tombstones, "add"),
    (Tombstones, "remove"),
    (Tombstones, "clear"),
    (Database, "forget_deleted"),
    (ChromaIndex, "open"),
    (ChromaIndex, "upsert"),
    (ChromaIndex, "delete"),
    (ChromaIndex, "close"),
    (DerivedIndex, "rebuild"),
    (DerivedIndex, "retire"),
    (DerivedIndex, "close"),
    (Generations, "create"),
    (Generations, "switch"),
    (Generations, "mark_open"),
    (Generations, "mark_clean"),
    (Generations, "remove_leaked"),
    (generations, "replace_file"),
    (lock, "replace_file"),
    (os, "fsync"),
]
"""Everything that writes; a step is the moment before or after a call of it."""


class Counter:
    """Counts steps and kills the process at one of them."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.steps = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, owner: Any, name: str) -> None:
        original = getattr(owner, name)
        bound = isinstance(owner, type) and isinstance(owner.__dict__[name], classmethod)

        @functools.wraps(original)
        def watched(*arguments: Any, **named: Any) -> Any:
            self.step()
            result = original(*arguments, **named)
            self.step()
            return result

        setattr(owner, name, staticmethod(watched) if bound else watched)

    def watch_transactions(self) -> None:
        """A step before each commit, while the transaction is open."""
        original = Database.transaction

        @contextmanager
        def watched(database: Database) -> Any:
            with original(database) as connection:
                yield connection
                self.step()

        Database.transaction = watched  # type: ignore[method-assign]


def quick(*, probe_here: bool = True) -> None:
    """Make the child quick: plain tokens instead of Kiwi, and the probe in this process, which is a child already.

    Chroma writes its index files every 40 vectors instead of every 1,000, so that kills meet it writing.
    """
    from assistant.library import chroma
    from assistant.text import keywords

    chroma._CONFIGURATION["hnsw"].update({"sync_threshold": 40, "batch_size": 20})
    keywords.morphemes = keywords.bigrams = lambda text: text.split()
    if probe_here:
        judge: Callable[[DerivedIndex, Any], str] = lambda self, generation: (  # noqa: E731
            "" if probe.sound(self.generations.root, generation.directory) else "unsound"
        )
        DerivedIndex._probe = judge  # type: ignore[method-assign]


def work(path: Path, acknowledged: int) -> None:
    """Add 30 articles in groups, index them, delete two, rebuild; may be done again after any interruption."""
    embedder = HashEmbedder()
    with Library.open(path, write=True) as library:
        for first in range(0, ARTICLES, 6):
            for number in range(first, first + 6):
                article = fill(library, [number])[0]
                os.write(acknowledged, f"+{article.id}\n".encode())
            library.index_pending(embedder)
        for number in (4, 17):
            os.write(acknowledged, f"-{make_article(number)[0].id}\n".encode())
            library.delete(make_article(number)[0].id)
        fill(library, [30])
        library.rebuild()
        library.index_pending(embedder)


def reembed(path: Path, _acknowledged: int) -> None:
    with Library.open(path, write=True) as library:
        library.reembed(HashEmbedder(fingerprint("hash-b")))


def supersede(path: Path, acknowledged: int) -> None:
    """Edit articles that are indexed, add an older version of one, and take one edition back."""
    embedder = HashEmbedder()
    with Library.open(path, write=True) as library:
        for number, edition in ((1, 4), (2, 5), (2, 3), (3, 6)):
            article, passages = make_article(number, edition=edition)
            library.add(article, passages)
            os.write(acknowledged, f"+{article.id}\n".encode())
            if edition != 3:
                library.index_pending(embedder)
        taken_back = make_article(3, edition=6)[0].id
        os.write(acknowledged, f"-{taken_back}\n".encode())
        library.delete(taken_back)


TASKS = {"work": work, "reembed": reembed, "supersede": supersede}


def run(task: str, path: str, log: str, fatal: int) -> None:
    """Do a task and die at a step; without one (0), write how many steps there were."""
    quick()
    counter = Counter(fatal)
    for owner, name in STEPS:
        counter.watch(owner, name)
    counter.watch_transactions()
    acknowledged = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    TASKS[task](Path(path), acknowledged)
    os.write(acknowledged, f"={counter.steps}\n".encode())


def judge(task: str, path: str, reply: Connection) -> None:
    """Open what a killed process left, say what is wrong with it, finish the task, and say what there is then."""
    quick()
    place = Path(path)
    with Library.open(place, write=True) as library:
        found = library.doctor().findings
        held = {each.id: (each.passages, each.current) for each in library.articles(superseded=True)}
        texts = {
            passage.id: library.article(name).text[passage.start : passage.end] == passage.text
            for name in held
            for passage in library.passages_of(name)
        }
        model = (library.manifest.read("embedder") or {}).get("name")
    TASKS[task](place, os.open(os.devnull, os.O_WRONLY))
    after: Snapshot = snapshot(place)
    reply.send(([finding.check for finding in found], held, all(texts.values()), model, after))
    reply.close()
