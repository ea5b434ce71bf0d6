"""A pack as one HTML page: the answer, each quote marked in its page, and the pack's JSON inside; no scripts, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from xml.etree.ElementTree import Element

from assistant.answer import Answer, Citation, Claim, Verdict
from assistant.evaluation.markup import document, element
from assistant.pack.pack import Pack, PackedPage, Part, found_in
from assistant.pack.words import VERDICTS, WORDS

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The page may load, run and send nothing, whatever an article made its way into it."""

CARRIER = "citedesk-pack"
"""Id of the element that holds the JSON."""

Numbers = dict[tuple[str, int, int], int]
"""The number of each quote, by article and span."""


def pack_page(pack: Pack, carried: str, digest: str) -> str:
    """Draw a pack; the same pack is always drawn the same.

    :param carried: the JSON that the page carries.
    """
    language = pack.answer.language if pack.answer.language in {"ko", "en"} else "en"
    numbers: Numbers = {}
    for _, citation in found_in(pack.answer, Citation):
        numbers.setdefault(_span(citation), len(numbers) + 1)
    title = f"{WORDS['title'][language]}: {pack.answer.question}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", _stylesheet()),
    )
    body = element(
        "body",
        element("h1", title),
        *_answer(pack.answer, numbers, language),
        element("h2", WORDS["pages"][language]),
        *(_page(page, numbers, language) for page in pack.pages),
        *_colophon(pack, digest, language),
        element("pre", carried, id=CARRIER, hidden="hidden"),
    )
    return document(head, body, language)


@cache
def _stylesheet() -> str:
    return files("assistant.pack").joinpath("page.css").read_text(encoding="utf-8")


def _answer(answer: Answer, numbers: Numbers, language: str) -> Iterator[Element]:
    yield element("h2", WORDS["answer"][language])
    if answer.refused:
        yield element("p", answer.text)
        yield element("p", answer.refusal, class_="why")
    elif answer.lead:
        yield element("p", answer.lead)
    if answer.claims:
        yield element("ol", *(_claim(claim, numbers, language) for claim in answer.claims))
    if answer.notes:
        yield element("h3", WORDS["notes"][language])
        yield element("ul", *(element("li", note) for note in answer.notes))


def _claim(claim: Claim, numbers: Numbers, language: str) -> Element:
    spans = dict.fromkeys(map(_span, claim.citations))
    marks = [element("a", f"[{numbers[span]}]", href=f"#q{numbers[span]}") for span in spans]
    why = "; ".join(claim.reasons) if claim.verdict is not Verdict.VERIFIED else ""
    return element(
        "li",
        element("span", claim.text),
        " ",
        *marks,
        " ",
        element("small", VERDICTS[claim.verdict][language], class_=claim.verdict.value),
        element("p", why, class_="why") if why else None,
        *(element("blockquote", f"[{numbers[_span(one)]}] {one.quote}") for one in claim.citations),
    )


def _page(page: PackedPage, numbers: Numbers, language: str) -> Element:
    published = f"{page.published:%Y-%m-%d %H:%M %z}" if page.published else ""
    about = " · ".join(part for part in (page.outlet, published, page.url) if part)
    quotes = {span: number for span, number in numbers.items() if span[0] == page.article_id}
    excerpt = None
    if not page.whole:
        excerpt = element("p", WORDS["excerpt"][language].format(characters=page.characters), class_="why")
    return element(
        "section",
        element("h3", page.title),
        element("p", about) if about else None,
        element("p", page.rights, class_="rights") if page.rights else None,
        element("p", f"{page.article_id} · SHA-256 {page.sha256}", class_="hash"),
        excerpt,
        *(each for part in page.parts for each in _part(part, page, quotes, language)),
        lang=page.language,
    )


def _part(part: Part, page: PackedPage, quotes: Numbers, language: str) -> Iterator[Element]:
    if not page.whole:
        yield element("p", WORDS["at"][language].format(start=part.start, end=part.end), class_="why")
    yield element("pre", *_marked(part, quotes), class_="page")


def _marked(part: Part, quotes: Numbers) -> Iterator[Element | str]:
    """The words of a part, those that are quoted in ``mark`` elements; where quotes overlap, one for each stretch."""
    inside = {span: number for span, number in quotes.items() if part.start <= span[1] <= span[2] <= part.end}
    cuts = sorted({part.start, part.end} | {end for span in inside for end in span[1:]})
    for start, end in pairwise(cuts):
        text = part.text[start - part.start : end - part.start]
        here = [number for span, number in inside.items() if span[1] <= start and end <= span[2]]
        first = [number for span, number in inside.items() if span[1] == start]
        yield element("mark", *_anchors(first), text) if here else text


def _anchors(numbers: Sequence[int]) -> Iterator[Element]:
    return (element("sup", f"[{number}]", id=f"q{number}") for number in numbers)


def _colophon(pack: Pack, digest: str, language: str) -> Iterator[Element]:
    words = {name: said[language] for name, said in WORDS.items()}
    if pack.left_out:
        yield element("p", words["left_out"].format(count=pack.left_out), class_="why")
    settings = ", ".join(f"{name} = {value}" for name, value in sorted(pack.answer.settings.items()))
    yield element("h2", words["settings"])
    yield element("p", settings)
    made = f"{pack.made:%Y-%m-%d %H:%M %Z}"
    yield element("p", words["made"].format(made=made, version=pack.citedesk, model=pack.answer.model))
    yield element("p", words["check"].format(digest=digest))


def _span(citation: Citation) -> tuple[str, int, int]:
    return citation.article_id, citation.start, citation.end
