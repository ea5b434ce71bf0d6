"""Proposals for fixtures, made of sentences of a library that hold one number or date; a person rewrites and accepts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest
from pathlib import PurePath

from assistant.article import Article, BlockKind
from assistant.evaluation.facts import DATE, NUMBER, quantities_of, says
from assistant.evaluation.fixture import Fixture
from assistant.evaluation.spans import Holdings
from assistant.text.dates import DateMention, find_dates
from assistant.text.language import language_of
from assistant.text.numbers import Quantity, find_quantities
from assistant.text.sentences import sentence_spans

SHORTEST, LONGEST = 25, 160
"""Characters of a sentence that is proposed: shorter ones say too little by themselves, longer ones hold several facts."""

GAP = "____"
HEADING = """# Those with `accepted: false` are proposals, and are not asked. Make the question one that a reader would ask, then set
# it to true, or delete the proposal; `citedesk fixtures review` goes through them one by one.
"""
"""What stands above proposals."""
_ASKED = {
    "ko": "「{title}」 기사에서 빈칸에 들어갈 말은 무엇인가요? {sentence}",
    "en": "In “{title}”, what belongs in the gap? {sentence}",
}


@dataclass(frozen=True)
class Gap:
    """What is taken out of a sentence: ``sentence[start:end]``, and the fact that it states."""

    start: int
    end: int
    fact: str
    tag: str


def draft(holdings: Holdings, count: int) -> list[Fixture]:
    """Propose questions: sentences with a gap, each with its fact, article and quote; none of them accepted.

    Articles take turns, in the order of their ids, so that the same library gives the same proposals.

    :param count: how many at most.
    """
    listed = sorted(holdings.articles(), key=lambda each: each.id)
    by_article = [_proposals(holdings.article(each.id)) for each in listed]
    in_turn = chain.from_iterable(zip_longest(*by_article))
    return list(islice((each for each in in_turn if each is not None), count))


def as_yaml(fixtures: Sequence[Fixture]) -> str:
    """Fixtures as YAML for a person to edit, without the fields that say nothing."""
    import yaml

    if not fixtures:
        return ""

    rows = [each.model_dump(mode="json", exclude_defaults=True) for each in fixtures]
    text: str = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=120)
    return text if all(each.accepted for each in fixtures) else HEADING + text


def _proposals(article: Article) -> Iterator[Fixture]:
    for block in article.blocks:
        if block.kind is not BlockKind.BODY:
            continue
        text = article.text[block.start : block.end]
        for start, end in sentence_spans(text):
            gap = gap_in(text[start:end], article.published.date() if article.published else None)
            if gap and not says(article.title, gap.fact):  # the question names the article by its title
                yield _proposal(article, text[start:end], gap, block.start + start)


def gap_in(sentence: str, anchor: date | None = None) -> Gap | None:
    """The one number or date that a sentence states, if it states just one.

    :param anchor: the day the article was published, against which a bare day is read.
    """
    if not SHORTEST <= len(sentence) <= LONGEST or "\n" in sentence:
        return None
    dates, numbers = find_dates(sentence, anchor), quantities_of(sentence, anchor)
    if len(dates) + len(numbers) != 1:
        return None
    return _date_gap(sentence, dates[0]) if dates else _number_gap(sentence, numbers[0])


def _date_gap(sentence: str, only: DateMention) -> Gap | None:
    if only.day is None and only.month is None:
        return None
    known = [part for part in only.parts if part is not None]
    whole = only.year is not None and only.month is not None
    iso = "-".join(f"{part:02d}" for part in known)
    said = sentence[only.start : only.end].strip()
    return Gap(only.start, only.end, f"{DATE}{iso}" if whole else said, "date")


def _number_gap(sentence: str, only: Quantity) -> Gap | None:
    """Numbers with a unit; "두 번째" and "4호기" count nothing."""
    said = sentence[only.start : only.end].strip()
    if only.unit in {"", "which"} or len(find_quantities(said)) != 1:
        return None
    return Gap(only.start, only.end, f"{NUMBER}{said}", "number")


def _proposal(article: Article, sentence: str, gap: Gap, start: int) -> Fixture:
    language = language_of(sentence)
    before, after = sentence[: gap.start], sentence[gap.end :]
    spaces = sentence[gap.start : gap.end]
    hole = spaces[: len(spaces) - len(spaces.lstrip())] + GAP + spaces[len(spaces.rstrip()) :]
    asked = _ASKED[language].format(title=article.title.strip(), sentence=before + hole + after)
    return Fixture(
        id=f"draft-{article.id[:8]}-{start}",
        question=asked,
        language="ko" if language == "ko" else "en",
        facts=((gap.fact,),),
        article=PurePath(article.path).name or None,
        quote=sentence,
        tags=("draft", gap.tag),
        accepted=False,
    )
