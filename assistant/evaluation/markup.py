"""HTML as a tree: whatever an article or an answer holds becomes text, never markup."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from assistant.text.normalise import visible

Child = Element | str | None
"""What may stand inside an element; ``None`` is left out."""


def element(tag: str, *children: Child, **attributes: str | float) -> Element:
    """An element. A trailing underscore of an attribute's name is dropped (``class_``), others become hyphens."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): _text(str(value)) for name, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child:
            _add_text(made, _text(child))
    return made


def document(head: Element, body: Element, language: str) -> str:
    """A whole page."""
    return "<!DOCTYPE html>\n" + tostring(element("html", head, body, lang=language), encoding="unicode", method="html")


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _text(text: str) -> str:
    """Without characters that mislead the eye or cannot be written."""
    return visible(text).encode("utf-8", "replace").decode("utf-8")
