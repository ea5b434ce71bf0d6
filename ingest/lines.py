"""A page as lines, and the parts of a line that belong to different blocks."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.text.normalise import visible
from ingest.line import CLOSED, Line, unwrapped
from ingest.rules.captions import AGENCY

LINE = re.compile(r"[^\n\x0b\x0c\x85\u2028\u2029]+")
JOB = r"(?:선임기자|전문기자|수습기자|인턴기자|객원기자|기자|특파원|통신원|논설위원|편집위원|앵커|PD)"
NAMES = rf"[가-힣]{{2,4}}(?:(?:\s?[·,/]\s?|\s)[가-힣]{{2,4}}){{0,4}}\s?{JOB}"
EMAIL = (
    r"(?:(?<![A-Za-z0-9_+.-])[A-Za-z0-9]|(?<=[^A-Za-z0-9_+-]\.)[A-Za-z0-9]|(?<=\d\.)[A-Za-z]|(?<=\.\d\d)[A-Za-z])[A-Za-z0-9_+-]{0,63}"
    r"(?:\.[A-Za-z][A-Za-z0-9_+-]{0,40}){0,3}@"
    r"(?-i:[a-z0-9-]{1,63}(?:\.[a-z0-9-]{2,24}){1,4}|[A-Z0-9-]{1,63}(?:\.[A-Z]{2,6}){1,3})"
)
"""An address. Scraped text glues it to what stands around it: a date before it ("2018.10.15.photo@x.kr"), a sentence
behind it in Hangul or in capitals."""

JOINT = r"(?:글|취재|기사|정리)(?:\s?[·ㆍ・,/&]\s?(?:글|사진|영상|그래픽|편집|정리|구성|촬영)){1,2}"
"""Two and three parts of the work that one person did: "글·사진"."""

_CREDIT = r"(?:사진|자료|그래픽|출처|영상|이미지|표|제공|캡처)"
_PLACE = (
    rf"(?:[\[【〔［](?!\s?{_CREDIT})(?=\s?[^\W\d_][^\]】〕］\n]{{0,40}}=\s?[^\W\d_])[^\]】〕］\n]{{2,40}}[\]】〕］]|"
    rf"[(（](?!\s?{_CREDIT})\s?[^\W\d_][^()（）\n]{{0,14}}=\s?[^\W\d_][^()（）\n]{{1,14}}[)）])"
)
"""A place and who reports from it; both begin with a letter, which rates of exchange ("$1 = 1,389 won") do not."""
_LISTED = r"(?:주요|관련|인기|추천|핫|포토|영상|사진|카드|랭킹|최신|오늘|이\s?시|많이|실시간|가짜|굿|좋은|생활|연예|해외|국내|지역)"
_PAPER = rf"[\[【〔［](?!{_LISTED})[가-힣]{{2,6}}(?:일보|신문|뉴스|통신)[\]】〕］]"
"""A newspaper or agency alone in front of a paragraph; lists of its other articles are headed so too."""
LEAD = re.compile(
    rf"\s*(?:(?:{_PLACE}|{_PAPER})\s*(?:{NAMES}\s*)?(?:=\s*)?|[\[【〔［][^\]】〕］\n]{{0,30}}{JOB}\s?[\]】〕］]\s*(?:=\s*)?)"
)
LATE_LEAD = re.compile(
    rf"{_PLACE}\s*{NAMES}\s*=\s*|"
    rf"[\[【〔［](?!\s?{_CREDIT})[가-힣A-Za-z·,/ ]{{2,15}}=[가-힣A-Za-z0-9/ ]{{2,15}}[\]】〕］]"
    rf"\s*(?:[가-힣·,/ ]{{2,40}}?{JOB}단?\s*=\s*)?"
)
"""A dateline behind headlines that were glued to the first paragraph, or in front of a caption inside the text."""
_NEWS_LIST = r"\[[^\]\n]{0,12}(?:핫\s?뉴스|관련\s?기사|주요\s?뉴스|인기\s?기사|이\s?시[각간])[^\]\n]{0,12}\]"
TAIL = re.compile(
    rf"{_NEWS_LIST}|"
    r"[<〈(\[]\s*(?:저작권자|ⓒ|©|copyright)|[▶☞★※]|(?:저작권자|copyright)\s*[ⓒ©(]|무단\s?전재",
    re.IGNORECASE,
)
SIGNED = re.compile(rf"\s*(?:$|[\[★▶※<〈◎☞]|{EMAIL})")
"""What behind an address tells that it closes a text, though no full stop stands before it."""
ADDRESS = re.compile(
    rf"(?:[◎●◆☞]\s?[가-힣 ]{{2,20}}\s?|(?:{JOINT}\s?(?:[가-힣]{{2,8}}\s?)?[=:]?\s?|[\[(/=]\s?|(?<![가-힣])[가-힣]{{2,6}}\s?=\s?)?"
    rf"{NAMES}\s*[=/(]?\s*)?"
    rf"(?P<address>{EMAIL})\s?[)\]]?"
)
GLUED = re.compile(rf"\s*(?:사진|자료)\s?=\s?(?:{AGENCY}|[가-힣A-Za-z]{{2,8}}\s?DB)(?=[가-힣A-Z0-9\"'‘“])")
"""A picture's credit in front of the paragraph that it was glued to."""
NAMED = re.compile(
    rf"(?<=[가-힣]\.)\s?(?:{JOINT}\s?[=:]?\s?)?{NAMES}\s*$|(?<=[가-힣]\.)\s{JOINT}\s?[=:]?\s?[가-힣]{{2,4}}\s*$|"
    r"(?<=[.!?”\"])\s\(?(?:Additional\s)?(?:[Rr]eporting|Writing)\sby\s[A-Z][^.()]{2,200}\)?\.?\s*$"
)
"""The names of those who wrote it behind the last sentence."""
CALL = re.compile(r"(?<=\S)\s*\[[^\]\n]{0,14}제보[^\]\n]{0,12}\](?=\s?[^\s])")
"""A newspaper's call for tips, glued behind the text."""
SPOKEN_OF = re.compile(r"(?:으?로|에게?|[을를]|이?라는)(?=[\s,.(])")
"""A particle behind an address: the sentence goes on, and tells readers where to write."""
OVER = re.compile(r"(?:[.!?。)\]…][\"'”’″」』》)\]]*|\d\d?\.?|[가-힣][다음])$")
"""What stands before a reporter's address: the end of a sentence, of a credit, or a picture's date."""
STATEMENT = re.compile(r"다\.(?=[\s\"'”’)\[]|$)")
NAME_OF = re.compile(r"[^.!?,\d]{2,30}\s?[(<\[]")
"""A name in front of its address in brackets: the two are one line."""
LEAST_SIGNED = 6
"""Characters before a reporter's address (a caption may be no longer)."""
LEAST_REST = 20
"""Characters that must remain beside a lead or tail for a line to be taken apart."""


def split_lines(text: str) -> list[Line]:
    """Cut a page into lines that together cover it; blank lines belong to the line before them.

    A dateline in front of a paragraph, and an address or notice behind it, become lines of their own. A paragraph whose
    lines were broken at a fixed width is one line.
    """
    spans = [
        (start, end)
        for match in LINE.finditer(text)
        for start, end in _parts(match.group(), match.start())
        if visible(text[start:end]).strip()
    ]
    starts = [0, *(start for start, _ in spans[1:])]
    ends = [*starts[1:], len(text)]
    lines = [
        Line(at, end, visible(text[start:stop]).strip(), text.count("\n", stop, end) > 1, stop == end < len(text))
        for at, end, (start, stop) in zip(starts, ends, spans, strict=False)
    ]
    return unwrapped(lines)


def _parts(line: str, offset: int) -> list[tuple[int, int]]:
    ends = (match.start() for form in (CALL, NAMED) for match in form.finditer(line))
    credit = GLUED.match(line)
    inner = {0, *_datelines(line), *_addresses(line), *ends, credit.end() if credit else 0, len(line)}
    pieces = list(pairwise(sorted(inner)))
    tails = {start + tail for start, end in pieces for tail in _tail_starts(line[start:end])}
    return list(pairwise(sorted(offset + at for at in inner | tails)))


def _datelines(line: str) -> list[int]:
    """Where datelines begin and end: in front, behind headlines glued to a paragraph, or before a caption inside it."""
    first = LEAD.match(line)
    found = [*([first] if first else []), *LATE_LEAD.finditer(line, first.end() if first else 0)]
    return [at for match in found if len(line) - match.end() >= LEAST_REST for at in match.span()]


def _addresses(line: str) -> list[int]:
    """Where reporters' addresses begin and end: behind a sentence, or where the line closes."""
    if "@" not in line:
        return []
    return [at for match in ADDRESS.finditer(line) if _signs(line, match) for at in match.span()]


def _signs(line: str, match: re.Match[str]) -> bool:
    before = line[: match.start()].rstrip()
    if len(before) < LEAST_SIGNED or SPOKEN_OF.match(line, match.end()) or NAME_OF.fullmatch(before):
        return False
    named = match.start("address") > match.start()
    return named or OVER.search(before) is not None or SIGNED.match(line, match.end()) is not None


def _tail_starts(line: str) -> list[int]:
    """Where a closing notice or list begins; none if prose follows it."""
    marks = [match.start() for match in TAIL.finditer(line) if match.start() >= LEAST_REST]
    for at, mark in enumerate(marks):
        if CLOSED.search(line[:mark].rstrip()) and len(STATEMENT.findall(line, mark)) <= 1:
            return marks[at:]
    return []
