"""Proposals shown to a person, who accepts, rewords or rejects them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.errors import InputError
from ui.cli.terminal import note, plain, say

if TYPE_CHECKING:
    from assistant.evaluation import Fixture
    from assistant.evaluation.review import Decision

ASKED = "[a]ccept, [w]ord the question anew and accept, [r]eject, [l]ater, [q]uit"


def review_files(files: list[Path], accepted: list[str], rejected: list[str]) -> None:
    """Go through the proposals of files; ids that are given are decided upon without asking.

    :raises InputError: when no file is named, or no proposal has an id that is given.
    """
    from assistant.evaluation.fixture_file import read_file
    from assistant.evaluation.review import decided, review

    if not files:
        raise InputError("A file of fixtures is needed.", hint="citedesk fixtures review drafts.yaml")
    given = frozenset((*accepted, *rejected))
    waiting = {each.id for path in files for each in read_file(path).fixtures if not each.accepted}
    if unknown := sorted(given - waiting):
        raise InputError(
            f"No proposal is called {', '.join(unknown)}.", hint=f"There are: {', '.join(sorted(waiting))}."
        )
    decide = decided(frozenset(accepted), frozenset(rejected)) if given else _ask
    try:
        for path in files:
            found = review(path, decide)
            say(f"{path}: " + ", ".join(f"{count} {_DONE[decision]}" for decision, count in found.items()) + ".")
    except (EOFError, KeyboardInterrupt, typer.Abort):
        note("citedesk: ended. What was decided is in the file.")


_DONE = {"accept": "accepted", "reject": "rejected", "later": "left for later"}


def _ask(proposal: Fixture) -> tuple[Decision, str]:
    from assistant.evaluation.review import Decision

    say(f"\n{proposal.id}\n  {proposal.question}")
    say(f"  fact   {'; '.join(' | '.join(fact) for fact in proposal.facts)}")
    say(f"  quote  {proposal.quote}  ({proposal.article})")
    while True:
        key = typer.prompt(ASKED, default="l", show_default=False).strip().lower()[:1]
        if key == "q":
            raise EOFError
        if key == "w":
            return Decision.ACCEPT, plain(typer.prompt("question")).strip() or proposal.question
        if key in ("a", "r", "l"):
            return {"a": Decision.ACCEPT, "r": Decision.REJECT, "l": Decision.LATER}[key], proposal.question
