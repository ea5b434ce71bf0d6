"""How a chat model may fail, in words for whoever asked: told from whatever a provider's client raises."""

from __future__ import annotations

import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

from assistant.errors import ModelError


class Fault(StrEnum):
    """What went wrong, as far as it changes what to do next."""

    BUSY = "busy"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    STALLED = "stalled"
    SLOW = "slow"
    CUT = "cut"
    KEY = "key"
    UNKNOWN = "unknown"
    TOO_LONG = "too long"
    REJECTED = "rejected"
    FILTERED = "filtered"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    BROKEN = "broken"


PASSING = frozenset({Fault.BUSY, Fault.SERVER, Fault.UNREACHABLE, Fault.CUT, Fault.UNREADABLE})
"""Faults that may be gone at the next try. Silence is none, since the time for an answer went by with it; nor is an empty answer,
which the same prompt brings again."""

_SAID = {
    Fault.BUSY: {"ko": "모델 서버가 요청을 더 받지 않습니다.", "en": "The model's server takes no more requests just now."},
    Fault.SERVER: {"ko": "모델 서버에 오류가 났습니다.", "en": "The model's server had an error."},
    Fault.UNREACHABLE: {"ko": "모델 서버에 연결할 수 없습니다.", "en": "The model's server cannot be reached."},
    Fault.SILENT: {
        "ko": "모델이 {seconds:.0f}초 안에 답을 시작하지 않았습니다.",
        "en": "The chat model gave no answer within {seconds:.0f} seconds.",
    },
    Fault.STALLED: {
        "ko": "모델이 쓰다가 {seconds:.0f}초 넘게 멈췄습니다.",
        "en": "The chat model stopped writing for {seconds:.0f} seconds.",
    },
    Fault.SLOW: {
        "ko": "모델의 답이 {seconds:.0f}초 안에 끝나지 않았습니다.",
        "en": "The chat model was not done within {seconds:.0f} seconds.",
    },
    Fault.CUT: {"ko": "모델의 답이 도중에 끊겼습니다.", "en": "The chat model's answer broke off."},
    Fault.KEY: {"ko": "모델 서버가 열쇠(API 키)를 받아들이지 않습니다.", "en": "The model's server refuses the key."},
    Fault.UNKNOWN: {"ko": "모델 서버에 그런 모델이 없습니다.", "en": "The model's server knows no such model."},
    Fault.TOO_LONG: {"ko": "질문과 기사 문장이 모델에 너무 깁니다.", "en": "Question and sentences are too long for the model."},
    Fault.REJECTED: {"ko": "모델 서버가 요청을 거절했습니다.", "en": "The model's server rejected the request."},
    Fault.FILTERED: {"ko": "모델 제공자가 답을 막았습니다.", "en": "The model's provider held the answer back."},
    Fault.EMPTY: {"ko": "모델이 아무것도 쓰지 않았습니다.", "en": "The chat model wrote nothing."},
    Fault.UNREADABLE: {"ko": "모델 서버의 응답을 읽을 수 없습니다.", "en": "What the model's server sent cannot be read."},
    Fault.BROKEN: {"ko": "모델을 쓸 수 없습니다.", "en": "The chat model failed."},
}  # fmt: skip

_HINTS = {
    Fault.KEY: "Check the provider's variable, such as OPENAI_API_KEY.",
    Fault.UNKNOWN: "Check the setting `model`.",
    Fault.UNREACHABLE: "Check the setting `base_url` and that the server runs.",
    Fault.TOO_LONG: "Shorten the question, or raise the setting `context` if the model can take more.",
    Fault.BROKEN: "`citedesk models` shows what is there.",
}


class ModelFault(ModelError):
    """A chat model failed while it was asked.

    :param fault: what kind of failure it was.
    :param seconds: how long it was waited for, where that is the failure.
    :param after: seconds after which the server asks to be tried again, where it says so.
    :param detail: what helps to find the cause; never text that a server sent, which may hold a key.
    """

    def __init__(self, fault: Fault, *, seconds: float = 0.0, after: float | None = None, detail: str = "") -> None:
        self.fault = fault
        self.seconds = seconds
        self.after = after
        hint = _HINTS.get(fault, "Try again, or use the model `extractive`.")
        super().__init__(f"{self.said('en')} {detail}".strip(), hint=hint)

    @property
    def passing(self) -> bool:
        """Whether another try may help."""
        return self.fault in PASSING

    def said(self, language: str) -> str:
        """One sentence for whoever asked, in Korean ("ko") or English."""
        return _SAID[self.fault][language].format(seconds=self.seconds)


def told(error: ModelError, language: str) -> str:
    """What to say of a model's error; the words of errors that are no faults exist in English only."""
    return error.said(language) if isinstance(error, ModelFault) else error.message


def fault_of(error: Exception) -> ModelError:
    """What an exception of a provider's client means; errors of our own come back as they are.

    Clients differ, but all carry the status of the answer (``status_code``, by itself or in ``response``), or were raised from an
    error of the connection.
    """
    if isinstance(error, ModelError):
        return error
    status = _status_of(error)
    if status is not None:
        return ModelFault(_by_status(status, str(error)), after=_after(error), detail=f"(HTTP {status})")
    causes = list(_causes(error))
    for fault, kinds in _KINDS.items():
        if any(name in kinds for cause in causes for name in _names(cause)):
            return ModelFault(fault, detail=f"({type(error).__name__})")
    return ModelFault(Fault.BROKEN, detail=f"({type(error).__name__})")


_KINDS = {
    Fault.SILENT: {"TimeoutError", "TimeoutException", "APITimeoutError", "StreamChunkTimeoutError"},
    Fault.CUT: {"RemoteProtocolError", "IncompleteRead", "ReadError", "ConnectionResetError", "ConnectionAbortedError"},
    Fault.UNREACHABLE: {"ConnectError", "ConnectionRefusedError", "gaierror", "SSLError", "TransportError"}
    | {"APIConnectionError", "ConnectionError"},
    Fault.UNREADABLE: {"JSONDecodeError", "UnicodeDecodeError", "DecodingError", "APIResponseValidationError"}
    | {"LocalProtocolError"},
    Fault.SERVER: {"APIError", "APIStatusError"},
}
"""Names of exceptions, their own or of a class they descend from, by what they mean; looked through in this order."""


def _names(error: BaseException) -> Iterator[str]:
    return (kind.__name__ for kind in type(error).__mro__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _status_of(error: Exception) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return _overloaded(getattr(error, "body", None))


def _overloaded(body: Any) -> int | None:
    """The status that an error inside of a stream stands for: it comes after the answer began with 200."""
    words = str(body).lower() if isinstance(body, dict) else ""
    if "overloaded" in words or "rate_limit" in words:
        return 529
    if isinstance(body, dict) and isinstance(body.get("code"), int):
        return int(body["code"])
    return None


def _by_status(status: int, words: str) -> Fault:
    if status in {429, 503, 529}:
        return Fault.BUSY
    if status in {408, 409, 425} or status >= 500:
        return Fault.SERVER
    if status == 413 or (status == 400 and _speaks_of_length(words.lower())):
        return Fault.TOO_LONG
    return {401: Fault.KEY, 403: Fault.KEY, 404: Fault.UNKNOWN}.get(status, Fault.REJECTED)


def _speaks_of_length(words: str) -> bool:
    return any(each in words for each in ("context", "too long", "too many tokens", "maximum length", "max_tokens"))


def _after(error: Exception) -> float | None:
    """Seconds of a ``Retry-After`` header: a number, or a date (RFC 9110, section 10.2.3)."""
    value = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None
