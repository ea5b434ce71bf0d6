"""Settings: defaults, then a file, then the environment, then arguments; what is unknown is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings file or variable of whoever runs the tests gets in."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith("CITEDESK_"):
            monkeypatch.delenv(name)


def write(text: str, name: str = "citedesk.toml") -> Path:
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def test_nothing_given_means_the_defaults() -> None:
    assert load_settings() == Settings()
    assert Settings().library == Path("library")


def test_the_file_goes_over_the_defaults() -> None:
    write('library = "mine"\nevidence = 5\n')
    settings = load_settings()
    assert (settings.library, settings.evidence, settings.model) == (Path("mine"), 5, Settings().model)


def test_the_environment_goes_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("evidence = 5\nanswer_tokens = 100\n")
    monkeypatch.setenv("CITEDESK_EVIDENCE", "6")
    assert (load_settings().evidence, load_settings().answer_tokens) == (6, 100)


def test_arguments_go_over_all(monkeypatch: pytest.MonkeyPatch) -> None:
    write("evidence = 5\n")
    monkeypatch.setenv("CITEDESK_EVIDENCE", "6")
    assert load_settings(evidence=7).evidence == 7


def test_an_argument_of_none_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEDESK_MODEL", "extractive")
    assert load_settings(model=None, library=None).model == "extractive"


def test_an_empty_variable_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEDESK_MODEL", "")
    assert load_settings().model == Settings().model


def test_another_file_is_named_by_argument_or_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    write("evidence = 5\n")
    write("evidence = 9\n", "other.toml")
    assert load_settings(Path("other.toml")).evidence == 9
    monkeypatch.setenv("CITEDESK_CONFIG", "other.toml")
    assert load_settings().evidence == 9


def test_a_named_file_must_exist() -> None:
    with pytest.raises(SettingsError, match=r"absent\.toml"):
        load_settings(Path("absent.toml"))


def test_unknown_names_are_refused_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="evidense"):
        load_settings(evidense=3)
    monkeypatch.setenv("CITEDESK_MODLE", "local")
    with pytest.raises(SettingsError, match="modle"):
        load_settings()
    monkeypatch.delenv("CITEDESK_MODLE")
    write("[server]\nport = 1\n")
    with pytest.raises(SettingsError, match="server"):
        load_settings()


@pytest.mark.parametrize("name", ["CITEDESK_CACHE", "CITEDESK_NETWORK"])
def test_variables_of_the_machine_are_no_settings(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("evidence", 0), ("evidence", 51), ("evidence", "many"), ("model", ""), ("model", "  "), ("first_token_seconds", 0),
     ("answer_tokens", 1), ("rights", "perhaps"), ("dtype", "float8"), ("max_question", 5), ("context", 10)],
)  # fmt: skip
def test_a_value_out_of_bounds_names_its_setting(name: str, value: object) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings(**{name: value})


@pytest.mark.parametrize("content", [b"evidence = = 5", b"\xff\xfe\x00", b"evidence"])
def test_a_file_that_is_no_toml_is_named(content: bytes) -> None:
    Path("citedesk.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"citedesk\.toml"):
        load_settings()


def test_every_setting_that_may_surprise_says_what_it_is() -> None:
    fields = Settings.model_fields
    assert [name for name, field in fields.items() if not field.description] in ([], ["dtype", "rights"])


@pytest.mark.parametrize("name", ["api_key", "openai_api_key", "password", "token"])
def test_secrets_are_no_settings(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings(**{name: "sk-secret"})


@pytest.mark.parametrize("name", ["api_key", "token"])
def test_the_value_of_an_unknown_setting_is_not_repeated(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(**{name: "sk-secret-123"})
    assert "sk-secret-123" not in str(caught.value)


def test_settings_never_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().evidence = 3  # type: ignore[misc]
