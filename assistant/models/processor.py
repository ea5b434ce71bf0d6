"""What the processor can do: which number format a model should run in, and on how many threads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelError

if TYPE_CHECKING:
    import torch

DTYPES = ("auto", "bfloat16", "float32")


def cores() -> int:
    """Return the number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def torch_dtype(setting: str) -> torch.dtype:
    """Return the number format for a setting.

    :param setting: ``bfloat16``, ``float32``, or ``auto``: bfloat16 where the processor multiplies it natively.
        Elsewhere bfloat16 is emulated, and slower than float32.
    :raises ModelError: for another setting.
    """
    import torch

    if setting not in DTYPES:
        raise ModelError(f"There is no number format {setting!r}.", hint=f"Set dtype to one of {', '.join(DTYPES)}.")
    if setting == "auto":
        return torch.bfloat16 if has_bfloat16(_capabilities()) else torch.float32
    return torch.bfloat16 if setting == "bfloat16" else torch.float32


def has_bfloat16(capabilities: dict[str, Any]) -> bool:
    """Whether the processor has bfloat16 matrix products: AVX-512 BF16 or AMX.

    :param capabilities: what ``torch.cpu.get_capabilities()`` returns, by instruction set.
    """
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def _capabilities() -> dict[str, Any]:
    import torch

    ask = getattr(torch.cpu, "get_capabilities", None)  # not in older versions of torch
    if ask is not None:
        return dict(ask())
    return {
        "avx512_bf16": _supports("_is_avx512_bf16_supported"),
        "amx_bf16": _supports("_is_amx_tile_supported"),
    }


def _supports(name: str) -> bool:
    import torch

    check = getattr(torch.cpu, name, None)
    return bool(check and check())
