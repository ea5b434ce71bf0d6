"""What the page of a report says, in English and Korean."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from assistant.evaluation.markup import element

WORDS = {
    "title": ("Evaluation", "평가 결과"),
    "questions": ("questions", "문항"),
    "answerable": ("answerable", "답이 있는 문항"),
    "articles": ("articles", "기사"),
    "model": ("model", "모델"),
    "right": ("right", "맞음"),
    "all": ("all", "모두"),
    "failed": ("only those that failed", "틀린 문항만"),
    "metrics": ("Metrics", "지표"),
    "metrics_note": (
        "Bar: the value. Line over it: 95 % interval. n: questions that there is something to score of. "
        "▼: lower is better.",
        "막대는 값, 그 위의 선은 95% 신뢰구간입니다. n은 채점할 것이 있는 문항 수입니다. ▼는 낮을수록 좋습니다.",
    ),
    "stages": ("Where questions failed", "실패한 단계"),
    "seconds": ("Seconds by stage", "단계별 시간(초)"),
    "seconds_note": ("Median, and 95th percentile.", "중앙값과 95백분위수입니다."),
    "risk": ("Risk and coverage", "위험–응답률 곡선"),
    "risk_note": (
        "If only the surest answers were given: share of questions answered (across), share of those wrong (up).",
        "가장 확실한 답만 낼 때 답한 문항의 비율(가로)과 그중 틀린 비율(세로)입니다.",
    ),
    "by_language": ("By language", "언어별"),
    "by_tag": ("By tag", "태그별"),
    "each": ("Question by question", "문항별 결과"),
    "answer": ("Answer", "답"),
    "quotes": ("Quotes", "인용"),
    "expected": ("Expected", "기대한 답"),
    "gold": ("Gold quote", "정답 인용"),
    "faults": ("What is wrong", "틀린 점"),
    "scores": ("Scores", "점수"),
    "refusal_wanted": ("a refusal: the articles do not answer", "거절: 기사에 답이 없음"),
    "sweep": ("Sweep", "설정 비교"),
    "sweep_note": (
        "Bar: the value. Line over it: 95 % interval. Bold: the best.",
        "막대는 값, 그 위의 선은 95% 신뢰구간입니다. 굵은 글씨가 가장 좋은 값입니다.",
    ),
    "made_with": ("Made with", "만든 조건"),
    "advice": ("Advice of a model", "모델의 조언"),
    "advice_note": (
        "A chat model graded the answers. It is no metric: no gate holds it. Agreement is with “right as a whole”.",
        "챗 모델이 답을 채점한 것입니다. 지표가 아니며, 기준선과 견주지 않습니다. 일치율은 ‘통째로 맞음’과 견준 것입니다.",
    ),
    "agreement": ("agreement", "일치율"),
    "grade": ("grade", "채점"),
    "column hit@1": ("hit@1", "첫째"),
    "column hit@5": ("hit@5", "다섯째"),
    "column facts_in_answer": ("facts", "사실"),
    "column facts_in_quotes": ("quoted", "인용 속"),
    "column citation_correct": ("cited", "정답 인용"),
    "column language": ("lang", "언어"),
    "column refusal_f1": ("refF1", "거절 F1"),
    "column passed": ("passed", "통과"),
    "none": ("none", "없음"),
    "error": ("error", "오류"),
    "not ingested": ("not ingested", "수집 안 됨"),
    "not retrieved": ("not retrieved", "검색 안 됨"),
    "wrongly refused": ("wrongly refused", "잘못 거절함"),
    "not quoted": ("not quoted", "인용 안 됨"),
    "wrongly written": ("wrongly written", "잘못 씀"),
    "wrongly answered": ("wrongly answered", "거절해야 함"),
    "evidence": ("found", "검색"),
    "reading": ("read", "읽기"),
    "first_word": ("first word", "첫 단어"),
    "total": ("done", "완료"),
    "hit@1": ("gold among the first 1", "정답이 첫 1개 안"),
    "hit@5": ("gold among the first 5", "정답이 첫 5개 안"),
    "recall@5": ("gold quotes among the first 5", "정답 인용 재현율(5)"),
    "mrr@5": ("reciprocal rank", "역순위 평균"),
    "ndcg@5": ("discounted gain", "할인 누적 이득"),
    "leg_dense": ("meaning finds something", "의미 검색이 찾음"),
    "leg_morphemes": ("morphemes find something", "형태소 검색이 찾음"),
    "leg_bigrams": ("bigrams find something", "바이그램 검색이 찾음"),
    "facts_in_answer": ("facts in the answer", "답에 담긴 사실"),
    "fact_precision": ("statements that say a fact", "사실을 말한 문장"),
    "facts_in_quotes": ("facts in the quotes", "인용에 담긴 사실"),
    "exact_match": ("exact match (KorQuAD)", "완전 일치(KorQuAD)"),
    "character_f1": ("character F1 (KorQuAD)", "글자 F1(KorQuAD)"),
    "absent_violated": ("says what is wrong", "틀린 말을 함"),
    "list_count": ("number of items right", "항목 수가 맞음"),
    "list_exact": ("list exactly right", "목록이 정확함"),
    "numbers_right": ("numbers are in the quotes", "숫자가 인용에 있음"),
    "language": ("language of the question", "질문과 같은 언어"),
    "citation_correct": ("gold quote cited", "정답을 인용함"),
    "gold_cited": ("gold quotes cited", "정답 인용 재현율"),
    "citations_exact": ("quotes letter for letter", "글자까지 같은 인용"),
    "citation_recall": ("claims borne out", "뒷받침된 주장"),
    "citation_precision": ("citations needed", "필요한 인용"),
    "claims_verified": ("claims verified", "확인된 주장"),
    "passed": ("right as a whole", "통째로 맞음"),
    "refusal_precision": ("refusals that are right", "거절 정밀도"),
    "refusal_recall": ("refused where it should", "거절 재현율"),
    "refusal_f1": ("F1 of refusals", "거절 F1"),
    "false_refusals": ("wrongly refused", "잘못된 거절"),
}


def both(key: str) -> Element:
    """Words in both languages, of which the page shows one; a key without words is shown itself."""
    return in_both(*WORDS.get(key, (key, key)))


def in_both(english: str, korean: str) -> Element:
    """English and Korean words, of which the page shows one."""
    return element(
        "span", element("span", english, class_="en", lang="en"), element("span", korean, class_="ko", lang="ko")
    )
