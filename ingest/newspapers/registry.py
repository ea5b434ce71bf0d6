"""All newspapers that have a file, and which of them a page is from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from assistant.text.normalise import fold
from ingest.newspapers.newspaper import Newspaper, parse_newspaper

SIGNS = str.maketrans({"©": "c", "(": " ", ")": " "})
"""``fold`` makes ``c`` of ⓒ; the other spellings of the sign are made so too."""


@cache
def known_newspapers() -> tuple[Newspaper, ...]:
    """The newspapers, portals first: a portal's page carries the marks of the newspaper that wrote the article.

    :raises NewspaperError: if a file says something that it may not say.
    """
    found = [
        parse_newspaper(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8"))
        for file in sorted(files(__package__).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda one: not one.portal))


def newspaper_of(text: str, url: str = "") -> Newspaper | None:
    """The newspaper that a page is from: by its address, else by a mark that it prints."""
    host = _host(url)
    if host:
        for newspaper in known_newspapers():
            if any(host == known or host.endswith(f".{known}") for known in newspaper.hosts):
                return newspaper
    page = _plain(text)
    return next((one for one in known_newspapers() if any(mark in page for mark in _marks(one))), None)


def outlet_of(name: str) -> str:
    """An outlet's usual name for any name that it goes by; a name that no file knows stays as it is."""
    return _outlets().get(_plain(name), name) if name else name


@cache
def _outlets() -> dict[str, str]:
    """The outlet by each of its names; the first newspaper that claims a name has it."""
    told = [(_plain(known), one.outlet) for one in known_newspapers() for known in (one.outlet, *one.aliases)]
    return dict(reversed(told))


@cache
def _marks(newspaper: Newspaper) -> tuple[str, ...]:
    return tuple(_plain(mark) for mark in newspaper.marks)


def _plain(text: str) -> str:
    return " ".join(fold(text).translate(SIGNS).split())


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
