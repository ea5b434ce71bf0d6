"""The sentence before one that points back to it: a quote that begins with "it" or 이는 says little by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answering.sentences import EvidenceSentence, whole_spans
from assistant.text.morphemes import morphemes_of

LONGEST = 400
"""Characters that a quote may have with the sentence before it."""

_TITLES = (
    r"(?:부)?(?:대통령|총리|장관|차관|총재|총장|회장|사장|대표|위원|의원|의장|지사|청장|구청장|원장|실장|본부장|이사|교수|감독|선수|판사|검사|변호사"
    r"|후보|배우|작가|연구원|씨|양|군)"
)
"""After 이 these follow a surname: 이 대통령은 is president Lee, while 이 다리는 is a bridge that was spoken of."""

_POINTS_BACK = re.compile(
    r"[“\"‘']?(?:(?:이는|이것은|이것이|이를|이로써|이들은|이들이|이들의|그는|그가|그녀는|그녀가|그들은|그들이|그것은|그것이|이곳은|이곳에|이곳에서|"
    r"이 (?:중|가운데|같은|때문에)|이러한|이런|이와 (?:같은|함께|같이))(?=[\s,])"
    r"|(?:(?:그리고|또|또한|그러나|하지만|특히|따라서),?\s)?(?:이|그|해당)\s(?!(?:때|후|뒤|밖|외|동안|사이|결과|다음|전|무렵|날|해|달|당시)(?:에|에는|의|는|로)?\s)"
    rf"(?!{_TITLES})[가-힣]{{1,6}}(?:은|는|이|가|을|를|의|에|에는|에서|에서는|로|으로)\s"
    rf"|[가-힣]+(?:은|는|이|가)\s이\s(?!{_TITLES})[가-힣]{{1,6}}(?:을|를|에|에서|로|으로)\s"
    r"|(?:It|He|She|They|This|These|Those|That)(?=\s(?!year|month|week|morning|afternoon|evening|time)))"
)
"""Korean and English words at the beginning of a sentence that stand for something said before."""


def points_back(text: str) -> bool:
    """Whether a sentence begins with words that stand for something said before, or leaves out in Korean who or what it tells of."""
    return _POINTS_BACK.match(text.lstrip()) is not None or leaves_out_subject(text)


def leaves_out_subject(text: str) -> bool:
    """Whether a Korean sentence names nothing of which it is said: "지난해보다 170원 올랐다."; 올해는 and 서울에서는 say when and where."""
    if not text.rstrip().endswith("다."):
        return False
    return not any(
        one.tag == "JKS" or (one.tag == "JX" and one.form in {"은", "는", "도"} and before.tag != "JKB")
        for before, one in pairwise(morphemes_of(text))
    )


def with_lead_in(sentence: EvidenceSentence, beside: Sequence[EvidenceSentence] = ()) -> EvidenceSentence:
    """A sentence that points back together with the one before it, still letter for letter.

    :param beside: what is quoted with it.
    :returns: the sentence itself where it points to nothing, is the first of its paragraph, or the one before points back too,
        is quoted itself, or would make the quote too long.
    """
    if not points_back(sentence.text):
        return sentence
    spans = whole_spans(sentence.passage)
    at = next((at for at, (start, _) in enumerate(spans) if sentence.passage.startswith(sentence.text, start)), 0)
    if at == 0:
        return sentence
    start = sentence.start - (spans[at][0] - spans[at - 1][0])
    text = sentence.passage[spans[at - 1][0] : spans[at][0]] + sentence.text
    if "\n" in text or len(text) > LONGEST or points_back(text) or sentence.article.text[start : sentence.end] != text:
        return sentence
    if any(one.article.id == sentence.article.id and one.start < sentence.start and start < one.end for one in beside):
        return sentence
    return replace(sentence, start=start, text=text)
