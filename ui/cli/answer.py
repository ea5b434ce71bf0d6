"""``citedesk ask``: answer a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.answer import Answer, Draft, Filters, Finished, Turn
from assistant.article import Article
from assistant.errors import InputError
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, ModelOption, VerboseOption, settings_of
from ui.cli.rendering import answer_lines, evidence_lines, timing_line
from ui.cli.terminal import is_watched, note, plain, say, say_json

NAME = "ask"
SUMMARY = "Answer a question, each claim with its quotes."
EXAMPLE = (
    "Examples:\n  citedesk ask '누리호 3차 발사는 언제 이뤄졌나요?'\n"
    "  citedesk ask 'Who chaired the summit?' --model extractive --since 2024-05-01 --json"
)
PackOption = Annotated[
    Path | None,
    typer.Option("--pack", metavar="FILE", help="Write the answer and its proof to FILE, as JSON or (.html) a page."),
]
DAY = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


def run(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What you want to know, in Korean or English.")],
    library: LibraryOption = None,
    model: ModelOption = None,
    since: Annotated[
        datetime | None, typer.Option(formats=DAY, metavar="DATE", help="Only articles published on or after this day.")
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=DAY, metavar="DATE", help="Only articles published on or before this day."),
    ] = None,
    outlet: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only articles of this outlet; repeatable.")
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this article; repeatable. `citedesk articles` lists ids."),
    ] = None,
    history: Annotated[
        Path | None, typer.Option(metavar="FILE", help='Earlier turns: JSON or JSONL of {"question": …, "answer": …}.')
    ] = None,
    pack: PackOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Answer a question; every claim shows its verdict and the exact words of an article that say it.

    ✓ stands for a verified claim, ~ for one that is partly supported. Where the articles do not answer, that is said.
    """
    settings = settings_of(config, verbose, library=library, model=model)
    turns = read_history(history) if history else ()
    filters = Filters(articles=tuple(article or ()), outlets=tuple(outlet or ()), since=since, until=until)
    _require_folder(pack)
    from assistant import Assistant

    with Assistant.open(settings=settings) as assistant:
        finished = None
        for event in assistant.stream(whole(question), filters=filters, history=turns):
            if isinstance(event, Draft) and verbose and is_watched():
                typer.echo(plain(event.delta), nl=False, err=True)
            finished = event
        assert isinstance(finished, Finished)
        show(finished.answer, as_json=as_json, verbose=verbose)
        if pack:
            keep(finished.answer, assistant.article, pack)


def _require_folder(pack: Path | None) -> None:
    """Find out before the model is asked that a pack has no place to go."""
    if pack and not pack.parent.is_dir():
        raise InputError(f"There is no folder {pack.parent} to write the pack into.", hint="Name another file.")


def keep(answer: Answer, article: Callable[[str], Article], path: Path) -> None:
    """Write an evidence pack; say its digest on standard error."""
    from assistant.pack import make_pack, write_pack
    from ingest.rules.rights import reserves

    digest = write_pack(make_pack(answer, article, reserves=reserves), path)
    note(f"wrote {path}; digest {digest}")


def show(answer: Answer, *, as_json: bool, verbose: bool) -> None:
    """Print an answer; with ``verbose`` its evidence and timings too, on standard error."""
    if verbose:
        for line in ["", *evidence_lines(answer.evidence, explain=True), timing_line(answer)]:
            note(line)
    if as_json:
        say_json(answer.model_dump_json(indent=2))
    else:
        say("\n".join(answer_lines(answer, verbose=verbose)))


def whole(question: str) -> str:
    """A question as typed, where bytes that are no text became surrogates: those are replaced."""
    return question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_history(path: Path) -> tuple[Turn, ...]:
    """Read earlier turns: a JSON array, or a JSON object a line.

    :raises InputError: naming the file and what is wrong.
    """
    from pydantic import TypeAdapter, ValidationError

    hint = 'Write [{"question": "…", "answer": "…"}].'
    try:
        text = path.read_text(encoding="utf-8-sig").strip()
        rows = text if text.startswith("[") else f"[{','.join(line for line in text.splitlines() if line.strip())}]"
        return TypeAdapter(tuple[Turn, ...]).validate_json(rows)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise InputError(f"{path} holds no turns: {where} {problem['msg']}.", hint=hint) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.", hint=hint) from None
