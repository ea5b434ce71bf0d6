"""Faults planted in the real parts, over the example pages: the gate turns red, and the report names stage and quote."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from saying_model import SayingModel

from assistant.article import Block, BlockKind
from assistant.evaluation import Report, evaluate, read_fixtures
from assistant.evaluation.gate import Floors, hold, read_floors, repin

if TYPE_CHECKING:
    from conftest import ExampleLibrary

    from assistant import Assistant
    from assistant.answering.sentences import EvidenceSentence

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
    """Where citations are made, the last letter of each quote is another."""
    from assistant.answering.sentences import EvidenceSentence

    cite = EvidenceSentence.cite

    def fuzzy(self: EvidenceSentence, *given: Any) -> Any:
        exact = cite(self, *given)
        return exact.model_copy(update={"quote": f"{exact.quote[:-1]}!"})

    monkeypatch.setattr(EvidenceSentence, "cite", fuzzy)
    report = evaluate(FIXTURES, extractive)
    assert "citations_exact is 0, below its floor 1 (stage: not quoted)" in breaches(report, floors)
    assert report.stages == {"not quoted": 2}
    failed = [each for each in report.results if each.stage]
    assert all("does not stand where it says" in str(each.faults[-1]) for each in failed)


def test_a_paragraph_that_cleaning_drops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page is taken apart, the paragraph with the cost is taken for a menu."""
    import ingest.reader
    from assistant import Assistant
    from assistant.library import Library
    from assistant.models.embedding import load_encoder
    from assistant.settings import Settings
    from ingest import cut, read

    asked = next(each for each in read_fixtures(EXAMPLES / "fixtures.jsonl") if each.id == "nuri-cost-ko")
    segment = ingest.reader.segment

    def careless(text: str, *given: Any) -> tuple[Block, ...]:
        at = text.index(str(asked.quote))
        return tuple(as_menu(each) if each.start <= at < each.end else each for each in segment(text, *given))

    def reached() -> Report:
        place = tmp_path / str(len(list(tmp_path.iterdir())))
        article = read(EXAMPLES / "pages" / str(asked.article))
        with Library.open(place, write=True) as library:
            library.add(article, cut(article))
            library.index_pending(load_encoder("multilingual-e5-small"))
        with Assistant.open(place, settings=Settings(model="extractive")) as assistant:
            return evaluate([asked], assistant)

    repin(reached().to_dict(), floors := tmp_path / "floors.toml")
    monkeypatch.setattr(ingest.reader, "segment", careless)
    report = reached()
    assert report.stages == {"not ingested": 1}
    assert str(asked.quote) in report.table()
    assert "passed is 0, below its floor 1" in breaches(report, read_floors(floors))


def as_menu(block: Block) -> Block:
    return Block(kind=BlockKind.MENU, start=block.start, end=block.end)


LIES = {"nuri-third-altitude-ko": "누리호는 3차 발사에서 목표인 고도 700㎞ 궤도에 위성을 올려놓았다. [1]"}
FOREIGN = {"nuri-third-altitude-ko": "Nuri put the satellite into its target orbit at an altitude of 550 km. [1]"}
WRITTEN = [each for each in FIXTURES if each.id in LIES]
QUOTE = "목표인 고도 550㎞ 궤도에 위성을 올려놓았다"


def reached_by(model: SayingModel, library: ExampleLibrary) -> Report:
    """The report where a chat model writes; it is asked, so what it says is what is checked."""
    from assistant import Assistant

    with Assistant.open(library.path, model=model) as assistant:
        report = evaluate(WRITTEN, assistant)
    assert model.asked
    return report


def test_the_number_check_off(example_library: ExampleLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model writes 700 for 550. Checked, it is dropped and the article's own words answer; unchecked, it is shown."""
    from assistant.answering import binding

    model = SayingModel.to(WRITTEN, LIES)
    checked = reached_by(model, example_library)
    assert checked.stages == {}
    assert checked.verdicts["dropped"] == 1
    repin(checked.to_dict(), floors := tmp_path / "floors.toml")
    check = binding.check
    monkeypatch.setattr(binding, "check", lambda claim, *rest: check(re.sub(r"\d+㎞?", "", claim), *rest))
    report = reached_by(model, example_library)
    assert report.stages == {"wrongly written": 1}
    assert "numbers_right is 0, below its floor 1 (stage: wrongly written)" in breaches(report, read_floors(floors))
    assert "“700㎞” is not in the quotes" in report.table()
    assert QUOTE in report.to_html()


def test_an_answer_in_the_wrong_language(
    example_library: ExampleLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model answers a Korean question in English. Watched, that is dropped; unwatched, it is shown."""
    from assistant.answering import writer

    model = SayingModel.to(WRITTEN, FOREIGN)
    watched = reached_by(model, example_library)
    assert watched.stages == {}
    repin(watched.to_dict(), floors := tmp_path / "floors.toml")
    monkeypatch.setattr(writer, "_speaks", lambda claim, language: True)
    report = reached_by(model, example_library)
    assert report.stages == {"wrongly written": 1}
    assert "the answer is not in the language of the question (ko)" in report.table()
    assert "passed is 0, below its floor 1" in breaches(report, read_floors(floors))
