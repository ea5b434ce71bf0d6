"""Evidence that several outlets print says so, on one line."""

from __future__ import annotations

from assistant.answer import Answer, Citation, Claim, Copy, Evidence, Verdict
from assistant.article import BlockKind
from ui.cli.rendering import answer_lines, evidence_lines

TEXT = "비가 60밀리미터 내렸다. 도로를 막았다."
COPIES = (
    Copy(article_id="b" * 16, title="둘", outlet="새벽\x1b[31m신문"),
    Copy(article_id="c" * 16, title="셋", outlet="새벽신문"),
    Copy(article_id="d" * 16, title="제목만 아는 기사"),
)


def evidence(*also: Copy) -> Evidence:
    return Evidence(rank=1, passage_id="p", article_id="a" * 16, title="하나", kind=BlockKind.BODY, text=TEXT, start=10,
                    end=10 + len(TEXT), also=also)  # fmt: skip


def answer(found: Evidence, start: int, end: int) -> Answer:
    quote = TEXT[start - 10 : end - 10]
    cited = Citation(article_id="a" * 16, title="하나", kind=BlockKind.BODY, quote=quote, start=start, end=end)
    claim = Claim(text=quote, verdict=Verdict.VERIFIED, citations=(cited,))
    return Answer(question="비?", text=quote, claims=(claim,), evidence=(found,))


def test_evidence_names_the_other_outlets_once_each() -> None:
    lines = list(evidence_lines([evidence(*COPIES)]))
    assert lines[-1].strip() == "also in 2 outlets: 새벽신문, 제목만 아는 기사"
    assert "also in 1 outlet: 새벽신문" in "\n".join(evidence_lines([evidence(COPIES[0])]))
    assert not any("also in" in line for line in evidence_lines([evidence()]))


def test_a_quote_names_the_other_outlets_of_its_passage() -> None:
    assert "also in 2 outlets" in "\n".join(answer_lines(answer(evidence(*COPIES), 10, 24)))
    assert "also in" not in "\n".join(answer_lines(answer(evidence(*COPIES), 10, 60)))
