"""Whether a claim presents what it says as its source does: as done, denied, planned or alleged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.support import Matcher
from assistant.answering.window import window
from assistant.answering.wording import Wording
from assistant.text.clauses import clause_spans
from assistant.text.modality import Modality, modality_of, signs_of, tells_event

_HALF = 0.5
_SPEECH = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PASSED_ON = re.compile(r"(?:[다라자냐]고|[다라]며|[다라]면서|것으로)[”\"’']?,?\s*$|[”\"]\s?(?:이?라고|고|며)\s*$")
_OPEN = re.compile(r"(?:하고|되고|하며|되며|이며|이고|면서)[ ,]*$")
_GOVERNING = 24
"""Characters at the end of a Korean sentence that hold its last predicate."""


def differences(claim: Wording, source: Wording) -> list[str]:
    """How a claim presents its event otherwise than a source in the same language; names of reasons.

    A claim may have no mark more than the whole sentence, and none less than the clauses that it tells.
    """
    spoken, denials = _region(claim, source)
    mine, least, most = signs_of(claim.text), signs_of(spoken), signs_of(source.text)
    checks = (
        ("denied", (mine.denials - denials) % 2 == 1),
        ("planned", mine.ahead < least.ahead),
        ("not_planned", mine.ahead > most.ahead),
        ("alleged", mine.alleged < least.alleged),
        ("not_alleged", mine.alleged > most.alleged),
    )
    return [name for name, differs in checks if differs]


def _region(claim: Wording, source: Wording) -> tuple[str, int]:
    """The clauses of a source that a claim tells, with what governs them, and the denials within them alone."""
    spans = clause_spans(source.text)
    forms = {word.form for word in claim.words}
    shares = [_told(span, source, forms) for span in spans]
    best = max(shares, default=0.0)
    told = [span for span, share in zip(spans, shares, strict=True) if share >= min(_HALF, best) and share > 0] or list(
        spans
    )
    text = "".join(source.text[start:end] for start, end in told)
    denials = signs_of(text).denials
    last = told[-1]
    if last[1] < len(source.text):
        ending = source.text[slice(*last)]
        if _PASSED_ON.search(ending) or _OPEN.search(ending):
            text += _tail(source.text, last[1])
    return text, denials


def _tail(sentence: str, start: int) -> str:
    """The predicate that passes on a quoted clause."""
    return sentence[max(start, len(sentence) - _GOVERNING) :]


def _told(span: tuple[int, int], source: Wording, forms: set[str]) -> float:
    words = [word for word in source.words if span[0] <= word.start < span[1]]
    return sum(word.form in forms for word in words) / len(words) if words else 0.0


def foreign_differences(claim: str, source: str, matcher: Matcher) -> list[str]:
    """The same across languages, where only the main event can be compared."""
    mine, theirs = modality_of(claim), modality_of(_spoken(source, matcher))
    if mine is theirs:
        return []
    if Modality.DENIED in {mine, theirs}:
        return ["denied"]
    if mine is Modality.PLANNED:
        return ["not_planned"] if tells_event(source) else []
    return ["planned"] if tells_event(claim) else []


def _spoken(sentence: str, matcher: Matcher) -> str:
    """What is said in quotation marks, or what stands around them: whichever holds more of the claim."""
    speech = " ".join(_SPEECH.findall(sentence))
    around = _SPEECH.sub(" ", sentence)
    if not speech:
        return sentence

    def share(text: str) -> float:
        return sum(term.weight * matcher.strength(term, window(text)) for term in matcher.terms)

    return around if share(around) >= share(speech) else speech


def contradicting(found: Sequence[str]) -> list[str]:
    """Those differences that make a claim false rather than unproven."""
    return [name for name in found if name in {"denied", "planned"}]
