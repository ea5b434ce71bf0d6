"""Keyword tokens: Kiwi content morphemes and character bigrams."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.text.morphemes import CONTENT, morphemes_of
from assistant.text.normalise import visible
from assistant.text.wordlists import word_list

KEYWORDS_VERSION = "1"
"""Changes whenever the tokens of the same text change; an index made with another version is rebuilt."""

_HANGUL, _HAN = "가-힣ᄀ-ᇿ㄰-㆏", "一-鿿"
_WORD = re.compile(rf"[0-9]+(?:[.,][0-9]+)*|[{_HANGUL}]+|[{_HAN}]+|[^\W\d_{_HANGUL}{_HAN}]+")
_ENGLISH = re.compile(r"[a-z]+$")

STOPWORDS = word_list("english_stopwords")


def words(text: str) -> list[str]:
    """Lower-case words and numbers of a text, split where the script changes; numbers lose their thousands separators."""
    plain = unicodedata.normalize("NFKC", visible(text)).casefold()
    return [word.replace(",", "").replace(".", "_") if word[0].isdigit() else word for word in _WORD.findall(plain)]


def stem(word: str) -> str:
    """An English word without its plural or verb ending; a light stemmer that errs on the side of leaving alone."""
    if not _ENGLISH.match(word) or len(word) < 4:
        return word
    for ending, keep in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            root = word[: -len(ending)] + keep
            return root.removesuffix("e") if len(root) > 4 else root
    return word.removesuffix("e") if len(word) > 4 else word


def morphemes(text: str) -> list[str]:
    """Content morphemes of Korean text; stems of English words; numbers.

    A bare noun is found with any particle, since particles are tokens of their own and left out.
    """
    plain = unicodedata.normalize("NFKC", visible(text)).casefold()
    tokens: list[str] = []
    for morpheme in morphemes_of(plain):
        if morpheme.tag in CONTENT and morpheme.form.strip():
            tokens.extend(_tokens_of(morpheme.form))
    return tokens


@lru_cache(maxsize=50_000)
def _tokens_of(form: str) -> tuple[str, ...]:
    """The tokens of one morpheme: a few thousand make up most of any text."""
    return tuple(token for word in words(form) if (token := _index_form(word)) not in STOPWORDS)


def bigrams(text: str) -> list[str]:
    """Character bigrams within each word; English words and numbers stay whole, single characters too."""
    tokens: list[str] = []
    for word in words(text):
        if word.isascii() or len(word) == 1:
            tokens.append(_index_form(word))
        else:
            tokens.extend(word[at : at + 2] for at in range(len(word) - 1))
    return [token for token in tokens if token not in STOPWORDS]


def _index_form(word: str) -> str:
    return stem(word) if word.isascii() else word
