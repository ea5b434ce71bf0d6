"""Dates as newspapers print them, Korean and English."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from ingest.rules.abroad import MONTH_NAMES

SEOUL = ZoneInfo("Asia/Seoul")

ENGLISH_MONTHS = (
    *("jan january", "feb february", "mar march", "apr april", "may", "jun june"),
    *("jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december"),
)
MONTHS = {
    name: number
    for months in (MONTH_NAMES, ENGLISH_MONTHS)
    for number, names in enumerate(months, start=1)
    for name in names.split()
}
ZONES: dict[str, tzinfo] = {
    "Z": UTC,
    "UTC": UTC,
    "GMT": UTC,
    "KST": SEOUL,
    "JST": ZoneInfo("Asia/Tokyo"),
    "BST": ZoneInfo("Europe/London"),
    **dict.fromkeys(("CET", "CEST"), ZoneInfo("Europe/Paris")),
    **dict.fromkeys(("ET", "EST", "EDT"), ZoneInfo("America/New_York")),
    **dict.fromkeys(("CT", "CST", "CDT"), ZoneInfo("America/Chicago")),
    **dict.fromkeys(("PT", "PST", "PDT"), ZoneInfo("America/Los_Angeles")),
}

_MONTH = r"(?P<month>[A-Za-zÀ-ž][a-zß-ž]{2,9}|[A-ZÀ-Þ]{3,10})\.?"
_WORD = r"(?:\b|(?<=[a-z])(?=[A-Z\d]))"
"""Where a word begins: scraped text glues it to the one before it ("2 minute readApril 25, 2023")."""
_YEAR = r"(?P<year>(?:19|20)\d\d)(?=\b|\d{1,2}:\d\d|[A-Z])"
_DAY_NAME = r"(?:[\s,]*\(?[월화수목금토일](?:요일)?\)|[\s,]+[월화수목금토일]요일)?"
_TIME = (
    rf"(?:{_DAY_NAME}[\s,T|·•\-–(]*(?:at\s+)?(?P<noon>오전|오후|[AaPp]\.?[Mm]\.?)?\s*(?P<hour>\d{{1,2}})(?::|"
    rf"시\s?|\.(?=\d\d\s?(?:[AaPp]\.?[Mm]\b|[A-Z]{{3,4}}\b)))(?P<minute>\d\d)분?"
    r"(?::\d\d(?:\.\d+)?)?\s*(?P<pm>[AaPp]\.?[Mm]\b\.?)?\s*\(?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|[A-Z]{2,4}\b)?\)?)?"
)
_NUMBERS = r"(?P<year>(?:19|20)\d\d)\s?[-./년]\s?(?P<month>\d{1,2})\s?[-./월]\s?(?P<day>\d{1,2})(?!\d)일?\.?"
FORMS = tuple(
    re.compile(form + _TIME)
    for form in (
        rf"(?<!\d){_NUMBERS}",
        rf"{_WORD}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_WORD}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}",
        r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>20\d\d)\b",
        r"(?<![\d/])(?P<day>1[3-9]|2\d|3[01])[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<year>20\d\d)\b",
        r"(?<![\d/])(?P<day>(?P<month>0?[1-9]|1[0-2]))/(?P=month)/(?P<year>20\d\d)\b",
        r"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>20\d\d)\b",
        r"(?<![\d.])(?P<year>2\d)\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?(?P<day>0?[1-9]|[12]\d|3[01])\.?(?!\d|\.\d)",
    )
)
DAY_FIRST = tuple(
    re.compile(form + _TIME)
    for form in (
        r"(?<![\d/])(?P<day>0?[1-9]|1[0-2])/(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)\b",
        r"(?<![\d.])(?P<day>0?[1-9]|[12]\d|3[01])\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?(?P<year>2\d)(?![\d.])",
    )
)
"""Dates that only the habit of their country tells from ones with the month or the year first."""
LABEL = re.compile(
    r"(?:기사)?\s?(?P<ko>입력|등록|승인|작성|게재|발행|송고|최초|(?P<changed_ko>최종\s?수정|수정|업데이트))"
    r"(?:일시?|시간|일자|날짜)?|"
    r"\b(?P<changed>(?:last\s+)?(?:updated|modified)|(?:zuletzt\s)?aktualisiert|mis\sà\sjour|actualizado|atualizado|aggiornato|güncelleme|"
    r"(?:sist\s)?oppdatert|(?:senast\s)?uppdaterad|opdateret|bijgewerkt)\b|\b(?:veröffentlicht|publiziert|erstellt|publié|publicado|pubblicato|"
    r"publisert|publicerad|gepubliceerd|udgivet)(?:\s(?:am|le|el|em|il|op))?|\b(?:first\s+)?(?:published|posted|date)\b(?:\s+on)?",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})[:.](?P<minute>\d\d)\s*(?:(?P<pm>[AaPp]\.?[Mm]\b\.?)\s*(?P<zone>[A-Z]{2,4}\b)?|(?P<bare>[A-Z]{2,4}\b)|)"
    r",?\s+(?:on\s+)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s+)?$"
)
"""A time of day in front of its date ("4:15 PM EST, December 3, 2025")."""
LONGEST_BEFORE = 40
"""Characters of such a time and a weekday behind it."""
AGO = re.compile(
    r"(?:(?:first\s|last\s)?(?:published|posted|updated|modified)[:\s]\s*)?(?:about\s)?(?:an?|one|\d{1,3})\s?"
    r"(?:s|m|h|d|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\sago"
    r"(?:\s(?:at\s)?\d{1,2}:\d\d(?:\s?[ap]\.?m\.?)?)?"
    r"|(?:(?:입력|수정|등록|업데이트)\s?:?\s?)?\d{1,3}\s?(?:초|분|시간|일|주|개월|년)\s?전",
    re.IGNORECASE,
)
"""A time that counts from when the page was copied, so that no date can be read from it."""
LABEL_REACH = 40
"""Characters before a date in which its label stands, a time and a weekday between ("Updated 10:32 AM ET, Mon")."""
PARTS = re.compile(r"\s[·|•–—]\s|\t|\s{3,}")
PICTURED = re.compile(r"사진|제공|[가-힣]{2}\.\s")
"""Words of a caption, which may close with a date."""
REST = 24
"""Most characters that a date line may hold besides its dates and labels (a weekday, a page number, a place)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: ``when`` has a zone only if the text printed one; ``changed`` for a date of revision."""

    when: datetime
    start: int
    end: int
    changed: bool = False
    labelled: bool = False


def find_dates(text: str, *, day_first: bool = False) -> list[Found]:
    """All dates of a text in order; impossible ones (31 February) are left out.

    :param day_first: 3/4/2026 is the third of April, 27.4.24 a day of 2024; else the one is no date and the other 2027.
    """
    found: list[Found] = []
    for form in (*DAY_FIRST, *FORMS) if day_first else FORMS:
        for match in form.finditer(text):
            when = _moment(match)
            if when and not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_labelled(text, match, when))
    found.sort(key=lambda one: one.start)
    ends = [0, *(one.end for one in found)]
    return [_timed(text, end, one) for end, one in zip(ends, found, strict=False)]


def _timed(text: str, start: int, date: Found) -> Found:
    """A date with the time of day that stands in front of it, behind the date before it."""
    start = max(start, date.start - LONGEST_BEFORE)
    before = None if date.when.timetz() != time() else BEFORE.search(text[start : date.start])
    if before is None or int(before["hour"]) > 23 or int(before["minute"]) > 59:
        return date
    hour = _hour(int(before["hour"]), before["pm"])
    zone = _zone(before["zone"] or before["bare"])
    when = date.when.replace(hour=hour, minute=int(before["minute"]), tzinfo=zone)
    return replace(date, when=when, start=start + before.start())


def is_date_line(text: str) -> bool:
    """Whether a line is there to say when: dates, labels and hardly anything else."""
    if len(text) > 160:
        return False
    if AGO.fullmatch(text.strip(" ·|•-–—")):
        return True
    if len(text) <= 120 and any(_says_when(part) for part in PARTS.split(text)):
        return True
    return _says_when(text)


def _says_when(text: str) -> bool:
    rest = undated(text)
    return rest != text and not PICTURED.search(rest) and len(re.sub(r"[\W_]+", "", LABEL.sub("", rest))) <= REST


def undated(text: str) -> str:
    """A line without its dates; their labels stay."""
    for one in reversed(find_dates(text, day_first=True)):
        text = text[: one.start] + text[one.end :]
    return text


def with_zone(when: datetime, language: str) -> datetime:
    """A printed date as a moment: without a zone of its own Seoul time on Korean pages, UTC on others."""
    return when if when.tzinfo else when.replace(tzinfo=SEOUL if language == "ko" else UTC)


def parse_date(text: str) -> datetime | None:
    """The first date of a text, ISO 8601 or as printed; ``None`` if there is none."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return next((one.when for one in find_dates(text)), None)


def _labelled(text: str, match: re.Match[str], when: datetime) -> Found:
    labels = list(LABEL.finditer(text[max(0, match.start() - LABEL_REACH) : match.start()]))
    last = labels[-1] if labels else None
    changed = last is not None and bool(last["changed"] or last["changed_ko"])
    return Found(when, match.start(), match.end(), changed, last is not None)


def _moment(match: re.Match[str]) -> datetime | None:
    name = match["month"].lower()
    month = int(name) if name.isdigit() else MONTHS.get(name)
    if month is None:
        return None
    try:
        day = datetime(
            int(match["year"].rjust(4, "_").replace("__", "20")), month, int(match["day"]), tzinfo=_zone(match["zone"])
        )
        return day.replace(
            hour=_hour(int(match["hour"] or 0), match["noon"] or match["pm"]), minute=int(match["minute"] or 0)
        )
    except ValueError:
        return None


def _hour(hour: int, half: str | None) -> int:
    noon = (half or "").lower()[:2]
    if noon == "오후" or noon.startswith("p"):
        return hour % 12 + 12
    return hour % 12 if noon else hour


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if name[0] in "+-":
        sign = -1 if name[0] == "-" else 1
        return timezone(sign * timedelta(hours=int(name[1:3]), minutes=int(name[-2:])))
    return ZONES.get(name)
