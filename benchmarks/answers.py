"""``python -m benchmarks.answers``: are answers right, are they refused where they should be, and are quotes exact."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from assistant import Assistant
from assistant.answer import Answer, Filters
from assistant.evaluation.matching import contains_any
from assistant.models.embedding import load_encoder
from assistant.models.protocols import Embedder
from assistant.settings import load_settings
from benchmarks.command import main
from benchmarks.metrics import median, p95, share
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.corpus import Asked, Collection
from benchmarks.sets.korquad import read_korquad
from benchmarks.shelf import fill
from benchmarks.table import Table

NAME = "answers.korquad"


@dataclass(frozen=True)
class Trial:
    """One question asked of one system, and once more without the article that answers it (its twin)."""

    in_text: bool
    in_quotes: bool
    refused: bool
    twin_refused: bool
    exact: bool
    seconds: float
    characters: int


def run(options: Options) -> Outcome:
    """Ask a sample of KorQuAD over whole articles, of Citedesk and of a plain baseline."""
    try:
        collection = read_korquad(options.data)
    except MissingData as missing:
        return Outcome(skipped=[str(missing)])
    embedder = load_encoder("multilingual-e5-small")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        library = Path(folder) / "library"
        articles = fill(library, collection.documents, embedder)
        settings = load_settings(library=library, model=options.model)
        with Assistant.open(library, settings=settings) as assistant:
            assistant.ask(collection.questions[0].text)  # what is loaded at the first question is not measured
            return measure(collection, options.sample(collection.questions), articles, assistant, embedder)


def measure(
    collection: Collection,
    questions: Sequence[Asked],
    articles: dict[str, str],
    assistant: Assistant,
    embedder: Embedder,
) -> Outcome:
    """Ask both systems each question and its twin, in turn."""
    own, plain = [], []
    for asked in questions:
        others = Filters(articles=tuple(sorted(set(articles.values()) - {articles[asked.gold]})))
        own.append(ask_citedesk(asked, others, assistant))
        plain.append(ask_plain(asked, assistant, embedder))
    title = (
        f"{collection.title}: {len(set(articles.values()))} articles, N = {len(questions)} questions and as many twins"
    )
    columns = zip(scores(own).items(), scores(plain).values(), strict=True)
    rows = tuple((metric, value, other) for (metric, value), other in columns)
    figures = {f"{NAME}.n": float(len(questions)), **figures_of(own, ""), **figures_of(plain, ".plain")}
    notes = [
        "A twin is the same question with the article that answers it filtered out; refusing it is right, though now "
        "and then another article holds the answer.",
        "top passage shows the passage nearest in meaning, whole, and never refuses; its words are many more.",
    ]
    return Outcome([Table(title, ("", assistant.model_name, "top passage"), rows)], figures, notes)


def ask_citedesk(asked: Asked, others: Filters, assistant: Assistant) -> Trial:
    """One question and its twin, of Citedesk."""
    started = perf_counter()
    answer = assistant.ask(asked.text)
    seconds = perf_counter() - started
    quotes = [citation.quote for claim in answer.claims for citation in claim.citations]
    return Trial(
        in_text=not answer.refused and contains_any(answer.text, asked.answers),
        in_quotes=any(contains_any(quote, asked.answers) for quote in quotes),
        refused=answer.refused,
        twin_refused=assistant.ask(asked.text, filters=others).refused,
        exact=citations_exact(answer, assistant),
        seconds=seconds,
        characters=0 if answer.refused else len(answer.text),
    )


def citations_exact(answer: Answer, assistant: Assistant) -> bool:
    """Whether every quote stands in its article, letter for letter, where it says."""
    cited = [citation for claim in (*answer.claims, *answer.dropped) for citation in claim.citations]
    return all(assistant.article(c.article_id).text[c.start : c.end] == c.quote for c in cited)


def ask_plain(asked: Asked, assistant: Assistant, embedder: Embedder) -> Trial:
    """The passage nearest to the question, as an answer."""
    started = perf_counter()
    vector = embedder.encode_queries([asked.text])[0]
    id, _ = assistant.library.search_vectors(vector, 1)[0]
    text = assistant.library.passages([id])[id].text
    found = contains_any(text, asked.answers)
    return Trial(found, found, False, False, True, perf_counter() - started, len(text))


def scores(trials: Sequence[Trial]) -> dict[str, float | None]:
    """The metrics of one system, by the names of their rows."""
    answered = [trial for trial in trials if not trial.refused]
    return {
        "answer has gold": share([trial.in_text for trial in trials]),
        "quote has gold": share([trial.in_quotes for trial in trials]),
        "right when answered": share([trial.in_text for trial in answered]),
        "false refusals": share([trial.refused for trial in trials]),
        "twins refused": share([trial.twin_refused for trial in trials]),
        "quotes exact": share([trial.exact for trial in answered]),
        "characters, median": median([float(trial.characters) for trial in answered]),
        "seconds, median": median([trial.seconds for trial in trials]),
        "seconds, p95": p95([trial.seconds for trial in trials]),
    }


def figures_of(trials: Sequence[Trial], suffix: str) -> dict[str, float]:
    """The metrics as flat names: ``answers.korquad.twins_refused``."""
    found = {name.replace(", ", "_").replace(" ", "_"): value for name, value in scores(trials).items()}
    return {f"{NAME}.{name}{suffix}": value for name, value in found.items() if value is not None}


BENCHMARK = Benchmark("answers", "right answers, refusals and exact quotes on KorQuAD", run, limit=60)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
