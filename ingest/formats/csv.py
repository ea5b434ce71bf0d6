"""CSV and TSV: an article a record, below a line that names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence

from assistant.errors import InputError
from ingest.formats.lines import Lines
from ingest.rows import check_columns
from ingest.source import Source

DELIMITERS = ",\t;|"
"""What may stand between cells; the one that parts the first line into most wins, the first of equals."""


class _Record:
    """The lines of one record after another: a quotation mark that is never closed must not swallow the file."""

    def __init__(self, lines: Lines, limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self._length = 0
        self.first = 0

    def begin(self) -> None:
        """From here on the lines are another record's."""
        self._length = 0
        self.first = self._lines.number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._length += len(line)
        if self._length > self._limit:
            raise InputError(
                f"The record is longer than {self._limit:,} characters.", hint="Is a quotation mark not closed?"
            )
        return line


def read_csv(source: Source, mapping: Mapping[str, str]) -> Iterator[tuple[int, Mapping[str, str | None] | InputError]]:
    """The records of a table by their columns' names, with the numbers of their first lines.

    An empty cell is a missing value. A record with more cells than there are columns gives the reason.

    :raises InputError: if the first line does not name a column of texts.
    """
    lines = Lines(source)
    try:
        first = next((line for line in lines if line.strip()), "")
        if not first:
            raise InputError(f"{source.shown} is empty.")
        delimiter = "\t" if source.format == "tsv" else max(DELIMITERS, key=lambda mark: _count(first, mark))
        columns = next(csv.reader([first], delimiter=delimiter, skipinitialspace=True), [])
        columns = [column.strip() for column in columns]
        check_columns(columns, mapping, source.shown)
        csv.field_size_limit(max(csv.field_size_limit(), source.max_bytes))
        yield from _records(_Record(lines, source.max_bytes), columns, delimiter)
    finally:
        lines.close()


def _count(line: str, mark: str) -> int:
    return len(next(csv.reader([line], delimiter=mark), []))


def _records(
    lines: _Record, columns: Sequence[str], delimiter: str
) -> Iterator[tuple[int, Mapping[str, str | None] | InputError]]:
    table = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.begin()
        try:
            cells = next(table)
        except StopIteration:
            return
        except InputError as error:
            yield lines.first, error
        except csv.Error as error:
            yield lines.first, InputError(f"This is no record of a table: {error}.")
        else:
            if any(cell.strip() for cell in cells):
                yield lines.first, _row(columns, cells)


def _row(columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, str | None] | InputError:
    if len(cells) > len(columns):
        return InputError(f"The record has {len(cells)} cells, the first line names {len(columns)} columns.")
    return {column: cell or None for column, cell in zip(columns, cells, strict=False)}
