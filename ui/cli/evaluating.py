"""Running an evaluation from the command line: a library in place, a bar, the report in files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.errors import InputError, StorageError
from ui.cli.ingestion import library_exists
from ui.cli.terminal import bar, is_watched, note

if TYPE_CHECKING:
    from assistant.evaluation import Fixture, Report
    from assistant.evaluation.judging import ModelJudge
    from assistant.settings import Settings


@dataclass(frozen=True)
class Ways:
    """How to evaluate, whatever the settings.

    :param kept: the folder in which answers are kept; what is kept there is not asked again.
    :param prices: of a million tokens, read and written.
    :param nli: a model of natural language inference, for citation recall and precision.
    :param judge: a chat model that grades the answers, as advice.
    """

    kept: Path
    fresh: bool = False
    prices: tuple[float, float] | None = None
    nli: str | None = None
    judge: str | None = None


def evaluate_with(fixtures: list[Fixture], settings: Settings, ways: Ways, pages: Path | None = None) -> Report:
    """Evaluate with one set of settings, whose library is in place.

    :param pages: a folder in which the articles that fixtures name must stand.
    """
    from assistant.evaluation import evaluate
    from assistant.evaluation.inference import Inference
    from assistant.evaluation.kept_assistant import KeptAssistant
    from assistant.evaluation.report import Prices

    judge = _judge(ways, settings)
    entails = Inference(ways.nli) if ways.nli else None
    with KeptAssistant.over(settings, kept=ways.kept, fresh=ways.fresh) as assistant, bar("question") as tell:
        return evaluate(
            fixtures,
            assistant,
            pages=pages,
            progress=tell,
            cache=ways.kept,
            fresh=ways.fresh,
            entails=entails,
            prices=Prices(*ways.prices) if ways.prices else None,
            judge=judge,
        )


def _judge(ways: Ways, settings: Settings) -> ModelJudge | None:
    if ways.judge is None:
        return None
    from assistant.evaluation.judging import ModelJudge
    from assistant.evaluation.kept_assistant import kept_chat
    from assistant.models.chat import load_chat_model

    chosen = settings.model_copy(update={"model": ways.judge})
    model = load_chat_model(ways.judge, chosen)
    if model is None:
        raise InputError(f"{ways.judge!r} is no chat model.", hint="--judge takes `local` or PROVIDER:MODEL.")
    return ModelJudge(kept_chat(model, chosen, ways.kept, fresh=ways.fresh), ways.judge, chosen)


@contextmanager
def library_of(settings: Settings, pages: Path | None) -> Iterator[Settings]:
    """Settings with a library in place: the one that is there, or a temporary one made of the folder of pages.

    :raises InputError: when there is no such folder.
    """
    if pages is None or library_exists(settings.library):
        yield settings
        return
    if not pages.is_dir():
        raise InputError(f"There is no folder {pages}.", hint="--pages takes the folder of the fixtures' articles.")
    from ingest import ingest

    with TemporaryDirectory(prefix="citedesk-") as place:
        temporary = settings.model_copy(update={"library": Path(place)})
        added = ingest(pages, library=place, settings=temporary, progress=is_watched())
        for line in added.lines:
            if line.status != "added":
                note(f"citedesk: {line.status}: {line.source}: {line.reason}")
        yield temporary


def save(report: Report, out: Path) -> None:
    """Write a report: as JSON alone to FILE.json, else as JSON, HTML and JUnit XML to a folder.

    :raises StorageError: when it cannot be written.
    """
    if out.suffix == ".json":
        write(out, report.to_json(), make=False)
        return
    write(out / "report.json", report.to_json())
    write(out / "report.html", report.to_html())
    write(out / "junit.xml", report.to_junit())


def write(path: Path, text: str, *, make: bool = True) -> None:
    """Write a file of a report, and the folder that it lies in.

    :raises StorageError: when it cannot be written.
    """
    try:
        if make:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"The report {path} cannot be written: {error.strerror or error}.") from None
