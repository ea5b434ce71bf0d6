"""The questions of a report: the outcome of each, what is wrong with it, and a button that asks it in the chat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.evaluation.page_words import WORDS
from ui.web.render.text import escape, one_line
from ui.web.wording.evaluation import EvaluationWords

SHOWN = 300
"""Questions that are shown, failed ones first; the report that can be downloaded has them all."""
Asked = dict[str, Any]
"""A question of a report, as ``report.json`` has it."""


def questions(found: Sequence[Asked], words: EvaluationWords) -> str:
    """Return a switch that hides what is right, then the questions, failed ones first."""
    failed = sum(not each["passed"] for each in found)
    ticked = " checked" if failed else ""
    rows = sorted(enumerate(found), key=lambda row: bool(row[1]["passed"]))
    items = "".join(_question(at, each, words) for at, each in rows[:SHOWN])
    more = len(rows) - SHOWN
    rest = f'<p class="cd-meta">{escape(words.more.format(count=more))}</p>' if more > 0 else ""
    return (
        f'<label class="cd-only-failed"><input type="checkbox"{ticked}> {escape(words.only_failed)} ({failed})</label>'
        f'<ul class="cd-asked-list">{items}</ul>{rest}'
    )


def _question(at: int, each: Asked, words: EvaluationWords) -> str:
    passed = each["passed"]
    stage, icon, kind = ("right", "✓", "verified") if passed else (each["failed_at"], "✕", "unsupported")
    faults = each["faults_ko"] if words.code == "ko" else each["faults"]
    lines = "".join(f"<li>{one_line(fault)}</li>" for fault in faults)
    asked, language = each["expected"]["question"], each["expected"]["language"]
    name = one_line(words.ask_about.format(question=asked))
    return (
        f'<li class="cd-asked {"cd-right" if passed else "cd-wrong"} cd-{kind}">'
        f'<p><span class="cd-icon" aria-hidden="true">{icon}</span> <span class="cd-verdict">{_said(stage, words)}</span> '
        f'<span class="cd-asked-words" lang="{escape(language)}">{one_line(asked)}</span> '
        f'<span class="cd-meta">{one_line(each["id"], 80)}</span></p>{f"<ul>{lines}</ul>" if lines else ""}'
        f"<details><summary>{escape(words.details)}</summary><dl>{_details(each, words)}</dl></details>"
        f'<button type="button" class="cd-tool" data-probe="{at}" aria-label="{name}">'
        f"{escape(words.ask)}</button></li>"
    )


def _said(key: str, words: EvaluationWords) -> str:
    return escape(WORDS.get(key, (key, key))[words.code == "ko"])


def _details(each: Asked, words: EvaluationWords) -> str:
    answer, expected = each["answer"] or {}, each["expected"]
    gold = [quote for quote in (expected["quote"], *expected["quotes"]) if quote]
    cited = [citation["quote"] for claim in answer.get("claims", ()) for citation in claim["citations"]]
    wanted = [" | ".join(fact) for fact in expected["facts"]] + [f"✗ {absent}" for absent in expected["absent"]]
    parts = (
        ("answer", [answer.get("text") or each["error"] or ""]),
        ("expected", wanted if expected["answerable"] else [WORDS["refusal_wanted"][words.code == "ko"]]),
        ("gold", gold),
        ("quotes", list(dict.fromkeys(cited))),
    )
    return "".join(_described(key, lines, words) for key, lines in parts if any(lines))


def _described(key: str, lines: Sequence[str], words: EvaluationWords) -> str:
    tag = "blockquote" if key in ("gold", "quotes") else "p"
    content = "".join(f"<{tag}>{escape(text)}</{tag}>" for text in lines)
    return f"<dt>{_said(key, words)}</dt><dd>{content}</dd>"
