"""``citedesk verify``: check an evidence pack again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.options import JsonOption
from ui.cli.terminal import one_line, say, say_json

if TYPE_CHECKING:
    from assistant.pack import Verification

NAME = "verify"
SUMMARY = "Check an evidence pack again, without a model."
EXAMPLE = "Example:\n  citedesk verify answer.html --library news"
WIDTH = 100


def run(
    pack: Annotated[Path, typer.Argument(metavar="FILE", help="A pack written by `citedesk ask … --pack FILE`.")],
    library: Annotated[
        Path | None,
        typer.Option("--library", metavar="DIR", help="Compare with this library; else with the pages in the pack."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check every quote of a pack letter for letter, and the hashes, numbers and texts that go with it.

    A line a citation. Ends with 0 when nothing differs, 1 when something does, 2 when the file is no pack.
    """
    from assistant.pack import read_pack, verify

    file = read_pack(pack)
    if library is None:
        result = verify(file)
    else:
        from assistant.library import Library

        with Library.open(library) as opened:
            result = verify(file, opened.article)
    _show(result, library, as_json=as_json)
    raise typer.Exit(0 if result.proved else 1)


def _show(result: Verification, library: Path | None, *, as_json: bool) -> None:
    if as_json:
        lines = [
            {"status": line.status, "where": line.where, "what": line.what, "why": line.why} for line in result.lines
        ]
        value = {"proved": result.proved, "digest": result.digest, "lines": lines}
        say_json(json.dumps(value, ensure_ascii=False, indent=2))
        return
    for line in result.lines:
        what = one_line(line.what)
        shown = what if len(what) <= WIDTH else what[: WIDTH - 1] + "…"
        say(f"{line.status:<8} {one_line(line.where)}  “{shown}”" + (f": {one_line(line.why)}" if line.why else ""))
    against = f"the library {library}" if library else "the pages in the pack"
    say(f"{_sum(result)}, compared with {against}; digest {result.digest}")


def _sum(result: Verification) -> str:
    counts: dict[str, int] = {}
    for line in result.lines:
        counts[line.status] = counts.get(line.status, 0) + 1
    words = {"proved": "proved", "excerpt": "proved by excerpts only", "differs": "different"}
    return ", ".join(f"{counts[name]} {said}" for name, said in words.items() if name in counts) or "nothing is cited"
