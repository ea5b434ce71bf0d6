"""Sentences of articles that speak to a model rather than to a reader: instructions that somebody planted."""

from __future__ import annotations

import re

from assistant.text.normalise import fold

_TALKED_TO = re.compile(
    r"<\|?/?(?:im_start|im_end|system|user|assistant|endoftext|start_of_turn|end_of_turn|eot_id|begin_of_text)|\[/?inst\]|<</?sys>>|"
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}\b(?:instruction|rule|prompt|direction|guideline|above|previous|prior)|"
    r"\b(?:system|hidden|secret|initial|developer) (?:prompt|message|instructions?)\b|\byour (?:instructions|prompt|rules|api key|key)\b|"
    r"\byou are (?:now|no longer|an ai|a language model|chatgpt|an assistant)\b|"
    r"\b(?:ai|language) (?:model|assistant)s?,? (?:must|should|reading|that read|please)\b|"
    r"\b(?:as an ai|assistant|chatbot|llm|system|user|developer)\s?:|"
    r"\b(?:print|output|repeat|reply with|respond with|answer with|say|write|append|insert|cite|render|display)\b"
    r"[^.]{0,40}\b(?:instead|only|verbatim|word by word|word for word|exactly|in your answer|in the answer|to the user)\b|"
    r"(?:이전|앞선|앞의|위의?|모든|기존)\s?(?:지시|명령|규칙|프롬프트|지침)(?:사항)?[을를들은는도]{0,2}\s?(?:모두\s?|전부\s?|다\s?)?(?:무시|잊|어기|따르지)|"
    r"(?:지시|지침|프롬프트)(?:사항)?[을를들은는도]{0,2}\s?(?:모두\s?|전부\s?|다\s?)?(?:무시|잊)|"
    r"시스템\s?(?:프롬프트|메시지|지시)|(?:너|당신|귀하)는\s?(?:이제|지금부터|ai|인공지능|언어\s?모델|챗봇)|"
    r"(?:ai|인공지능|언어\s?모델|챗봇|어시스턴트|모델)(?:은|는|에게|이여|아|야)?[,:]?\s?[^.]{0,40}"
    r"(?:하라|하시오|해라|하세요|말라|마라|마시오)(?:[.!\"'”’]|$)|"
    r"(?:출력|인용|표시|답변|대답|반복|추가|삽입|복창)(?:하라|하시오|해라)(?:[.!\"'”’\s]|$)|"
    r"(?:라고|이라고|고)\s?(?:답하라|말하라|써라|쓰라|적어라|답하시오|말하시오|답해라|말해라)|"
    r"(?:어시스턴트|시스템|사용자|개발자)\s?:"
)
"""Turns of chat templates, and the wordings of instructions to models, in folded text. None of 46,000 sentences of news,
encyclopedias and questions was taken for one. News about such attacks may quote one; that sentence then answers nothing."""


def speaks_to_a_model(text: str) -> bool:
    """Whether a sentence looks like an instruction to a model."""
    return _TALKED_TO.search(fold(text)) is not None
