"""Prompts: Markdown files with places, each with a fingerprint."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.resources import files
from string import Template

import pytest

from prompts import Prompt, load_prompt

NAMES = sorted(path.name.removesuffix(".md") for path in files("prompts").iterdir() if path.name.endswith(".md"))


def test_each_prompt_stands_in_both_languages() -> None:
    kinds = {name.removesuffix(".ko").removesuffix(".en") for name in NAMES}
    assert kinds
    assert sorted(NAMES) == sorted(f"{kind}.{language}" for kind in kinds for language in ("en", "ko"))


@pytest.mark.parametrize("name", NAMES)
def test_the_fingerprint_is_of_the_text(name: str) -> None:
    prompt = load_prompt(name)
    digest = sha256(prompt.text.encode("utf-8")).hexdigest()
    assert prompt.fingerprint == f"{name}@{digest[:12]}"
    assert load_prompt(name) is prompt


def test_one_letter_changes_the_fingerprint() -> None:
    assert Prompt("a", "text").fingerprint != Prompt("a", "texT").fingerprint


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_question_is_put_in_its_place(language: str) -> None:
    filled = load_prompt(f"question.{language}").fill(sentences="[1] one", question="why?")
    assert "[1] one" in filled
    assert "why?" in filled
    assert "$" not in filled


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("kind", "places"), [("followup", {"talk", "question"}), ("translate", {"question"})])
def test_prompts_for_questions_have_their_places(kind: str, places: set[str], language: str) -> None:
    template = Template(load_prompt(f"{kind}.{language}").text)
    assert template.is_valid()
    assert set(template.get_identifiers()) == places


@pytest.mark.parametrize("value", ["$question", "${question}", "$$", "{question}", "{0}", "%s", "\\1", "$"])
def test_values_are_never_read_as_templates(value: str) -> None:
    assert Prompt("p", "<$sentences> <$question>").fill(sentences=value, question="Q") == f"<{value}> <Q>"


def test_a_place_without_a_value_is_named() -> None:
    with pytest.raises(KeyError, match="question"):
        load_prompt("question.en").fill(sentences="x")


def test_a_prompt_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_prompt("nothing.en")


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(("question", "followup", "translate"))])
def test_only_the_question_has_places(name: str) -> None:
    assert re.findall(r"\$\w+", load_prompt(name).text) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_example_is_a_question_and_its_reply(language: str) -> None:
    asked, reply = load_prompt(f"example.{language}").text.split("\n---\n")
    assert "[1]" in asked
    assert re.search(r"\[\d\]\s*$", reply.strip())
