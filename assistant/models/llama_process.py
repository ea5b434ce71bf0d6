"""One run of the embedded chat model's server, as a child process that never outlives this one."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from assistant.errors import ModelError

PROGRAM = Path(__file__).with_name("llama_child.py")
LOG_LINES = 30
STOP_SECONDS = 3.0
PROBE_SECONDS = 5.0
"""How long `/health` may take. It is answered while the model is busy, so silence means that the server hangs."""

CACHE_MIB = 256
"""Memory for prompts that another one pushed out: about two full contexts of the default model (28 kB a token)."""


@dataclass(frozen=True)
class Launch:
    """What a server is started with.

    :param gguf: the weights.
    :param context: tokens of prompt and answer together.
    :param threads: processor threads.
    :param seconds: how long loading may take.
    :param program: the child's program.
    """

    gguf: Path
    context: int
    threads: int
    seconds: float = 120.0
    program: Path = PROGRAM


@dataclass(frozen=True)
class Endpoint:
    """Where a running server answers.

    :param address: such as ``http://127.0.0.1:41234``.
    :param key: what requests must carry; made anew for each start.
    """

    address: str
    key: str = field(repr=False)

    @property
    def base_url(self) -> str:
        """The address for clients of OpenAI's protocol."""
        return f"{self.address}/v1"


class LlamaProcess:
    """A child process, running from the moment this object exists.

    :raises ModelError: when it cannot be started, ends early or takes too long; with the end of its log.
    """

    def __init__(self, launch: Launch) -> None:
        self._launch = launch
        self._log: deque[str] = deque(maxlen=LOG_LINES)
        self._events: Queue[subprocess.Popen[bytes] | OSError | str] = Queue()
        deadline = time.monotonic() + launch.seconds
        # the thread that starts a process must outlive it: Linux takes the death of that thread for the parent's
        self._keeper = Thread(target=self._run, name="llama-server", daemon=True)
        self._keeper.start()
        first = self._next_event(deadline)
        if not isinstance(first, subprocess.Popen):
            raise self._failure(f"could not be started: {first}")
        self._process = first
        self.endpoint = self._await_endpoint(deadline)

    @property
    def pid(self) -> int:
        """Process id of the child."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the child exists; see :meth:`answers` for whether it works."""
        return self._process.poll() is None

    def answers(self) -> bool:
        """Whether the server says within five seconds that it is well."""
        request = urllib.request.Request(f"{self.endpoint.address}/health")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=PROBE_SECONDS) as response:
                return int(response.status) == 200
        except (OSError, urllib.error.URLError):
            return False

    def stop(self) -> None:
        """End the child: politely, then by force. May be called again."""
        if self._process.stdin:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def log_tail(self) -> str:
        """Return the last lines that the server wrote."""
        return "\n".join(self._log)

    def _run(self) -> None:
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", str(self._launch.program)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C in the terminal is for us to handle
            )
        except OSError as error:
            self._events.put(error)
            return
        self._events.put(process)
        if process.stdout and process.stderr:
            Thread(target=self._read_report, args=(process,), daemon=True).start()
            for line in process.stderr:
                self._log.append(line.decode(errors="replace").rstrip())
            process.stderr.close()
        process.wait()

    def _read_report(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout:
            with process.stdout as report:
                self._events.put(report.readline().decode(errors="replace"))

    def _await_endpoint(self, deadline: float) -> Endpoint:
        key = secrets.token_urlsafe(32)
        try:
            self._give_orders(key)
            report = self._next_event(deadline)
        except (BrokenPipeError, Empty):
            report = ""
        try:
            endpoint = Endpoint(json.loads(str(report))["address"], key)
        except (ValueError, KeyError):
            early = self._process.poll() is not None or time.monotonic() < deadline
            self.stop()
            self._keeper.join(STOP_SECONDS)  # it reads the log to its end
            what = "ended while loading" if early else f"was not ready within {self._launch.seconds:.0f} seconds"
            raise self._failure(what) from None
        return endpoint

    def _give_orders(self, key: str) -> None:
        orders = {
            "parent": os.getpid(),
            "model": str(self._launch.gguf),
            "key": key,
            "context": self._launch.context,
            "threads": self._launch.threads,
            "cache_mib": CACHE_MIB,
        }
        if self._process.stdin:
            self._process.stdin.write(json.dumps(orders).encode() + b"\n")
            self._process.stdin.flush()

    def _next_event(self, deadline: float) -> subprocess.Popen[bytes] | OSError | str:
        return self._events.get(timeout=max(0.0, deadline - time.monotonic()))

    def _failure(self, what: str) -> ModelError:
        tail = self.log_tail()
        return ModelError(
            f"The embedded chat model ({self._launch.gguf.name}) {what}." + (f" It wrote:\n{tail}\n" if tail else ""),
            hint="Check memory (about 2 GB are needed) and `citedesk models`, or use the model `extractive`.",
        )
