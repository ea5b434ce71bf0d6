"""``python -m benchmarks``: list the benchmarks, or run all of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks import (
    answers,
    claims,
    cleaning,
    dates,
    duplicates,
    encodings,
    followups,
    html,
    people,
    performance,
    quotes,
    retrieval,
    scale,
    threshold,
    throughput,
)
from benchmarks.command import perform
from benchmarks.options import options_of, parser
from benchmarks.report import write_json

ALL = (
    performance.BENCHMARK,
    throughput.BENCHMARK,
    people.BENCHMARK,
    cleaning.BENCHMARK,
    html.BENCHMARK,
    encodings.BENCHMARK,
    retrieval.BENCHMARK,
    answers.BENCHMARK,
    quotes.BENCHMARK,
    claims.BENCHMARK,
    threshold.BENCHMARK,
    dates.BENCHMARK,
    followups.BENCHMARK,
    duplicates.BENCHMARK,
    scale.BENCHMARK,
)


def main(argv: Sequence[str] | None = None) -> int:
    """List the benchmarks with ``--list``; otherwise run them one after the other."""
    made = parser("benchmarks", "Run all benchmarks, one after the other.")
    made.add_argument("--list", action="store_true", help="only list them")
    arguments = made.parse_args(argv)
    if arguments.list:
        for benchmark in ALL:
            print(f"python -m benchmarks.{benchmark.name:12} {benchmark.summary}")
        return 0
    options = options_of(arguments)
    figures: dict[str, float] = {}
    for benchmark in ALL:
        figures |= perform(benchmark, options).figures
    if options.json is not None:
        write_json(figures, options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
