"""How the page looks: Gradio's variables for light and dark, with fonts of the reader's own machine."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

FOLDER = Path(__file__).with_name("style")
BASE = FOLDER / "page.css"
ELSEWHERE = FOLDER / "login.css"
"""The style of a page that stands by itself."""
STYLES = (BASE, *sorted(path for path in FOLDER.glob("*.css") if path not in {BASE, ELSEWHERE}))
"""The base, then a file for each view."""
FONTS = (
    "Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", "system-ui", "sans-serif",
)  # fmt: skip
MONOSPACE = ("ui-monospace", "Consolas", "monospace")


def make_theme() -> gr.themes.Base:
    """Return the theme; no font or style of it comes from another host."""
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.indigo,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
        font=[gr.themes.Font(name) for name in FONTS],
        font_mono=[gr.themes.Font(name) for name in MONOSPACE],
    )
    return theme.set(
        body_background_fill="#f7f6f3",
        body_background_fill_dark="#16171a",
        body_text_color="#1d1d1f",
        body_text_color_dark="#e9e7e2",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#1e2024",
        background_fill_secondary="#f7f6f3",
        background_fill_secondary_dark="#16171a",
        border_color_primary="#e2dfd8",
        border_color_primary_dark="#35383e",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        input_background_fill="#ffffff",
        input_background_fill_dark="#1e2024",
        checkbox_background_color_selected="#2f3e9e",
        checkbox_background_color_selected_dark="#5b6bd5",
        checkbox_border_color_selected="#2f3e9e",
        checkbox_border_color_selected_dark="#5b6bd5",
        button_primary_background_fill="#2f3e9e",
        button_primary_background_fill_hover="#26338a",
        button_primary_background_fill_dark="#5b6bd5",
        button_primary_background_fill_hover_dark="#6c7be0",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
    )
