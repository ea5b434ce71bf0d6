"""Every citation of every example question: one click on its mark shows its words, letter for letter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import OpenPage, Serve

from assistant.library import Library
from assistant.library.conversations import Ending
from ui.web.chat.conversation import KEPT_EXCHANGES, citations_of, quote_of
from ui.web.render.text import visible

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.answer import Answer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]
CLICK_EACH = """async (references) => {
  const visit = () => document.querySelector(".cd-reader")?.dataset.visit, shown = {};
  for (const reference of references) {
    const before = visit();
    document.querySelector(`#cd-talk .cd-mark[data-open="${reference}"]`).click();
    for (let left = 600; visit() === before && left; left--) await new Promise((done) => setTimeout(done, 25));
    const marks = Array.from(document.querySelectorAll(".cd-reader mark")).filter((each) => each.offsetParent);
    shown[reference] = marks.map((each) => each.textContent).join("");
  }
  return shown;
}"""
"""Click each mark once, and nothing else, and take down what is marked on the screen then."""


def test_the_words_marked_on_screen_are_the_quote_of_each_citation(
    extractive: Assistant, example_answers: dict[str, Answer], serve: Serve, open_page: OpenPage, tmp_path: Path
) -> None:
    answers = list(example_answers.values())
    talks = [answers[at : at + KEPT_EXCHANGES] for at in range(0, len(answers), KEPT_EXCHANGES)]
    seen: set[tuple[str, int, int]] = set()
    with Library.open(tmp_path / "kept", write=True, holder="tests") as library:
        kept = library.conversations
        for talk in talks:
            id = kept.begin(talk[0].question)
            for answer in talk:
                kept.end(id, kept.ask(id, answer.question), Ending.DONE, answer)
        page = open_page(serve(extractive, lambda paths, text: None, kept))
        for talk, summary in zip(talks, reversed(kept.summaries()), strict=True):
            page.click("[role=tab][data-tab-id=talks]")
            page.click(f'[data-talk="{summary.id}"]')
            page.wait_for_function("count => document.querySelectorAll('.cd-turn').length === count", arg=len(talk))
            wanted = {}
            for turn, answer in enumerate(talk):
                for at, citation in enumerate(citations_of(answer)):
                    if quote_of(citation) not in seen:  # the same words need no second click
                        seen.add(quote_of(citation))
                        wanted[f"{turn}:c:{at}"] = visible(citation.quote)
            assert page.evaluate(CLICK_EACH, list(wanted)) == wanted
    assert len(seen) > 60
