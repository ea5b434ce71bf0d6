"""The embedded chat model as a LangChain chat model; its server starts with the first question."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import agenerate_from_stream, generate_from_stream
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, Field, PrivateAttr

from assistant.models.faults import Fault, ModelFault, fault_of
from assistant.models.llama_process import Endpoint
from assistant.models.local_server import LocalServer

if TYPE_CHECKING:
    from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
    from langchain_openai import ChatOpenAI

SEED = 7
CONNECT_SECONDS = 5.0


class LocalChat(BaseChatModel):
    """A chat model answered by a server of our own on this machine.

    Everything goes through ``ChatOpenAI`` pointed at the loopback address; no token leaves the machine, and nothing is
    retried: a server that died is replaced at the next call. An answer always comes as a stream, also where it is
    wanted whole, so that a slow answer is told from a server that hangs.

    :param start: returns the server; called once, at the first use, so that weights are assembled only when needed.
    :param answer_tokens: the longest answer.
    :param silence_seconds: how long the server may send nothing at all; while it reads a prompt it sends signs of life.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    start: Callable[[], LocalServer] = Field(exclude=True, repr=False)
    answer_tokens: int = 320
    silence_seconds: float = 60.0
    _server: LocalServer | None = PrivateAttr(default=None)
    _client: tuple[Endpoint, ChatOpenAI] | None = PrivateAttr(default=None)

    @property
    def _llm_type(self) -> str:
        return "citedesk-local"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": "local", "answer_tokens": self.answer_tokens, "seed": SEED}

    @property
    def server(self) -> LocalServer:
        """The server behind this model; it may not be running yet."""
        if self._server is None:
            self._server = self.start()
        return self._server

    def get_num_tokens(self, text: str) -> int:
        """Return how many tokens a text takes, by the model's own tokenizer; starts the server."""
        import httpx

        with self._answering() as endpoint:
            response = httpx.post(
                f"{endpoint.address}/tokenize",
                json={"content": text},
                headers={"Authorization": f"Bearer {endpoint.key}"},
                timeout=self.silence_seconds,
                trust_env=False,
            )
            response.raise_for_status()
            return len(response.json()["tokens"])

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        with self._answering() as endpoint:
            ended = False
            for chunk in self._chat(endpoint)._stream(messages, stop, run_manager, **kwargs):
                self.server.heard()
                ended = ended or _is_end(chunk)
                yield chunk
            if not ended:
                raise ModelFault(Fault.CUT)

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return await agenerate_from_stream(self._astream(messages, stop, run_manager, **kwargs))

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        await self._start_aside()
        with self._answering() as endpoint:
            ended = False
            async for chunk in self._chat(endpoint)._astream(messages, stop, run_manager, **kwargs):
                self.server.heard()
                ended = ended or _is_end(chunk)
                yield chunk
            if not ended:
                raise ModelFault(Fault.CUT)

    async def _start_aside(self) -> None:
        """Start the server in a thread, so that the event loop goes on while the model loads."""
        import asyncio

        await asyncio.to_thread(lambda: self.server.ensure_alive())

    @contextmanager
    def _answering(self) -> Iterator[Endpoint]:
        import httpx
        import openai

        with self.server.request() as endpoint:
            try:
                yield endpoint
            except (openai.APITimeoutError, httpx.TimeoutException) as error:
                self.server.report_silence()
                raise ModelFault(Fault.SILENT, seconds=self.silence_seconds) from error
            except (openai.APIConnectionError, httpx.TransportError) as error:
                raise ModelFault(Fault.CUT) from error  # it died, and is started anew at the next call
            except (openai.APIError, httpx.HTTPStatusError) as error:
                raise fault_of(error) from error

    def _chat(self, endpoint: Endpoint) -> ChatOpenAI:
        if self._client is None or self._client[0] != endpoint:
            self._client = (endpoint, self._connect(endpoint))
        return self._client[1]

    def _connect(self, endpoint: Endpoint) -> ChatOpenAI:
        import httpx
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        timeout = httpx.Timeout(self.silence_seconds, connect=CONNECT_SECONDS)
        once = httpx.Limits(max_keepalive_connections=0)  # a kept connection would be tied to one event loop
        return ChatOpenAI(
            model="local",
            base_url=endpoint.base_url,
            api_key=SecretStr(endpoint.key),
            max_retries=0,
            stream_usage=True,
            stream_chunk_timeout=None,
            timeout=timeout,
            temperature=0,
            seed=SEED,
            max_completion_tokens=self.answer_tokens,
            # proxies of the environment are for the outside world, not for the loopback
            http_client=httpx.Client(timeout=timeout, limits=once, trust_env=False),
            http_async_client=httpx.AsyncClient(timeout=timeout, limits=once, trust_env=False),
        )


def _is_end(chunk: ChatGenerationChunk) -> bool:
    """Whether a piece says why the answer ended; a stream that was cut has none that does."""
    return bool((chunk.generation_info or {}).get("finish_reason"))
