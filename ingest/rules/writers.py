"""Korean bylines, word by word: names, what their bearers do, where they are, and for whom they write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from ingest.lines import EMAIL
from ingest.rules.byline_words import (
    CHIEF,
    DESK,
    FAMILY,
    LABEL,
    MODIFIER,
    NO_NAME,
    OUTLET,
    PICTURING,
    TASK,
    TITLE,
    WRITING,
)

DOUBLE = r"(?:남궁|황보|제갈|사공|선우|서문|독고|동방)"
PERSON = re.compile(rf"{DOUBLE}[가-힣]{{1,2}}|[{FAMILY}][가-힣]{{1,2}}")
CLOSING = re.compile(
    rf"(?:(?:지금까지|이상)\s.{{0,40}}?)?(?:(?P<outlet>[A-Z]{{2,6}}\d{{0,2}}|[가-힣]{{2,8}}(?:방송|TV|뉴스|일보|신문|경제))\s?(?:뉴스|NEWS|News|Biz|TV|스포츠)?|뉴스)\s?"
    rf"(?P<name>{PERSON.pattern})(?:\s?\(?{EMAIL}\)?)?\s?(?:입니다|이었습니다|였습니다)\.?"
)
"""How reporters of broadcasters close: "KBS 뉴스 홍길동입니다."."""
FOREIGN = re.compile(r"기자,\s(?P<name>[가-힣]{2,6}(?:\s[가-힣]{1,6}){1,3})")
"""A reporter of another country: "기자, 제인 도"."""
SCHOOL = re.compile(r"\([^()]{2,40}(?:학년|학과|학부|졸업|수료|대학원)\)")
"""Where a trainee studies."""
SAID = re.compile(r"[가-힣](?:요|죠|까|다)[.?!]$")
LEANING = re.compile(r"[가-힣]+(?:는|은|을|를|에서|에게|으로|하고|지만)")
"""The end of a sentence, and words that stand in one only; no byline has them but for "… 기자입니다"."""
TOKEN = re.compile(r"[가-힣]+|[A-Za-z][A-Za-z0-9]*|\d+|[^\s\w]")
MARKS = "=:|"
LIGHT = "·ㆍ・,/&+"
LONGEST, MOST_OTHERS = 160, 2
"""Characters of such a line, and how many of its words may be none of those known here: a place, a paper."""


class Word(Enum):
    """What a word of a byline is."""

    NAME = auto()
    TITLE = auto()
    SIGNED = auto()
    """A name and what its bearer does in one word ("홍길동기자")."""
    TASK = auto()
    KNOWN = auto()
    OTHER = auto()
    MARK = auto()


@dataclass
class Byline:
    """What the words of a line add up to: names in order, and how many words said something else."""

    names: list[str] = field(default_factory=list)
    pending: list[tuple[str, bool]] = field(default_factory=list)
    """Names that nothing has confirmed yet, each with whether only a space parts it from the one before."""
    pictured: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    others: int = 0
    tasks: int = 0
    led: str = ""
    """The part of the work, or the title, that stands before names."""
    marked: bool = False
    """Whether a mark such as "=" stands behind that."""
    desk: bool = False
    paper: bool = False
    """Whether "=" stands behind the name of an outlet, so that a place comes next."""
    joined: bool = False

    def confirm(self) -> None:
        """Take the names that wait. Beside longer ones, a short word parted by a space alone is a place."""
        spaced = any(alone for _, alone in self.pending[1:])
        long = {name for name, _ in self.pending if len(name) > 2 and name[-1] not in "시군구도"}
        told = [name for name, _ in self.pending if not (spaced and long and name not in long)]
        if PICTURING.fullmatch(self.led):
            self.pictured += told
        elif TASK.fullmatch(self.led) and not WRITING.fullmatch(self.led):
            self.helpers += told
        else:
            self.names += told
        self.pending, self.led = [], ""

    @property
    def writers(self) -> list[str]:
        """Who wrote it, and who took its pictures with them."""
        return list(dict.fromkeys([*self.names, *self.pictured] if self.names else []))

    @property
    def signs(self) -> bool:
        """Whether the line names anybody."""
        return bool(self.names or self.pictured or self.helpers)


def writers_in(text: str) -> list[str]:
    """The persons that a Korean byline names, in order, each once; editors of pictures and texts are none."""
    return _parsed(text).writers


def is_writers(text: str) -> bool:
    """Whether a line gives the names of writers, with what they do, and hardly a word more."""
    if len(text) > LONGEST:
        return False
    if CLOSING.fullmatch(text):
        return True
    byline = _parsed(text)
    if SAID.search(text) and not TITLE.search(text.split()[-1]):
        return False
    return byline.signs and byline.others + len(byline.pending) <= MOST_OTHERS


def is_person(text: str) -> bool:
    """Whether a line may be a Korean name of three syllables and nothing else."""
    return len(text) == 3 and _is_person(text)


def _parsed(text: str) -> Byline:
    told = CLOSING.fullmatch(text) or FOREIGN.fullmatch(text)
    if told:
        return Byline([told["name"]])
    found = Byline()
    for word, kind in _words(re.sub(EMAIL, " @ ", SCHOOL.sub(" ", text)), found):
        _take(found, word, kind)
    if found.led == "title" or (found.led and (found.marked or found.tasks > 1)):
        found.confirm()
    return found


def _words(text: str, state: Byline) -> Iterator[tuple[str, Word]]:
    for match in TOKEN.finditer(text):
        word = match.group()
        yield word, _kind(word, state)


def _take(found: Byline, word: str, kind: Word) -> None:
    if kind is Word.MARK:
        _mark(found, word)
        return
    if kind is Word.NAME:
        found.pending.append((word, not found.joined))
    elif kind is Word.SIGNED:
        match = TITLE.fullmatch(word)
        found.pending.append((match["before"] if match else word, not found.joined))
        found.confirm()
    elif kind is Word.TITLE:
        found.confirm() if found.pending else None
        found.led = "" if found.names else "title"
    elif kind is Word.TASK:
        _lead(found, word)
    elif kind is Word.OTHER:
        found.others += 1
        found.pending = [] if LEANING.fullmatch(word) else found.pending
    found.desk = DESK.fullmatch(word) is not None
    found.joined = False


def _lead(found: Byline, task: str) -> None:
    """A part of the work: of two in a row ("글·사진"), the one that makes a writer counts."""
    both = WRITING.fullmatch(found.led) is not None and not found.pending
    if found.led:
        found.confirm()
    found.pending, found.led, found.marked = [], "글" if both else task, False
    found.tasks += 1


def _mark(found: Byline, mark: str) -> None:
    """A place stands before "=", and before what parts it from the name."""
    places = found.paper and mark == "," and [len(name) for name, _ in found.pending] == [2]
    if (mark == "=" and found.pending and not found.led) or places:
        found.pending = []
    elif mark in MARKS and found.led:
        found.marked = found.marked or not found.pending
    elif mark == "@" and found.pending:
        found.confirm()
    found.paper = found.paper or (mark == "=" and not found.led and not found.others)
    found.joined = mark in LIGHT


def _kind(word: str, state: Byline) -> Word:
    if not word[0].isalpha():
        return Word.KNOWN if word.isdigit() else Word.MARK
    if not "가" <= word[0] <= "힣":
        return Word.TITLE if word in ("PD", "VJ", "by", "By", "BY") else Word.KNOWN
    if TASK.fullmatch(word):
        return Word.TASK
    if any(form.fullmatch(word) for form in (LABEL, MODIFIER, DESK)) or (
        OUTLET.fullmatch(word) and not is_person(word)
    ):
        return Word.TITLE if word in ("기자명", "글쓴이", "작성자") else Word.KNOWN
    if (state.desk and CHIEF.fullmatch(word)) or (state.tasks and word == "작가"):
        return Word.TITLE
    title = TITLE.fullmatch(word)
    if title:
        return _titled(title["before"], state)
    if word[-1] == "장" and DESK.fullmatch(word[:-1]):
        return Word.TITLE
    return Word.NAME if _is_person(word) else Word.OTHER


def _titled(before: str, state: Byline) -> Word:
    """A title with what is glued to it: a name, or a field or place if a name stands before it."""
    if not before or MODIFIER.fullmatch(before):
        return Word.TITLE
    if _is_person(before) and (len(before) > 2 or not state.pending):
        return Word.SIGNED
    return Word.TITLE if state.pending else Word.OTHER


def _is_person(word: str) -> bool:
    return PERSON.fullmatch(word) is not None and not (NO_NAME.fullmatch(word) or MODIFIER.fullmatch(word))
