"""``python -m benchmarks.answers``: are answers right, are they refused where they should be, and are quotes exact."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.library import Library
from assistant.models.embedding import load_encoder
from assistant.models.protocols import Embedder
from assistant.settings import load_settings
from benchmarks.answering.nearest import NearestChoice
from benchmarks.answering.plain import Plain
from benchmarks.answering.scores import Scores, overall, scores
from benchmarks.answering.suite import Suite
from benchmarks.answering.timed import TimedAssistant
from benchmarks.answering.trial import Citedesk, Trial
from benchmarks.command import main
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.questions import EXAMPLES, READERS
from benchmarks.shelf import fill
from benchmarks.table import Table
from ingest import ingest

NOTES = (
    "contains_gold: the answer says the gold answer (KorQuAD, SQuAD 2, the right choice of Belebele and RealTimeQA, all "
    "facts of an example); char_f1: characters shared with the gold answer, after the script of KorQuAD 1.0; "
    "citation_has_gold: a quote holds the gold answer, or for Allganize and ClapNQ is of the gold page or sentences.",
    "Refusals are counted over answerable questions and as many that are not: where a set has none of its own, twins, "
    "the same questions with the article that answers them filtered out. Now and then another article holds the answer.",
    "plain: the passages nearest in meaning, five of them put into a prompt of the same chat model by a LangChain chain, "
    "which shows them as its sources; without a chat model the nearest passage is the answer and is never refused.",
)


def run(options: Options) -> Outcome:
    """Ask a sample of each set, of Citedesk and of a plain chain."""
    outcome, own, plain = Outcome(), [], []
    embedder = load_encoder("multilingual-e5-small")
    for name in options.sets or READERS:
        try:
            suite = READERS[name](options.data).sampled(options.limit)
        except MissingData as missing:
            outcome.skipped.append(str(missing))
            continue
        except KeyError:
            outcome.skipped.append(f"There is no set {name!r}; there are {', '.join(READERS)}")
            continue
        trials = ask_suite(suite, options, embedder)
        add(outcome, suite, *trials, model=options.model)
        own += trials[0]
        plain += trials[1]
    if own:
        _together(outcome, own, plain, options.model)
    return outcome


def ask_suite(suite: Suite, options: Options, embedder: Embedder) -> tuple[list[Trial], list[Trial]]:
    """The trials of Citedesk and of the plain chain; they take turns."""
    with library_of(suite, options, embedder) as (library, articles):
        settings = load_settings(library=library, model=options.model)
        chooser = NearestChoice(embedder)
        with TimedAssistant.over(settings, kept=options.keep) as assistant:
            systems = Citedesk(assistant, articles, chooser), Plain(assistant, articles, embedder, chooser)
            assistant.search(suite.queries[0].text)  # what is loaded at the first question is not measured
            pairs = [tuple(system.ask(query, twins=suite.twins) for system in systems) for query in suite.queries]
    return [own for own, _ in pairs], [plain for _, plain in pairs]


@contextmanager
def library_of(suite: Suite, options: Options, embedder: Embedder) -> Iterator[tuple[Path, dict[str, str]]]:
    """The library of a suite, and the ids of its articles by their titles."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = (options.keep or Path(folder)) / f"library-{suite.name}-{_digest(suite)}"
        table = place / "articles.json"
        if not table.is_file():
            place.mkdir(parents=True, exist_ok=True)
            table.write_text(json.dumps(_filled(suite, place / "library", embedder)), encoding="utf-8")
        Library.open(place / "library", write=True, holder="benchmark").close()  # one kept may be of an older format
        yield place / "library", json.loads(table.read_text(encoding="utf-8"))


def _filled(suite: Suite, library: Path, embedder: Embedder) -> dict[str, str]:
    if not suite.documents:
        ingest([EXAMPLES / "pages"], library=library, settings=load_settings(library=library, rights="ignore"))
        return {}
    articles = fill(library, suite.documents, embedder)
    return {document.article: articles[document.id] for document in suite.documents}


def _digest(suite: Suite) -> str:
    texts = [[document.article, document.text] for document in suite.documents]
    return sha256(json.dumps(texts).encode()).hexdigest()[:12]


def add(outcome: Outcome, suite: Suite, own: Sequence[Trial], plain: Sequence[Trial], *, model: str) -> None:
    """Put the figures and the table of a set into the outcome."""
    found, baseline = scores(own), scores(plain)
    asked = sum(trial.query.answerable for trial in own)
    kind = "twins" if suite.twins else "unanswerable"
    against = asked if suite.twins else len(own) - asked
    title = f"{suite.title}: N = {asked} questions and {against} {kind}"
    outcome.tables.append(Table(title, ("", model, "plain"), _rows(found, baseline)))
    outcome.figures |= {f"{suite.name}.n": float(asked)} | _named(f"{suite.name}.", found, baseline)


def _together(outcome: Outcome, own: Sequence[Trial], plain: Sequence[Trial], model: str) -> None:
    found, baseline = overall(own), overall(plain)
    outcome.tables.append(Table("All sets together", ("", model, "plain"), _rows(found, baseline)))
    outcome.figures |= _named("", found, baseline)
    outcome.notes += NOTES


def _rows(found: Scores, baseline: Scores) -> tuple[tuple[str, float | None, float | None], ...]:
    return tuple((name, value, baseline.get(name)) for name, value in found.items())


def _named(prefix: str, found: Scores, baseline: Scores) -> dict[str, float]:
    figures = {f"{prefix}{name}": value for name, value in found.items() if value is not None}
    return figures | {f"{prefix}{name}.plain": value for name, value in baseline.items() if value is not None}


BENCHMARK = Benchmark("answers", "right answers, refusals and exact quotes", run, limit=40)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
