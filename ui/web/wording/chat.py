"""The words of what can be done with an answer and a question: ask again, edit, copy, save, choose who answers."""

from __future__ import annotations

from dataclasses import dataclass

from ui.web.wording.words import Language


@dataclass(frozen=True)
class ChatWords:
    """``{…}`` is filled in where the words are used."""

    code: Language
    again: str
    edit: str
    editing: str
    leave: str
    own_words: str
    back: str
    kept_before: str
    model_failed: str
    no_answer_hint: str
    copy: str
    copied: str
    not_copied: str
    save_as: str
    markdown: str
    page: str
    pack: str
    too_large: str
    nothing_to_save: str
    tools: str
    next_title: str
    seconds: str
    model: str
    filters: str
    extractive: str
    local: str
    only: str
    only_this: str
    no_longer_only: str
    question: str
    quotes: str
    conversation: str
    made: str


KOREAN = ChatWords(
    code="ko",
    again="다시 답하기",
    edit="질문 고치기",
    editing="마지막 질문을 고치고 있습니다. 보내면 그 답변을 대신합니다.",
    leave="그만두기",
    own_words="기사의 말 그대로 답하기",
    back="앞선 답변 되살리기",
    kept_before="앞선 답변은 남아 있습니다.",
    model_failed="모델이 답하지 못했습니다. {reason}",
    no_answer_hint="모델 없이 기사의 문장으로 답할 수 있습니다.",
    copy="인용과 함께 복사",
    copied="복사했습니다",
    not_copied="복사하지 못했습니다",
    save_as="내보내기",
    markdown="대화를 Markdown으로",
    page="대화를 HTML로",
    pack="이 답변의 증거 묶음",
    too_large="내보내기에 너무 큽니다(최대 {limit}MB).",
    nothing_to_save="내보낼 답변이 없습니다.",
    tools="답변으로 할 수 있는 일",
    next_title="이어서 물어보기",
    seconds="{seconds}초",
    model="답하는 방식",
    filters="찾을 범위와 답하는 방식",
    extractive="기사의 말 그대로",
    local="내장 모델",
    only="이 기사에서만 찾기:",
    only_this="이 기사에만 묻기",
    no_longer_only="이 기사로 한정하지 않기: {title}",
    question="질문",
    quotes="인용",
    conversation="Citedesk 대화",
    made="{day}에 내보냄",
)

ENGLISH = ChatWords(
    code="en",
    again="Answer again",
    edit="Edit question",
    editing="You are editing the last question; sending it replaces that answer.",
    leave="Cancel",
    own_words="Answer in the articles' own words",
    back="Bring back the earlier answer",
    kept_before="The earlier answer is still there.",
    model_failed="The chat model did not answer. {reason}",
    no_answer_hint="The articles' own sentences can answer without a model.",
    copy="Copy with citations",
    copied="Copied",
    not_copied="Could not be copied",
    save_as="Export",
    markdown="Conversation as Markdown",
    page="Conversation as HTML",
    pack="Evidence pack of this answer",
    too_large="This is too large to export here (at most {limit} MB).",
    nothing_to_save="There is no answer to export.",
    tools="What you can do with this answer",
    next_title="Ask next",
    seconds="{seconds} s",
    model="Answer with",
    filters="Which articles, and how to answer",
    extractive="The articles' own words",
    local="built-in model",
    only="Asking only:",
    only_this="Ask only this article",
    no_longer_only="No longer only this article: {title}",
    question="Question",
    quotes="Quotes",
    conversation="Citedesk conversation",
    made="exported on {day}",
)


def chat_words(language: str) -> ChatWords:
    """Return the words of a language; unknown ones read English."""
    return KOREAN if language == "ko" else ENGLISH
