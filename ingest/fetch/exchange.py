"""One request and its response, over one connection, without redirects."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache

import httpcore

from ingest.fetch.address import Address
from ingest.fetch.body import read_body, too_large
from ingest.fetch.connection import Connector, PinnedBackend
from ingest.fetch.deadline import Deadline
from ingest.fetch.errors import FetchError, LimitError, StatusError, TemporaryError

MOST_HEADERS = 200
"""Most header lines of a response."""
HEADER_BYTES = 65_536
"""Most bytes of all headers together; httpcore itself stops reading them at 100 KiB."""
BUSY = frozenset({408, 425, 429})
"""Statuses below 500 after which the same request may succeed later."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered: names of headers in lower case, the first of each; the body only of a status 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    def header(self, name: str) -> str:
        """A header's value, or an empty string."""
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a response may cost: bytes of its body, and seconds to connect."""

    max_bytes: int
    connect_seconds: float


def exchange(
    address: Address,
    headers: Mapping[str, str],
    pinned: list[str],
    *,
    connector: Connector,
    deadline: Deadline,
    limits: Limits,
) -> Response:
    """Send one GET request to a host at its checked IP addresses.

    Variables that name a proxy are not read: a proxy would look the name up once more, by itself.

    :raises TemporaryError: if nobody answers, or the connection breaks.
    :raises LimitError: if the answer is too slow, too large, or packed beyond the ratio.
    :raises FetchError: if the answer is no HTTP, or its certificate is not valid for the host.
    """
    backend = PinnedBackend(pinned, connector, deadline, limits.connect_seconds)
    url = httpcore.URL(
        scheme=address.scheme.encode(), host=address.host.encode(), port=address.port, target=address.target.encode()
    )
    fields = {"Host": address.authority, **headers, "Accept-Encoding": "gzip", "Connection": "close"}
    with (
        _translated(address, deadline),
        httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend, max_connections=1) as pool,
        pool.stream("GET", url, headers=list(fields.items())) as answer,
    ):
        found = _headers(answer.headers)
        declared = found.get("content-length", "")
        if declared.isdecimal() and int(declared) > limits.max_bytes:
            raise too_large(limits.max_bytes)
        if answer.status != 200:
            return Response(answer.status, found)
        body = read_body(answer.iter_stream(), found.get("content-encoding", ""), limits.max_bytes)
        return Response(answer.status, found, body)


def check_status(response: Response, now: float) -> None:
    """Raise what any status but 200 and 304 means.

    :param now: seconds since 1970, for a ``Retry-After`` that is a date.
    :raises TemporaryError: for a server that is busy or broken.
    :raises StatusError: for any other.
    """
    if response.status in {200, 304}:
        return
    said = f"The server answered {response.status}."
    if response.status >= 500 or response.status in BUSY:
        raise TemporaryError(said, retry_after=retry_after(response.header("retry-after"), now))
    wants_login = response.status in {401, 402, 403, 407, 451}
    hint = "It wants a login or refuses programs; save the page by hand if you may." if wants_login else ""
    raise StatusError(said, response.status, hint=hint)


def retry_after(value: str, now: float) -> float:
    """Seconds of a ``Retry-After`` header, which is a number or a date; 0 for none and for what is neither."""
    if value.strip().isascii() and value.strip().isdecimal():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (TypeError, ValueError, IndexError, OverflowError):
        return 0.0


@contextmanager
def _translated(address: Address, deadline: Deadline) -> Iterator[None]:
    """Errors of the connection as errors of ours."""
    try:
        yield
    except httpcore.TimeoutException as error:
        if isinstance(error, httpcore.ConnectTimeout):
            raise TemporaryError(f"{address.host} does not answer.") from None
        raise deadline.passed() from None
    except httpcore.ConnectError as error:
        if "CERTIFICATE" in str(error).upper():
            raise FetchError(f"The certificate of {address.host} is not valid: {error}.") from None
        raise TemporaryError(f"{address.host} cannot be reached: {error}.") from None
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
        raise TemporaryError(f"The connection to {address.host} broke off: {error}.") from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(f"{address.host} does not speak HTTP as it should: {error}.") from None


def _headers(pairs: list[tuple[bytes, bytes]]) -> dict[str, str]:
    size = sum(len(name) + len(value) for name, value in pairs)
    if len(pairs) > MOST_HEADERS or size > HEADER_BYTES:
        raise LimitError(f"The server sent {len(pairs):,} headers of {size:,} bytes.")
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name.decode("latin-1").lower(), _text(value))
    return found


def _text(value: bytes) -> str:
    """A header's value: UTF-8, which Korean servers put into ``Location``, or else Latin-1."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


@cache
def _tls() -> ssl.SSLContext:
    return httpcore.default_ssl_context()
