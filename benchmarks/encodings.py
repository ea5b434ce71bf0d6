"""``python -m benchmarks.encodings``: Korean articles in many encodings, read back letter for letter.

The articles are real; the bytes are made from them: each text is brought to what the encoding can hold, and encoded.
Beside Citedesk stand charset-normalizer, which sees bytes alone, and a reader that believes the page's own declaration.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from dataclasses import dataclass

from assistant.errors import InputError
from benchmarks.command import main
from benchmarks.options import Options
from benchmarks.outcome import Benchmark, MissingData, Outcome
from benchmarks.sets.papers import read_papers
from benchmarks.table import Cell, Table
from ingest.decode import decode, decoded

LEAST = 200
"""Characters of an article from which its encoding can be told without a declaration."""
RARE = "똠방각하 펲시콜라 쑛 뷁 "
"""Syllables that cp949 has and EUC-KR has not."""
Reader = Callable[[bytes], str]


@dataclass(frozen=True)
class Form:
    """A way to write a page: its name, its encoding, a mark in front, and the charset declared in it."""

    name: str
    encoding: str
    mark: bytes = b""
    charset: str = ""

    def text(self, body: str) -> str:
        """What the page says, as far as the encoding has characters for it."""
        head = f'<html><head><meta charset="{self.charset}"></head><body><p>' if self.charset else ""
        said = body.encode(self.encoding, "ignore").decode(self.encoding)
        return f"{head}{said}</p></body></html>" if head else said

    def bytes(self, body: str) -> bytes:
        """The page as a file."""
        return self.mark + self.text(body).encode(self.encoding)


MARKED = (
    Form("UTF-8, mark", "utf-8", codecs.BOM_UTF8),
    Form("UTF-16 LE, mark", "utf-16-le", codecs.BOM_UTF16_LE),
    Form("UTF-16 BE, mark", "utf-16-be", codecs.BOM_UTF16_BE),
    Form("UTF-8, declared", "utf-8", charset="utf-8"),
    Form("cp949, declared EUC-KR", "cp949", charset="euc-kr"),
    Form("JOHAB, declared", "johab", charset="johab"),
    Form("ISO-2022-KR", "iso2022_kr"),
)
UNMARKED = (
    Form("UTF-8", "utf-8"),
    Form("UTF-16 LE", "utf-16-le"),
    Form("UTF-16 BE", "utf-16-be"),
    Form("cp949", "cp949"),
    Form("EUC-KR", "euc_kr"),
    Form("JOHAB", "johab"),
    Form("cp949, declared UTF-8", "cp949", charset="utf-8"),
    Form("UTF-8, declared EUC-KR", "utf-8", charset="euc-kr"),
    Form("cp949, declared Latin-1", "cp949", charset="iso-8859-1"),
)
"""Without a declaration, or with a wrong one."""


def run(options: Options) -> Outcome:
    """Read every article in every form."""
    outcome = Outcome(notes=["Exact means every character of the text; marks and declarations are part of the pages."])
    try:
        papers = read_papers(options.data)
    except MissingData as missing:
        outcome.skipped.append(str(missing))
        return outcome
    bodies = [RARE + paper.body for paper in options.sample(papers) if len(paper.body) >= LEAST]
    readers: dict[str, Reader] = {"citedesk": own, "charset-normalizer": guessed, "declaration": believed}
    for name, forms in (("declared", MARKED), ("undeclared", UNMARKED)):
        table = exactness(name, forms, bodies, readers)
        outcome.tables.append(table)
        outcome.figures |= figures_of(name, table)
    outcome.figures["encodings.n"] = float(len(bodies))
    measure_flags(bodies, outcome)
    return outcome


def own(data: bytes) -> str:
    """By Citedesk."""
    return decode(data)


def guessed(data: bytes) -> str:
    """By charset-normalizer's best guess."""
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best).removeprefix("\ufeff") if best else ""


def believed(data: bytes) -> str:
    """By the declared charset, else UTF-8, as a reader does that looks no further."""
    from ingest.charsets import declared, marked

    encoding = marked(data) or next(declared(data), "utf-8")
    return data.decode(encoding, "replace")


def exactness(name: str, forms: tuple[Form, ...], bodies: list[str], readers: dict[str, Reader]) -> Table:
    """Share of pages read letter for letter, a row for each form and one for all."""
    shares = [[_share(form, bodies, read) for read in readers.values()] for form in forms]
    rows: list[tuple[Cell, ...]] = [(form.name, *found) for form, found in zip(forms, shares, strict=True)]
    whole = ("all", *(sum(column) / len(column) for column in zip(*shares, strict=True)))
    return Table(
        f"Exact text, {name}: N = {len(bodies)} articles × {len(forms)} forms", ("form", *readers), (*rows, whole)
    )


def figures_of(name: str, table: Table) -> dict[str, float]:
    """``encodings.declared`` of Citedesk, ``encodings.declared.declaration`` of another."""
    found = dict(zip(table.head[1:], table.rows[-1][1:], strict=True))
    return {
        f"encodings.{name}" + ("" if reader == "citedesk" else f".{reader}"): share
        for reader, share in found.items()
        if isinstance(share, float)
    }


def _share(form: Form, bodies: list[str], read: Reader) -> float:
    return sum(_is_exact(form, body, read) for body in bodies) / len(bodies)


def _is_exact(form: Form, body: str, read: Reader) -> bool:
    try:
        return read(form.bytes(body)) == form.text(body)
    except (InputError, UnicodeError):
        return False


def scrambled(body: str) -> dict[str, bytes]:
    """The text read in a wrong encoding and saved as UTF-8, in ways that lose nothing and ways that do."""
    utf8 = body.encode()
    western = "".join(bytes([byte]).decode("cp1252") if _in_cp1252(byte) else chr(byte) for byte in utf8)
    return {
        "UTF-8 as cp1252": western.encode(),
        "UTF-8 as Latin-1": utf8.decode("latin-1").encode(),
        "cp949 as Latin-1": body.encode("cp949", "ignore").decode("latin-1").encode(),
        "UTF-8 as cp949, lossy": utf8.decode("cp949", "replace").encode(),
        "cp949 as UTF-8, lossy": body.encode("cp949", "ignore").decode("utf-8", "replace").encode(),
    }


def _in_cp1252(byte: int) -> bool:
    return byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)


def measure_flags(bodies: list[str], outcome: Outcome) -> None:
    """How often scrambled text is mended or said to be scrambled, and never taken silently."""
    names = list(scrambled(bodies[0])) if bodies else []
    verdicts = {name: [_verdict(scrambled(body)[name], body) for body in bodies] for name in names}
    rows = tuple(
        (name, found.count("mended") / len(found), sum(verdict != "silent" for verdict in found) / len(found))
        for name, found in verdicts.items()
    )
    outcome.tables.append(
        Table(f"Encoded twice, N = {len(bodies)} articles", ("how", "mended", "mended or said"), rows)
    )
    every = [verdict for found in verdicts.values() for verdict in found]
    if every:
        outcome.figures["encodings.flagged"] = sum(verdict != "silent" for verdict in every) / len(every)
        outcome.figures["encodings.mended"] = every.count("mended") / len(every)


def _verdict(data: bytes, body: str) -> str:
    try:
        found = decoded(data)
    except InputError:
        return "refused"
    held = body.encode("cp949", "ignore").decode("cp949")
    if found.text in (body, held) and found.notes:
        return "mended"
    return "noted" if found.notes else "silent"


BENCHMARK = Benchmark("encodings", "exact text of Korean articles in many encodings", run, limit=200)

if __name__ == "__main__":
    sys.exit(main(BENCHMARK))
