"""Faults planted in the real parts, over the example pages: the gate turns red, and the stage is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.article import Article, Block, BlockKind
from assistant.evaluation import Report, evaluate, read_fixtures
from assistant.evaluation.gate import Floors, hold, read_floors, repin

if TYPE_CHECKING:
    from assistant import Assistant

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CHOSEN = ("nuri-third-altitude-ko", "nuri-second-altitude-ko", "none-nobel-ko", "none-cop29-finance-en")
FIXTURES = [each for each in read_fixtures(EXAMPLES / "fixtures.jsonl") if each.id in CHOSEN]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def floors(extractive: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Floors:
    """What these questions reach as things are."""
    path = tmp_path_factory.mktemp("gate") / "floors.toml"
    repin(evaluate(FIXTURES, extractive).to_dict(), path)
    return read_floors(path)


def breaches(report: Report, floors: Floors) -> str:
    return "\n".join(hold(report.to_dict(), floors).breaches)


def test_as_things_are_the_gate_is_green(extractive: Assistant, floors: Floors) -> None:
    assert breaches(evaluate(FIXTURES, extractive), floors) == ""
    assert floors.floors["passed"] == 1.0


def test_a_dead_keyword_leg(extractive: Assistant, floors: Floors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(extractive.library), "search_keywords", lambda *given, **options: [])
    said = breaches(evaluate(FIXTURES, extractive), floors)
    assert "leg_morphemes is 0, below its floor 1 (stage: not retrieved)" in said
    assert "leg_bigrams is 0, below its floor 1 (stage: not retrieved)" in said


def test_refusals_switched_off(extractive: Assistant, floors: Floors, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.answering.reading import Reader

    read = Reader.read
    monkeypatch.setattr(Reader, "read", lambda *given: replace(read(*given), answerable=True))
    report = evaluate(FIXTURES, extractive)
    assert "refusal_recall is 0, below its floor 1 (stage: wrongly answered)" in breaches(report, floors)
    assert report.stages["wrongly answered"] == 2


def test_quotes_that_are_nearly_right(extractive: Assistant, floors: Floors, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = type(extractive).ask

    def fuzzy(self: Assistant, question: str, **options: Any) -> Any:
        answer = ask(self, question, **options)
        claims = []
        for claim in answer.claims:
            changed = tuple(each.model_copy(update={"quote": f"{each.quote[:-1]}!"}) for each in claim.citations)
            claims.append(claim.model_copy(update={"citations": changed}))
        return answer.model_copy(update={"claims": tuple(claims)})

    monkeypatch.setattr(type(extractive), "ask", fuzzy)
    report = evaluate(FIXTURES, extractive)
    assert "citations_exact is 0, below its floor 1 (stage: not quoted)" in breaches(report, floors)
    assert report.stages == {"not quoted": 2}
    failed = [each for each in report.results if each.stage]
    assert all("does not stand at" in each.faults[-1] for each in failed)


def test_a_paragraph_that_cleaning_drops(tmp_path: Path) -> None:
    """The page is read as it is, but for the paragraph with the cost, which is taken for a menu."""
    from assistant import Assistant
    from assistant.library import Library
    from assistant.models.embedding import load_encoder
    from assistant.settings import Settings
    from ingest import cut, read

    asked = next(each for each in read_fixtures(EXAMPLES / "fixtures.jsonl") if each.id == "nuri-cost-ko")
    article = read(EXAMPLES / "pages" / str(asked.article))
    dropped = without(article, str(asked.quote))
    with Library.open(tmp_path, write=True) as library:
        library.add(dropped, cut(dropped))
        library.index_pending(load_encoder("multilingual-e5-small"))
    with Assistant.open(tmp_path, settings=Settings(model="extractive")) as assistant:
        report = evaluate([asked], assistant)
    assert report.stages == {"not ingested": 1}
    assert str(asked.quote) in report.table()


def without(article: Article, quote: str) -> Article:
    """An article in which the block that holds a quote is a menu."""
    at = article.text.index(quote)
    blocks = [
        Block(kind=BlockKind.MENU, start=each.start, end=each.end) if each.start <= at < each.end else each
        for each in article.blocks
    ]
    return article.model_copy(update={"blocks": tuple(blocks)})
