"""The program of a child process that reads: orders in on standard input, pages out on standard output.

It ends with its input. An alarm ends it when a page takes too long, and an error that nobody expected ends it too; the
parent starts another (:mod:`ingest.reading.worker`).
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO

from assistant.errors import InputError, NoArticleError
from assistant.library.keywords import tokenise_all
from assistant.text.morphemes import split_sentences
from ingest.passages import cut
from ingest.reader import Read, read_source
from ingest.reading.bounds import bound_memory, time_bound
from ingest.reading.frames import Frame, read_frame, write_frame
from ingest.reading.orders import Limits, Page
from ingest.report import Failure
from ingest.source import Source, open_source, page_of_bytes, read_bytes
from ingest.sources import shown


def main() -> None:
    """Serve one order after the other until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get among the frames
    split_sentences("준비.")  # its dictionary takes a gigabyte of address space, which is no page's fault
    orders: SimpleQueue[Frame] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders), daemon=True).start()
    write_frame(answers, {"ready": True})
    known: frozenset[str] = frozenset()
    while True:
        asked, data = orders.get()
        if "known" in asked:
            known = frozenset(data.decode("ascii").split())
        else:
            _serve(answers, asked, data, known)


def _listen(file: BinaryIO, orders: SimpleQueue[Frame]) -> None:
    """Take orders; the end of the input, which the parent's death brings too, ends the process at once."""
    while (frame := read_frame(file)) is not None:
        orders.put(frame)
    os._exit(0)


def _serve(answers: BinaryIO, asked: dict[str, Any], data: bytes, known: frozenset[str]) -> None:
    limits = Limits(**asked["limits"])
    with suppress(OSError):  # a folder that is gone leaves absolute paths, which need none
        os.chdir(asked["folder"])
    bound_memory(limits.megabytes)
    try:
        for frame in _frames(asked, data, limits, known):
            write_frame(answers, *frame)
    except InputError as error:
        kind = "none" if isinstance(error, NoArticleError) else "input"
        write_frame(answers, {"error": error.message, "hint": error.hint, "kind": kind})
    except BaseException as error:
        write_frame(answers, {"crash": f"{type(error).__name__}: {error}"[:300]})
        raise
    else:
        write_frame(answers, {"done": True})


def _frames(asked: dict[str, Any], data: bytes, limits: Limits, known: frozenset[str]) -> Iterator[Frame]:
    """The pages; what takes them takes its own time."""
    pages: Iterator[Read] | None = None
    while True:
        with time_bound(limits.seconds):
            pages = pages if pages is not None else read_source(_source(asked, data, limits), asked["mapping"])
            read = next(pages, None)
            frame = _page(read, known).frame() if read is not None else None
        if frame is None:
            return
        yield frame


def _source(asked: dict[str, Any], data: bytes, limits: Limits) -> Source:
    if "source" in asked:
        told = asked["source"] | {"notes": tuple(asked["source"]["notes"])}
        return replace(Source(**told), original=None if asked["whole"] else data)
    if "path" not in asked:
        return open_source(data, "standard input", limits.max_bytes)
    path = asked["path"]
    if shown(path) == path:
        return open_source(Path(path), "", limits.max_bytes)
    # the bytes of its name are no text, so it goes by another name than the one under which it is found
    return page_of_bytes(read_bytes(Path(path), limits.max_bytes), shown(path), limits.max_bytes, path=shown(path))


def _page(read: Read, known: frozenset[str]) -> Page:
    if isinstance(read.found, Failure):
        return Page(read.where, read.found, notes=read.notes)
    if read.found.id in known:
        return Page(read.where, read.found, original=read.original, notes=read.notes)
    passages = tuple(cut(read.found))
    tokens = tuple(tokenise_all([(passage.heading, passage.text) for passage in passages]))
    return Page(read.where, read.found, passages, tokens, read.original, read.notes)


if __name__ == "__main__":
    main()
