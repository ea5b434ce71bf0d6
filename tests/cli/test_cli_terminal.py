"""Nothing that a terminal would act upon reaches it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from cli_world import Cli
from hypothesis import given
from hypothesis import strategies as st

from assistant.library import Library
from assistant.text.normalise import visible
from ui.cli.terminal import one_line, pad, plain, say_json

HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2J",
    "\x1bc",
    "\x1bP1$r\x1b\\",
    "back\x08space",
    "\u202eright to left",
    "\u200bzero",
    "bell\x07",
    "carriage\rreturn",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_escapes_and_controls_are_taken_out(text: str) -> None:
    shown = plain(text)
    assert shown == visible(shown)
    assert "\x1b" not in shown


def test_whole_escape_sequences_go_not_only_their_first_character() -> None:
    assert plain("\x1b[1;31mred\x1b[0m words") == "red words"
    assert plain("a\x1b]0;evil title\x07b") == "ab"
    assert plain("a\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\b") == "alinkb"
    assert plain("Korean 한글 stays") == "Korean 한글 stays"


@given(st.text())
def test_no_text_gets_through_with_a_control_character(text: str) -> None:
    assert not [char for char in plain(text) if (ord(char) < 32 or 127 <= ord(char) < 160) and char not in "\n\t"]
    assert "\n" not in one_line(text)


@given(st.text())
def test_json_keeps_its_values_and_nothing_raw(text: str) -> None:
    """What a terminal would act upon is written as an escape, so the value read back is the same."""
    written, sys.stdout = sys.stdout, io.StringIO()
    try:
        say_json(json.dumps([text], ensure_ascii=False))
        shown = sys.stdout.getvalue()
    finally:
        sys.stdout = written
    assert json.loads(shown) == [text]
    assert visible(shown) == shown


def test_padding_counts_columns() -> None:
    """Each Hangul syllable takes two columns; one that does not fit any more is left out."""
    assert pad("한빛일보", 10) == "한빛일보  "
    assert pad("한빛일보", 7) == "한빛일 "
    assert pad("abcdef", 4) == "abcd"


@pytest.mark.parametrize(
    "arguments", [["articles"], ["articles", "show", "ID"], ["articles", "show", "ID", "--blocks"]]
)
def test_a_hostile_article_is_shown_harmless(cli: Cli, tmp_path: Path, arguments: list[str]) -> None:
    body = "The bridge over the river opened on Monday morning. \x1b[2J It is 900 metres long. \u202eevil\u202c\n" * 3
    row = {"title": "A \x1b]0;owned\x07bridge \x9b31mopens", "text": body, "outlet": "The \x1b[5mTimes"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row))
    assert cli("ingest", "rows.jsonl", "--library", "lib").status == 0
    with Library.open("lib") as library:
        id = library.articles()[0].id
    ended = cli(*[id if argument == "ID" else argument for argument in arguments], "--library", "lib")
    assert ended.status == 0
    assert visible(ended.out) == ended.out
    assert "[2J" not in ended.out  # the page keeps the whole sequence, the terminal gets none of it
    assert "bridge" in ended.out
