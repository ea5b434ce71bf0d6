"""``python -m benchmarks.quotes``: are falsified quotes and claims told from true ones."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from time import perf_counter

from assistant.answer import Verdict
from assistant.answering.binding import Binder
from assistant.answering.bridge import Bridge
from assistant.models.embedding import load_encoder
from assistant.text.language import language_of
from assistant.text.normalise import fold
from assistant.text.quotes import find_quote
from benchmarks.command import main
from benchmarks.embedder import Remembering
from benchmarks.falsifying.figures import FIGURES
from benchmarks.falsifying.paraphrases import PARAPHRASES
from benchmarks.falsifying.predicates import PREDICATES
from benchmarks.falsifying.rule import Scene
from benchmarks.falsifying.typing import TYPINGS
from benchmarks.falsifying.whole import WHOLE
from benchmarks.metrics import median, share
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, Outcome
from benchmarks.sets.newsroom import Story, read_stories
from benchmarks.table import Table

FALSE_RULES = {**FIGURES, **PREDICATES, **WHOLE}
SENTENCES = 4
"""Sentences of each story that are changed; of the examples, which are few, all."""
SHORTEST, LONGEST = 25, 260
FUZZY, OVERLAP, NEAR = 0.9, 0.9, 0.92
"""From what the baselines accept: the usual threshold of fuzzy matchers (90 of 100), so much of the words, such a cosine."""


@dataclass(frozen=True)
class Case:
    """A sentence or what was made of it, with what it is held against."""

    kind: str
    text: str
    story: Story
    true: bool


@dataclass(frozen=True)
class Judged:
    """A case, and by which systems it was taken for true."""

    case: Case
    taken: dict[str, bool]
    seconds: float = 0.0
    why: tuple[str, ...] = ()


def run(options: Options) -> Outcome:
    """Make quotes and claims of the stories, and judge them."""
    stories, missing = read_stories(options.data, options.limit or 0)
    quotes = [judge_quote(case) for case in quote_cases(stories)]
    judge = ClaimJudge()
    claims = [judge(case) for case in claim_cases(stories)]
    return outcome_of(quotes, claims, missing)


def scenes(stories: Sequence[Story]) -> Iterator[Scene]:
    """The sentences that are changed, the same at each run."""
    for number, story in enumerate(stories):
        fitting = [at for at, one in enumerate(story.sentences) if _fits(one.text)]
        random = Random(story.article.id)
        chosen = fitting if story.source == "examples" else sorted(random.sample(fitting, min(SENTENCES, len(fitting))))
        other = stories[number - 7]
        yield from (Scene(story, at, other, random) for at in chosen)


def _fits(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and text.rstrip("”\"'’").endswith(".") and len(text.split()) >= 5


def quote_cases(stories: Sequence[Story]) -> Iterator[Case]:
    """True quotes in all typings, and false ones of all kinds."""
    for scene in scenes(stories):
        for kind, typing in TYPINGS.items():
            yield Case(kind, typing(scene.text), scene.story, True)
        yield from _false(scene)


def claim_cases(stories: Sequence[Story]) -> Iterator[Case]:
    """Paraphrases that stay true, and claims turned false."""
    for scene in scenes(stories):
        for kind, rule in PARAPHRASES.items():
            text = rule(scene)
            if text is not None and text != scene.text and _quotes(text) <= _quotes(scene.text):
                yield Case(kind, text, scene.story, True)
        yield from _false(scene)
    yield from written_by_hand(stories)


def written_by_hand(stories: Sequence[Story]) -> Iterator[Case]:
    """Claims about the example pages that people wrote, in both languages."""
    pages = {story.page: story for story in stories if story.source == "examples"}
    for line in (Path(__file__).parent / "falsifying" / "by_hand.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["page"] in pages:
            story = pages[row["page"]]
            same = language_of(row["claim"]) == story.article.language
            kind = "by hand" if same else "by hand, other language"
            yield Case(kind, row["claim"], story, row["true"])


def _quotes(text: str) -> set[str]:
    """What stands in quotation marks: a rule that changed it made no true claim."""
    return set(re.findall(r"[“\"][^”\"]*[”\"]", text))


def _false(scene: Scene) -> Iterator[Case]:
    """One false sentence by each rule that applies, unless the article happens to say it."""
    whole = fold(scene.story.article.text)
    for kind, rule in FALSE_RULES.items():
        text = rule(Scene(scene.story, scene.at, scene.other, Random(f"{scene.story.article.id}{scene.at}{kind}")))
        if text is not None and fold(text) not in whole:
            yield Case(kind, text, scene.story, False)


def judge_quote(case: Case) -> Judged:
    """A quote by our own rule and by a fuzzy matcher over the sentences of its article."""
    text = case.story.article.text
    place = find_quote(text, case.text)
    nearest = max((_alike(case.text, one.text) for one in case.story.sentences), default=0.0)
    return Judged(case, {"": place is not None, "fuzzy": nearest >= FUZZY, "exact": case.text in text})


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= FUZZY and matcher.quick_ratio() >= FUZZY else 0.0


class ClaimJudge:
    """Judges claims against all sentences of their articles."""

    def __init__(self) -> None:
        self._embedder = Remembering(load_encoder("multilingual-e5-small"))
        self._bridge = Bridge(self._embedder)

    def __call__(self, case: Case) -> Judged:
        """Our own verdict, and what words and vectors alone would say."""
        binder = Binder(self._bridge, case.story.sentences)
        started = perf_counter()
        claims = binder.bind(case.text)
        seconds = perf_counter() - started
        verified = bool(claims) and all(claim.verdict is Verdict.VERIFIED for claim in claims)
        texts = [one.text for one in case.story.sentences]
        taken = {
            "": verified,
            "overlap": _overlap(case.text, texts) >= OVERLAP,
            "cosine": self._cosine(case.text, texts) >= NEAR,
        }
        return Judged(case, taken, seconds, tuple(reason for claim in claims for reason in claim.reasons))

    def _cosine(self, text: str, texts: list[str]) -> float:
        vector = self._embedder.encode_queries([text])[0]
        return float(max(self._embedder.encode_queries(texts) @ vector))


def _overlap(text: str, texts: Sequence[str]) -> float:
    words = set(fold(text).split())
    return max(len(words & set(fold(one).split())) / max(1, len(words)) for one in texts)


def outcome_of(quotes: Sequence[Judged], claims: Sequence[Judged], missing: Sequence[str]) -> Outcome:
    """The tables by kind, and the figures."""
    systems = {"quotes": ("", "fuzzy", "exact"), "claims": ("", "overlap", "cosine")}
    figures = {
        **_figures("falsified", "accepted", [one for one in quotes if not one.case.true], systems["quotes"]),
        **_figures("true", "accepted", [one for one in quotes if one.case.true], systems["quotes"]),
        **_figures("claims.falsified", "verified", [one for one in claims if not one.case.true], systems["claims"]),
        **_figures("claims.true", "verified", [one for one in claims if one.case.true], systems["claims"]),
    }
    figures["claims.seconds"] = median([one.seconds for one in claims]) or 0.0
    figures["falsified.accepted.count"] = float(sum(one.taken[""] for one in quotes if not one.case.true))
    tables = [
        _table("Quotes that are accepted", quotes, ("", "fuzzy", "exact"), ("Citedesk", "fuzzy", "letter for letter")),
        _table("Claims that are verified", claims, ("", "overlap", "cosine"), ("Citedesk", "word overlap", "cosine")),
    ]
    return Outcome(tables, figures, [], list(missing))


def _figures(name: str, metric: str, judged: Sequence[Judged], systems: Sequence[str]) -> dict[str, float]:
    halves: dict[str, Callable[[Judged], bool]] = {
        "": lambda _: True, ".developed_on": lambda one: not one.case.story.held_back, ".held_back": lambda one: one.case.story.held_back,
    }  # fmt: skip
    found = {f"{name}.n": float(len(judged))}
    for half, belongs in halves.items():
        part = [one for one in judged if belongs(one)]
        for system in systems:
            value = share([one.taken[system] for one in part])
            if value is not None and (not half or not system):
                found[f"{name}.{metric}{half}{'.' + system if system else ''}"] = value
    return found


def _table(title: str, judged: Sequence[Judged], systems: Sequence[str], heads: Sequence[str]) -> Table:
    counts = Counter((one.case.true, one.case.kind) for one in judged)
    rows: list[tuple[str | float | int | None, ...]] = []
    for true, kind in sorted(counts, key=lambda key: (not key[0], key[1])):
        part = [one for one in judged if (one.case.true, one.case.kind) == (true, kind)]
        shares = [share([one.taken[system] for one in part]) for system in systems]
        held = share([one.taken[""] for one in part if one.case.story.held_back])
        rows.append((f"{'true' if true else 'false'}: {kind}", len(part), *shares, held))
    return Table(f"{title}: N = {len(judged)}", ("", "n", *heads, "held-back half"), tuple(rows))


BENCHMARK = Benchmark("quotes", "falsified quotes and claims told from true ones", run, limit=60)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
