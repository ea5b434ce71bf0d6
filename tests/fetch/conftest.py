"""Fixtures of the tests of fetching: a small internet on the loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fetch_world import World


@pytest.fixture
def world() -> Iterator[World]:
    with World() as made:
        yield made
