"""Where fixtures are chosen, and what was read of a file of them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.fixture_file import Problem
from ui.web.evaluation.evaluation import Evaluation
from ui.web.render.evaluation.progress import line
from ui.web.render.evaluation.report import table
from ui.web.render.text import escape, one_line
from ui.web.wording.evaluation import EvaluationWords

LISTED = 100
"""Problems of a file that are shown."""


def intro(words: EvaluationWords, *, offered: bool) -> str:
    """Return the head of the view.

    :param offered: whether there are files to choose from.
    """
    hint = "" if offered else f'<p class="cd-meta">{escape(words.no_sets)}</p>'
    return f'<h2 class="cd-title">{escape(words.title)}</h2><p class="cd-meta">{escape(words.intro)}</p>{hint}'


def drop(words: EvaluationWords) -> str:
    """Return the button and the area that take a file of fixtures."""
    return (
        f'<div class="cd-drop"><button type="button" class="cd-tool" data-choose>{escape(words.choose)}</button>'
        '<input type="file" hidden tabindex="-1" accept=".jsonl,.json,.csv,.tsv,.yaml,.yml">'
        f"<span>{escape(words.drop)}</span></div>"
    )


def checked(evaluation: Evaluation, words: EvaluationWords) -> str:
    """Return what was read of a file: how many questions there are, or what is wrong with which line."""
    if evaluation.file is None:
        return ""
    found, name = evaluation.file.problems, evaluation.name
    wrong = sum(not problem.warning for problem in found)
    if wrong:
        head = line(words.unusable.format(name=name, count=wrong), failed=True)
    elif not evaluation.fixtures:
        head = line(words.nothing_to_ask.format(name=name), failed=True)
    else:
        head = line(words.usable.format(name=name, count=len(evaluation.fixtures)))
    waiting = sum(not each.accepted for each in evaluation.file.fixtures)
    proposals = f'<p class="cd-meta">{escape(words.proposals.format(count=waiting))}</p>' if waiting else ""
    return head + proposals + _problems(found, words)


def _problems(found: Sequence[Problem], words: EvaluationWords) -> str:
    if not found:
        return ""
    rows = "".join(_problem(each, words) for each in found[:LISTED])
    more = len(found) - LISTED
    rest = f'<p class="cd-meta">{escape(words.more.format(count=more))}</p>' if more > 0 else ""
    return table(words.problems, (words.line, words.field, words.wrong, words.fix), rows, "cd-problems") + rest


def _problem(problem: Problem, words: EvaluationWords) -> str:
    mild = f'<span class="cd-mild">{escape(words.warning)}</span> ' if problem.warning else ""
    return (
        f"<tr><td>{problem.line}</td><td><code>{one_line(problem.field, 60)}</code></td>"
        f'<td>{mild}<span lang="en">{one_line(problem.message)}</span></td>'
        f'<td lang="en">{one_line(problem.fix)}</td></tr>'
    )
