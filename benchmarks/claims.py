"""``python -m benchmarks.claims``: the checker on claims of Wikipedia that people labelled (WiCE)."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from assistant.answer import Verdict
from assistant.answering.binding import Binder
from assistant.answering.bridge import Bridge
from assistant.answering.sentences import EvidenceSentence
from assistant.article import Article, Block, BlockKind
from assistant.models.embedding import load_encoder
from assistant.text.keywords import STOPWORDS, stem, words
from assistant.text.normalise import normalise_page
from benchmarks.command import main
from benchmarks.metrics import median
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.corpus import require
from benchmarks.table import Table

FILE = "wice_claims.jsonl.gz"
SUPPORTED = "supported"
READ = 16
"""Lines of a page, those that share most words with the claim, that checker and cosine are given; others never fit best."""
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
COSINES = (0.84, 0.86, 0.88, 0.9, 0.92, 0.94)
WRONG = "not_supported"

_META = re.compile(r"\(meta data\) (?P<name>[A-Z ]+):\s*(?P<value>.*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Labelled:
    """A claim, the lines of the page that it cites, and what people say of it: supported, partially or not."""

    text: str
    lines: tuple[str, ...]
    label: str


@dataclass
class Page:
    """A page as WiCE keeps it: a line each, and what its head says of title and day."""

    title: str = ""
    published: datetime | None = None
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Scored:
    """A labelled claim with our verdict and the scores of the baselines, 0..1."""

    label: str
    verdict: Verdict
    overlap: float
    cosine: float
    seconds: float


def read_wice(folder: Path) -> list[Labelled]:
    """Read ``wice_claims.jsonl.gz``. R. Kamoi et al., WiCE: Real-World Entailment for Claims in Wikipedia (EMNLP 2023).

    :raises MissingData: when the file is not there.
    """
    with gzip.open(require(folder, FILE), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    return [
        Labelled(normalise_page(row["claim"]), tuple(normalise_page(line) for line in row["evidence"]), row["label"])
        for row in rows
    ]


def run(options: Options) -> Outcome:
    """Check each claim against all lines of its page."""
    try:
        claims = read_wice(options.data)
    except MissingData as missing:
        return Outcome(skipped=[str(missing)])
    embedder = load_encoder("multilingual-e5-small")
    bridge = Bridge(embedder)
    scored = []
    for claim in options.sample(claims):
        started = perf_counter()
        verdict = verdict_of(claim, bridge)
        seconds = perf_counter() - started
        vectors = embedder.encode_passages(nearest_lines(claim, READ))
        cosine = float(max(vectors @ embedder.encode_queries([claim.text])[0]))
        scored.append(Scored(claim.label, verdict, overlap(claim), cosine, seconds))
    return outcome_of(scored)


def verdict_of(claim: Labelled, bridge: Bridge) -> Verdict:
    """Our verdict: that of the worst of its sentences."""
    near = {_META.sub(r"\g<value>", line).strip() for line in nearest_lines(claim, READ)}
    lines = [one for one in sentences(claim.lines) if one.text.strip() in near]
    found = [one.verdict for one in Binder(bridge, lines).bind(claim.text)]
    order = [Verdict.UNSUPPORTED, Verdict.PARTLY, Verdict.VERIFIED]
    return min(found, key=order.index) if found else Verdict.UNSUPPORTED


def sentences(lines: Sequence[str]) -> list[EvidenceSentence]:
    """The lines of all pages of a claim as sentences, each with the lines beside it as its passage."""
    return [sentence for page in pages_of(lines) for sentence in _of_page(page)]


def pages_of(lines: Sequence[str]) -> list[Page]:
    """The pages that a claim cites; each begins with its title."""
    found: list[Page] = []
    for line in lines:
        meta = _META.match(line)
        if not found or (meta and meta["name"] == "TITLE"):
            found.append(Page())
        if not meta:
            found[-1].lines += [line] if line.strip() else []
        elif meta["name"] == "TITLE":
            found[-1].title = meta["value"].strip()
        elif meta["name"] == "PUBLISHED DATETIME" and (day := _DAY.match(meta["value"])):
            found[-1].published = datetime.fromisoformat(day.group()).replace(tzinfo=UTC)
    return found


def _of_page(page: Page) -> list[EvidenceSentence]:
    kept = [*([page.title] if page.title else []), *page.lines]
    text = "\n".join(kept)
    if not text:
        return []
    ends = [len(page.title) + 1] if page.title and page.lines else []
    kinds = [BlockKind.TITLE, BlockKind.BODY] if ends else [BlockKind.BODY]
    spans = zip([0, *ends], [*ends, len(text)], kinds, strict=True)
    blocks = tuple(Block(kind=kind, start=start, end=end) for start, end, kind in spans)
    article = Article(
        id=Article.id_of(text), text=text, blocks=blocks, title=page.title, published=page.published, language="en"
    )
    found, start = [], 0
    for at, line in enumerate(kept):
        passage = "\n".join(kept[max(0, at - 2) : at + 2])
        kind = kinds[0] if at == 0 else BlockKind.BODY
        found.append(EvidenceSentence(article, kind, start, start + len(line), line, 1.0, passage))
        start += len(line) + 1
    return found


def overlap(claim: Labelled) -> float:
    """Share of a claim's content words that its page holds in one line."""
    mine = _content(claim.text)
    return max((len(mine & _content(line)) / max(1, len(mine)) for line in claim.lines), default=0.0)


def nearest_lines(claim: Labelled, count: int) -> list[str]:
    """The lines that share most words with a claim; the others are never the nearest in meaning and cost time."""
    mine = _content(claim.text)
    return sorted(claim.lines, key=lambda line: -len(mine & _content(line)))[:count]


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOPWORDS)


def outcome_of(scored: Sequence[Scored]) -> Outcome:
    """Precision and recall of "verified", of the baselines at their thresholds, and a curve of each."""
    figures = {"claims.wice.n": float(len(scored))}
    rows: list[tuple[str | float | int | None, ...]] = []

    def row(name: str, key: str, chosen: Callable[[Scored], bool]) -> None:
        part = [one for one in scored if chosen(one)]
        right = sum(one.label == SUPPORTED for one in part)
        relevant = sum(one.label == SUPPORTED for one in scored)
        precision = right / len(part) if part else None
        recall = right / relevant if relevant else None
        wrong = sum(one.label == WRONG for one in part) / len(part) if part else None
        rows.append((name, len(part), precision, recall, wrong))
        for metric, value in (("precision", precision), ("recall", recall), ("share_not_supported", wrong)):
            if value is not None:
                figures[f"claims.wice.{metric}{key}"] = value

    row("verified", "", lambda one: one.verdict is Verdict.VERIFIED)
    row("verified or partly", ".partly", lambda one: one.verdict is not Verdict.UNSUPPORTED)
    for value in THRESHOLDS:
        row(f"word overlap ≥ {value}", f".overlap.{value}", lambda one, value=value: one.overlap >= value)  # type: ignore[misc]
    for value in COSINES:
        row(f"cosine ≥ {value}", f".cosine.{value}", lambda one, value=value: one.cosine >= value)  # type: ignore[misc]
    figures["claims.wice.seconds"] = median([one.seconds for one in scored]) or 0.0
    counts = {label: sum(one.label == label for one in scored) for label in sorted({one.label for one in scored})}
    title = f"WiCE: N = {len(scored)} claims ({', '.join(f'{count} {label}' for label, count in counts.items())})"
    head = ("taken as supported when", "claims", "precision", "recall", "not supported at all")
    return Outcome([Table(title, head, tuple(rows))], figures)


BENCHMARK = Benchmark("claims", "the checker on labelled claims of Wikipedia", run, limit=0)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
