"""Under what conditions figures were measured."""

from __future__ import annotations

import os
import platform
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.models.processor import cores

PACKAGES = ("citedesk", "torch", "sentence-transformers", "chromadb", "langchain-core", "langchain-chroma")


def conditions() -> str:
    """Date, processor, cores, load and versions, in one line; call it when the measuring is done."""
    python = f"Python {platform.python_version()}"
    versions = ", ".join(filter(None, map(_version, PACKAGES)))
    today = datetime.now().astimezone().strftime("%Y-%m-%d")
    return f"{today}; {_processor()}, {cores()} cores, load average {_load()}; {python}, {versions}"


def _load() -> str:
    """Processes that ran or waited in the last 1 and 15 minutes; more than the cores means a busy machine."""
    if not hasattr(os, "getloadavg"):
        return "unknown"
    one, _, fifteen = os.getloadavg()
    return f"{one:.1f} (1 min), {fifteen:.1f} (15 min)"


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
