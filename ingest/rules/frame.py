"""What surrounds an article: tools, lists of other articles, polls, comments, advertising."""

from __future__ import annotations

import re

from ingest.rules import abroad

BULLETS = " \t•·ㆍ∙-–—*>»▶▷►◀◁▼▽+|:：#"

RELATED = re.compile(
    r"(?:.{0,14}\s)?(?:관련\s?(?:기사|뉴스|링크|키워드|태그|글|콘텐츠|종목)|추천\s?(?:뉴스|기사|콘텐츠|영상)|인기\s?(?:뉴스|기사|영상)|주요\s?(?:뉴스|기사)|"
    r"최신\s?(?:뉴스|기사)|핫\s?(?:뉴스|클릭|이슈)|포토\s?(?:뉴스|갤러리|슬라이드).{0,10}|베스트\s?(?:뉴스|클릭|기사)|랭킹\s?뉴스|속보|영상\s?뉴스)(?:\s?더\s?보기)?"
    r"|(?:가장\s)?많이\s?(?:본|읽은|공유).{0,14}|.{0,14}\s많이\s?(?:본|읽은|읽는|보는|공유한|찾는)\s?(?:기사|뉴스|글|영상|콘텐츠).{0,6}|(?:실시간|오늘의|지금\s뜨는|방금\s들어온|놓치면|함께\s?(?:볼|보면|읽)).{0,16}"
    r"|.{0,12}(?:이\s?시[각간])\s.{0,12}(?:뉴스|기사).{0,4}|(?:이|해당)?\s?기자(?:의|가\s쓴)?\s?다른\s?기사.{0,8}|연관\s?기사|"
    r"이\s기사(?:와|를)\s.{0,14}|다른\s?기사.{0,6}"
    r"|related(?:\s(?:articles?|stor(?:y|ies)|content|topics?|coverage|news|links?|posts?|reading|videos?|tags?))?"
    r"|more\s(?:from|on|in|about|like|news|stories|articles|coverage|videos?)\b.{0,50}|"
    r"(?:also|more)\s(?:read|in)\b.{0,40}"
    r"|(?:the\s)?(?:most|must)[\s-](?:read|popular|viewed|shared|commented|watched|recent|emailed)\b.{0,30}|"
    r"trending\b.{0,24}|popular\b.{0,24}"
    r"|(?:read|see|watch)\s(?:more|next|also)|recommended\b.{0,24}|"
    r"you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested).{0,20}|(?:people|readers|others)\s(?:are\s)?also\s(?:read|lik|view|watch)\w*.{0,4}"
    r"|(?:top|latest|other|featured|breaking)\s(?:stories|news|articles|headlines|videos?|posts?)\b.{0,20}|"
    r"editors?['’]?s?['’]?\s(?:picks?|choice)|up\snext"
    r"|what\sto\sread\snext|sponsored\b.{0,24}|promoted\b.{0,24}|(?:from\s)?around\sthe\sweb|"
    r"in\scase\syou\smissed.{0,10}|don['’]t\smiss.{0,16}"
    r"|see\salso|explore\sfurther|further\sreading|keep\sreading|more\sgreat\s.{2,30}|now\sread|paid\scontent|partner\scontent|next\s(?:article|story|post|in\s.{2,30})|"
    r"previous\s(?:article|story|post)|latest\s(?:in|on|from)\b.{0,30}|next\s(?:up\s)?(?:in|on)\s.{2,30}|recent\s(?:posts?|articles|stories|news)",
    re.IGNORECASE,
)
HEADED = re.compile(r"\[[^\]\n]{0,12}(?:핫\s?뉴스|관련\s?기사|주요\s?뉴스|인기\s?기사|이\s?시[각간])[^\]\n]{0,12}\]")
POINTER = re.compile(
    r"^(?:(?:read (?:more|also|next)|related(?: (?:article|story))|see also|also read|관련\s?기사|"
    r"\[?관련\s?기사\]?|☞|▶)\s*[:：|]?|(?:related|more|watch|listen|read|video|audio|analysis|explainer)\s?[:：|])\s*\S.{8,}$",
    re.IGNORECASE,
)
POLL = re.compile(
    r"(?:투표(?:하기)?|설문(?:\s?조사)?|온라인\s?투표|(?:지난\s|오늘의\s)?(?:poll|폴)|.{0,60}여러분의?\s?생각은.{0,8}|"
    r"(?:reader|online|today['’]s|quick|our)?\s?poll(?:\sof\sthe\sday)?"
    r"|vote(?:\snow)?|question\sof\sthe\s(?:day|week)|view\sresults|cast\syour\svote|have\syour\ssay)",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:전체\s?)?댓글(?:\s?[\d(].{0,8}|쓰기|\s?(?:쓰기|남기기|운영|정책|보기).{0,16})?|[\d,]+\s?개의\s?댓글|"
    r"(?:view\s|show\s|add\s|post\s|see\s|read\s)?(?:all\s|a\s|the\s)?(?:[(\d,)]+\s)?comments?(?:\s?[(\d,)]+)?"
    r"|leave\sa\s(?:comment|reply)|join\sthe\s(?:conversation|discussion)|(?:what\sdo\syou\sthink|discussion)\??|"
    r"reader\scomments.{0,10}|(?:\d+\s)?responses?(?:\s?\(\d+\))?|(?:blog\s)?comments\s(?:are\s)?(?:powered|closed)\b.{0,20}|facebook\s(?:comments|conversations)",
    re.IGNORECASE,
)
TOOL = re.compile(
    r"(?:AD|PR)|[-+–]?\s?가(?:\s?[-+–|]{0,2}\s?가)+\s?[-+–]?|(?:url|링크|주소)(?:이|가)?\s(?:is\scopied|복사되었습니다)|읽어\s?주기.{0,30}|\d{1,2}[.:]\d\d\s?(?:[ap]\.?m\.?)?\s?"
    r"(?:[A-Z]{2,4}|KST)|after\snewsletter\spromotion|"
    r"기사\s?(?:읽어\s?주기|듣기|저장|스크랩|공유|검색|제보|원문|전송|본문.{0,10})|다시\s?듣기|음성.{0,6}(?:듣기|재생).{0,6}|"
    r"(?:본문\s?)?(?:글씨|글자|폰트)\s?(?:크기|키우기|줄이기|확대|축소).{0,40}"
    r"|(?:가장\s)?(?:한\s단계\s)?(?:작은|보통|큰)\s?(?:크기|글씨|글자).{0,8}|(?:창\s?)?닫기|프린트|인쇄(?:하기)?|(?:기사\s?)?공유(?:하기)?|"
    r"스크랩(?:하기)?|북마크.{0,6}|(?:기사\s?)?(?:url|주소|링크)\s?복사.{0,8}"
    r"|좋아요.{0,6}|싫어요.{0,6}|(?:페이스북|트위터|카카오\s?톡|카카오스토리|네이버|밴드|라인|텔레그램|인스타그램|유튜브|"
    r"블로그)(?:(?:에|으로|로)?\s?.{0,12}(?:공유|보내기|보기|블로그|밴드|구독).{0,6})?"
    r"|이메일|메일(?:\s?보내기)?|요약봇|(?:ai\s?)?요약.{0,6}|번역.{0,10}|(?:뉴스레터\s?)?구독(?:하기|중|취소)?|로그인|로그아웃|회원\s?가입|마이\s?페이지|검색.{0,4}|"
    r"(?:전체\s?)?메뉴.{0,8}|사이트맵|홈|목록|이전.{0,6}|다음.{0,6}|(?:맨\s?)?위로(?:\s?가기)?"
    r"|(?:기사\s?)?더\s?보기|접기|펼치기|광고(?:\s?(?:삭제|닫기|문의))?|(?:이미지|사진)\s?(?:저장|닫기|이전|다음)|재생|일시\s?정지|신문\s?구독|지면\s?보기|"
    r"뒤로\s?가기.{0,30}|알림.{0,6}|설정"
    r"|print(?:\sthis.{0,10})?|share(?:s|d)?(?:\s(?:this|on|via|to|now|article|with|the)\b.{0,30})?|"
    r"(?:share|tweet|pin|send|email|post)\s(?:this|it).{0,20}|[\d.,k]*\s?shares?|tweet|pin(?:\sit|terest)?|e-?mail|"
    r"facebook|twitter|x|whatsapp|linkedin|reddit|telegram|messenger|flipboard|tumblr|google\+|instagram|youtube|"
    r"rss|copy(?:\sthe)?\s(?:link|url).{0,16}|(?:link\s|url\s)?copied.{0,4}"
    r"|save(?:\sarticle|\sfor\slater|d)?|bookmark|listen(?:\sto\s.{0,30})?|\(?\d+\s?min(?:utes?)?(?:\sread)?\)?|"
    r"(?:text|font)[\s-]size.{0,20}|[-–+]?\s?a\s?[-–+]?|close(?:\sbutton|\sthis.{0,20})?|"
    r"advertis(?:e|ement|ing).{0,20}|story\scontinues\sbelow.{0,30}|continue\sreading.{0,40}"
    r"|reporting\sfrom|(?:prefer|add)\s.{2,40}\son\sgoogle|skip\s(?:to|ad|advertisement|past)\b.{0,30}|sign\s(?:in|up|out)|log\s?(?:in|out)|register|"
    r"subscribe(?:\snow|\stoday)?|menu|search|home|back(?:\sto\s.{0,20})?|next|prev(?:ious)?|follow(?:\sus)?.{0,30}|"
    r"(?:view|show|see|read|load)\s(?:more|all|less|full\sbio|gallery|photos?)|gallery|caption|hide\scaption|"
    r"toggle\scaption|play(?:\svideo)?|pause|mute|loading.{0,4}|feedback|report\s.{0,20}|topics?|tags?|"
    r"filed\sunder.{0,40}|article\scontent|(?:about\s(?:the\s)?)?authors?(?:\sof\s(?:the|this)\sarticle)?:?|social\ssharing|"
    r"duration\s[\d:]+|view\s(?:this\s)?(?:image|photo|slideshow|offers?|more\soffers)|visit\swebsite|give\sfeedback|(?:your\s)?"
    r"e-?mail(?:\saddress)?|.{0,12}\ssharing\soptions.{0,8}|sharing\soptions|article\s(?:continues|bookmarked|saved).{0,24}|transcript|"
    r"(?:image|photo|video|picture)\s\d+\s(?:of|/)\s\d+|unmute|full\s?screen|live|video|watch(?:\snow|\slive)?|comments?|cancel|submit|ok|yes|no|more|all|top|\d+\s(?:of|out\sof|/)\s\d+",
    re.IGNORECASE,
)
CODE = re.compile(
    r"^(?://|/\*|\*/|<!--|-->|<\?|\?>|#\w+\s*\{|\.[\w-]+\s*\{|@media\b)|[{};]\s*$|\bfunction\s+\w*\s*\(|"
    r"\b(?:var|let|const)\s+\w+\s*=|\b(?:window|document|jQuery|googletag)\.\w+|^\$\(|-->$"
)
CRUMBS = re.compile(
    r"[^\s>›»〉/]{1,14}(?: [^\s>›»〉/]{1,14}){0,2}(?:\s*[>›»〉]\s*[^>›»〉\n]{1,20}){1,4}|"
    r"(?:Home|홈)(?:\s/\s[^/\n]{1,20}){1,4}"
)
TOOL_GAPS = re.compile(r"\s{2,}|\s[|·•/]\s|\t|\s")
APPEAL = re.compile(
    r"^(?:sign\sup|want\sto\s.{2,160}\?\s(?:sign|subscribe)\b|subscribe\s|click\s(?:here|to)|follow\s(?:us|@|\w+\son)|we\suse\scookies|"
    r"(?:this|our)\s(?:web)?site\suses|by\s(?:continuing|clicking|signing|using|submitting|subscribing)\b|"
    r"get\s(?:the|our|more|your)\b.{0,60}(?:inbox|newsletter|email|app\b)"
    r"|please\s(?:enable|consider|read\sour|log|sign|subscribe|turn)|"
    r"(?:do\syou\s)?have\s(?:a\s|an\s)?(?:news\s|story\s)?tip\b|support\s.{0,40}journalism|"
    r"download\s(?:the|our)\b.{0,40}\bapp\b|your\sbrowser|javascript|to\sread\sthe\sfull\sstory|enter\syour\semail|"
    r"this\sarticle\s(?:was\soriginally|is\sfor\ssubscribers|first\sappeared)"
    r"|already\sa\s(?:subscriber|member)|thank\syou\sfor\s(?:reading|subscribing|signing|visiting)|"
    r"an?\serror\s(?:has\s)?occur|the\svideo\s(?:could\snot|will\sstart)|"
    r"we(?:\smay|['’]ll)?\searn\s(?:a\s)?commission)"
    r"|newsletter.{0,80}(?:inbox|sign|subscri)|(?:opinions?|views?)\sexpressed\s.{0,120}(?:own|author|not\s)|"
    r"^(?:.{0,60}(?:자바스크립트|글자\s?크기|글씨\s?크기|쿠키).{0,60}|"
    r".{0,40}(?:제보|구독|문의|응원).{0,30}(?:주세요|하세요|바랍니다|받습니다|부탁드립니다|기다립니다)[.!]?)$"
    r"|^\[[^\]\n]{0,14}제보[^\]\n]{0,12}\]|^(?:포털|네이버).{0,20}(?:만나세요|만나보세요)"
    r"|^(?:create\san\saccount|(?:sign|log)(?:ged)?[\s-]in\s|you\smust\s(?:be\slogged|log)|share\syour\sthoughts|unlimited\s"
    r"(?:online\s|digital\s)?access|access\s(?:articles|to\s)|enjoy\s(?:additional|unlimited)|(?:exclusive|daily)\s"
    r"(?:articles|content|puzzles)\s?(?:from|,|including)|try\srefreshing|tap\shere|activate\syour|we\s(?:apologi[sz]e|"
    r"encountered|care\sabout|want\sto\shear)|there\swas\san\serror|thanks\sfor\s(?:signing|subscribing)|"
    r"a\swelcome\semail|the\snext\sissue\sof|interested\sin\smore|this\s(?:advertisement|video|content|article)\s"
    r"(?:has\snot|is\s(?:free|reserved|only)|could\snot|will\sstart)|you\scan\s(?:save|manage|unsubscribe|change)|"
    r"your\s(?:email|session|subscription)\s|our\sstandards:|manage\syour|keep\s(?:reading|up\swith)|(?:view|see)\s(?:our|all)\s|"
    r"(?:stay|be)\s(?:informed|up\sto\sdate|the\sfirst)|never\smiss|don['’]t\smiss|join\s(?:us|the|our|over|thousands)\b|"
    r"comments\s(?:are|on\sthis)|all\scomments|post(?:ed)?\sa\scomment|editor['’]s\snote|"
    r"(?:read|see|find\sout|learn)\smore\s(?:about|at|here|on)|advertisement\b|if\syou\s(?:buy|purchase|click|found|liked|enjoyed)\s|"
    r"(?:you\scan\s)?(?:e-?mail|contact|reach|write\sto)\s.{0,60}(?:@|\bat\s|\bhere\b)|you\scan\s(?:follow|find)\s|"
    r"get\s(?:breaking|the\slatest|all\sthe)\b|for\s(?:more|the\slatest)\s(?:information|news|stories|from|on|updates)\b|"
    r"got\sa\s(?:tip|story)|(?:originally|first)\spublished\s|wait!\s|visit\s(?:our|us|the)\b|check\sout\s(?:our|more|the)\b|"
    r"(?:like|find|follow)\s(?:us|me|\S{2,30}(?:\s\S{2,30}){0,2})\son\s(?:twitter|facebook|x|instagram|linkedin|bluesky|youtube|threads|google)\b|"
    r"(?:when|if)\syou\s(?:purchase|buy|shop|click)\s.{0,60}(?:links?|site)\b|buying\sthrough\sus\b|"
    r"we\sindependently\s(?:select|review|choose|research)|our\s(?:journalists|editors)\sindependently|"
    r"(?:to\sview\sthis\svideo|this\sis\sa\smodal\swindow|this\svideo\sis\s)|an\saccount\salready\sexists|"
    r"register\b.{0,30}\bunlock\b|unlock\s(?:this|instant|all|more|unlimited|full)\b|get\s(?:full|unlimited|instant)\s.{0,20}\baccess\b|"
    r".{0,80}\b(?:meet|in|to|through|direct\sto)\syour\s(?:inbox|letterbox|mailbox)\b.{0,100}$|get\sin\stouch\b|(?:are|have|do|did)\syou\s.{0,120}\?\s(?:get\sin\stouch|e-?mail|contact|let\sus|tell\sus|write)\b|"
    r"(?:receive|send\sme|contact\sme\swith)\s.{0,40}(?:e-?mails?|news|offers)\b.{0,30}\b(?:partners|sponsors|brands|on\sbehalf)\b|"
    r"(?:like|find)\s(?:us|me)\s(?:on|at)\b|need\smore\s.{0,40}\?\ssubscribe)"
    r"|^(?:i\sagree\s(?:that|to)\b.{0,200}|please\s(?:check|select|enter|choose|verify|note\sthat\sour)\b.{0,200}|keep\san\seye\son\syour\sinbox.{0,80}|"
    r"as\syou\scomment\b.{0,340}|(?:welcome|thanks|thank\syou)\s(?:to\sour\snew|for\swatching)\b.{0,160}|just\s\S{1,6}\sfor\sthe\sfirst\b.{0,200}|"
    r"this\s(?:article|post|page|story|guide)\s(?:may\s)?contains?\s(?:affiliate|paid|sponsored)\b.{0,300}|get\s(?:email|e-mail)\supdates\b.{0,80}|"
    r"(?:products|items)\s.{0,60}independently\s(?:selected|chosen|reviewed)\b.{0,200}|access\syour\sfavou?rite\b.{0,120}|"
    r"(?:stories|articles|news|content)\s(?:just\s)?for\syou\b.{0,60}|you\s(?:have|['’]ve)\s(?:reached|read|used|successfully)\b.{0,120}|"
    r".{0,40}\s(?:delivered|straight|direct(?:ly)?)\s(?:daily\s)?to\syou(?:r\s(?:inbox|e-?mail|phone))?\b.{0,60}|"
    r"your\s(?:link|message|comment|request)\s(?:was|has\sbeen)\b.{0,80}|.{2,160}\sback\sto\svideo)$"
    r"|^\(?(?:attn|updates?|recasts?|adds)\s?:\s.{4,160}\)?$|^privacy\snotice\b|^get\sthe\s.{0,40}(?:headlines|stories|news)\b.{0,80}$|"
    r"^(?:[A-Z]{2,6}\s)?(?:audio|podcast):\s|^[A-Z]{2,6}\scorrespondent\s.{4,50}\sreports\b.{0,120}$|"
    r"^[\[(<]?(?:광고|AD|PR|협찬)[\])>]?\s.{4,80}(?<!다\.)$|^.{0,40}브라우저에서만.{0,40}$|자동\s?요약한?\s|본문\s?보기를\s?권장|해당\s?언론사로\s?연결"
    r"|^(?:[▶▷☞※■◎]\s?)?(?:카카오톡|전화|이메일|기사\s?제보|제보|홈페이지)\s?[:：]|^※|^[▶☞★].{0,80}(?<!다\.)$|로그인\s?(?:후|하시면|이\s?필요)|"
    r"^네이버\s?(?:메인|채널|뉴스스탠드|에서).{0,60}$",
    re.IGNORECASE,
)

_LETTER = r"(?:newsletters?|briefings?|bulletins?|e-?mails?|(?:news|email)\s?alerts?)"
_LETTER_KO = r"(?:뉴스\s?레터|[가-힣]{1,8}레터|소식지|메일링)"
NEWSLETTER = re.compile(
    rf"(?:get|try|read|join|explore|see)\s(?:the|our|more|your)\s(?:[\w’'-]{{1,16}}\s){{0,4}}{_LETTER}[.!]?|"
    r"(?:(?:our|the|free|daily|weekly|monthly|morning|evening|weekend|breaking|news|politics|business|sports?|your|e-?mail)\s){1,4}"
    r"(?:newsletters?|(?:news|email)\s?alerts?)|newsletters?|"
    rf"(?:our|this|the)\s(?:[\w’'-]{{1,16}}\s){{0,3}}newsletter\s(?:breaks|brings|delivers|explains|covers|tells|offers|rounds|gives|keeps|"
    r"is\s(?:your|our|the))\b.{2,200}|"
    r"(?:stay|keep|start|begin|kick\soff|make\ssense|cut\sthrough)\b.{2,70}\b(?:with|in)\s(?:our|the|a)\s(?:[\w’'-]{1,16}\s){0,4}"
    r"(?:newsletter|briefing|(?:morning|evening|daily|weekly|free)\se-?mail)\b.{0,60}|"
    rf"(?:want|looking\sfor|need|love|enjoy|interested\sin|curious\sabout)\b.{{2,80}}\?\s(?:our|the|try|join|get|read)\b.{{0,40}}"
    rf"(?:{_LETTER}|letter)\b.{{0,100}}|"
    r"(?:무료\s?)?뉴스\s?레터|"
    rf"(?:.{{0,30}}\s)?{_LETTER_KO}\s?(?:구독|신청|받기|받아\s?보기|보기|안내|가입)(?:\s?(?:신청|하기|신청하기|바로\s?가기)){{0,2}}|"
    rf".{{0,60}}{_LETTER_KO}(?:에서|에|으?로|를|을|도)?\s?.{{0,20}}"
    r"(?:받아\s?보세요|구독해\s?(?:보세요|주세요)|만나(?:\s?보)?세요|신청하세요|가입하세요|구독하세요|받으세요|확인하세요)[.!]?|"
    r".{0,40}구독(?:하고|하면|하시면|을\s?하시면)\s.{0,40}(?:받|만나|만날|메일|레터).{0,30}(?:세요|습니다)[.!]?|"
    r"(?:귀하의\s|사용하실\s)?이메일\s?주소를?\s?(?:입력|적어).{0,12}|카카오톡\s?(?:채널|친구)\s?(?:추가|구독).{0,12}",
    re.IGNORECASE,
)
"""Calls to have letters sent, and the names of such letters alone on a line."""
LONGEST_CALL = 240

PLEA = re.compile(
    r"wait!|(?:the\s)?(?:opinions?|views?)\s.{0,20}expressed|before\syou\sgo\b|(?:please\s)?support\s", re.IGNORECASE
)
"""How the longest calls begin: for gifts, and to say that an outlet does not share an opinion."""
LONGEST_PLEA = 1000

LEGAL = re.compile(
    r"\b(?:cookies?|privacy|personal (?:information|data)|opt(?:ing)?[- ]out|consent|preferences|"
    r"(?:our|this) (?:web)?site|"
    r"browser|terms of (?:use|service)|subscription|newsletters?|unsubscribe|third[- ]part(?:y|ies)|"
    r"advertis(?:ing|ers|ements?))\b"
    r"|쿠키|개인정보|이용약관|회원|로그인|구독|동의|서비스 이용",
    re.IGNORECASE,
)
SECOND_PERSON = re.compile(
    r"\b(?:you|your|we|our)\b|귀하|회원님|(?:하실|이용할) 수 있습니다|(?:하세요|바랍니다)\.", re.IGNORECASE
)


MASTHEAD = re.compile(
    r"(?:보도\s*(?:참고|설명|해명)?\s*자료|보\s?도\s?자\s?료|참고\s*자료|설명\s*자료|press\s*release|news\s*release|for immediate release)"
    r"(?:\s*\([^)]*\))?",
    re.IGNORECASE,
)
"""What stands above the headline of a press release."""


def is_masthead(text: str) -> bool:
    """Whether a line only says that this is a press release."""
    return MASTHEAD.fullmatch(bare(text)) is not None


def bare(text: str) -> str:
    """A line without its bullets and surrounding punctuation."""
    return text.strip(BULLETS).strip("[]<>〈〉《》()【】“”'\" ").strip(BULLETS)


def is_related_heading(text: str) -> bool:
    """Whether a line opens a list of other articles."""
    core = bare(text)
    listed = len(text) <= 60 and (RELATED.fullmatch(core) or abroad.RELATED.fullmatch(core)) is not None
    return listed or HEADED.match(text) is not None


def is_poll(text: str) -> bool:
    """Whether a line opens a readers' poll."""
    return len(text) <= 80 and POLL.fullmatch(bare(text)) is not None


def is_comments(text: str) -> bool:
    """Whether a line opens the readers' comments."""
    core = bare(text)
    return len(text) <= 40 and (COMMENTS.fullmatch(core) or abroad.COMMENTS.fullmatch(core)) is not None


def is_tool(text: str) -> bool:
    """Whether a line is a button, a counter or left-over code."""
    if CODE.search(text) and len(text) < 300:
        return True
    core = bare(text)
    if not any(char.isalpha() for char in core):
        return True
    if len(core) <= 60 and any(form.fullmatch(core) for form in (TOOL, CRUMBS, abroad.TOOL)):
        return True
    parts = [part for part in TOOL_GAPS.split(core) if len(part) > 1]
    return 1 < len(parts) <= 12 and len(core) <= 120 and all(TOOL.fullmatch(bare(part)) for part in parts)


def is_legal(text: str) -> bool:
    """Whether prose talks to the reader about cookies, consent, accounts and the like."""
    named = SECOND_PERSON.search(text) is not None and len({match.lower() for match in LEGAL.findall(text)}) >= 2
    return named or abroad.LEGAL.search(text) is not None


def is_appeal(text: str) -> bool:
    """Whether a line asks the reader for something, or points elsewhere, rather than telling news."""
    if len(text) <= LONGEST_CALL and NEWSLETTER.fullmatch(bare(text)):
        return True
    asks = APPEAL.search(text) or abroad.APPEAL.search(text)
    return (len(text) <= (LONGEST_PLEA if PLEA.match(text) else 400) and asks is not None) or (
        len(text) <= 160 and not text.endswith("다.") and POINTER.match(text) is not None
    )
