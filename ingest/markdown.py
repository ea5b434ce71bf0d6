"""Markdown: a heading on top is the title; marks stay in the text and are overlooked when lines are judged."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.article import Article
from ingest.blocks import segment_body
from ingest.metadata import build_article, describe
from ingest.source import Source

HEADING = re.compile(r"\s*(?:#{1,6}[ \t]+\S|\S[^\n]*\n=+[ \t]*(?:\n|$))")
IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)")
LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,300}\)")
MARKS = re.compile(r"^(?:[#>\s]+|[-*+]\s+)+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|\s#+$")
PICTURE = "View image"
"""What a picture counts as: the line behind it may be its caption."""


def read_markdown(source: Source, text: str) -> Article:
    """An article from a Markdown page."""
    blocks = segment_body(text, titled=HEADING.match(text) is not None, plain=plain)
    about = describe(text, blocks)
    title = plain(about.title) or about.title
    return build_article(text, blocks, replace(about, title=title), url=source.url, path=source.path)


def plain(line: str) -> str:
    """A line without its Markdown marks."""
    if IMAGE.fullmatch(line.strip()):
        return PICTURE
    return MARKS.sub("", LINK.sub(r"\1", IMAGE.sub("", line))).strip()
