"""A linear layer whose weight lies in memory as the processor multiplies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

ROWS = 1024
"""Rows of a usual product, about the tokens of a batch; the order of the weight hardly depends on it."""


class Projection:
    """``states @ weight.T + bias``.

    oneDNN multiplies bfloat16 in blocks. A weight that is put in that order once, and not at each product, makes the product
    7 to 15 % faster; the numbers are the same.

    :param weight: shape (outputs, inputs).
    :param bias: shape (outputs,).
    """

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor) -> None:
        self._bias = bias
        self._packed = _packed(weight, bias)
        self._weight = weight if self._packed is None else None

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        """Multiply.

        :param states: shape (rows, inputs).
        :returns: shape (rows, outputs).
        """
        import torch

        if self._weight is not None:
            return torch.nn.functional.linear(states, self._weight, self._bias)
        return torch.as_tensor(_product(states, self._packed, self._bias))


def _product(states: torch.Tensor, packed: Any, bias: torch.Tensor) -> Any:
    import torch

    return torch.ops.mkldnn._linear_pointwise(states, packed, bias, "none", [], "")


def _packed(weight: torch.Tensor, bias: torch.Tensor) -> Any:
    """The weight in the processor's own order; ``None`` where torch offers none, which its versions and builds decide."""
    import torch

    if weight.dtype is not torch.bfloat16 or not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return None
    sample = torch.ones(1, weight.shape[1], dtype=weight.dtype)
    try:
        packed = torch.ops.mkldnn._reorder_linear_weight(weight.contiguous(), ROWS)
        made = _product(sample, packed, bias)
    except (AttributeError, RuntimeError, TypeError):
        return None
    return packed if torch.allclose(made, torch.nn.functional.linear(sample, weight, bias), rtol=0.05) else None
