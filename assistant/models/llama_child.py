"""The program of the child process that holds the embedded chat model; see :mod:`assistant.models.llama_process`.

It is run by its path and imports nothing of Citedesk. Its orders are one line of JSON on standard input, so that the
key stands in no command line; standard input then stays open, and its end is the end of the process.
"""

import ctypes
import json
import os
import signal
import sys
import threading
from typing import Any

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h: ask for a signal when the parent thread ends."""

PING_SECONDS = 3
"""While a prompt is read the server sends an empty line now and then, so that silence means that it hangs."""


def main() -> None:
    """Serve until the parent closes standard input, or dies."""
    report = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever the library prints goes to the log, not into the report
    orders = json.loads(sys.stdin.readline())
    _die_with_parent(orders["parent"])
    threading.Thread(target=_end_with_input, daemon=True).start()
    server = _serve(orders)
    report.write(json.dumps({"address": server.listening_address}) + "\n")
    report.flush()
    threading.Event().wait()


def _serve(orders: dict[str, Any]) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = orders["model"]
    params.model_alias = {"local"}
    params.hostnames, params.port = ["127.0.0.1"], 0  # the system chooses a free port
    params.api_keys = [orders["key"]]
    params.cors_origins, params.cors_credentials = "http://127.0.0.1", False
    params.ui = params.endpoint_slots = params.endpoint_props = False
    params.n_ctx, params.n_parallel = orders["context"], 1
    params.cache_prompt, params.cache_ram_mib = True, orders["cache_mib"]
    params.sse_ping_interval = PING_SECONDS
    params.n_gpu_layers = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = orders["threads"]
    params.verbosity = 1
    return xllamacpp.Server(params)


def _die_with_parent(parent: int) -> None:
    """Let the system end this process when its parent is killed; Linux only, elsewhere the input's end does it."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


def _end_with_input() -> None:
    while os.read(0, 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
