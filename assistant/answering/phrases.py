"""The fixed words of answers, in both languages; prompts, code and tests share them."""

from __future__ import annotations

REFUSAL = {"ko": "기사에 답이 없습니다.", "en": "The articles do not say."}
"""What an answer says when the articles do not answer: the one constant by which a refusal is known."""

_PHRASES = {
    "items": {"ko": "기사에 나온 것은 모두 {found}가지입니다.", "en": "The articles name {found}."},
    "items_stated": {"ko": "기사에 적힌 {stated}건 가운데 {found}건을 찾았습니다.", "en": "{found} of {stated} stated:"},
    "quotes": {"ko": "기사에는 이렇게 적혀 있습니다.", "en": "The articles say:"},
    "quotes_foreign": {"ko": "영어 기사에는 이렇게 적혀 있습니다.", "en": "In the words of the Korean articles:"},
    "nearest": {
        "ko": "질문한 것을 한 문장이 다 말하지는 않아, 답에 가까운 대목을 함께 보입니다.",
        "en": "No single sentence says all that was asked; these come nearest.",
    },
    "missing": {"ko": "기사에 ‘{names}’에 관한 말이 없습니다.", "en": "No article found mentions {names}."},
    "no_articles": {"ko": "라이브러리에 기사가 없습니다.", "en": "The library holds no articles."},
    "within": {
        "ko": "‘{words}’은(는) {days}로 보고, 그때 나왔거나 그때를 말하는 기사에서 찾았습니다.",
        "en": "“{words}” was taken for {days}; only articles from then, or that speak of then, were searched.",
    },
    "none_within": {"ko": "{days}의 기사가 없습니다.", "en": "There are no articles from {days}."},
    "none_filtered": {"ko": "조건에 맞는 기사가 없습니다.", "en": "No article passes the filters."},
    "newest": {"ko": "가장 최근 기사는 {day}에 나왔습니다.", "en": "The newest is of {day}."},
    "no_dates": {"ko": "날짜가 적힌 기사가 없습니다.", "en": "No article says when it was published."},
    "undated": {
        "ko": "날짜가 적히지 않은 기사 {count}건은 찾지 않았습니다.",
        "en": "Articles that do not say when they were published were left out: {count}.",
    },
    "days": {"ko": "{since}부터 {until}까지", "en": "{since} to {until}"},
    "days_since": {"ko": "{since} 이후", "en": "{since} and later"},
    "days_until": {"ko": "{until}까지", "en": "{until} and earlier"},
    "no_evidence": {"ko": "질문에 맞는 대목이 없습니다.", "en": "Nothing found speaks of what was asked."},
    "nearby": {"ko": "가까운 기사: {titles}", "en": "Nearest articles: {titles}"},
    "model_unsupported": {
        "ko": "모델이 쓴 문장이 기사로 뒷받침되지 않아 기사의 말로 답했습니다.",
        "en": "What the model wrote was not supported by the articles; the answer is in the articles' own words.",
    },
    "model_abstained": {
        "ko": "모델은 답을 찾지 못했습니다. 질문에 가장 가까운 기사의 말입니다.",
        "en": "The model found no answer; these are the words of the articles nearest to the question.",
    },
    "model_dropped": {
        "ko": "기사로 뒷받침되지 않는 문장 {count}개를 뺐습니다.",
        "en": "Left out {count} sentence(s) that the articles do not support.",
    },
    "model_failed": {
        "ko": "모델이 답하지 못해 기사의 말로 답했습니다: {reason}",
        "en": "The model failed, so the answer is in the articles' own words: {reason}",
    },
    "model_broke_off": {
        "ko": "모델의 답이 다 오지 않아 온 데까지만 기사와 맞춰 보았습니다: {reason}",
        "en": "The model's answer is incomplete; what came was checked: {reason}",
    },
    "differ": {
        "ko": "기사마다 말이 달라 모두 보입니다. 새 기사부터: {days}.",
        "en": "The articles differ; what each says is shown, the newest first: {days}.",
    },
    "differ_undated": {
        "ko": "기사마다 말이 달라 모두 보입니다.",
        "en": "The articles differ; what each says is shown.",
    },
    "premise": {
        "ko": "기사에는 ‘{asked}’이(가) 아니라 ‘{said}’(으)로 나옵니다.",
        "en": "The articles speak of “{said}”, not of “{asked}”.",
    },
    "which_one": {
        "ko": "질문에 맞는 기사가 여럿입니다. 어느 것을 물으셨나요? {titles}",
        "en": "The question fits several articles. Which one did you mean? {titles}",
    },
    "as_of": {"ko": "{day}에 나온 기사를 기준으로 한 답입니다.", "en": "As of the article of {day}."},
    "count_differs": {
        "ko": "기사에는 {stated}건이라고 적혀 있으나 {found}건만 찾았습니다.",
        "en": "The articles state {stated}, but {found} were found.",
    },
}  # fmt: skip


def phrase(name: str, language: str, **values: object) -> str:
    """A fixed phrase in a language, its places filled."""
    return _PHRASES[name][language].format(**values)
