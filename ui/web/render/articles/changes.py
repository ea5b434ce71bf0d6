"""What differs between two versions of an article, in words: sentences that were added, removed or reworded."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.article import SEARCHED_KINDS, Article
from ui.web.render.text import escape, one_line
from ui.web.wording.articles import ArticleWords

SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n+")
WORD = re.compile(r"\s+|[^\s]+")
MOST_SENTENCES = 500
"""Sentences of each version that are compared; comparing takes time with the square of them."""
MOST_WORDS = 400
"""Words of a reworded passage that are compared one by one; longer ones are shown whole."""
MOST_CHANGES = 60
"""Changes that are shown."""


def changes(old: Article, new: Article, said: ArticleWords) -> str:
    """Return the changes from one version to the next, in the order of the text; only searched parts are compared."""
    before, after = _sentences(old), _sentences(new)
    found = [each for each in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if each[0] != "equal"]
    if not found:
        return f"<p>{escape(said.no_changes)}</p>"
    items = "".join(
        f"<li>{_reworded(' '.join(before[first:last]), ' '.join(after[start:end]), said)}</li>"
        for _, first, last, start, end in found[:MOST_CHANGES]
    )
    rest = len(found) - MOST_CHANGES
    more = f"<p>{escape(said.more_changes.format(count=rest))}</p>" if rest > 0 else ""
    return f'<ol class="cd-changes">{items}</ol>{more}'


def _sentences(article: Article) -> list[str]:
    parts = [article.text[block.start : block.end] for block in article.blocks if block.kind in SEARCHED_KINDS]
    sentences = (" ".join(each.split()) for part in parts for each in SENTENCE.split(part))
    return [each for each in sentences if each][:MOST_SENTENCES]


def _reworded(old: str, new: str, said: ArticleWords) -> str:
    before, after = WORD.findall(old), WORD.findall(new)
    if not before or not after or max(len(before), len(after)) > MOST_WORDS:
        return _removed(old, said) + _added(new, said)
    html = []
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            html.append(escape("".join(before[first:last])))
        else:
            html.append(_removed("".join(before[first:last]), said) + _added("".join(after[start:end]), said))
    return "".join(html)


def _removed(text: str, said: ArticleWords) -> str:
    return f'<del><span class="cd-hidden">{escape(said.removed_words)} </span>{_shown(text)}</del>' if text else ""


def _added(text: str, said: ArticleWords) -> str:
    return f'<ins><span class="cd-hidden">{escape(said.added_words)} </span>{_shown(text)}</ins>' if text else ""


def _shown(text: str) -> str:
    return one_line(text, 2000) if text.strip() else escape(text)
