"""Names to IP addresses, every one of them checked before any is connected to."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Sequence

from ingest.fetch.address import Address
from ingest.fetch.deadline import Deadline
from ingest.fetch.errors import FetchError, ForbiddenAddressError, TemporaryError
from ingest.fetch.networks import why_forbidden

Resolver = Callable[[str, int], Sequence[str]]
"""From a host and a port to IP addresses; raises :class:`OSError` if there is none."""


def system_resolver(host: str, port: int) -> list[str]:
    """The IP addresses that this machine's resolver knows, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve(address: Address, resolver: Resolver, deadline: Deadline) -> list[str]:
    """The public IP addresses of a host.

    A name with one forbidden address among public ones is refused as a whole: nobody mixes them in good faith.

    :raises ForbiddenAddressError: if any of its addresses is not public.
    :raises TemporaryError: if the resolver does not answer.
    :raises FetchError: if there is no such name.
    """
    answer = _ask(address, resolver, deadline)
    if isinstance(answer, OSError):
        raise _unresolved(address, answer)
    for found in answer:
        reason = why_forbidden(found)
        if reason:
            raise ForbiddenAddressError(f"{address} is not fetched: {address.host} leads to {found}, {reason}.")
    if not answer:
        raise FetchError(f"There is no host {address.host}.")
    return list(answer)


def _ask(address: Address, resolver: Resolver, deadline: Deadline) -> Sequence[str] | OSError:
    """Ask in a thread, since a resolver takes no limit of time."""
    answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolver(address.host, address.port))
        except OSError as error:
            answers.put(error)
        except UnicodeError:  # getaddrinfo, for a label that its own codec refuses
            answers.put(OSError("not a valid name"))

    threading.Thread(target=look_up, name="resolver", daemon=True).start()
    try:
        return answers.get(timeout=deadline.left())
    except queue.Empty:
        raise deadline.passed() from None


def _unresolved(address: Address, error: OSError) -> FetchError:
    if error.errno == socket.EAI_AGAIN:  # the resolver itself is away, whatever the name
        return TemporaryError(f"{address.host} could not be looked up: {error.strerror or error}.")
    return FetchError(f"There is no host {address.host}.", hint="Check the address and the network.")
