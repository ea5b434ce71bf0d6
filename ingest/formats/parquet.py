"""Parquet: an article a row, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.errors import InputError
from ingest.rows import check_columns, columns_of
from ingest.source import Source

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

BATCH = 64
"""Rows in memory at a time."""
BUFFER = 1 << 20
"""Bytes of a column that are read from the file at a time."""


def read_parquet(source: Source, mapping: Mapping[str, str]) -> Iterator[tuple[int, Mapping[str, Any] | InputError]]:
    """The rows of a Parquet file with their numbers, from 1; only the columns of our fields are read.

    :raises InputError: if pyarrow is not installed, the file is damaged, or it has no column of texts.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError(
            f"{source.shown} is a Parquet file, which needs pyarrow.", hint="pip install 'citedesk[parquet]'"
        ) from None
    number = 0
    with source.open() as file:
        try:
            table = ParquetFile(file, buffer_size=BUFFER)
            columns = [name for name in table.schema_arrow.names if name in columns_of(mapping)]
            check_columns(table.schema_arrow.names, mapping, source.shown)
            _check_sizes(table, columns, source.max_bytes)
            for batch in table.iter_batches(BATCH, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield number, _row(row, source.max_bytes)
        except (pa.ArrowException, OSError, MemoryError, ValueError, OverflowError) as error:
            damage = InputError(f"{source.shown} is a damaged Parquet file: {_first_line(error)}.")
            if not number:
                raise damage from None
            yield number + 1, damage


def _check_sizes(table: ParquetFile, columns: list[str], limit: int) -> None:
    """Refuse a row group whose rows are larger on average than one may be: packed, it may have a few bytes.

    :raises InputError: naming the group.
    """
    for at in range(table.metadata.num_row_groups):
        group = table.metadata.row_group(at)
        chunks = (group.column(index) for index in range(group.num_columns))
        size = sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema.split(".")[0] in columns)
        if size > limit * max(1, group.num_rows):
            raise InputError(f"The row group {at + 1} has {size:,} bytes for {group.num_rows:,} rows; this is no text.")


def _row(row: dict[str, Any], limit: int) -> Mapping[str, Any] | InputError:
    found = {name: _value(value) for name, value in row.items()}
    longest = max((len(value) for value in found.values() if isinstance(value, str)), default=0)
    return found if longest <= limit else InputError(f"A text has {longest:,} characters, more than {limit:,}.")


def _value(value: Any) -> Any:
    """A value as JSON would have it; a number that is none is a missing value."""
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and value != value else value


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")[:200]
