"""The server of the embedded chat model: started when first needed, restarted when it died, ended with this process."""

from __future__ import annotations

import atexit
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path
from threading import Lock

from assistant.errors import ModelNotFoundError
from assistant.models.llama_process import Endpoint, Launch, LlamaProcess
from assistant.models.processor import cores

PROBE_EVERY = 10.0
"""Seconds for which a server that answered is believed to be well."""

STUCK_SECONDS = 180.0
"""How long a server with work to do may produce nothing: twice what it takes to read a full context of 4096 tokens."""

_servers: dict[tuple[Path, int], LocalServer] = {}
_registry = Lock()


class LocalServer:
    """A server that can be relied on to be there.

    :param launch: how it is started; nothing runs before :meth:`ensure_alive`.
    """

    def __init__(self, launch: Launch) -> None:
        self.launch = launch
        self._process: LlamaProcess | None = None
        self._lock = Lock()
        self._seen_well = 0.0
        self._heard = 0.0
        self._busy = 0

    @property
    def pid(self) -> int | None:
        """Process id of the child, or ``None`` when none runs."""
        process = self._process
        return process.pid if process and process.running else None

    def ensure_alive(self) -> Endpoint:
        """Return where the server answers, having started it or replaced one that died or hangs.

        May be called by many threads; loading takes some seconds, and they wait for it together.

        :raises ModelError: when it does not start; with the end of its log.
        """
        with self._lock:
            if self._process is None or not self._is_well(self._process):
                self._end()
                self._process = LlamaProcess(self.launch)
                self._seen_well = self._heard = time.monotonic()
            return self._process.endpoint

    @contextmanager
    def request(self) -> Iterator[Endpoint]:
        """Count one request to the server while the block runs, and make sure that the server is there."""
        endpoint = self.ensure_alive()
        with self._lock:
            if not self._busy:
                self._heard = time.monotonic()
            self._busy += 1
        try:
            yield endpoint
        finally:
            with self._lock:
                self._busy -= 1

    def heard(self) -> None:
        """Say, within :meth:`request`, that a piece of an answer came."""
        self._heard = time.monotonic()

    def report_silence(self) -> None:
        """Say, within :meth:`request`, that the server did not answer in time.

        If nothing else was being answered, it hangs: it is ended, and the next use starts another. If something was,
        this request merely stood in the queue.
        """
        with self._lock:
            if self._busy <= 1:
                self._end()

    def stop(self) -> None:
        """End the server; the next use starts another."""
        with self._lock:
            self._end()

    def log_tail(self) -> str:
        """Return the last lines that the server wrote, or nothing when it does not run."""
        return self._process.log_tail() if self._process else ""

    def _is_well(self, process: LlamaProcess) -> bool:
        if not process.running or (self._busy and time.monotonic() - self._heard > STUCK_SECONDS):
            return False
        if time.monotonic() - self._seen_well < PROBE_EVERY:
            return True
        if process.answers():
            self._seen_well = time.monotonic()
            return True
        return False

    def _end(self) -> None:
        if self._process:
            self._process.stop()
            self._process = None


def local_server(gguf: Path, context: int = 4096) -> LocalServer:
    """Return the process's one server for a file of weights; it is not started yet.

    :param gguf: the weights.
    :param context: tokens of prompt and answer together.
    :raises ModelNotFoundError: when xllamacpp is not installed.
    """
    require_engine()
    key = (gguf.resolve(), context)
    with _registry:
        if key not in _servers:
            _servers[key] = LocalServer(Launch(gguf, context, cores()))
        return _servers[key]


def require_engine() -> None:
    """Check that xllamacpp, which runs the embedded chat model, is installed.

    :raises ModelNotFoundError: when it is not.
    """
    if util.find_spec("xllamacpp") is None:
        raise ModelNotFoundError(
            "The package xllamacpp, which runs the embedded chat model, is not installed.",
            hint="Run `pip install 'citedesk[local]'`, or use the model `extractive`, which needs none.",
        )


def stop_servers() -> None:
    """End all servers of this process; done at its exit."""
    with _registry:
        for server in _servers.values():
            server.stop()


atexit.register(stop_servers)
