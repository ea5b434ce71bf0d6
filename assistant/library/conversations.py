"""Conversations of the chat page in ``library.db``: questions, their checked answers, and what people thought of them."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from assistant.answer import Answer
from assistant.article import Frozen
from assistant.errors import InputError

if TYPE_CHECKING:
    import sqlite3

    from assistant.library.database import Database

TITLE = 80
"""Characters of a title at most; one that nobody chose is the beginning of the first question."""
REASON = 1000
"""Characters that are kept of why somebody found an answer good or bad."""
LISTED = 200
"""Conversations in a list at most."""
_OWN = "conversation_id = (SELECT id FROM conversations WHERE id = ? AND owner = ?)"


class Ending(StrEnum):
    """How an exchange ended."""

    OPEN = "open"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """The server ended, or was killed, while it answered."""
    WITHDRAWN = "withdrawn"
    """The answer quoted an article that was deleted since, and went with it."""


class ConversationSummary(Frozen):
    """A line of the list of conversations."""

    id: str
    title: str
    updated: datetime
    exchanges: int


class KeptExchange(Frozen):
    """A question and how it ended; ``good`` is what a person thought of the answer."""

    question: str
    ending: Ending
    answer: Answer | None = None
    error: str = ""
    good: bool | None = None
    reason: str = ""


class Conversations:
    """What one person asked and was answered, so that a restart loses nothing.

    :param owner: whose conversations these are; an empty one is whoever asks where nobody has to log in. Those of others
        can be neither seen nor changed: to every method they do not exist.
    """

    def __init__(self, database: Database, owner: str = "") -> None:
        self._database = database
        self._owner = owner

    def of(self, owner: str) -> Conversations:
        """The conversations of another person."""
        return Conversations(self._database, owner)

    def begin(self, question: str) -> str:
        """Start a conversation; its title is the first question, until it is renamed."""
        id, now = uuid4().hex, _now()
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO conversations (id, title, started, updated, owner) VALUES (?, ?, ?, ?, ?)",
                (id, _title(question), now, now, self._owner),
            )
        return id

    def ask(self, id: str, question: str) -> int:
        """Note a question before it is answered; returns its number in the conversation, from 0.

        :raises InputError: when there is no such conversation (any more).
        """
        with self._database.transaction() as connection:
            self._touch(connection, id)
            number = int(
                connection.execute("SELECT count(*) FROM exchanges WHERE conversation_id = ?", (id,)).fetchone()[0]
            )
            connection.execute(
                "INSERT INTO exchanges VALUES (?, ?, ?, ?, '', '', NULL, '')", (id, number, question, Ending.OPEN)
            )
        return number

    def end(self, id: str, number: int, ending: Ending, answer: Answer | None = None, error: str = "") -> None:
        """Note how a question ended; nothing happens when its conversation was deleted meanwhile."""
        kept = answer.model_dump_json() if answer else ""
        with self._database.transaction() as connection:
            connection.execute(
                f"UPDATE exchanges SET ending = ?, answer = ?, error = ? WHERE {_OWN} AND number = ?",
                (ending, kept, error, id, self._owner, number),
            )

    def replace(
        self, id: str, number: int, question: str, ending: Ending, answer: Answer | None = None, error: str = ""
    ) -> None:
        """Put a question that was asked again, or was edited, in the place of an exchange, with how it ended.

        What people thought of the earlier answer goes with it. A title that nobody chose follows the first question.
        """
        kept = answer.model_dump_json() if answer else ""
        with self._database.transaction() as connection:
            first = connection.execute(f"SELECT question FROM exchanges WHERE {_OWN} AND number = 0", (id, self._owner))
            if number == 0 and (row := first.fetchone()):
                connection.execute(
                    "UPDATE conversations SET title = ? WHERE id = ? AND title = ?",
                    (_title(question), id, _title(row[0])),
                )
            connection.execute(
                "UPDATE exchanges SET question = ?, ending = ?, answer = ?, error = ?, good = NULL, reason = '' "
                f"WHERE {_OWN} AND number = ?",
                (question, ending, kept, error, id, self._owner, number),
            )

    def rate(self, id: str, number: int, good: bool | None, reason: str = "") -> None:
        """Keep what a person thought of an answer; ``None`` takes it back."""
        with self._database.transaction() as connection:
            connection.execute(
                f"UPDATE exchanges SET good = ?, reason = ? WHERE {_OWN} AND number = ?",
                (good, reason[:REASON], id, self._owner, number),
            )

    def summaries(self, containing: str = "") -> list[ConversationSummary]:
        """The conversations, the latest first; only those with these words in title, a question or an answer."""
        rows = self._database.rows(
            "SELECT c.id, c.title, c.updated, (SELECT count(*) FROM exchanges e WHERE e.conversation_id = c.id) "
            "FROM conversations c WHERE c.owner = ?3 AND (?1 = '' OR instr(lower(c.title), ?1) OR EXISTS (SELECT 1 "
            "FROM exchanges e WHERE e.conversation_id = c.id "
            "AND (instr(lower(e.question), ?1) OR instr(lower(e.answer), ?1)))) ORDER BY c.updated DESC LIMIT ?2",
            (containing.strip().lower(), LISTED, self._owner),
        )
        return [ConversationSummary(id=row[0], title=row[1], updated=row[2], exchanges=row[3]) for row in rows]

    def read(self, id: str) -> list[KeptExchange]:
        """The exchanges of a conversation, oldest first.

        :raises InputError: when there is no such conversation.
        """
        if not self._database.rows("SELECT 1 FROM conversations WHERE id = ? AND owner = ?", (id, self._owner)):
            raise _gone(id)
        rows = self._database.rows(
            "SELECT question, ending, answer, error, good, reason FROM exchanges WHERE conversation_id = ? "
            "ORDER BY number",
            (id,),
        )
        return [_exchange(row) for row in rows]

    def rename(self, id: str, title: str) -> None:
        """Give a conversation another title.

        :raises InputError: when the title is empty, or there is no such conversation.
        """
        if not title.strip():
            raise InputError("The title of a conversation cannot be empty.", hint="Type a few words.")
        with self._database.transaction() as connection:
            renamed = connection.execute(
                "UPDATE conversations SET title = ? WHERE id = ? AND owner = ?", (_title(title), id, self._owner)
            )
            if not renamed.rowcount:
                raise _gone(id)

    def delete(self, id: str) -> bool:
        """Remove a conversation with all that was said; false when it is not there."""
        with self._database.transaction() as connection:
            gone = connection.execute(
                "DELETE FROM conversations WHERE id = ? AND owner = ?", (id, self._owner)
            ).rowcount
        self._database.forget_deleted()
        return bool(gone)

    def interrupt(self) -> None:
        """Mark what was being answered, for whomever, when the process before ended; called when a server starts."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE exchanges SET ending = ? WHERE ending = ?", (Ending.INTERRUPTED, Ending.OPEN))

    def withdraw(self, article_id: str) -> None:
        """Remove everybody's answers that hold words of an article, which is being deleted; their questions stay."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE exchanges SET ending = ?, answer = '' WHERE instr(answer, ?)", (Ending.WITHDRAWN, article_id)
            )

    def _touch(self, connection: sqlite3.Connection, id: str) -> None:
        touched = connection.execute(
            "UPDATE conversations SET updated = ? WHERE id = ? AND owner = ?", (_now(), id, self._owner)
        )
        if not touched.rowcount:
            raise _gone(id)


def _exchange(row: tuple[Any, ...]) -> KeptExchange:
    question, ending, answer, error, good, reason = row
    return KeptExchange(
        question=question,
        ending=Ending(ending),
        answer=Answer.model_validate_json(answer) if answer else None,
        error=error,
        good=None if good is None else bool(good),
        reason=reason,
    )


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE else f"{line[: TITLE - 1].rstrip()}…"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _gone(id: str) -> InputError:
    return InputError(f"There is no conversation {id[:12]}.", hint="It may have been deleted; start a new one.")
