"""``python -m benchmarks.scale``: time to evidence, memory and disk as the library grows."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from assistant.answer import Filters
from assistant.models.embedding import load_encoder
from assistant.models.protocols import Embedder
from assistant.retrieval.search import Searcher
from benchmarks.command import perform
from benchmarks.metrics import median, p95, ratio
from benchmarks.options import Options, options_of, parser
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.report import write_json
from benchmarks.speed.asking import Find, K, interleaved
from benchmarks.speed.growing import Given, Pair, bytes_of, library_of, memory, opening_seconds, pair
from benchmarks.speed.mass import EMBEDDED, Text, read_texts, vectors_of
from benchmarks.table import Cell, Table

SIZES = (1000, 2000, 10_000)
"""Passages; 36,000 and 100,000 take a quiet machine half an hour."""

WEEK = timedelta(days=7)
_OWN, _PLAIN, _SMALL = "citedesk", "plain", "small"
_ASKING = ("passages", "median", "p95", "plain, median", "plain, p95", "Citedesk : plain")
_GROWN = ("passages", "median", "small, median", "this : small")
_KEEPING = ("passages", "open, s", "memory, MiB", "bytes a passage", "of them library.db")


def run(options: Options, sizes: Sequence[int] = SIZES) -> Outcome:
    """Let both systems grow, and ask them at each size."""
    try:
        texts = read_texts(options.data, max(sizes))
    except MissingData as missing:
        return Outcome(skipped=[str(missing)])
    return measure(texts, sorted(sizes), load_encoder("multilingual-e5-small"), options.limit or 60)


def measure(texts: Sequence[Text], sizes: Sequence[int], embedder: Embedder, count: int) -> Outcome:
    """The tables and figures of all sizes.

    :param count: questions: headlines of the first texts.
    """
    outcome = Outcome()
    titled = [each for each in texts[: sizes[0]] if each.title]
    asked, others = titled[:count], titled[count : 2 * count] or titled
    words = [each.text for each in texts]
    asking: list[tuple[Cell, ...]] = []
    dated: list[tuple[Cell, ...]] = []
    looked: list[tuple[Cell, ...]] = []
    keeping: list[tuple[Cell, ...]] = []
    given, base = Given(embedder, words, vectors_of(words, embedder)), _base(sizes)
    grown: list[tuple[Cell, ...]] = []
    with pair(given) as both, library_of(texts[:base], given) as small:
        before, searcher = 0, Searcher(both.library, embedder)
        for size in sizes:
            both.grow(texts[before:size])
            before = size
            asking.append(_row(outcome, size, "", _ask(both, searcher, asked)))
            dated.append(_row(outcome, size, "dated.", _ask_dated(both, searcher, asked)))
            looked.append(_row(outcome, size, "lookup.", _look_up_dated(both, asked)))
            keeping.append(_kept(outcome, size, both, [each.title for each in asked[:20]], embedder))
            if size > base:
                grown.append(_grown(outcome, size, base, _ask_both(Searcher(small, embedder), searcher, others)))
    outcome.tables += [
        Table(f"Seconds to the best {K} passages, embedding of the question included, N = {len(asked)}", _ASKING, tuple(asking)),
        Table("The same among the articles of one week; plain is Chroma's `where`", _ASKING, tuple(dated)),
        Table("The vectors of one week alone, no embedding, no words; plain is Chroma's `where`", _ASKING, tuple(looked)),
        Table(f"Beside a library of {base} passages that is asked the same in turn, other questions", _GROWN, tuple(grown)),
        Table("To open and to keep", _KEEPING, tuple(keeping)),
    ]  # fmt: skip
    outcome.notes.append(
        f"Passages are leads of news, and mixtures of two leads where these do not suffice. {EMBEDDED} of them are embedded; "
        "the others have the vector of one of these, turned at random by a cosine of about 0.94. Memory is that of a "
        "process that asks beside the owner, without an embedding model and without Chroma, so with all vectors in memory."
    )
    return outcome


def _ask(both: Pair, searcher: Searcher, asked: Sequence[Text]) -> dict[str, list[float]]:
    systems: dict[str, Find] = {
        _OWN: lambda text: searcher.search(text, K),
        _PLAIN: lambda text: both.store.similarity_search(text, k=K),
    }
    return interleaved(systems, [each.title for each in asked])


def _ask_dated(both: Pair, searcher: Searcher, asked: Sequence[Text]) -> dict[str, list[float]]:
    weeks = _weeks(asked)
    systems: dict[str, Find] = {
        _OWN: lambda text: searcher.search(text, K, weeks(text)),
        _PLAIN: lambda text: both.plain_between(text, K, weeks(text)),
    }
    return interleaved(systems, [each.title for each in asked])


def _look_up_dated(both: Pair, asked: Sequence[Text]) -> dict[str, list[float]]:
    """The filter alone: from a week to the nearest passages of it, for questions that are embedded already."""
    weeks, titles = _weeks(asked), [each.title for each in asked]
    vectors = defaultdict(lambda: both.embedder.encode_queries(titles[:1])[0])
    vectors |= dict(zip(titles, both.embedder.encode_queries(titles), strict=True))
    systems: dict[str, Find] = {
        _OWN: lambda text: both.library.search_vectors(vectors[text], K, both.library.resolve(weeks(text))),
        _PLAIN: lambda text: both.plain_lookup(vectors[text], K, weeks(text)),
    }
    return interleaved(systems, titles)


def _weeks(asked: Sequence[Text]) -> Callable[[str], Filters]:
    """The week after the text whose headline a question is; for other questions, that of the first."""
    when = {each.title: each.published for each in asked}

    def week(text: str) -> Filters:
        since = when.get(text, asked[0].published)
        return Filters(since=since, until=since + WEEK)

    return week


def _row(outcome: Outcome, size: int, kind: str, seconds: dict[str, list[float]]) -> tuple[Cell, ...]:
    own, plain = seconds[_OWN], seconds[_PLAIN]
    found = {"median_seconds": median(own), "p95_seconds": p95(own)}
    found |= {"median_seconds.plain": median(plain), "p95_seconds.plain": p95(plain)}
    to_plain = ratio(median(own), median(plain))
    named = {**found, "to_plain": to_plain, "p95_to_plain": ratio(p95(own), p95(plain))}
    outcome.figures |= {f"scale.{kind}{size}.{name}": value for name, value in named.items() if value is not None}
    return (size, *found.values(), to_plain)


def _kept(outcome: Outcome, size: int, both: Pair, questions: Sequence[str], embedder: Embedder) -> tuple[Cell, ...]:
    kept = {
        "open_seconds": opening_seconds(both.path),
        "mebibytes": memory(both.path, questions, embedder.encode_queries(questions)),
        "bytes_per_passage": bytes_of(both.path) / size,
        "database_bytes_per_passage": (both.path / "library.db").stat().st_size / size,
    }
    outcome.figures |= {f"scale.{size}.{name}": value for name, value in kept.items()}
    return (size, *kept.values())


def _base(sizes: Sequence[int]) -> int:
    """The size that the larger ones are set beside: 2,000, or the smallest."""
    return 2000 if 2000 in sizes else sizes[0]


def _ask_both(small: Searcher, large: Searcher, asked: Sequence[Text]) -> dict[str, list[float]]:
    systems: dict[str, Find] = {_OWN: lambda text: large.search(text, K), _SMALL: lambda text: small.search(text, K)}
    return interleaved(systems, [each.title for each in asked])


def _grown(outcome: Outcome, size: int, base: int, seconds: dict[str, list[float]]) -> tuple[Cell, ...]:
    """Asked in turn, since a machine's pace changes while a library grows for minutes."""
    small, large = median(seconds[_SMALL]), median(seconds[_OWN])
    times = ratio(large, small)
    if times is not None:
        outcome.figures[f"scale.{size}.to_{base}"] = times
    return (size, large, small, times)


BENCHMARK = Benchmark("scale", "seconds to evidence, memory and disk as the library grows", run, limit=60)


def main(argv: Sequence[str] | None = None) -> int:
    """Parse, run and print, with ``--sizes`` beside the options that every benchmark has."""
    made = parser("benchmarks.scale", BENCHMARK.summary)
    made.add_argument("--sizes", type=_sizes, default=SIZES, metavar="N,N,…", help="passages at which to measure")
    arguments = made.parse_args(argv)
    options = options_of(arguments)
    outcome = perform(replace(BENCHMARK, run=partial(run, sizes=arguments.sizes)), options)
    if options.json is not None:
        write_json(outcome.figures, options.json)
    return 0


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(part) for part in text.split(",")))


if __name__ == "__main__":
    sys.exit(main())
