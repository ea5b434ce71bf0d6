"""``python -m benchmarks.crowd.server LIBRARY NOTES``: the page over a library, with the scripted model, until it is ended."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def serve_scripted(library: Path, notes: Path) -> None:
    """Serve the page; its address is the first line of standard output."""
    from assistant import Assistant
    from assistant.library import Library
    from assistant.settings import Settings
    from benchmarks.crowd.scripted_model import ScriptedModel
    from ui.cli.chat import adder
    from ui.web import serve

    settings = Settings(library=library)
    with Library.open(library, write=True) as opened:
        assistant = Assistant(opened, settings, ScriptedModel(notes=notes))
        assistant.warm_up()
        serve(assistant, adder(opened, settings), port=0, ready=lambda url: print(url, flush=True),
              conversations=opened.conversations)  # fmt: skip


@contextmanager
def running(library: Path, notes: Path) -> Iterator[str]:
    """Run the server as a process of its own; gives its address."""
    command = [sys.executable, "-m", "benchmarks.crowd.server", str(library), str(notes)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        if not url:
            raise RuntimeError("the server did not start; what it says about it stands above")
        yield url
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    serve_scripted(Path(sys.argv[1]), Path(sys.argv[2]))
