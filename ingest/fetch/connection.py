"""Connections to an IP address that was checked, and to no other; every wait on them ends with the deadline."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from ingest.fetch.deadline import Deadline

Connector = Callable[[str, int, float], httpcore.NetworkStream]
"""From an IP address, a port and a limit in seconds to an open connection."""


def connect_tcp(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """Open a TCP connection.

    :raises httpcore.ConnectError, httpcore.ConnectTimeout: if nobody answers there.
    """
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the given IP addresses, whatever host is asked for: what was checked is what is used.

    Name and certificate of the host still hold for TLS, since only the connection below it is replaced.

    :param addresses: checked IP addresses, tried in order.
    :param connect_seconds: how long each may take to answer.
    """

    def __init__(
        self, addresses: Sequence[str], connector: Connector, deadline: Deadline, connect_seconds: float
    ) -> None:
        self._addresses = addresses
        self._connector = connector
        self._deadline = deadline
        self._connect_seconds = connect_seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first checked address that answers."""
        failed: Exception = httpcore.ConnectError("no address")
        for address in self._addresses:
            try:
                stream = self._connector(address, port, self._deadline.left(self._connect_seconds))
                return _LimitedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


class _LimitedStream(httpcore.NetworkStream):
    """A connection whose every operation has the time that is left of the whole."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _LimitedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
