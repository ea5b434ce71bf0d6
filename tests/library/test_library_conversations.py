"""Conversations are kept until they are deleted, through restarts, kills and the deletion of articles."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Claim, Verdict
from assistant.article import Article, Block, BlockKind
from assistant.errors import InputError
from assistant.library import Library
from assistant.library.conversations import Ending, KeptExchange

TEXT = "한국과 싱가포르가 2일 양해각서 5건에 서명했다.\n"
ARTICLE = Article(
    id=Article.id_of(TEXT), text=TEXT, blocks=(Block(kind=BlockKind.BODY, start=0, end=len(TEXT)),), title="서명"
)
QUESTION = "몇 건에 서명했나?"
KILLED = """
import os, signal, sys
from assistant.library import Library
library = Library.open(sys.argv[1], write=True)
kept = library.conversations
id = kept.begin("first")
kept.end(id, kept.ask(id, "first"), "done")
kept.ask(id, "second")
os.kill(os.getpid(), signal.SIGKILL)
"""


def answer(article: Article = ARTICLE) -> Answer:
    quote = article.text.strip()
    cited = Citation(
        article_id=article.id, title=article.title, kind=BlockKind.BODY, quote=quote, start=0, end=len(quote)
    )
    said = Claim(text="5건에 서명했다.", verdict=Verdict.VERIFIED, citations=(cited,))
    return Answer(question=QUESTION, text="5건에 서명했다. [1]", claims=(said,))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "library"


def test_what_was_asked_and_answered_is_there_after_a_restart(place: Path) -> None:
    with Library.open(place, write=True) as library:
        kept = library.conversations
        id = kept.begin(QUESTION)
        kept.end(id, kept.ask(id, QUESTION), Ending.DONE, answer())
        kept.end(id, kept.ask(id, "그건 언제?"), Ending.FAILED, error="The chat model did not answer.")
    with Library.open(place, write=True) as library:
        assert [(each.id, each.title, each.exchanges) for each in library.conversations.summaries()] == [
            (id, QUESTION, 2)
        ]
        assert library.conversations.read(id) == [
            KeptExchange(question=QUESTION, ending=Ending.DONE, answer=answer()),
            KeptExchange(question="그건 언제?", ending=Ending.FAILED, error="The chat model did not answer."),
        ]


def test_the_latest_comes_first_and_words_are_sought_everywhere(place: Path) -> None:
    with Library.open(place, write=True) as library:
        kept = library.conversations
        first, second = kept.begin("About reactors"), kept.begin("About the treaty")
        kept.end(first, kept.ask(first, "About reactors"), Ending.DONE, answer())
        assert [each.id for each in kept.summaries()] == [first, second]
        kept.ask(second, "Treaty again")
        assert [each.id for each in kept.summaries()] == [second, first]
        assert [each.id for each in kept.summaries("TREATY")] == [second]
        assert [each.id for each in kept.summaries("싱가포르")] == [first]
        assert kept.summaries("100%") == []


def test_renamed_and_deleted(place: Path) -> None:
    with Library.open(place, write=True) as library:
        kept = library.conversations
        id = kept.begin("  a\n question " + "very " * 40)
        assert kept.summaries()[0].title.startswith("a question very")
        assert len(kept.summaries()[0].title) <= 80
        kept.rename(id, "Reactors")
        assert kept.summaries()[0].title == "Reactors"
        with pytest.raises(InputError, match="cannot be empty"):
            kept.rename(id, "  ")
        assert kept.delete(id)
        assert not kept.delete(id)
        assert kept.summaries() == []
        for act in (kept.read, lambda gone: kept.rename(gone, "x"), lambda gone: kept.ask(gone, "x")):
            with pytest.raises(InputError, match="no conversation"):
                act(id)


def test_a_deleted_conversation_leaves_no_words_in_the_files(place: Path) -> None:
    secret = "planted-7c2e"
    with Library.open(place, write=True) as library:
        id = library.conversations.begin(secret)
        library.conversations.ask(id, secret)
        library.conversations.delete(id)
        found = [path.name for path in place.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
    assert found == []


def test_thumbs_are_kept_and_taken_back(place: Path) -> None:
    with Library.open(place, write=True) as library:
        kept = library.conversations
        id = kept.begin(QUESTION)
        number = kept.ask(id, QUESTION)
        kept.rate(id, number, False, "the date is wrong")
        assert (kept.read(id)[0].good, kept.read(id)[0].reason) == (False, "the date is wrong")
        kept.rate(id, number, None)
        assert (kept.read(id)[0].good, kept.read(id)[0].reason) == (None, "")


def test_answers_that_hold_words_of_a_deleted_article_go_with_it(place: Path) -> None:
    other_text = "다른 기사다.\n"
    other = ARTICLE.model_copy(
        update={
            "id": Article.id_of(other_text),
            "text": other_text,
            "blocks": (Block(kind=BlockKind.BODY, start=0, end=len(other_text)),),
        }
    )
    with Library.open(place, write=True) as library:
        library.add(ARTICLE, ())
        library.add(other, ())
        kept = library.conversations
        id = kept.begin(QUESTION)
        for each in (ARTICLE, other):
            kept.end(id, kept.ask(id, QUESTION), Ending.DONE, answer(each))
        library.delete(ARTICLE.id)
        withdrawn, stays = kept.read(id)
    assert (withdrawn.ending, withdrawn.answer, withdrawn.question) == (Ending.WITHDRAWN, None, QUESTION)
    assert stays.answer == answer(other)


@pytest.mark.skipif(os.name != "posix", reason="a process is killed as on POSIX")
def test_a_kill_loses_only_the_answer_that_was_being_written(place: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(place)], check=False, timeout=120)
    assert ended.returncode == -signal.SIGKILL
    with Library.open(place, write=True) as library:
        library.conversations.interrupt()
        found = library.conversations.read(library.conversations.summaries()[0].id)
    assert [(each.question, each.ending) for each in found] == [
        ("first", Ending.DONE), ("second", Ending.INTERRUPTED)
    ]  # fmt: skip


def test_the_conversations_of_others_do_not_exist(place: Path) -> None:
    with Library.open(place, write=True) as library:
        nobody, mine, others = (library.conversations.of(owner) for owner in ("", "kim", "lee"))
        id = mine.begin(QUESTION)
        number = mine.ask(id, QUESTION)
        for stranger in (nobody, others, mine.of("KIM"), mine.of("kim' OR '1")):
            assert stranger.summaries() == stranger.summaries("건") == []
            for act in (stranger.read, lambda id: stranger.rename(id, "x"), lambda id: stranger.ask(id, "x")):  # noqa: B023
                with pytest.raises(InputError, match="no conversation"):
                    act(id)
            assert not stranger.delete(id)
            stranger.rate(id, number, False, "not mine")
            stranger.end(id, number, Ending.DONE, answer())
        assert mine.read(id) == [KeptExchange(question=QUESTION, ending=Ending.OPEN)]
        mine.rate(id, number, True)
        mine.end(id, number, Ending.DONE, answer())
        assert mine.read(id) == [KeptExchange(question=QUESTION, ending=Ending.DONE, answer=answer(), good=True)]
        assert [each.title for each in mine.summaries("싱가포르")] == [QUESTION]
        assert mine.delete(id)


def test_a_kill_and_a_deleted_article_concern_everybody(place: Path) -> None:
    with Library.open(place, write=True) as library:
        library.add(ARTICLE, ())
        mine = library.conversations.of("kim")
        id = mine.begin(QUESTION)
        mine.end(id, mine.ask(id, QUESTION), Ending.DONE, answer())
        mine.ask(id, QUESTION)
        library.conversations.interrupt()
        library.delete(ARTICLE.id)
        assert [each.ending for each in mine.read(id)] == [Ending.WITHDRAWN, Ending.INTERRUPTED]


def test_a_question_asked_anew_takes_the_place_of_its_exchange(tmp_path: Path) -> None:
    with Library.open(tmp_path, write=True) as library:
        kept = library.conversations
        id = kept.begin(QUESTION)
        number = kept.ask(id, QUESTION)
        kept.end(id, number, Ending.DONE, answer())
        kept.rate(id, number, False, "falsch")
        kept.replace(id, number, "언제 서명했나?", Ending.DONE, answer())
        assert kept.read(id) == [KeptExchange(question="언제 서명했나?", ending=Ending.DONE, answer=answer())]
        assert kept.summaries()[0].title == "언제 서명했나?"
        kept.rename(id, "서명")
        kept.replace(id, number, QUESTION, Ending.FAILED, error="kaputt")
        assert kept.read(id) == [KeptExchange(question=QUESTION, ending=Ending.FAILED, error="kaputt")]
        assert kept.summaries()[0].title == "서명"
        kept.of("somebody else").replace(id, number, "fremd", Ending.DONE)
        assert kept.read(id)[0].question == QUESTION
