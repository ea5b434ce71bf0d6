"""Forms of one English word share a root, and words that are not do not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.inflection import root

FORMS = [
    "apply applies applied applying", "vote votes voted voting", "name names named", "move moves moved moving",
    "use uses used using", "plan plans planned planning", "plane planes", "hope hopes hoped hoping",
    "hop hops hopped hopping", "install installs installed installing", "travel travelled traveled travelling",
    "agree agrees agreed agreeing", "need needs needed", "movie movies", "die dies died dying", "child children",
    "decide decides decided deciding", "pass passes passed passing", "box boxes", "hero heroes", "shoe shoes",
    "agency agencies", "win wins won winning", "wine wines", "refuse refused refusing", "control controlled",
    "quit quitting", "quote quoted quoting", "begin began begun beginning", "prize prizes", "house houses housing",
    "virus viruses", "free freed", "see saw seen", "age aged ageing", "type typed typing", "employee employees",
    "offer offered offering", "set sets setting", "care cares cared caring", "car cars", "rate rated", "rat rats",
    "exceed exceeds exceeded", "tax taxes taxed", "show showed shown", "fix fixed fixing", "try tries tried",
]  # fmt: skip


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_a_word_share_a_root(forms: str) -> None:
    assert len({root(form) for form in forms.split()}) == 1


def test_different_words_have_different_roots() -> None:
    roots = [{root(form) for form in forms.split()} for forms in FORMS]
    assert [(one, other) for one, other in combinations(roots, 2) if one & other] == []


@pytest.mark.parametrize(
    "word", ["ring", "king", "bed", "red", "need", "business", "status", "analysis", "string", "speed"]
)
def test_what_only_looks_inflected_stays(word: str) -> None:
    assert root(word) == word


@given(st.text(max_size=12).filter(lambda text: not (text.isascii() and text.isalpha())))
def test_what_is_no_english_word_is_given_back(word: str) -> None:
    assert root(word) == word
