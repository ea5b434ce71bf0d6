"""A second opinion by a model of natural language inference: may a claim count as verified."""

from __future__ import annotations

from assistant.errors import ModelError
from assistant.models.cross_encoder import PairModel, load_cross_encoder
from assistant.settings import Settings


class Entailment:
    """Says whether a text bears out a claim, by the label that a cross-encoder finds most likely.

    :param model: its labels must name entailment; one that names contradiction is told apart from mere doubt.
    :raises ModelError: when no label names entailment.
    """

    def __init__(self, model: PairModel) -> None:
        self._model = model
        folded = [label.casefold() for label in model.labels]
        entailing = [at for at, label in enumerate(folded) if label.startswith("entail")]
        if not entailing:
            raise ModelError(
                f"The model {model.name} names no label of entailment, only {', '.join(model.labels)}.",
                hint="Point the setting `nli` at a model of natural language inference, or leave it empty.",
            )
        self._entailing = entailing[0]
        self._contradicting = next((at for at, label in enumerate(folded) if label.startswith("contra")), -1)

    def doubt(self, premise: str, claim: str) -> str:
        """The name of the reason why a claim does not follow from a premise; empty where it follows."""
        likeliest = int(self._model.logits([(premise, claim)])[0].argmax())
        if likeliest == self._entailing:
            return ""
        return "contradicted" if likeliest == self._contradicting else "not_entailed"


def load_entailment(settings: Settings) -> Entailment | None:
    """The inference model of the setting ``nli``; ``None`` where it is empty.

    :raises ModelNotFoundError: when it is not there.
    :raises ModelError: when it is no model of natural language inference.
    """
    if not settings.nli:
        return None
    return Entailment(load_cross_encoder(settings.nli, setting="nli", dtype=settings.dtype))
