"""Every error that Citedesk raises on purpose, with the exit status that the command line gives it."""

from __future__ import annotations


class CitedeskError(Exception):
    """Base of all errors raised on purpose.

    :param message: what happened, and to which file, question or setting.
    :param hint: the command or setting that helps, as a full sentence; may be empty.
    """

    exit_status = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint


class SettingsError(CitedeskError):
    """A setting is unknown, misspelt or out of bounds."""


class InputError(CitedeskError):
    """A file, page, question or fixture cannot be used."""


class NoArticleError(InputError):
    """A page was read, but it holds no article (a menu or an index page, say)."""


class ModelError(CitedeskError):
    """A model failed: it would not load, did not start, or stopped answering."""


class ModelNotFoundError(ModelError):
    """A model is in none of the places where it is looked for."""


class LibraryError(CitedeskError):
    """The library cannot be opened or used."""


class LibraryLockedError(LibraryError):
    """Another process owns the library."""

    exit_status = 3


class LibraryMismatchError(LibraryError):
    """The library was made by another model or another version of its parts."""

    exit_status = 3


class StorageError(LibraryError):
    """The disk is full, read-only or damaged; nothing that was stored before is lost."""
