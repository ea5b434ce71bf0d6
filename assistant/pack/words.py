"""The words of a pack's HTML page, in English and Korean."""

from __future__ import annotations

from assistant.answer import Verdict

WORDS: dict[str, dict[str, str]] = {
    "title": {"en": "Evidence pack", "ko": "증거 묶음"},
    "question": {"en": "Question", "ko": "질문"},
    "answer": {"en": "Answer", "ko": "답"},
    "pages": {"en": "Pages", "ko": "기사"},
    "made": {"en": "Made {made} by Citedesk {version}, model {model}.",
             "ko": "{made}에 시티데스크 {version}(모델 {model})이 만들었습니다."},
    "check": {
        "en": "Check it again with `citedesk verify FILE`, against a library with `--library DIR`. Digest: {digest}",
        "ko": "`citedesk verify 파일`로 다시 맞춰 봅니다. 라이브러리와 맞춰 보려면 `--library 폴더`를 붙입니다. 지문: {digest}",
    },
    "excerpt": {
        "en": "The publisher reserves its rights: only the paragraphs around the quoted words are kept here, of {characters} "
        "characters in all.",
        "ko": "발행사가 권리를 유보한 기사라 인용한 말의 앞뒤 문단만 담았습니다. 전체는 {characters}자입니다.",
    },
    "left_out": {
        "en": "{count} passages that were found and not quoted are left out for the same reason.",
        "ko": "찾았으나 인용하지 않은 대목 {count}개도 같은 까닭으로 담지 않았습니다.",
    },
    "at": {"en": "characters {start}–{end}", "ko": "{start}–{end}번째 글자"},
    "settings": {"en": "Settings", "ko": "설정"},
    "notes": {"en": "Notes", "ko": "참고"},
}  # fmt: skip

VERDICTS = {
    Verdict.VERIFIED: {"en": "✓ verified", "ko": "✓ 확인됨"},
    Verdict.PARTLY: {"en": "~ partly", "ko": "~ 일부 확인됨"},
    Verdict.UNSUPPORTED: {"en": "? unsupported", "ko": "? 근거 없음"},
}
