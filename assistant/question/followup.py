"""Follow-up questions, made to stand alone by rules: what they leave out is taken from the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.question.terms import Term, terms_of

_POINTS_BACK = re.compile(
    r"^\s*(?:and|but|so|then|also|what about|how about)\b"
    r"|\b(?:it|its|they|them|their|theirs|that|those|these|this|there|he|she|his|her|him|which one|others?)\b"
    r"|\bthe (?:former|latter|same|first|second|other)(?: one)?\b"
    r"|^\s*(?:그리고|그럼|그러면|그런데|그래서|그렇다면|또|나머지|둘 중)"
    r"|(?:^|\s)(?:그|이|저)(?:것|건|게|걸|곳|때|중|사람|들|녀|는|가)?(?:[은는이가을를의도]|들|\s)|거기|그중",
    re.IGNORECASE,
)
_SHORT = 2
_CARRIED = 6


def stand_alone(question: str, history: Sequence[Turn]) -> str:
    """The question with the terms it leaves out, in brackets after it; unchanged when it leaves nothing out.

    A question leaves something out when it points back ("and how much?", "그건 언제까지?") or names hardly anything.
    """
    if not history:
        return question
    own = terms_of(question)
    names = [term for term in own if term.name]
    if not (_POINTS_BACK.search(question) or (len(own) < _SHORT and not names)):
        return question
    carried = [*_asked_before(question, history), *_carried(own, history)]
    return f"{question} ({', '.join(carried)})" if carried else question


_QUESTION_WORDS = re.compile(
    r"\b(?:when|who|where|how (?:much|many|large|long|high|far)|which|why|what|how)\b"
    r"|언제|누구|누가|어디|얼마|몇\s?\S|어떤|무슨|무엇|왜|어떻게|어때",
    re.IGNORECASE,
)


def _asked_before(question: str, history: Sequence[Turn]) -> list[str]:
    """The question word of the turn before, when this one has none of its own ("And unit 4?")."""
    if _QUESTION_WORDS.search(re.sub(r"(?:what|how) about", "", question, flags=re.IGNORECASE)):
        return []
    before = _QUESTION_WORDS.search(history[-1].question)
    return [before.group()] if before else []


def _carries(term: Term, own: Sequence[Term]) -> bool:
    """Numbers stay behind, and so does "unit 1" when the question asks of unit 4."""
    if term.name and any(char.isdigit() for char in term.text):
        return not any(char.isdigit() for other in own if other.name for char in other.text)
    return not term.text[0].isdigit()


def _carried(own: Sequence[Term], history: Sequence[Turn]) -> list[str]:
    """The nouns and names of the latest question that names something; bare verbs and numbers stay behind."""
    known = {form for term in own for form in term.forms}
    for turn in reversed(history):
        asked = [term for term in terms_of(turn.question) if term.weight >= 1.0 and _carries(term, own)]
        if asked:
            return [term.text for term in asked if not term.forms & known][:_CARRIED]
    return []
