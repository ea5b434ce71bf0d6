"""The words of the evaluation view."""

from __future__ import annotations

from dataclasses import dataclass

from ui.web.wording.words import Language


@dataclass(frozen=True)
class EvaluationWords:
    """``{…}`` is filled in where the words are used."""

    code: Language
    tab: str
    title: str
    intro: str
    sets: str
    no_sets: str
    own: str
    paste: str
    paste_hint: str
    check: str
    choose: str
    drop: str
    own_name: str
    too_large: str
    usable: str
    proposals: str
    unusable: str
    nothing_to_ask: str
    problems: str
    warning: str
    line: str
    field: str
    wrong: str
    fix: str
    more: str
    model: str
    configured: str
    extractive: str
    run: str
    stop: str
    preparing: str
    progress: str
    seconds_left: str
    minutes_left: str
    giving_way: str
    stopping: str
    another: str
    choose_first: str
    failed: str
    done: str
    stopped: str
    passed: str
    save: str
    metric: str
    value: str
    interval: str
    questions: str
    group: str
    by_group: str
    all_metrics: str
    plot: str
    lower: str
    conditions: str
    conditions_line: str
    question: str
    only_failed: str
    details: str
    ask: str
    ask_about: str
    busy: str


KOREAN = EvaluationWords(
    code="ko",
    tab="평가",
    title="답을 얼마나 잘하나요?",
    intro="정답을 아는 질문으로 답을 재 봅니다. 무엇이 어느 단계에서 틀렸는지 보여 줍니다.",
    sets="질문 파일",
    no_sets="서재 옆 fixtures 폴더에 질문 파일을 두면 여기에 나타납니다.",
    own="내 질문 넣기",
    paste="질문 (JSONL, CSV, YAML)",
    paste_hint="id,question,facts\n날짜,누리호는 언제 발사됐나요?,date:2023-05-25",
    check="확인하기",
    choose="파일 고르기",
    drop="또는 여기에 놓기: .jsonl .csv .yaml",
    own_name="내 질문",
    too_large="파일은 {limit} MB를 넘을 수 없습니다.",
    usable="{name}: 질문 {count}개를 물을 수 있습니다.",
    proposals="아직 승인하지 않은 제안 {count}개는 묻지 않습니다.",
    unusable="{name}: 고칠 곳이 {count}군데 있습니다. 고친 뒤 다시 넣어 주세요.",
    nothing_to_ask="{name}: 물을 질문이 없습니다.",
    problems="고칠 곳",
    warning="주의",
    line="줄",
    field="항목",
    wrong="무엇이 틀렸나",
    fix="이렇게 고치세요",
    more="그 밖에 {count}개",
    model="답하는 모델",
    configured="설정한 모델: {name}",
    extractive="모델 없이 (기사 문장 그대로)",
    run="평가 시작",
    stop="멈춤",
    preparing="기사와 질문을 준비하는 중…",
    progress="{all}개 중 {done}개",
    seconds_left="약 {count}초 남음",
    minutes_left="약 {count}분 남음",
    giving_way="다른 질문에 먼저 답하는 중…",
    stopping="지금 질문까지만 하고 멈춥니다…",
    another="이 서버에서 다른 평가가 진행 중입니다. 끝난 뒤에 다시 시작해 주세요.",
    choose_first="먼저 질문 파일을 고르거나 질문을 넣어 주세요.",
    failed="평가가 중단되었습니다. 서버 기록을 확인해 주세요.",
    done="평가를 마쳤습니다: {count}개 중 {passed}개가 맞았습니다.",
    stopped="멈췄습니다: {all}개 중 {count}개를 물었고, {passed}개가 맞았습니다. 다시 시작하면 이어서 합니다.",
    passed="통째로 맞음",
    save="내려받기: {name}",
    metric="지표",
    value="값",
    interval="95% 신뢰구간",
    questions="문항",
    group="묶음",
    by_group="언어·태그별",
    all_metrics="모든 지표",
    plot="막대",
    lower="낮을수록 좋음",
    conditions="만든 조건",
    conditions_line="모델 {model} · 기사 {articles}편 · 프롬프트 {prompts}",
    question="질문",
    only_failed="틀린 문항만",
    details="답과 정답",
    ask="대화에서 물어보기",
    ask_about="대화에서 물어보기: {question}",
    busy="앞의 질문에 아직 답하고 있습니다.",
)
ENGLISH = EvaluationWords(
    code="en",
    tab="Evaluation",
    title="How good are the answers?",
    intro="Ask questions whose right answers you know, and see what went wrong, and at which stage.",
    sets="File of questions",
    no_sets="Files of questions in a folder “fixtures” beside the library appear here.",
    own="Questions of your own",
    paste="Questions (JSONL, CSV, YAML)",
    paste_hint="id,question,facts\nlaunch,When was Nuri launched?,date:2023-05-25",
    check="Check",
    choose="Choose a file",
    drop="or drop it here: .jsonl .csv .yaml",
    own_name="your questions",
    too_large="A file may have at most {limit} MB.",
    usable="{name}: {count} questions can be asked.",
    proposals="{count} proposals that nobody has accepted yet are not asked.",
    unusable="{name}: {count} things are wrong. Mend them and put the questions in again.",
    nothing_to_ask="{name}: there is no question to ask.",
    problems="What is wrong",
    warning="warning",
    line="Line",
    field="Field",
    wrong="What is wrong",
    fix="What to write",
    more="and {count} more",
    model="Model that answers",
    configured="The configured model: {name}",
    extractive="Without a model (the articles’ own sentences)",
    run="Evaluate",
    stop="Stop",
    preparing="Getting the articles and questions ready…",
    progress="{done} of {all}",
    seconds_left="about {count} s left",
    minutes_left="about {count} min left",
    giving_way="Somebody’s question goes first…",
    stopping="Stopping after this question…",
    another="Another evaluation is running on this server. Start again when it is done.",
    choose_first="Choose a file of questions or put some in first.",
    failed="The evaluation broke off. The log of the server says why.",
    done="Done: {passed} of {count} questions were answered rightly.",
    stopped="Stopped: {count} of {all} questions were asked, {passed} answered rightly. A new start goes on from there.",
    passed="right as a whole",
    save="Download {name}",
    metric="Metric",
    value="Value",
    interval="95 % interval",
    questions="n",
    group="Group",
    by_group="By language and tag",
    all_metrics="All metrics",
    plot="Plot",
    lower="lower is better",
    conditions="Made with",
    conditions_line="model {model} · {articles} articles · prompts {prompts}",
    question="Question",
    only_failed="Only those that failed",
    details="Answer and what was expected",
    ask="Ask in the chat",
    ask_about="Ask in the chat: {question}",
    busy="The previous question is still being answered.",
)


def evaluation_words(language: str) -> EvaluationWords:
    """Return the words of a language; unknown ones read English."""
    return KOREAN if language == "ko" else ENGLISH
