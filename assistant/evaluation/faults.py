"""What may be wrong with an answer, in words of both languages."""

from __future__ import annotations

from dataclasses import dataclass

WORDS = {
    "error": ("{}", "{}"),
    "said": ("“{}” is said, though the articles do not answer", "기사에 답이 없는데 “{}”라고 답함"),
    "language": (
        "the answer is not in the language of the question ({})",
        "답이 질문의 언어({})가 아님",
    ),
    "silent": ("nothing is answered", "답하지 않음"),
    "lacks": ("the answer lacks “{}”", "답에 “{}”가 없음"),
    "holds": ("the answer holds “{}”", "답에 있어서는 안 될 “{}”가 있음"),
    "items": ("the list has {} items", "목록의 항목이 {}개임"),
    "number": ("“{}” is not in the quotes", "“{}”가 인용에 없음"),
    "inexact": ("the quote “{}” does not stand where it says in its article", "인용 “{}”가 기사의 그 자리에 없음"),
    "uncited": ("the gold quote is not cited", "정답 인용을 인용하지 않음"),
    "no passage": ("no passage of the library holds “{}”", "라이브러리의 어느 단락에도 “{}”가 없음"),
    "not found": ("none of the first passages holds “{}”", "앞의 검색 결과에 “{}”가 없음"),
    "gold": ("the gold quote is “{}”", "정답 인용: “{}”"),
}
"""For each kind the English and the Korean words, with a place for what it is about."""


@dataclass(frozen=True)
class Fault:
    """Something wrong with an answer.

    :param kind: a key of :data:`WORDS`.
    :param about: the words, number or quote that it is about.
    """

    kind: str
    about: str = ""

    def __str__(self) -> str:
        return WORDS[self.kind][0].format(self.about)

    @property
    def korean(self) -> str:
        """The same in Korean."""
        return WORDS[self.kind][1].format(self.about)
