"""Products in the processor's own order, and threads that use one core each."""

from __future__ import annotations

import threading

import pytest
import torch

from assistant.models.projection import Projection
from assistant.models.streams import streams


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float32, 1e-5), (torch.bfloat16, 2e-2)])
def test_a_projection_is_a_linear_layer(dtype: torch.dtype, tolerance: float) -> None:
    weight, bias, states = torch.randn(24, 16).to(dtype), torch.randn(24).to(dtype), torch.randn(7, 16).to(dtype)
    with torch.inference_mode():
        expected = torch.nn.functional.linear(states, weight, bias)
        assert torch.allclose(Projection(weight, bias)(states), expected, rtol=tolerance, atol=tolerance)


def test_streams_use_a_core_each_and_leave_the_others_as_they_were() -> None:
    before = torch.get_num_threads()
    both = threading.Barrier(2)
    with streams(2) as pool:
        told = [pool.submit(lambda: (both.wait(30), torch.get_num_threads())) for _ in range(2)]
        assert [each.result(30)[1] for each in told] == [1, 1]
    assert torch.get_num_threads() == before
    later: list[int] = []
    thread = threading.Thread(target=lambda: later.append(torch.get_num_threads()))
    thread.start()
    thread.join()
    assert later == [before]


def test_an_error_ends_the_streams() -> None:
    begun: list[int] = []

    def work(number: int) -> float:
        begun.append(number)
        return 1 / (number - 1)

    def pass_over_all() -> None:
        with streams(2) as pool:
            list(pool.map(work, range(1, 2000)))

    with pytest.raises(ZeroDivisionError):
        pass_over_all()
    assert len(begun) < 1999
    assert not [each for each in threading.enumerate() if each.name.startswith("citedesk-embedding")]
