"""Korean sentences that stand alone: one statement, understood without the sentences around it, its days written out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.text.dates import find_dates, say_date
from assistant.text.morphemes import Morpheme, morphemes_of

_BRACKETS = re.compile(r"\s?\([^()]*\)|\s?\[[^\[\]]*\]")
_SIGNS = re.compile(r"[“”\"…:;?!=~∼▲△●■◆@/]|다[’']|기자|씨[는가]")
"""Speech, and what stands in bylines, lists and ranges."""
_LEANING = re.compile(
    r"(?:^|\s)(?:이|그|저|같은|해당|양|앞선|이번|다음|다른|나머지|다만|한편|이어|이후|이에|또|또한|특히|하지만|그러나|이와|이를|이는"
    r"|각각|전일|현재|최근|지금|전 거래일|장 초반)(?=[\s,]|$)"
    r"|(?:^|\s)(?:두|세|네)\s(?!번|차례|달|배)|양국|양측|이들|이날|당시|이곳|그곳|전날|이튿날|앞서|별로는"
    r"|(?<![가-힣])이\s?(?:대통령|총리|장관|회장|대표)"
)
"""Words that lean on a sentence before, or on the day of the paper."""
_TOLD_AFTER = re.compile(r"(?<!겠)(?<=다)고\s(?:\S+일\s)?(?:밝혔|발표했|공시했|말했|전했|설명했|보도했)다\.$")
_SINCE = re.compile(r"(?:지난|오는|올)\s$")
_EXPECTED = frozenset(
    {"설명", "전망", "관측", "분석", "입장", "것", "계획", "방침", "예정", "평가", "지적", "셈", "때문", "수준"}
)
_ON = frozenset({"고", "어", "아", "여", "어서", "아서", "여서"})
"""Endings after which the same subject goes on."""
_TELLING = 4
"""Syllables of a compound noun that names its thing as well as a name does ("최저임금")."""
_LINKING = frozenset({"따르", "위하", "통하", "대하", "관하", "의하"})


def standing(sentence: str, anchor: date | None) -> str:
    """Return a sentence that can be understood alone, without brackets and with its days in full; nothing for the others.

    Who said it, and on which day, is left out where it comes last.

    :param anchor: the day it was published; without it, sentences with days such as "어제" do not stand alone.
    """
    whole = " ".join(_BRACKETS.sub("", sentence).split())
    if _SIGNS.search(whole) or _LEANING.search(whole) or not whole.endswith("다."):
        return ""
    text = _TOLD_AFTER.sub(".", whole)
    if text != whole and len(find_dates(text)) > 1:
        return ""
    text = _dated(text, anchor)
    morphemes = morphemes_of(text)
    return text if text and _plain(morphemes) and _named(morphemes) else ""


def _dated(text: str, anchor: date | None) -> str:
    """The text with the year of every day; nothing where one is not known."""
    mentions = find_dates(text, anchor)
    if any(mention.year is None for mention in mentions):
        return ""
    for mention in reversed(mentions):
        before = _SINCE.sub("", text[: mention.start])
        text = f"{before}{say_date(mention, 'ko')}{text[mention.end :]}"
    return text


def _plain(morphemes: Sequence[Morpheme]) -> bool:
    """Whether a sentence says one thing: one predicate, no pronoun, nothing that somebody merely expects."""
    for here, following in zip(morphemes, [*morphemes[1:], None], strict=True):
        if here.tag in {"NP", "MAJ", "IC"}:
            return False
        if here.tag == "EC" and not _continues(here, following, morphemes):
            return False
        if here.form in _EXPECTED and following is not None and following.tag == "VCP":
            return False
    return True


def _continues(ending: Morpheme, following: Morpheme | None, morphemes: Sequence[Morpheme]) -> bool:
    """Whether a verb goes on after an ending, as in "짓고 있다", "… 만들겠다고 밝혔다" or "…에 따르면"."""
    if following is not None and following.tag == "VX":
        return True
    before = [one for one in morphemes if one.start < ending.start]
    if ending.form.endswith(("다고", "라고")) or any(one.form in _LINKING for one in before[-2:]):
        return True
    other = any(_is_subject(one) for one in morphemes if one.start > ending.start)
    return ending.form in _ON and before[-1].tag != "EP" and not other


def _named(morphemes: Sequence[Morpheme]) -> bool:
    """Whether a sentence has a subject, and names something near it that tells what it is about."""
    subject = next((at for at, one in enumerate(morphemes) if _is_subject(one)), 0)
    run = "".join(one.form for one in morphemes[max(0, subject - 3) : subject] if one.tag in {"NNG", "XSN", "XPN"})
    named = any(one.tag in {"NNP", "SL"} and len(one.form) > 1 for one in morphemes[: subject + 8])
    return subject > 0 and (named or (len(run) >= _TELLING and not run.endswith("들")))


def _is_subject(morpheme: Morpheme) -> bool:
    return morpheme.tag == "JKS" or (morpheme.tag == "JX" and morpheme.form in {"은", "는"})
