"""A folder of prompts in the place of ours: checked, used, and named by fingerprint."""

from __future__ import annotations

from pathlib import Path

import pytest
from saying_model import SayingModel

from assistant import Assistant
from assistant.answering.phrases import REFUSAL
from assistant.answering.prompts import KINDS, LANGUAGES, WriterPrompts
from assistant.errors import SettingsError
from assistant.evaluation.provenance import prompts_digest, settings_of
from assistant.settings import Settings
from prompts import load_prompt

SHORT = f"한 문장으로 답합니다. 답이 없으면: {REFUSAL['ko']}"


def folder(place: Path, **files: str) -> Path:
    made = place / "mine"
    made.mkdir()
    for name, text in files.items():
        (made / f"{name.replace('_', '.')}.md").write_text(text, encoding="utf-8")
    return made


def test_without_a_folder_they_are_ours() -> None:
    own = WriterPrompts()
    assert all(own.get(kind, language) == load_prompt(f"{kind}.{language}") for kind in KINDS for language in LANGUAGES)


def test_a_file_takes_the_place_of_ours_and_the_rest_stays(tmp_path: Path) -> None:
    mine = WriterPrompts(folder(tmp_path, answer_ko=SHORT, README="Notes."))
    assert mine.get("answer", "ko").text == SHORT + "\n"
    assert mine.get("answer", "en") == load_prompt("answer.en")
    assert mine.fingerprint("ko") != WriterPrompts().fingerprint("ko")
    assert mine.fingerprint("en") == WriterPrompts().fingerprint("en")


def test_a_copy_of_ours_is_the_same(tmp_path: Path) -> None:
    copy = folder(tmp_path, **{f"{k}_{lang}": load_prompt(f"{k}.{lang}").text for k in KINDS for lang in LANGUAGES})
    assert WriterPrompts(copy).fingerprint("ko") == WriterPrompts().fingerprint("ko")
    assert prompts_digest(copy) == prompts_digest()


def test_its_words_reach_the_model_and_its_fingerprint_the_answer(tmp_path: Path, example_library: object) -> None:
    mine = folder(tmp_path, answer_ko=SHORT, question_ko="자료:\n$sentences\n물음: $question")
    model = SayingModel(replies={})
    settings = Settings(prompts=mine, tries=1)
    with Assistant.open(example_library.path, settings=settings, model=model) as assistant:  # type: ignore[attr-defined]
        answer = assistant.ask("누리호 3차 발사의 목표 고도는 얼마였나요?")
    assert "물음: 누리호 3차 발사의 목표 고도는 얼마였나요?" in model.asked[0]
    assert WriterPrompts(mine).fingerprint("ko") in answer.prompt


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("anwser_ko", SHORT, "is no prompt; there are answer.en.md"),
        ("answer_ko", "Answer briefly.", "must tell the model to say"),
        ("answer_ko", " \n", "has 0 characters"),
        ("answer_ko", "가" * 9000, "has 9,000 characters"),
        ("example_ko", "No reply.", "a line --- between them"),
        ("question_ko", "$sentences", "must hold the places"),
        ("question_ko", "$sentences $question $secret", "must hold the places"),
        ("question_ko", "$sentences $question costs $5", "must hold the places"),
    ],
)
def test_prompts_that_cannot_serve_are_refused_by_name(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(SettingsError) as refused:
        WriterPrompts(folder(tmp_path, **{name: text}))
    assert words in str(refused.value)
    assert name.replace("_", ".") in str(refused.value)


def test_folders_that_are_absent_or_empty_are_refused(tmp_path: Path) -> None:
    for place in (tmp_path / "none", folder(tmp_path)):
        with pytest.raises(SettingsError, match="prompts"):
            WriterPrompts(place)


def test_the_report_names_the_folder_and_hashes_what_is_in_it(tmp_path: Path) -> None:
    mine = folder(tmp_path, answer_ko=SHORT)
    assert settings_of(Settings(prompts=mine))["prompts"] == "mine"
    before = prompts_digest(mine)
    assert before != prompts_digest()
    other = folder(tmp_path / "mine", answer_ko=SHORT + " 짧게.")
    assert prompts_digest(other) != before
