"""Opening the files of a library, in the order that leaves nothing half open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from assistant.library import schema
from assistant.library.database import Database
from assistant.library.directory import Directory
from assistant.library.search import VectorSearch
from assistant.library.writing import Writing

Made = TypeVar("Made")


def open_files(
    path: Path | str, make: Callable[[Directory, Database, VectorSearch], Made], *, write: bool, holder: str
) -> Made:
    """Open the directory, the rows and the vectors, and make something of them; on an error all is closed again.

    :param make: called when tables are in place; what a process that died left is finished afterwards.
    """
    directory = Directory(Path(path).resolve())
    if write:
        directory.create()
        directory.require_room()
    else:
        directory.require()
    with ExitStack() as undo:
        database = Database(directory.database, write=write)
        undo.callback(database.close)
        vectors = VectorSearch(directory, database, holder)
        undo.callback(vectors.close)
        fresh = vectors.own() if write else False
        schema.prepare(database, write=write)
        made = make(directory, database, vectors)
        indexing = vectors.indexing() if write else None
        if indexing is not None:
            Writing(directory, database, indexing).recover(fresh=fresh)
        undo.pop_all()
    return made


def close_files(vectors: VectorSearch, database: Database) -> None:
    """Close what :func:`open_files` opened."""
    try:
        vectors.close()
    finally:
        database.close()
