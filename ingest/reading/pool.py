"""Several child processes that read ahead, and what they read in the order in which it was asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Self, TypeVar

from assistant.errors import InputError
from ingest.reading import shelf
from ingest.reading.orders import Limits, Order, Page
from ingest.reading.outbox import Closed, Outbox
from ingest.reading.worker import ReaderDied, Worker

Tag = TypeVar("Tag")
AHEAD = 16
"""Files that each child may be ahead of the one that is stored."""


class Pool:
    """Reads with ``jobs`` child processes, started when the first order comes; all are gone at the end.

    :param limits: what one page may take.
    :param jobs: how many children read side by side.
    :param known: ids of articles that need not be cut, since they are stored already.
    """

    def __init__(self, limits: Limits, jobs: int = 1, known: frozenset[str] = frozenset()) -> None:
        self._limits = limits
        self._known = known
        self._jobs = jobs
        self._orders: SimpleQueue[tuple[Order, Outbox] | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._open: set[Outbox] = set()
        self._busy: set[Worker] = set()
        self._lock = Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def over(self, orders: Iterable[tuple[Tag, Order | None]]) -> Iterator[tuple[Tag, Iterator[Page]]]:
        """The pages of each order, in order; the next is given when the one before has been taken.

        Iterating over the pages raises :class:`InputError` where a file cannot be read, and :class:`ReaderDied` where
        reading it broke off.

        :param orders: each with anything that comes back with its pages; without an order it has no pages.
        """
        waiting: deque[tuple[Tag, Outbox]] = deque()
        for tag, order in orders:
            waiting.append((tag, self._submit(order)))
            most = 0 if order is not None and order.settled_first else AHEAD * self._jobs
            while waiting and (waiting[0][1].ended or len(waiting) > most):
                yield self._oldest(waiting)
        while waiting:
            yield self._oldest(waiting)

    def close(self) -> None:
        """Give up what is not read yet; idle children are kept for the next pool, busy ones are ended."""
        with self._lock:
            self._closed = True
            boxes, busy = list(self._open), list(self._busy)
        for box in boxes:
            box.close()
        for worker in busy:
            worker.close()
        for _ in self._threads:
            self._orders.put(None)
        for thread in self._threads:
            thread.join()

    def _submit(self, order: Order | None) -> Outbox:
        box = Outbox()
        if order is None:
            box.end()
            return box
        with self._lock:
            self._open.add(box)
        self._orders.put((order, box))
        if len(self._threads) < self._jobs:
            thread = Thread(target=self._work, name="citedesk-reading", daemon=True)
            self._threads.append(thread)
            thread.start()
        return box

    def _oldest(self, waiting: deque[tuple[Tag, Outbox]]) -> tuple[Tag, Iterator[Page]]:
        tag, box = waiting.popleft()
        return tag, self._taken(box)

    def _taken(self, box: Outbox) -> Iterator[Page]:
        yield from box
        with self._lock:
            self._open.discard(box)

    def _work(self) -> None:
        worker: Worker | None = None
        while (asked := self._orders.get()) is not None:
            order, box = asked
            try:
                worker = worker or shelf.take()
                self._read(worker, order, box)
                box.end()
            except InputError as error:
                box.end(error)
            except (ReaderDied, Closed) as error:
                if worker is not None:
                    shelf.discard(worker)
                worker = None
                box.end(error)
            except BaseException:
                box.end(ReaderDied("reading it failed; the log says why."))
                raise
        if worker is not None:
            shelf.give_back(worker)

    def _read(self, worker: Worker, order: Order, box: Outbox) -> None:
        with self._lock:
            if self._closed:
                raise Closed
            self._busy.add(worker)
        try:
            for page in worker.read(order, self._limits, self._known):
                box.put(page)
        finally:
            with self._lock:
                self._busy.discard(worker)
                cut_short = self._closed
        if cut_short:  # it may have been ended between its last page and here
            raise Closed
