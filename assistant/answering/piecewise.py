"""Claims that several sentences say together: cut into clauses, of which each must be said by one of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.sentences import EvidenceSentence
from assistant.answering.wording import Wording, wording_of
from assistant.text.clauses import clause_spans

MOST = 3
"""Sentences that a claim may rest on."""

_LEAST = 2
"""Words and figures that a clause must have to be checked by itself."""

_EDGE = re.compile(r"^(?:and|but|while|which|who|그리고)\s+|[\s,;:—]+$", re.IGNORECASE)


def pieces_of(claim: str) -> tuple[str, ...]:
    """The clauses of a claim, one too short to say anything kept with the one before it."""
    pieces: list[str] = []
    for start, end in clause_spans(claim):
        piece = claim[start:end]
        if pieces and (_weight(piece) < _LEAST or _weight(pieces[-1]) < _LEAST):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return tuple(_EDGE.sub("", piece.strip()).strip() for piece in pieces)


def proved_together(claim: str, proof: Callable[[str], EvidenceSentence | None]) -> tuple[EvidenceSentence, ...]:
    """The two or three sentences of one article that say the clauses of a claim; nothing where one is not said.

    A sentence says a clause only of what the claim speaks of: what stands before the first word that the two share must stand in the claim.

    :param proof: gives the sentence that says a clause by itself, if there is one.
    """
    pieces = pieces_of(claim)
    if not 1 < len(pieces) <= MOST:
        return ()
    whole = wording_of(claim)
    found: list[EvidenceSentence] = []
    for piece in pieces:
        sentence = proof(piece)
        if sentence is None or not _same_subject(piece, whole, sentence):
            return ()
        found.append(sentence)
    apart = tuple({sentence.key: sentence for sentence in found}.values())
    return apart if len(apart) > 1 and len({sentence.article.id for sentence in apart}) == 1 else ()


def _same_subject(piece: str, whole: Wording, sentence: EvidenceSentence) -> bool:
    forms = {word.form for word in whole.words}
    mine = {word.form for word in wording_of(piece).words}
    source = wording_of(sentence.text).words
    first = next((word.start for word in source if word.form in mine), len(sentence.text))
    return all(word.form in forms for word in source if word.start < first)


def _weight(text: str) -> int:
    said = wording_of(text)
    return len(said.words) + len(said.quantities) + len(said.dates)
