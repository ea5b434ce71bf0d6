"""A browser session's conversation, in the server's memory and for this session alone."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.answer import Answer, Citation, Draft, Evidence, EvidenceFound, Filters, Finished, StreamEvent, Turn

REMEMBERED_TURNS = 8
"""How many earlier turns are sent along with a question."""

KEPT_EXCHANGES = 50
"""How many exchanges a conversation holds and shows."""


class Stage(StrEnum):
    """How far an exchange has come."""

    WAITING = "waiting"
    FINDING = "finding"
    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


@dataclass
class Exchange:
    """A question and what has come back for it so far."""

    question: str
    stage: Stage = Stage.FINDING
    evidence: tuple[Evidence, ...] = ()
    draft: str = ""
    answer: Answer | None = None
    error: str = ""
    place: int = 0
    """Its place in the line of those that wait, from 1; 0 when it does not."""
    number: int | None = None
    """Its number in the conversation that is kept in the library; ``None`` for one that is not."""
    good: bool | None = None
    retaken: bool = False
    """Whether it takes the place of another in the library, once it has ended."""
    before: Exchange | None = None
    """The exchange with an answer that this one is to replace; until it has an answer itself, that one can come back."""
    suggested: tuple[str, ...] = ()
    """Questions that the library can answer too."""
    filters: Filters | None = None
    modelled: bool = False
    """Whether a chat model writes the answer, so that there is another way to answer."""
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long ago it was asked."""
        return time.monotonic() - self.began

    @property
    def open(self) -> bool:
        """Whether more is to come."""
        return self.stage in {Stage.WAITING, Stage.FINDING, Stage.WRITING}

    def take(self, event: StreamEvent) -> None:
        """Note one event of the assistant's stream."""
        if isinstance(event, EvidenceFound):
            self.evidence, self.stage, self.place = event.evidence, Stage.WRITING, 0
        elif isinstance(event, Draft):
            self.draft += event.delta
        elif isinstance(event, Finished):
            self.answer, self.evidence, self.stage = event.answer, event.answer.evidence, Stage.DONE
            self.before = None

    def wait(self, place: int, *, finding: bool) -> None:
        """Note the place in line, for its evidence or to be answered; 0 when the turn has come."""
        self.place = place
        self.stage = Stage.FINDING if finding else Stage.WAITING if place else Stage.WRITING

    def close(self, stage: Stage, error: str = "") -> None:
        """End an exchange that has not ended by itself."""
        if self.open:
            self.stage, self.error = stage, error


@dataclass
class Conversation:
    """The exchanges of one browser session, oldest first.

    ``owner`` is the id of whoever asked last, empty where nobody has to log in; ``kept`` is the id under which the library
    keeps it, once it does; ``keep`` whether it may. ``editing`` says that the next question takes the place of the last
    one. ``only`` are the articles that may answer, title by id; none means all.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    owner: str = ""
    kept: str = ""
    keep: bool = True
    stopping: bool = False
    editing: bool = False
    only: dict[str, str] = field(default_factory=dict)
    visits: int = 0

    @property
    def running(self) -> bool:
        """Whether a question is being answered."""
        return bool(self.exchanges) and self.exchanges[-1].open

    def begin(self, question: str) -> Exchange:
        """Add a question; the oldest exchanges go when there are very many."""
        return self._add(Exchange(question))

    def again(self, question: str) -> Exchange:
        """Put a question in the place of the last exchange, which comes back with :meth:`restore`."""
        last = self.exchanges.pop()
        before = last if last.answer else last.before
        return self._add(Exchange(question, number=last.number, retaken=last.number is not None, before=before))

    def restore(self) -> bool:
        """Bring back the exchange that the last one was to replace; false when there is none."""
        before = self.exchanges[-1].before if self.exchanges and not self.running else None
        if before is None or self.exchanges[-1].answer is not None:
            return False
        self.exchanges[-1] = before
        return True

    def _add(self, each: Exchange) -> Exchange:
        self.stopping = self.editing = False
        self.exchanges[:] = [*self.exchanges[1 - KEPT_EXCHANGES :], each]
        return each

    def clear(self) -> None:
        """Start anew; a question in progress is stopped, and what the library keeps stays there."""
        self.stopping, self.editing = True, False
        self.kept = ""
        self.exchanges.clear()

    def history(self) -> tuple[Turn, ...]:
        """Return the answered exchanges before the last one, for the assistant."""
        turns = [Turn.of(past.answer) for past in self.exchanges[:-1] if past.answer]
        return tuple(turns[-REMEMBERED_TURNS:])

    def answer_of(self, turn: str) -> Answer | None:
        """Return the answer of an exchange by its number, which comes back from the browser."""
        return self.exchanges[int(turn)].answer if _is_index(turn, len(self.exchanges)) else None

    def suggestion(self, reference: str) -> str:
        """Return the suggested question that a button (``turn:number``) of the browser stands for, or nothing."""
        turn, _, number = reference.partition(":")
        offered = self.exchanges[int(turn)].suggested if _is_index(turn, len(self.exchanges)) else ()
        return offered[int(number)] if _is_index(number, len(offered)) else ""

    def find(self, reference: str) -> Citation | Evidence | None:
        """Return what a mark (``turn:c:number``) or a card (``turn:e:number``) points at.

        References come back from the browser, so that anything may stand in them.
        """
        turn, _, rest = reference.partition(":")
        kind, _, number = rest.partition(":")
        if not (_is_index(turn, len(self.exchanges)) and kind in {"c", "e"}):
            return None
        exchange = self.exchanges[int(turn)]
        found: tuple[Citation | Evidence, ...] = exchange.evidence if kind == "e" else citations_of(exchange.answer)
        return found[int(number)] if _is_index(number, len(found)) else None


def citations_of(answer: Answer | None) -> tuple[Citation, ...]:
    """Return the citations of an answer in the order in which they are shown."""
    return tuple(citation for claim in (answer.claims if answer else ()) for citation in claim.citations)


Quote = tuple[str, int, int]
"""What makes two citations quote the same words: the article and the span."""


def quote_of(citation: Citation) -> Quote:
    """Return the words that a citation quotes, as a key."""
    return (citation.article_id, citation.start, citation.end)


def numbers_of(answer: Answer | None) -> dict[Quote, int]:
    """Return the number of each quote of an answer, from 1; the same words have the same number everywhere."""
    quotes = dict.fromkeys(quote_of(citation) for citation in citations_of(answer))
    return {quote: at for at, quote in enumerate(quotes, start=1)}


def _is_index(text: str, length: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9 and int(text) < length
