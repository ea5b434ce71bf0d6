"""The options of ``citedesk evaluate`` that no other command has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

FixturesArgument = Annotated[
    Path | None, typer.Argument(metavar="FIXTURES", help="JSONL, CSV or YAML, as docs/evaluation.md describes it.")
]
PagesOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Make a temporary library of this folder if there is no other.")
]
OutOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write report.json, report.html and junit.xml here; only the first if FILE.json."),
]
LimitOption = Annotated[int | None, typer.Option(metavar="N", min=1, help="Ask only the first N questions.")]
TagOption = Annotated[list[str] | None, typer.Option(metavar="T", help="Ask only questions with this tag; repeatable.")]
CompareOption = Annotated[
    tuple[Path, Path] | None, typer.Option(metavar="A B", help="Ask nothing; show what changed between two reports.")
]
GateOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Fail when a metric is below its floor in this TOML file.")
]
RepinOption = Annotated[bool, typer.Option("--repin", help="Write the floors of --gate anew from this run.")]
GridOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Evaluate with each combination of settings of this TOML file.")
]
PricesOption = Annotated[
    tuple[float, float] | None,
    typer.Option(metavar="READ WRITTEN", help="Price of a million tokens read and written, for the cost."),
]
NliOption = Annotated[
    str | None,
    typer.Option(
        "--nli", metavar="NAME", help="A model of inference that decides what quotes bear out; else our checker."
    ),
]
JudgeOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="A chat model that grades the answers: advice, never held by a gate.")
]
CacheOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where answers are kept; else in the user's own cache.")
]
FreshOption = Annotated[bool, typer.Option("--fresh", help="Ask anew what is kept, and keep the new answers.")]
