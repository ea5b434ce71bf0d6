"""Environment variables that must be set before the heavy libraries are imported: no telemetry, no hub, no tracing."""

from __future__ import annotations

import os

QUIET = {
    "ORT_DISABLE_TELEMETRY": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "TOKENIZERS_PARALLELISM": "false",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "DO_NOT_TRACK": "1",
}
"""Forced whatever the caller's environment says: a stray tracing variable would send articles away."""

MANNERS = {"OMP_WAIT_POLICY": "PASSIVE", "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "128"}
"""Defaults for threads and memory. Waiting threads sleep rather than spin, which on busy cores makes embedding 2-4 times as
fast. oneDNN keeps a kernel for every length of a batch, of its own accord 1,024 of them, which is most of a gigabyte; 128
are as fast (``docs/performance.md`` has the figures)."""

OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
"""Defaults that ``CITEDESK_NETWORK=1`` leaves alone, so that a model may be fetched from a hub."""


def prepare() -> None:
    """Set the variables; called by ``import assistant`` before anything else is imported."""
    os.environ.update(QUIET)
    for name, value in MANNERS.items():
        os.environ.setdefault(name, value)
    if os.environ.get("CITEDESK_NETWORK", "") not in {"1", "true"}:
        for name, value in OFFLINE.items():
            os.environ.setdefault(name, value)
