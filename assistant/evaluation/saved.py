"""Reports that were written to a file, read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.evaluation.record import FORMAT

Saved = dict[str, Any]
"""A report as :meth:`assistant.evaluation.Report.to_dict` gives it."""


def read_report(path: Path) -> Saved:
    """Read ``report.json``, or the folder that holds it.

    :raises InputError: when it is no report, or one of another version.
    """
    file = path / "report.json" if path.is_dir() else path
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"There is no report {file}.", hint="`citedesk evaluate … --out DIR` writes one.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"The report {file} cannot be read: {error}.") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT or "questions" not in found:
        hint = "Evaluate anew with this version; answers that are kept are not asked again."
        raise InputError(f"{file} is no report of format {FORMAT}.", hint=hint)
    return found
