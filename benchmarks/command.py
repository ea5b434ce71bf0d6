"""Running a benchmark from the command line."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.conditions import conditions
from benchmarks.options import Options, options_of, parser
from benchmarks.outcome import Benchmark, Outcome
from benchmarks.report import markdown, write_into, write_json


def main(benchmark: Benchmark, argv: Sequence[str] | None = None) -> int:
    """Parse, run, print, and write what was asked for.

    :returns: the exit status; data that is not there is named and is no failure.
    """
    arguments = parser(f"benchmarks.{benchmark.name}", benchmark.summary).parse_args(argv)
    options = options_of(arguments)
    outcome = perform(benchmark, options)
    if options.json is not None:
        write_json(outcome.figures, options.json)
    return 0


def perform(benchmark: Benchmark, options: Options) -> Outcome:
    """Run one benchmark, print its tables, and put them into the Markdown file if one was named."""
    outcome = benchmark.run(options.limited(benchmark.limit))
    text = markdown(outcome, conditions())
    print(f"\n# {benchmark.name}: {benchmark.summary}\n\n{text}", flush=True)
    if options.write is not None and outcome.tables:
        write_into(options.write, benchmark.name, text)
    return outcome
