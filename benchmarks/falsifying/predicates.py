"""What is said to have happened turned false: denied, only planned, alleged, turned round; in both languages."""

from __future__ import annotations

from benchmarks.falsifying.rule import Rule, Scene, turned

negation: Rule = turned(
    [
        (r"(?<=[가-힣])했다(?=[.\s]|고 |며 )", "하지 않았다"),
        (r"됐다(?=[.\s]|고 |며 )", "되지 않았다"),
        (r"(?<= )있다(?=[.\s]|고 |며 )", "없다"),
        (r"(?<= )없다(?=[.\s]|고 )", "있다"),
        (r"하지 않았다", "했다"),
        (r"지 않는다", "는다"),
        (r"지 않기로 했다", "기로 했다"),
        (r"(?<=[가-힣])이다(?=[.\s])", "이 아니다"),
        (r"(?<=[가-힣])한다(?=[.\s]|고 |며 )", "하지 않는다"),
        (r"할 수 있", "할 수 없"),
        (r"\b(is|are|was|were|will|would|can|could|has been|have been|should)\b(?! not| n’t|n't| no\b)", r"\1 not"),
        (r"\b(is|are|was|were|will|would|can|could|has|have|had|did|do|does) not\b", r"\1"),
        (r"\bcannot\b", "can"),
        (r"\b(did|does|is|was|were|are|could|would)n[’']t\b", r"\1"),
    ]
)
planned: Rule = turned(
    [
        (r"(?<=[가-힣])했다(?=[.\s])", "하기로 했다"),
        (r"(?<=[가-힣])했다(?=[.\s])", "할 예정이다"),
        (r"됐다(?=[.\s])", "될 전망이다"),
        (r"(?<=[가-힣])했다(?=[.\s])", "하는 방안을 추진 중이다"),
        (r"(?<=[가-힣])했다고(?= )", "할 계획이라고"),
        (r"체결(?=했|하고|한 )", "체결을 추진"),
        (
            r"\b(signed|launched|opened|bought|approved|agreed|won|began|announced|adopted|introduced|raised|cut)\b",
            r"plans to have \1",
        ),
        (r"\bhas (\w+ed)\b", r"is expected to have \1"),
        (r"\bwas (\w+ed)\b", r"will be \1"),
        (r"\bwere (\w+ed)\b", r"may be \1"),
    ]
)
done: Rule = turned(
    [
        (r"할 예정이다", "했다"),
        (r"할 계획이다", "했다"),
        (r"하기로 했다", "했다"),
        (r"할 방침이다", "했다"),
        (r"될 전망이다", "됐다"),
        (r"될 예정이다", "됐다"),
        (r"할 것으로 (?:보인다|전망된다|예상된다)", "했다"),
        (r"할 계획이라고", "했다고"),
        (r"을 검토하고 있다", "을 마쳤다"),
        (r"할 것이라고", "했다고"),
        (r"추진하고 있다", "마쳤다"),
        (r"키로 했다", "했다"),
        (r"\bwill be (\w+ed)\b", r"was \1"),
        (r"\b(?:is|are) expected to be\b", "was"),
        (r"\bplans to (\w+)\b", r"did \1"),
        (r"\bmay (?:have )?be(?:en)?\b", "was"),
        (r"\bcould be\b", "was"),
        (r"\bhopes to (\w+)\b", r"did \1"),
    ]
)
alleged: Rule = turned(
    [
        (r"(?<=[가-힣])했다\.$", "했다는 의혹이 제기됐다."),
        (r"(?<=[가-힣])됐다\.$", "됐다는 주장이 나왔다."),
        (r"의혹을 받고 있다", "사실이 확인됐다"),
        (r"혐의를 받는", "유죄가 확정된"),
        (r"(?<=다고 )주장했다", "확인됐다"),
        (r"\ballegedly ", ""),
        (r"\baccused of\b", "convicted of"),
        (r"\breportedly ", ""),
        (r"\balleged ", ""),
        (r"\b(was|were) (\w+ed)\b", r"\1 allegedly \2"),
        (r"\bsuspected of\b", "found guilty of"),
    ]
)
direction: Rule = turned(
    [
        (r"증가(?=[한했하해세율])", "감소"),
        (r"감소(?=[한했하해세율])", "증가"),
        (r"상승(?=[한했하해세률])", "하락"),
        (r"하락(?=[한했하해세률])", "상승"),
        (r"늘(?=었|어|고|려|린|렸)", "줄"),
        (r"줄(?=었|어|고|여)", "늘"),
        (r"올랐", "내렸"),
        (r"내렸", "올랐"),
        (r"높(?=았|은|아|고|다)", "낮"),
        (r"낮(?=았|은|아|고|다)", "높"),
        (r"확대(?=[하했한할됐])", "축소"),
        (r"축소(?=[하했한할됐])", "확대"),
        (r"강화(?=[하했한할됐])", "약화"),
        (r"인상(?=[하했한할됐을])", "인하"),
        (r"인하(?=[하했한할됐를])", "인상"),
        (r"찬성", "반대"),
        (r"반대(?=[하했한를])", "찬성"),
        (r"흑자", "적자"),
        (r"적자", "흑자"),
        (r"수출(?=[이은을액])", "수입"),
        (r"승리", "패배"),
        (r"개선", "악화"),
        (r"\b(?:rose|climbed|jumped)\b", "fell"),
        (r"\b(?:fell|dropped|declined)\b", "rose"),
        (r"\bincreased?\b", "decreased"),
        (r"\bincreasing\b", "decreasing"),
        (r"\bdecreased?\b", "increased"),
        (r"\bgained\b", "lost"),
        (r"\bwon\b", "lost"),
        (r"\blost\b", "won"),
        (r"\bsupport(s|ed)?\b", r"oppose\1"),
        (r"\bbefore\b", "after"),
        (r"\bafter\b", "before"),
        (r"\braised\b", "lowered"),
        (r"\bgrowth\b", "decline"),
        (r"\bincrease\b", "decrease"),
        (r"\bapproved\b", "rejected"),
        (r"\bbuy(ing)?\b", r"sell\1"),
        (r"\bstrong(er)?\b", r"weak\1"),
        (r"\baccept(ed)?\b", r"reject\1"),
    ]
)
superlative: Rule = turned(
    [
        (r"가장 많", "가장 적"),
        (r"가장 높", "가장 낮"),
        (r"가장 큰", "가장 작은"),
        (r"최대(?=[의 ]|치|였|이)", "최소"),
        (r"최고(?=[의 ]|치|였|이)", "최저"),
        (r"최저", "최고"),
        (r"가장 낮", "가장 높"),
        (r"가장 빠", "가장 느"),
        (r"(?<=보다 )많", "적"),
        (r"(?<=보다 )높", "낮"),
        (r"(?<=보다 )큰", "작은"),
        (r"처음(?=으로|이)", "마지막"),
        (r"\bmost (?=\w)", "least "),
        (r"\blargest\b", "smallest"),
        (r"\bbiggest\b", "smallest"),
        (r"\bhighest\b", "lowest"),
        (r"\blowest\b", "highest"),
        (r"\bhigher\b", "lower"),
        (r"\blower\b", "higher"),
        (r"\bmore (?=\w+ than)", "less "),
        (r"\bbest\b", "worst"),
        (r"\bfirst\b", "last"),
        (r"\bbetter\b", "worse"),
        (r"\bolder\b", "younger"),
        (r"\blonger\b", "shorter"),
        (r"\bfewer\b", "more"),
        (r"\blonges?t\b", "shortest"),
    ]
)


def hedge_dropped(scene: Scene) -> str | None:
    """Words such as "nearly all" and "some of" made whole."""
    return _HEDGE(scene)


_HEDGE = turned(
    [
        (r"(?<= )일부 ", "모든 "),
        (r"^일부 ", "모든 "),
        (r"(?<= )대부분", "전부"),
        (r"절반", "전부"),
        (r"\b[Ss]ome of the\b", "all of the"),
        (r"\b[Ss]ome (?=\w+s\b)", "all "),
        (r"\b[Mm]any (?=\w+s\b)", "all "),
        (r"\b[Mm]ost of the\b", "all of the"),
        (r"\bhalf (?:of )?the\b", "all the"),
    ]
)
PREDICATES: dict[str, Rule] = {
    "negation": negation, "planned for done": planned, "done for planned": done, "alleged": alleged,
    "direction": direction, "superlative": superlative, "some for all": hedge_dropped,
}  # fmt: skip
