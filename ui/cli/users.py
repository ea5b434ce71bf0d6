"""``citedesk users``: say who may use the chat page."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import InputError
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, settings_of
from ui.cli.terminal import note, say, say_json

if TYPE_CHECKING:
    from ui.people.roster import Person, Roster

NAME = "users"
SUMMARY = "Say who may use the chat page, and give them passwords."
EXAMPLE = (
    "Examples:\n  citedesk users add kim\n  citedesk users\n  citedesk users password kim\n  citedesk users token kim\n"
    "  citedesk users remove kim"
)


class Action(StrEnum):
    """What to do with users."""

    LIST = "list"
    ADD = "add"
    PASSWORD = "password"
    TOKEN = "token"
    REMOVE = "remove"


def run(
    action: Annotated[
        Action, typer.Argument(help="list (if nothing is given), add, password, token or remove.")
    ] = Action.LIST,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Whom it concerns.")] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="With `token`, take the token back.")] = False,
    library: LibraryOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say who may use the chat page of a library. As soon as there is somebody, everybody has to log in.

    A password is typed twice, or read from standard input where that is no terminal; it is never an argument.
    """
    from ui.people.roster import Roster

    roster = Roster(settings_of(config, library=library).library)
    if action is Action.LIST:
        _list(roster, as_json=as_json)
        return
    if not name:
        raise InputError(f"Whom should `users {action}` concern?", hint=f"Say so: `citedesk users {action} NAME`.")
    if action is Action.TOKEN and not revoke:
        token = roster.new_token(name)
        say_json(json.dumps({"token": token})) if as_json else say(token)
        note("It is shown this once. Programs send it as `Authorization: Bearer TOKEN`; the one before is void.")
        return
    _done(action, _changed(action, name, roster), as_json=as_json)


def _changed(action: Action, name: str, roster: Roster) -> Person:
    if action is Action.REMOVE:
        return roster.remove(name)
    if action is Action.TOKEN:
        return roster.revoke_token(name)
    if action is Action.PASSWORD:
        _require(roster, name)
        return roster.set_password(name, _password(f"New password of {name}"))
    return roster.add(name, _password(f"Password of {name}"))


def _require(roster: Roster, name: str) -> None:
    """Say that there is nobody of this name before a password is typed."""
    if roster.named(name) is None:
        raise InputError(f"There is no user {name}.", hint="`citedesk users list` names them.")


def _list(roster: Roster, *, as_json: bool) -> None:
    people = roster.people()
    if as_json:
        say_json(json.dumps([{"name": each.name, "token": bool(each.token)} for each in people], ensure_ascii=False))
        return
    for each in people:
        say(f"{each.name}{'  [has a token]' if each.token else ''}")
    if not people:
        note("There are no users, so nobody has to log in. `citedesk users add NAME` adds one.")


def _password(prompt: str) -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _done(action: Action, person: Person, *, as_json: bool) -> None:
    said = {
        Action.ADD: "may log in now",
        Action.PASSWORD: "has a new password, and has to log in again everywhere",
        Action.TOKEN: "has no token any more",
        Action.REMOVE: "may not log in any more; the conversations stay in library.db, where nobody is shown them",
    }
    if as_json:
        say_json(json.dumps({"name": person.name, "done": action.value}, ensure_ascii=False))
    else:
        say(f"{person.name} {said[action]}.")
