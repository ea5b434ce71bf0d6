"""Every way in which a chat model's server may fail ends in an answer: sources listed, claims proved, the reason said."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from faults_server import (
    DONE,
    KEY,
    ROLE,
    Act,
    FaultyServer,
    breaking_off,
    endless,
    event,
    failing_inside,
    gaps,
    refusing_long,
    saying,
    sending,
    serving,
    stalling,
    status,
    words_of,
)
from grounding import answer_of, assert_grounded

from assistant import Assistant
from assistant.answer import Answer, Draft
from assistant.engine import Engine
from assistant.models.chat import load_chat_model
from assistant.models.embedding import load_encoder
from assistant.models.faults import Fault, ModelFault
from assistant.settings import Settings

PARIS = "When did the Paris Agreement enter into force?"
NURI = "누리호 3차 발사는 언제 이뤄졌나요?"
TRUE = {
    PARIS: "The Paris Agreement entered into force on November 4, 2016. [1]",
    NURI: "누리호 3차 발사는 25일 오후 6시 24분에 이뤄졌다. [1]",
}
LANGUAGE = {PARIS: "en", NURI: "ko"}
GENEROUS = {"first_token_seconds": 60, "idle_seconds": 60, "answer_seconds": 120, "retry_seconds": 0.05}
HASTY = {"first_token_seconds": 1.5, "idle_seconds": 0.5, "answer_seconds": 3, "retry_seconds": 0.05}


@pytest.fixture(scope="module")
def server() -> Iterator[FaultyServer]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def engine_with(extractive: Assistant) -> Callable[..., Engine]:
    """An engine over the example pages that asks a model of OpenAI's protocol at an address."""
    encoder = load_encoder(extractive.settings.embedding, dtype=extractive.settings.dtype)

    @cache
    def make(base_url: str, **given: float) -> Engine:
        settings = Settings.model_validate({"model": "openai:faulty", "base_url": base_url, **GENEROUS, **given})
        return Engine(
            extractive.library, encoder, settings, load_chat_model("openai:faulty", settings), "openai:faulty"
        )

    return make


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(server: FaultyServer, engine_with: Callable[..., Engine], extractive: Assistant) -> Ask:
    """Play a script; ask; check what must hold of every answer."""

    def play(question: str, *acts: Act, **settings: float) -> Answer:
        server.play(*acts)
        events = list(engine_with(server.base_url, **settings).stream(question))
        answer = answer_of(events)
        server.over.set()
        assert_grounded(answer, extractive)
        assert answer.evidence
        seen = answer.model_dump_json() + "".join(event.delta for event in events if isinstance(event, Draft))
        assert KEY not in seen
        return answer

    return play


def assert_says(answer: Answer, fault: Fault, seconds: float = 0.0) -> None:
    """A note of the answer says what happened, in the language of the question."""
    said = ModelFault(fault, seconds=seconds).said(answer.language)
    assert any(said in note for note in answer.notes), answer.notes


def assert_from_the_articles(answer: Answer) -> None:
    assert not answer.refused
    assert all(claim.reasons == ("the article's own words",) for claim in answer.claims)


QUESTIONS = pytest.mark.parametrize("question", [PARIS, NURI], ids=["en", "ko"])


@QUESTIONS
def test_a_server_that_is_well_is_believed(ask: Ask, server: FaultyServer, question: str) -> None:
    answer = ask(question, saying(TRUE[question]))
    assert [claim.text for claim in answer.claims] == [TRUE[question].removesuffix(" [1]")]
    assert answer.notes == ()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("question", "code"), [(NURI, 429), (NURI, 500), (PARIS, 502), (PARIS, 503), (NURI, 504), (PARIS, 529)]
)
def test_a_server_that_goes_on_failing_is_asked_three_times(
    ask: Ask, server: FaultyServer, question: str, code: int
) -> None:
    answer = ask(question, status(code))
    assert len(server.asked) == 3
    assert_from_the_articles(answer)
    assert_says(answer, Fault.SERVER if code in {500, 502, 504} else Fault.BUSY)


@pytest.mark.parametrize(
    "first",
    [status(429), status(500), failing_inside(), breaking_off(ROLE), sending(ROLE)],
    ids=["429", "500", "error in the stream", "broken off", "cut"],
)
def test_what_passes_is_not_noticed(ask: Ask, server: FaultyServer, first: Act) -> None:
    answer = ask(PARIS, first, saying(TRUE[PARIS]))
    assert len(server.asked) == 2
    assert answer.claims[0].text == TRUE[PARIS].removesuffix(" [1]")
    assert answer.notes == ()


def test_retry_after_is_obeyed(ask: Ask, server: FaultyServer) -> None:
    answer = ask(PARIS, status(429, Retry_After="1"), saying(TRUE[PARIS]), retry_seconds=5)
    assert answer.notes == ()
    assert gaps(server.times)[0] >= 0.99


@pytest.mark.parametrize("after", ["3600", "Fri, 31 Dec 2099 23:59:59 GMT"])
def test_a_server_that_wants_to_be_left_alone_is(ask: Ask, server: FaultyServer, after: str) -> None:
    answer = ask(NURI, status(429, Retry_After=after))
    assert len(server.asked) == 1
    assert_says(answer, Fault.BUSY)


@pytest.mark.parametrize(
    ("question", "code", "fault"),
    [(NURI, 400, Fault.REJECTED), (PARIS, 401, Fault.KEY), (NURI, 403, Fault.KEY), (PARIS, 404, Fault.UNKNOWN),
     (NURI, 422, Fault.REJECTED)],
)  # fmt: skip
def test_a_request_that_is_refused_is_not_repeated(
    ask: Ask, server: FaultyServer, question: str, code: int, fault: Fault
) -> None:
    answer = ask(question, status(code))
    assert len(server.asked) == 1
    assert_from_the_articles(answer)
    assert_says(answer, fault)


def test_a_prompt_that_is_too_long_is_shortened(ask: Ask, server: FaultyServer) -> None:
    answer = ask(PARIS, refusing_long(2, saying(TRUE[PARIS])))
    assert [claim.text for claim in answer.claims] == [TRUE[PARIS].removesuffix(" [1]")]
    assert 2 <= len(server.asked) <= 3
    assert "[3] " not in server.asked[-1]["messages"][-1]["content"]


def test_a_prompt_that_is_always_too_long_is_given_up(ask: Ask, server: FaultyServer) -> None:
    answer = ask(PARIS, refusing_long(0, saying("")))
    assert len(server.asked) == 3
    assert_says(answer, Fault.TOO_LONG)
    assert_from_the_articles(answer)


def test_a_prompt_is_trimmed_to_the_context(ask: Ask, server: FaultyServer) -> None:
    """The question and the rules leave room for fewer sentences, then for none, and then no model is asked."""
    ask(PARIS, saying(TRUE[PARIS]))
    whole = server.asked[-1]["messages"][-1]["content"]
    ask(PARIS, saying(TRUE[PARIS]), context=1024, answer_tokens=250)
    assert len(server.asked[-1]["messages"][-1]["content"]) < len(whole)
    answer = ask(PARIS + " 그" * 1500, saying(TRUE[PARIS]), context=1024, answer_tokens=250)
    assert server.asked == []
    assert_says(answer, Fault.TOO_LONG)


@pytest.mark.parametrize(
    ("question", "act"),
    [(NURI, stalling(headers=False)), (PARIS, stalling()), (NURI, stalling(b": ping\n\n"))],
    ids=["mute", "headers only", "pings"],
)
def test_a_server_that_hangs_is_waited_for_only_so_long(
    ask: Ask, server: FaultyServer, question: str, act: Act
) -> None:
    answer = ask(question, act, **HASTY | {"first_token_seconds": 0.5})
    assert len(server.asked) == 1
    assert_from_the_articles(answer)
    assert_says(answer, Fault.SILENT, 0.5)


def after_text(question: str) -> dict[str, tuple[Act, Fault, float]]:
    """Faults that come when a sentence and half of another were written."""
    said = words_of(f"{TRUE[question]} It was paid for by 7,00")
    return {
        "stalls": (stalling(ROLE, *said), Fault.STALLED, 0.5),
        "cut": (sending(ROLE, *said), Fault.CUT, 0.0),
        "broken off": (breaking_off(ROLE, *said), Fault.CUT, 0.0),
        "error event": (failing_inside(f"{TRUE[question]} It was paid for by 7,00"), Fault.BUSY, 0.0),
        "withheld": (sending(ROLE, *said, event(finish="content_filter"), DONE), Fault.FILTERED, 0.0),
    }


@QUESTIONS
@pytest.mark.parametrize("name", list(after_text(PARIS)))
def test_what_came_before_a_fault_is_kept_whole_sentences_only(
    ask: Ask, server: FaultyServer, question: str, name: str
) -> None:
    act, fault, seconds = after_text(question)[name]
    answer = ask(question, act, **HASTY | {"first_token_seconds": 30, "answer_seconds": 60})
    assert len(server.asked) == 1  # never again once text was shown
    assert [claim.text for claim in answer.claims] == [TRUE[question].removesuffix(" [1]")]
    assert "7,00" not in str(answer.claims) + str(answer.dropped)
    assert_says(answer, fault, seconds)


def test_half_a_sentence_is_no_claim(ask: Ask) -> None:
    answer = ask(
        PARIS, sending(ROLE, *words_of("The Paris Agreement entered into force on November 4, 2016, is what no"))
    )
    assert "is what no" not in answer.model_dump_json()
    assert_from_the_articles(answer)
    assert_says(answer, Fault.CUT)


def test_an_answer_that_reached_its_length_loses_its_last_half_sentence(ask: Ask) -> None:
    answer = ask(PARIS, saying(f"{TRUE[PARIS]} It was paid for by 7,00", finish="length"))
    assert [claim.text for claim in answer.claims] == [TRUE[PARIS].removesuffix(" [1]")]
    assert "7,00" not in answer.model_dump_json()


@pytest.mark.parametrize("pause", [0.0, 0.02], ids=["fast", "slow"])
def test_an_endless_answer_is_cut_off(ask: Ask, server: FaultyServer, pause: float) -> None:
    answer = ask(
        PARIS, endless("The fund is very large. ", pause), **HASTY | {"first_token_seconds": 30, "idle_seconds": 30}
    )
    assert len(server.asked) == 1
    assert_from_the_articles(answer)


@pytest.mark.parametrize(
    "act",
    [
        saying(""), saying(" \n\t "), saying("\u200b\u202e\ufeff"), saying("<think>Hmm, the sentences say 4 November.</think>"),
        saying("![x](https://evil.example/?q=1)"), sending(ROLE, event({"content": None}), event(finish="stop"), DONE),
    ],
    ids=["no text", "white space", "invisible", "thoughts only", "an image only", "null"],
)  # fmt: skip
def test_an_empty_answer_is_said_to_be_one(ask: Ask, server: FaultyServer, act: Act) -> None:
    answer = ask(NURI, act)
    assert len(server.asked) == 1
    assert_from_the_articles(answer)
    assert_says(answer, Fault.EMPTY)


HTML_PAGE = b"<!doctype html><html><body><h1>502 Bad Gateway</h1><script>fetch('//evil.example')</script></body></html>"
GARBLED: dict[str, Act] = {
    "nothing at all": sending(),
    "only the end": sending(DONE),
    "a web page": sending(HTML_PAGE, kind="text/html"),
    "a web page as events": sending(b"data: " + HTML_PAGE + b"\n\n"),
    "bytes that are no UTF-8": sending(b"data: \xff\xfe\x80\n\n"),
    "broken letters in the text": sending(ROLE, b'data: {"choices":[{"index":0,"delta":{"content":"\xed\x95 \xff"}}]}\n\n'),
    "half an event": sending(ROLE, b'data: {"choices":[{"index":0,"delta":{"con'),
    "events of something else": sending(b'data: {"hello": 1}\n\n', b"data: 3\n\n", b"data: null\n\n", DONE),
    "choices of another shape": sending(b'data: {"id":"1","choices":[{"delta":[1,2]}]}\n\n', DONE),
    "no choices": sending(b'data: {"id":"1","object":"x","created":1,"model":"m","choices":[]}\n\n', DONE),
    "JSON instead of a stream": sending(b'{"choices":[{"message":{"role":"assistant","content":"hi"}}]}', kind="application/json"),
    "a very long line": sending(b"data: " + b"x" * 2_000_000 + b"\n\n"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("name", list(GARBLED))
def test_a_response_that_is_none_ends_in_the_articles_words(ask: Ask, name: str) -> None:
    answer = ask(NURI, GARBLED[name])
    assert_from_the_articles(answer)
    assert answer.notes


WRITTEN: dict[str, str] = {
    "NUL and colours": "\x00\x1b[31m{true}\x1b[0m\x07",
    "direction marks": "\u202e{true}\u202c \u2066\u2069",
    "tags of HTML": "<p><b>{true}</b></p><script>alert(1)</script><img src=//evil.example/x.png>",
    "a fence": "```json\n{true}\n```",
    "a chat template": "<|im_start|>assistant\n{true}<|im_end|>\n<|im_start|>user\nWho are you?",
    "thoughts first": "<think>Let me see. Atlantis paid 9 billion.</think>{true}",
    "links": "{true} See [more](https://evil.example/a) or https://evil.example/b?c or www.evil.example/x.",
    "marks never given": "{true} [99] [0] 【7】 [1-50] [123456789012]",
}


@QUESTIONS
@pytest.mark.parametrize("name", list(WRITTEN))
def test_a_good_sentence_is_found_in_bad_writing(ask: Ask, question: str, name: str) -> None:
    answer = ask(question, saying(WRITTEN[name].replace("{true}", TRUE[question])))
    assert TRUE[question].removesuffix(" [1]") in [claim.text for claim in answer.claims]
    shown = " ".join([answer.text, *(claim.text for claim in (*answer.claims, *answer.dropped))])
    for never in ("evil.example", "<", "\x1b", "\u202e", "[99]", "im_start", "https:"):
        assert never not in shown


WRONG: dict[str, str] = {
    "French": "La fusée a été lancée le 25 mai; l'accord est entré en vigueur le 4 novembre 2016. [1]",
    "Japanese": "条約は発効した。ヌリ号は25日に打ち上げられた。[1]",
    "JSON": '{"answer": "Atlantis paid 9 billion", "sources": [1, 2]}',
    "an invention": "Atlantis signed it with 7,000 dragons in 1875. 외계인 33명이 서명했다. [1]",
    "only marks": "[1][2][3]",
    "letters at random": "asdkj qweoi zmxnc 123 9 8 7 ㅁㄴㅇㄹ ㅋㅋㅋ",
    "broken encoding": "\ufffd\ufffd\ufffd ÃƒÂ©Ã‚Â¼ \ufffd",
    "one word for ever": "x" * 5000,
}


@QUESTIONS
@pytest.mark.parametrize("name", list(WRONG))
def test_what_is_no_answer_is_replaced_by_the_articles_words(ask: Ask, question: str, name: str) -> None:
    answer = ask(question, saying(WRONG[name]))
    assert_from_the_articles(answer)
    assert answer.notes
    assert "Atlantis" not in answer.text


@pytest.mark.parametrize(("question", "scheme"), [(NURI, "http"), (PARIS, "https")])
def test_a_server_that_is_not_there_is_said_to_be(
    engine_with: Callable[..., Engine], extractive: Assistant, question: str, scheme: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    answer = answer_of(list(engine_with(f"{scheme}://127.0.0.1:{port}/v1").stream(question)))
    assert_grounded(answer, extractive)
    assert_from_the_articles(answer)
    assert_says(answer, Fault.UNREACHABLE)


def test_a_server_that_speaks_no_tls_is_not_reached(
    server: FaultyServer, engine_with: Callable[..., Engine], extractive: Assistant
) -> None:
    server.play(saying(TRUE[PARIS]))
    answer = answer_of(list(engine_with(server.base_url.replace("http:", "https:")).stream(PARIS)))
    assert_grounded(answer, extractive)
    assert_says(answer, Fault.UNREACHABLE)
