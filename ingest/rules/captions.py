"""Captions of pictures and the credits of photographers and agencies."""

from __future__ import annotations

import re

AGENCY = (
    r"(?:뉴스1|뉴시스|연합(?:뉴스)?(?:TV)?|로이터|신화|공동취재(?:단)?|사진공동취재단|게티\s?이미지(?:뱅크|코리아)?|셔터스톡|픽사베이|대통령실|청와대|"
    r"AFP|AP|EPA|Reuters|REUTERS|Getty(?:\sImages)?|Shutterstock|Xinhua|Yonhap|Bloomberg|UPI|PA(?:\sMedia|\sWire)?|"
    r"iStock|Alamy)"
)
CUE = re.compile(
    r"(?:이미지|사진)\s?(?:크게|확대|원본).{0,8}|크게\s?보기|원본\s?보기|확대\s?보기|이미지\s?보기|view\s(?:larger\s)?image|enlarge(?:\simage)?|"
    r"image\s(?:source|caption|copyright)s?(?:(?:,|\s[@A-Z]).{0,40})?|open\simage.{0,30}|image|\d{1,2}\sof\s\d{1,2}\s\|",
    re.IGNORECASE,
)
CREDIT = re.compile(
    rf"[\[(<(]?\s*(?:[ⓒ©]\s?.{{2,24}}|(?:[가-힣]{{2,10}}\s?[=/·]?\s?)?{AGENCY}(?:\s?[/·=]?\s?{AGENCY})?(?:\s?제공)?|"
    rf"(?:(?:사진|자료|그래픽|영상|출처|일러스트|그림|이미지)\s?[=:/제공]{{1,4}}\s?.{{1,30}})|[^.]{{2,24}}\s제공"
    r"|\*?\s?(?:재판매\s?및\s?)?DB\s?(?:및\s?재판매\s?)?금지|[^.]{2,30}\s?(?:자료\s?사진|자료|그래픽|DB|일러스트|제공|캡처)|[^.]{2,40}\s(?:file\sphoto|illustration|handout|graphic)"
    r"|(?:photo(?:graph)?s?|image|picture|credit|illustration|graphic|source|video)\s?(?:by|credit|courtesy|:|©|"
    r"/).{2,80})\s*[\])>.)]?",
    re.IGNORECASE,
)
CREDITED = re.compile(
    rf"(?:[.다]\s|"
    rf"[/=|(\[ⓒ©<〈]\s?)(?:사진\s?[=:/]?\s?)?(?:[가-힣]{{2,8}}\s?[=/·]?\s?)?{AGENCY}(?:[\s/·=]{{1,3}}{AGENCY})*(?:\s?제공)?\s?[\])>〉]?$"
    r"|[.다\s/(\[](?:사진|자료\s?사진|그래픽|출처|자료|캡처|제공|이미지)\s?[=:/|]\s?[^.]{1,30}$|"
    r"[.다\s][\[(]?[^.\s\[]{2,16}(?:\s[^.\s]{2,10})?\s?(?:제공|자료\s?사진|사진|그래픽|DB|일러스트|캡처|자료)[\])]?$"
    r"|[\[(<]\s?(?:사진|자료|그래픽)\s?[=:/|]?\s?[^\])>]{1,24}[\])>]$|[.다]\s?/\s?[가-힣A-Za-z][가-힣A-Za-z· ]{1,14}$"
    r"|[.다)]\s(?:19|20)\d\d[.\-]\s?\d{1,2}[.\-]\s?\d{1,2}\.?$|"
    r"[\[(](?:File|Photo|Image|AP|AFP|EPA|Reuters|Getty|Courtesy|Credit|Handout)[^\[\]()]{0,80}[\])]\.?$|"
    r"(?<=.)(?:Photo|Image|Credit|Picture|Photograph)s?\s?(?:by|:|©|courtesy|\.{3}|…)\s?.{2,60}$"
    r"|[.)(]\s?[^.()]{0,40}\b(?:file\sphoto|illustration|handout|graphic|photo)\)?\.?$|[./|]\s?[^.|]{0,40}(?:AP|AFP|"
    r"EPA|REUTERS|Reuters|Getty Images|Alamy|Bloomberg|PA Wire|PA Media)(?:\s?(?:via|/)\s?.{2,30})?$",
)
SIGNED = re.compile(r"^(?![ⓒ©(]|copyright|저작권).{20,}\s[—–|-]?\s?[©ⓒ]\s?[^.©ⓒ\d]{2,60}$", re.IGNORECASE)
RESERVING = re.compile(r"reserved|무단|금지|재배포|copyright|저작권", re.IGNORECASE)
MARKED = re.compile(
    r"^[▲△◀▼]\s*\S.{5,}$|^\(?사진\s?[=:설명]|^(?:caption|photo|image|pictured)\s?[:：]\s?\S|^image\scaption\s|"
    r"^pictured\s?(?:,|(?:\(?(?:on\sthe\s)?(?:from\s)?(?:left|right|above|below|here|together|at|with|in)\b))|"
    r"^\d{1,3}\s?(?:of|/)\s?\d{1,3}(?:[^\W\d_]|\s?[|–—]\s?\S)",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = rf"(?:{_MONTH}\.?\s\d{{1,2}},\s(?:19|20)\d\d|\d{{1,2}}\s{_MONTH}\.?,?\s(?:19|20)\d\d)"
_ACTS = (
    r"(?:address|announc|answer|arriv|attend|board|celebrat|cheer|deliver|enter|gather|gestur|greet|hold|leav|line|listen|"
    r"look|march|meet|observ|participat|pass|perform|pos|prepar|protest|react|rid|search|shak|shout|sit|smil|speak|stand|"
    r"talk|wait|walk|watch|wav|work)(?:e?s|e)?"
)
DEPICTING = re.compile(
    rf"^(?:[Ii]n|[Oo]n)\sthis\s.{{0,40}}\b(?:photo|picture|image|photograph|frame|still)\b|\b[Ff]ile\s(?:photo|picture)\b|"
    rf"^(?!.*\b(?:said|says|told)\b)(?P<who>.{{3,200}}?)\s{_ACTS}\s.{{3,240}}\b(?:in|on|at|during|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    rf"Sunday),?\s(?:.{{1,40}}\s)?{_DAY}|"
    r"^.{3,160}(?:,\s(?:pictured|seen)\s(?:here|left|right|above|below|in|on|at|with|during)\b|"
    r"\((?:(?:top|bottom|far|second|third)\s)?(?:left|right|cent(?:er|re)|background|foreground|L|R)\))"
)
"""How agencies describe what a picture shows: in the present, with the full date, with who stands where. A report tells it
in the past and its dates without the year."""
_PROGRESSIVE = r"(?:(?:[가-힣](?:고|어|아|여|해|려|서)|\s서)\s?있다|모습(?:이다)?)\.?"
SCENE = re.compile(
    rf"^(?=.{{0,120}}(?:\d일|에서|앞|열린))[^.?!\"”]{{12,160}}{_PROGRESSIVE}$|"
    rf"^(?!.*\b(?:said|says|told|will)\b)[A-Z].{{2,140}}?\s{_ACTS}\s[^.]{{3,160}}\b(?:in|at|near|outside|during|along)\s[^.]{{2,80}}"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b[^.]{0,24}\.$"
)
"""One sentence of what is seen ("…에서 시민들이 버스에 오르고 있다"): below a headline it stands under a picture, for a deck sums up."""
SEEN = re.compile(rf"{_PROGRESSIVE}$")
PLACED = re.compile(r"^(?=.{0,80}\d일[\s(])(?=.{0,120}(?:에서|앞))")
"""A scene with its day and its place, as captions have them."""
NAMED = re.compile(r"[.”\"]\s[(\[]?[A-Z][\w.'’& -]{2,40}\s?/\s?[A-Z][\w.'’& -]{2,40}[)\]]?\.?$")
"""A photographer's name and the paper's behind a sentence: "(Jane Doe/The Paper)"."""
SMALL, MOST_SMALL = re.compile(r"\s[a-z]{2,}"), 3
"""Words in small letters of which a sentence has more than a credit."""
LIMIT = 320
"""Longest caption, in characters."""
LONGEST_DEPICTING = 500
"""Longest caption of an agency's form."""


def is_cue(text: str) -> bool:
    """Whether a line belongs to a picture's frame ("enlarge"), so that a caption is next to it."""
    return len(text) <= 40 and CUE.fullmatch(text.strip("•·[]()<> ")) is not None


def is_credit(text: str) -> bool:
    """Whether a line is only the name of a photographer or an agency."""
    told = text.endswith(".") and len(SMALL.findall(text)) > MOST_SMALL
    return len(text) <= 60 and not told and CREDIT.fullmatch(text.strip()) is not None


def is_signed(text: str) -> bool:
    """Whether a line describes a picture and closes with the sign and name of who took it."""
    return len(text) <= LIMIT and SIGNED.match(text) is not None and RESERVING.search(text) is None


def is_caption(text: str) -> bool:
    """Whether a line describes a picture, by its mark or by the credit that closes it."""
    if 30 <= len(text) <= LONGEST_DEPICTING and DEPICTING.match(text):
        return True
    return 10 <= len(text) <= LIMIT and any(form.search(text) for form in (MARKED, CREDITED, NAMED))


def is_unsaid(text: str) -> bool:
    """Whether words before a photographer's name are a picture's: no statement, or what is seen in it."""
    return re.search(r"[다요]\.?$", text) is None or SEEN.search(text) is not None


def is_scene(text: str, *, placed: bool = False) -> bool:
    """Whether a sentence tells what a picture shows, if it stands where pictures do; many a text has such sentences.

    :param placed: whether it must also say the day and the place.
    """
    return SCENE.match(text) is not None and (not placed or PLACED.match(text) is not None)
