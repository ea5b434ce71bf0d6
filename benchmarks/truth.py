"""What of a scraped text is the article: measured apart from the rules under test, by plain means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assistant.text.normalise import fold

SHINGLE = 5
"""Characters of a shingle. Shared shingles as a measure of overlap: A. Broder, On the resemblance and containment of
documents (1997); five characters are about two Korean words or one English one."""
EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
SCRIPT = re.compile(r"^.*(?://\s?flash|_flash_removeCallback).*$", re.MULTILINE)
DATELINE = re.compile(r"[\[【][^\]】\n]{1,20}=[^\]】\n]{1,16}[\]】]\s*(?:[가-힣·, ]{2,40}기자\s*=)?")
PROMOTION = re.compile(
    r"\[[^\]\n]{0,10}제보[^\]\n]{0,10}\].*|\[뉴시스\s?이\s?시간.*|[▶★☞※].*|[<〈]\s?(?:저작권자|ⓒ|©).*|"
    r"뉴시스 뉴스, .*|무단\s?전재.*",
    re.DOTALL,
)
TAIL = 700
"""Characters at the end of a scraped text in which its promotional tail begins."""
FORBIDDEN = re.compile(r"_flash_removeCallback|▶|무단\s?전재")


@dataclass(frozen=True)
class Overlap:
    """How much of what was given is right (precision), and how much of what is right was given (recall)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean (C. van Rijsbergen, Information Retrieval, 1979)."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def overlap(given: str, gold: str) -> Overlap:
    """Characters of ``given`` and of ``gold`` that stand in the other, counted as shingles without white space."""
    ours, theirs = _shingles(given), _shingles(gold)
    shared = sum((ours & theirs).values())
    return Overlap(shared / max(1, ours.total()), shared / max(1, theirs.total()))


def leaked(given: str, gold: str) -> int:
    """Lines of ``given`` of which less than half stands in the gold."""
    known = _shingles(gold)
    lines = [_shingles(line) for line in given.split("\n") if any(char.isalnum() for char in line)]
    return sum(sum((line & known).values()) * 2 < line.total() for line in lines)


def true_text(scraped: str) -> str:
    """A scraped Newsis text without its script, datelines, reporters' addresses and promotional tail."""
    text = SCRIPT.sub("", scraped).strip()
    tail = PROMOTION.search(text, max(0, len(text) - TAIL))
    return EMAIL.sub(" ", DATELINE.sub(" ", text[: tail.start()] if tail else text))


def is_clean(searched: str) -> bool:
    """Whether nothing of a script, a promotion, a notice or a reporter's address stands in what is searched.

    An address counts where a sentence is over before it or where its block ends: one inside a sentence is told as news.
    """
    return FORBIDDEN.search(searched) is None and not any(_is_tail(searched, at) for at in EMAIL.finditer(searched))


def _is_tail(text: str, address: re.Match[str]) -> bool:
    before, behind = text[: address.start()].rstrip(), text[address.end() :]
    return before[-1:] in ".!?)]”\"'’" or behind[:1] in ("", "\n")


def _shingles(text: str) -> Counter[str]:
    plain = "".join(fold(text).split())
    return Counter(plain[at : at + SHINGLE] for at in range(max(1, len(plain) - SHINGLE + 1))) if plain else Counter()
