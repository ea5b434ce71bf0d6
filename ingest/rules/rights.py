"""Notices of copyright and reservations of rights."""

from __future__ import annotations

import re

_DEED = "전재|복제|복사|배포|사용|이용|도용|게재|수집|전송|활용|출판|전시|가공"
_NO = "금지|금합|금함|금하|엄금|불허|할수없|수없습|안됩니다|허용하지"
_END = r"(?:$|[^가-힣]|합니다|됩니다|됨|함|입니다|하며)"
KOREAN = re.compile(
    rf"무단[^가-힣a-z0-9]?(?:{_DEED}|으로(?:{_DEED}))|재배포.{{0,12}}(?:{_NO})|"
    rf"(?:ai|인공지능)(?:\([^)]*\))?[^가-힣]?(?:모델)?(?:의)?(?:학습|훈련|데이터).{{0,25}}(?:(?:금지|불허){_END}|금합니다|할수없습니다)|"
    rf"(?:크롤링|스크래핑|데이터마이닝|tdm).{{0,30}}(?:(?:금지|불허){_END}|금합니다|할수없습니다)|"
    rf"(?:허가|허락|동의|승인|승낙)없(?:이|는).{{0,24}}(?:{_DEED}).{{0,20}}(?:{_NO})|저작권자|저작권은.{{1,30}}(?:에|에게)(?:있|속|귀속)"
)
"""Wordings of Korean notices, in lower case and without white space: many are printed spaced out."""
_COPYING = (
    r"(?:reproduction|republication|redistribution|retransmission|duplication|copying|scraping|crawling|data mining|tdm|"
    r"use of (?:this|the|our|any) (?:content|material|article|text|site|page|data)\w*|use for (?:machine|ai)[\w ]{0,20}|"
    r"(?:ai|llm|model|machine learning|machine)(?: purposes| training)?)"
)
ENGLISH = re.compile(
    r"[ⓒ©]|\(c\) ?(?:\d{4}|[a-z가-힣])|all rights? reserved|^copyright\b.{0,200}$|\bcopyright (?:\d{4}|by\b)|"
    r"(?:may|must|shall|can) ?not be (?:re)?(?:published|produced|distributed|copied|rewritten|broadcast|transmitted|printed)|"
    r"no part of (?:this|the|these|our)\b.{0,60}\b(?:may|can|shall) be|not for use in (?:training|machine|ai)|"
    rf"\b{_COPYING}\b.{{0,100}}\b(?:prohibited|forbidden|not (?:permitted|allowed|authori[sz]ed)|"
    r"(?:requires?|without) (?:our |the |its |any |prior |express |written )*(?:consent|permission))|"
    r"\bsubject to copyright\b|without (?:the |our |prior |express )*written permission|"
    r"reserv(?:es?|ing) (?:all |its |our |their )+(?:other )?rights"
)
"""Wordings of notices in other scripts, in lower case and with single spaces."""
LICENCE = re.compile(r"유형|이용|출처|표시|type\s?\d|licen[cs]e|\bby\b|4\.0|creativecommons", re.IGNORECASE)
"""What stands beside a licence's name where it is granted."""
OPEN = re.compile(
    r"공공누리|kogl|creative ?commons|creativecommons\.org|\bcc[ -](?:by|0)\b|저작자 ?표시|public domain", re.IGNORECASE
)
"""Licences that allow use: Korea Open Government License (https://www.kogl.or.kr) and Creative Commons."""
CONDITION = re.compile(
    r"(?:상업적|영리적?|비영리|변경|2차적\s?저작물)[가-힣\s]{0,8}(?:금지|불허|허용\s?안\s?함)|no ?derivatives?|non-?commercial",
    re.IGNORECASE,
)
"""Conditions of such a licence: what it allows is not reserved."""
CREDIT = re.compile(r"^[ⓒ©]\s?[^\s.]{2,20}(?:\s[^\s.]{2,12})?$|^©\s?[A-Z](?!.*\d)[^\s.]+(?:\s[^\s.]{1,24}){1,3}$")
OWNER = (
    re.compile(
        r"(?:copyright|저작권자)?\s*(?:[ⓒ©]|\(c\))\s*(?:copyright\s*)?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?\s*,?)?\s*(?:by\s+)?"
        r"(?P<name>[^\s,.|<>\[\]()（）:：/\d][^,.|<>\[\]()（）:：/]{1,40}?)"
        r"\s*(?=[,.|<>\[\]():：/]|\s\d{4}\b|all\s+rights|무단|재배포|AI\b|저작권|이\s?기사|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"copyright,?\s*(?:\d{4})?\s*,?\s*(?:by\s+)?(?P<name>[A-Z가-힣][^,.|<>\[\]():：/©ⓒ]{1,40}?)\s*(?=[,.|<>\[\]():：/]|"
        r"all\s+rights|$)",
        re.IGNORECASE,
    ),
)
COMPANY = re.compile(
    r"\s?&\s?[a-z][\w-]*$|(?:^|\s)(?:\(주\)|㈜|주식회사|copyright)|(?:\(주\)|㈜|,?\s(?:Inc|LLC|Ltd|Limited|Corp|Co|PLC)\.?)$|\s(?:co|www)$",
    re.IGNORECASE,
)
RESERVED = re.compile(
    r"무\s?단|재\s?배\s?포|복제|금\s?지|금합|불허|수\s?없|reserved|reserv\w* (?:all|its|our|their)|reproduc|republi|redistribut|not be |"
    r"prohibited|forbidden|no part|no use|not for use|\bAI\b|인공지능|크롤링|(?:text|data) mining|machine learning",
    re.IGNORECASE,
)
MACHINE = re.compile(r"^(?P<name>[a-z][a-z-]*|isAccessibleForFree|usageInfo|acquireLicensePage): (?P<value>.*)$")
"""A statement of the markup, as :mod:`ingest.directives` spells it out."""
LIMITING = re.compile(r"\b(?:noai|noml|noarchive|nosnippet|nocache|max-snippet:0)\b")
"""Robots directives against learning from a page, keeping copies of it and quoting it, which is what a library does."""
REPORTED = re.compile(r"(?<!니)다[.\"'”’]*$|\b(?:said|says|told|ruled|announced|according to)\b")
LIMIT = 400
"""Longest notice, in characters; a longer line is prose that speaks of copyright."""


def is_rights(text: str) -> bool:
    """Whether a line reserves or grants rights rather than reporting about them."""
    if len(text) > LIMIT or _reports(text):
        return False
    lower = text.lower()
    if KOREAN.search("".join(lower.split())) or ENGLISH.search(" ".join(lower.split())):
        return True
    return OPEN.search(text) is not None and LICENCE.search(text) is not None


def reserves(notice: str) -> bool:
    """Whether a notice reserves rights, beyond naming an owner or a licence that allows use.

    :param notice: as articles keep it: the printed notice, then statements of the markup (``robots: noai``), with "; ".
    """
    return any(_part_reserves(part) for part in notice.split("; "))


def _part_reserves(part: str) -> bool:
    stated = MACHINE.match(part)
    if stated:
        name, value = stated["name"], stated["value"]
        if name == "tdm-reservation":
            return value.strip() == "1"
        return LIMITING.search(value) is not None
    if LIMITING.fullmatch(part.strip()):
        return True
    return RESERVED.search(CONDITION.sub("", part) if OPEN.search(part) else part) is not None


def owner_in(notice: str) -> str:
    """Who reserves the rights in a notice; empty if it names nobody."""
    for form in OWNER:
        match = form.search(notice)
        if match:
            name = COMPANY.sub("", match["name"]).strip(" -–·,.'\"")
            if len(name) > 1:
                return name
    return ""


def _reports(text: str) -> bool:
    """A sentence of news about rights, or the credit of a picture."""
    signed = re.search(r"[ⓒ©]|\(c\)|reserved|^copyright", text, re.IGNORECASE)
    return (signed is None and REPORTED.search(text) is not None) or CREDIT.match(text) is not None
