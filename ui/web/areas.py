"""Areas of the page whose HTML the server draws, and the script that makes their buttons act."""

from __future__ import annotations

import re
from pathlib import Path

import gradio as gr

FOLDER = Path(__file__).with_name("script")
WHOLE = "\n".join(
    (FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in ("page", "chat", "articles", "access")
)
EVALUATING = (FOLDER / "evaluation.js").read_text(encoding="utf-8")
_CALLED = re.compile(r'trigger\("(\w+)"')
_BRINGS = """window.citedeskScripts = %s;
(window.citedeskAwaits || []).forEach((wire) => wire());
"""
_WIRES = """// %s
const wire = () => window.citedeskScripts.%s(element, trigger, upload, watch);
if (window.citedeskScripts) wire(); else (window.citedeskAwaits = window.citedeskAwaits || []).push(wire);
"""


def area(name: str, value: str = "") -> gr.HTML:
    """Create an area with the script of the page.

    :param name: its ``id`` on the page.
    """
    return _html(name, _stub("page", WHOLE), value)


def evaluation_area(name: str) -> gr.HTML:
    """Create an area with the script of the evaluation view."""
    return _html(name, _stub("evaluation", EVALUATING))


def script_area(name: str) -> gr.HTML:
    """Create the one area that brings the scripts, for all others; it has that of the page itself.

    Each message about an area makes Gradio look through the area's script for names of events, several dozen times, on
    the loop that serves everybody: with 20 kB in each, that was a fifth of what an answer cost.
    """
    made = ", ".join(
        f"{key}: (element, trigger, upload, watch) => {{\n{script}\n}}"
        for key, script in (("page", WHOLE), ("evaluation", EVALUATING))
    )
    return _html(name, _BRINGS % f"{{{made}}}" + _stub("page", WHOLE))


def _stub(key: str, script: str) -> str:
    """What an area itself carries: the names of its events, in quotes as Gradio wants them, and a call of the script."""
    events = ", ".join(f'"{event}"' for event in sorted(set(_CALLED.findall(script))))
    return _WIRES % (events, key)


def _html(name: str, script: str, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False, padding=False)
