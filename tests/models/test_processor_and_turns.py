"""Number formats follow the processor; turns are given in order."""

from __future__ import annotations

import time
from threading import Thread

import pytest
import torch

from assistant.errors import ModelError
from assistant.models import processor
from assistant.models.turns import Turns


@pytest.mark.parametrize(
    ("capabilities", "expected"),
    [
        ({"avx512_bf16": True, "amx_bf16": False}, torch.bfloat16),
        ({"avx512_bf16": False, "amx_bf16": True}, torch.bfloat16),
        ({"avx512_bf16": False, "avx512_f": True}, torch.float32),
        ({"architecture": "aarch64"}, torch.float32),
    ],
)
def test_auto_takes_bfloat16_only_where_it_is_native(
    capabilities: dict[str, object], expected: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities, raising=False)
    assert processor.torch_dtype("auto") == expected


def test_older_torch_is_asked_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(torch.cpu, "get_capabilities", raising=False)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: True, raising=False)
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: False, raising=False)
    assert processor.torch_dtype("auto") == torch.bfloat16


def test_a_set_format_is_taken() -> None:
    assert processor.torch_dtype("float32") == torch.float32
    assert processor.torch_dtype("bfloat16") == torch.bfloat16
    with pytest.raises(ModelError, match="float64"):
        processor.torch_dtype("float64")


def test_a_thread_that_comes_back_waits_behind_the_others() -> None:
    turns, order = Turns(), []

    def question() -> None:
        with turns:
            order.append("question")

    with turns:
        asking = Thread(target=question)
        asking.start()
        while not turns._waiting:
            time.sleep(0.001)
    with turns:
        order.append("next batch")
    asking.join(5)
    assert order == ["question", "next batch"]


def test_an_error_inside_passes_the_turn_on() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="inside"), turns:
        raise ValueError("inside")
    with turns:
        pass
    assert not turns._taken
