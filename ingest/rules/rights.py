"""Notices of copyright and reservations of rights."""

from __future__ import annotations

import re

STRONG = re.compile(
    r"[ⓒ©]|\(c\)\s?(?:\d{4}|[A-Z가-힣])|all\s+rights?\s+reserved|무단\s?(?:전재|복제|배포).{0,40}(?:금지|금함|불허|재배포)|재배포.{0,6}금지|"
    r"저작권자|"
    r"^copyright\b.{0,200}$|\bcopyright\s(?:\d{4}|by\b)|may not be (?:published|reproduced|republished).{0,80}|"
    r"AI\s?(?:학습|데이터).{0,20}(?:금지|불허|이용)",
    re.IGNORECASE,
)
CREDIT = re.compile(r"^[ⓒ©]\s?[^\s.]{2,20}(?:\s[^\s.]{2,12})?$")
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
    r"(?:^|\s)(?:\(주\)|㈜|주식회사|copyright)|(?:\(주\)|㈜|,?\s(?:Inc|LLC|Ltd|Limited|Corp|Co|PLC)\.?)$|\s(?:co|www)$",
    re.IGNORECASE,
)
RESERVED = re.compile(
    r"무단|재배포|복제|금지|불허|reserved|reproduc|republish|not be |no use|\bAI\b|data mining", re.IGNORECASE
)
LIMIT = 400
"""Longest notice, in characters; a longer line is prose that speaks of copyright."""


def is_rights(text: str) -> bool:
    """Whether a line reserves rights rather than reporting about them."""
    return len(text) <= LIMIT and STRONG.search(text) is not None and not _reports(text)


def reserves(notice: str) -> bool:
    """Whether a notice reserves rights, beyond naming an owner."""
    return RESERVED.search(notice) is not None


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
    """A full Korean or English sentence that carries no sign or phrase of a notice."""
    sign = re.search(r"[ⓒ©]|\(c\)|금지|금함|reserved|^copyright|may not be", text, re.IGNORECASE)
    return (sign is None and (len(text) > 60 or text.endswith("다."))) or CREDIT.match(text) is not None
