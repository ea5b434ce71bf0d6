"""The evaluation view without a browser: files of fixtures, the time that is left, and hostile text in a report."""

from __future__ import annotations

import asyncio
import base64
from html.parser import HTMLParser
from pathlib import Path

import payloads
import pytest
from examined import BROKEN, FIXTURES, ExaminedAssistant
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.evaluation import Fixture
from assistant.evaluation.result import Result
from ui.web.evaluation.evaluation import Evaluation, Progress, examine
from ui.web.evaluation.sets import LARGEST, fixture_sets, read_pasted, read_sent, read_set, with_doubts
from ui.web.render.evaluation.fixtures import checked
from ui.web.render.evaluation.progress import progress
from ui.web.render.evaluation.questions import questions
from ui.web.render.evaluation.report import report
from ui.web.wording.evaluation import evaluation_words

WORDS = [evaluation_words("ko"), evaluation_words("en")]
ALLOWED = {"section", "h3", "p", "div", "span", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "details", "summary",
           "dl", "dt", "dd", "blockquote", "button", "label", "input", "svg", "rect", "title", "line", "text", "polyline",
           "circle", "code"}  # fmt: skip


class Tags(HTMLParser):
    """Which elements and attributes a page holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def evaluated(text: str, name: str = "mine") -> Evaluation:
    return Evaluation(name=name, file=with_doubts(read_pasted(text, name)))


def test_files_beside_the_library_are_offered_by_name_and_no_others(tmp_path: Path) -> None:
    library, examples = tmp_path / "place" / "library", tmp_path / "examples"
    for folder in (library / "fixtures", library.parent / "fixtures", examples):
        folder.mkdir(parents=True)
        (folder / "notes.md").write_text("no")
        (folder / "other.csv").write_text("id\n")
    (examples / "fixtures.jsonl").write_text(FIXTURES, encoding="utf-8")
    found = fixture_sets(library, examples)
    assert [each.name for each in found] == ["fixtures/other.csv", "fixtures/other.csv", "examples/fixtures.jsonl"]
    read = read_set(found[-1])
    assert len(read.fixtures) == 3
    assert str(tmp_path) not in str(read.path)


def test_pasted_and_sent_fixtures_are_read_in_every_format() -> None:
    table, tree = "id,question,facts\na,몇 건?,5건\n", '- {id: a, question: "몇 건?", facts: [5건]}\n'
    for text in (table, tree, '{"id": "a", "question": "몇 건?", "facts": [["5건"]]}'):
        assert [each.id for each in evaluated(text).fixtures] == ["a"]
        sent = read_sent(base64.b64encode(text.encode()).decode(), "file.unknown")
        assert [each.facts for each in sent.fixtures] == [(("5건",),)]
    korean = read_sent(base64.b64encode(table.encode("cp949")).decode(), "표.csv")
    assert korean.fixtures[0].question == "몇 건?"


@pytest.mark.parametrize("content", ["%%%", "a" * (LARGEST * 2), base64.b64encode(b"\xff\xfe\x00").decode()])
def test_what_did_not_arrive_whole_is_refused(content: str) -> None:
    with pytest.raises(InputError, match=r"f\.jsonl"):
        read_sent(content, "f.jsonl")


@pytest.mark.parametrize("words", WORDS, ids=["ko", "en"])
def test_problems_are_told_by_line_and_nothing_is_asked_until_they_are_mended(words: object) -> None:
    wrong = evaluated(BROKEN)
    html = checked(wrong, words)
    assert "<td>3</td>" in html
    assert "<td>4</td><td><code>facts</code></td>" in html
    assert wrong.fixtures == ()
    doubtful = evaluated('{"id": "a", "question": "몇 건?", "facts": [["5건"]], "quote": "여섯 건이다"}')
    assert words.warning in checked(doubtful, words)
    assert len(doubtful.fixtures) == 1


@given(st.lists(st.floats(0, 100), max_size=40))
def test_the_time_left_is_told_by_the_last_questions(taken: list[float]) -> None:
    now = Progress(50, done=len(taken), taken=taken)
    if len(taken) < 2:
        assert now.left is None
        return
    last = taken[1:][-10:]
    assert now.left is not None
    assert min(last) * (50 - now.done) <= now.left + 1e-6
    assert now.left <= max(last) * (50 - now.done) + 1e-6
    for words in WORDS:
        assert f'value="{now.done}"' in progress(now, words, stopping=False)


def hostile(text: str) -> dict[str, object]:
    result = Result(
        Fixture(id=text, question=text, language="en", facts=((text,),), absent=(text,), quote=text), gold=()
    )
    expected = result.fixture.model_dump(mode="json")
    answer = {"text": text, "claims": [{"citations": [{"quote": text}]}]}
    return {"id": text, "passed": False, "failed_at": text, "faults": [text], "faults_ko": [text], "error": None,
            "expected": expected, "answer": answer}  # fmt: skip


@pytest.mark.parametrize("words", WORDS, ids=["ko", "en"])
def test_no_text_of_a_report_becomes_markup(words: object) -> None:
    texts = [text for text in (*payloads.HTML, *payloads.ENTITIES, *payloads.MARKDOWN) if text.strip()]
    found = Tags(questions([hostile(text) for text in texts], words))
    assert found.tags <= ALLOWED
    assert not any(name.startswith("on") or name in {"href", "src", "style"} for name in found.attributes)


def test_an_evaluation_gives_way_to_questions_and_can_be_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CITEDESK_CACHE", str(tmp_path))
    assistant, evaluation = ExaminedAssistant(), evaluated(FIXTURES)
    asking = [True, True, False]

    async def run() -> list[bool]:
        waited = []
        async for now in examine(evaluation, assistant, lambda: asking.pop(0) if asking else False):
            waited.append(now.waiting)
            evaluation.stopping = now.done == 1
        return waited

    waited = asyncio.run(run())
    assert waited[0]
    assert not waited[-1]
    assert [each.id for each in evaluation.asked] == ["five"]
    assert (evaluation.wanted, evaluation.passed) == (3, 1)
    assert evaluation.saved is not None
    for words in WORDS:
        found = Tags(report(evaluation.saved, words))
        assert found.tags <= ALLOWED
        assert "style" not in found.attributes
