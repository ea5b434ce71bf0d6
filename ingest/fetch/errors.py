"""Why an address was not fetched."""

from __future__ import annotations

from assistant.errors import InputError


class FetchError(InputError):
    """An address cannot be fetched; asking again would change nothing."""


class ForbiddenAddressError(FetchError):
    """An address, or what its name resolves to, is not on the public internet, or is spelt so that it may mislead."""


class RobotsError(FetchError):
    """The site's robots.txt does not let Citedesk fetch an address."""


class LimitError(FetchError):
    """A server exceeded a limit: of time, size, compression, headers or redirects."""


class StatusError(FetchError):
    """A server answered with a status that means no page.

    :param status: that status.
    """

    def __init__(self, message: str, status: int, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.status = status


class TemporaryError(FetchError):
    """A server is away or busy; it may answer later.

    :param retry_after: seconds that the server asked to be left alone; 0 if it named none.
    """

    def __init__(self, message: str, *, hint: str = "", retry_after: float = 0.0) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after
