"""Packs made of any text, and ways to change them afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Claim, Evidence, Verdict
from assistant.article import Article, Block, BlockKind
from assistant.errors import InputError
from assistant.pack import Pack, make_pack

MADE = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
RESERVED = "© Harbor Courier. All rights reserved."
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\r\x00"), min_size=1, max_size=120)


@dataclass(frozen=True)
class Made:
    """A pack and the articles that it was made of."""

    pack: Pack
    articles: dict[str, Article]

    def article(self, article_id: str) -> Article:
        """What a library would give."""
        if article_id not in self.articles:
            raise InputError(f"There is no article {article_id}.")
        return self.articles[article_id]


def article_of(text: str, rights: str = "", title: str = "Lakeside bridge opens") -> Article:
    """An article whose whole page is its body."""
    block = Block(kind=BlockKind.BODY, start=0, end=len(text))
    return Article(id=Article.id_of(text), text=text, blocks=(block,), title=title, outlet="Harbor Courier",
                   published=MADE, url="https://courier.example/1", rights=rights, language="en")  # fmt: skip


def citation_of(article: Article, start: int, end: int) -> Citation:
    """Words of an article."""
    return Citation(article_id=article.id, title=article.title, outlet=article.outlet, published=article.published,
                    url=article.url, rights=article.rights, kind=BlockKind.BODY, quote=article.text[start:end],
                    start=start, end=end)  # fmt: skip


def evidence_of(article: Article, start: int, end: int) -> Evidence:
    """A passage of an article."""
    return Evidence(rank=1, passage_id=f"{article.id}:{start}-{end}", article_id=article.id, title=article.title,
                    kind=BlockKind.BODY, text=article.text[start:end], start=start, end=end)  # fmt: skip


def made_of(*cited: tuple[Article, list[tuple[int, int]]], **more: Any) -> Made:
    """A pack of an answer whose claims are the quotes themselves."""
    articles = {article.id: article for article, _ in cited}
    citations = [citation_of(article, *span) for article, spans in cited for span in spans]
    claims = tuple(Claim(text=each.quote, verdict=Verdict.VERIFIED, citations=(each,)) for each in citations)
    text = "\n".join(f"- {claim.text} [{at}]" for at, claim in enumerate(claims, 1))
    evidence = tuple(evidence_of(article, 0, len(article.text)) for article, _ in cited)
    answer = Answer(question="What was opened?", language="en", text=text, claims=claims, evidence=evidence,
                    settings={"evidence": 8}, timings={"total": 0.5}, **more)  # fmt: skip
    return Made(make_pack(answer, articles.__getitem__, made=MADE), articles)


@st.composite
def packs(draw: st.DrawFn, rights: str = "") -> Made:
    """A pack over one or two pages of any characters, each with one to three quotes."""
    cited: dict[str, tuple[Article, list[tuple[int, int]]]] = {}
    for _ in range(draw(st.integers(1, 2))):
        text = draw(WORDS.filter(lambda text: text.strip() != ""))
        spans = []
        for _ in range(draw(st.integers(1, 3))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            if text[start:end].strip():
                spans.append((start, end))
        if spans:
            article = article_of(text, rights)
            cited[article.id] = (article, spans)
    if not cited:
        article = article_of("a b")
        cited[article.id] = (article, [(0, 3)])
    return made_of(*cited.values())


def redigested(value: dict[str, Any]) -> str:
    """The JSON of a pack that a careful forger changed: with the digest of what it says now."""
    value = {name: each for name, each in value.items() if name != "digest"}
    canonical = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return json.dumps({**value, "digest": sha256(canonical.encode()).hexdigest()})


def leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each container of a plain value with a key of it, for strings and numbers."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in list(pairs):
        if isinstance(each, dict | list):
            yield from leaves(each)
        elif isinstance(each, str | int | float):
            yield value, key


def changed(leaf: Any) -> Any:
    """Another value of the same type."""
    if isinstance(leaf, bool):
        return not leaf
    return leaf + 1 if isinstance(leaf, int | float) else f"{leaf}x"
