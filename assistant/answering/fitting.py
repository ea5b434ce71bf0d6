"""Prompts that fit: how much a model can read, and how much of the evidence goes into that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

ASCII_TOKENS, OTHER_TOKENS, MESSAGE_TOKENS = 0.4, 1.2, 8
"""Tokens of a character and of a message's frame, estimated high: the tokenizers of Qwen 2.5, Llama 3 and GPT-4o need 0.2 to 0.3
tokens for an English character and 0.5 to 1 for a Hangul syllable. Counting exactly would need each model's own tokenizer."""

Prompting = Callable[[int], "Sequence[BaseMessage]"]
"""Makes the messages with so many of the best evidence sentences."""


def tokens_of(messages: Sequence[BaseMessage]) -> int:
    """About how many tokens messages take, rather too many than too few."""
    texts = [str(message.text) for message in messages]
    ascii_letters = sum(char.isascii() for text in texts for char in text)
    others = sum(map(len, texts)) - ascii_letters
    return round(ascii_letters * ASCII_TOKENS + others * OTHER_TOKENS) + MESSAGE_TOKENS * len(texts)


def room_of(model: BaseChatModel, settings: Settings) -> int:
    """How many tokens a prompt may have.

    :param model: its profile says how much it reads, where LangChain knows it; elsewhere the setting ``context`` does.
    """
    known = getattr(model, "profile", None) or {}
    reads = known.get("max_input_tokens")
    return (reads if isinstance(reads, int) and reads > 0 else settings.context) - settings.answer_tokens


def most_that_fit(prompting: Prompting, most: int, room: int) -> int:
    """The greatest number of sentences, ``most`` at most, with which a prompt fits; 0 if it does not even with one."""
    return next((count for count in range(most, 0, -1) if tokens_of(prompting(count)) <= room), 0)
