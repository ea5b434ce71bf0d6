"""The words of the library view and of the reader: adding, finding, correcting, comparing and deleting articles."""

from __future__ import annotations

from dataclasses import dataclass

from ui.web.wording.words import Language


@dataclass(frozen=True)
class ArticleWords:
    """``{…}`` is filled in where the words are used."""

    code: Language
    address_label: str
    address_hint: str
    fetch: str
    no_address: str
    choose_folder: str
    sending: str
    left_out: str
    too_many: str
    already: str
    broken: str
    adding: str
    read_of: str
    read: str
    rate: str
    left_seconds: str
    left_minutes: str
    indexing: str
    stop: str
    stopping: str
    stopped: str
    totals: str
    more_lines: str
    search: str
    search_hint: str
    find: str
    clear: str
    narrow: str
    outlet: str
    section: str
    language: str
    any: str
    reserved: str
    unreserved: str
    shown: str
    nothing_found: str
    earlier: str
    later: str
    pages: str
    views: str
    cleaned: str
    raw: str
    blocks: str
    searched: str
    edit: str
    title: str
    published: str
    published_hint: str
    save: str
    set_back: str
    edited: str
    was: str
    unknown: str
    bad_date: str
    versions: str
    newest: str
    superseded: str
    open_newest: str
    this_one: str
    no_date: str
    changes: str
    changes_from: str
    changes_to: str
    added_words: str
    removed_words: str
    no_changes: str
    more_changes: str
    delete: str
    deleted: str
    undo: str
    undone: str
    too_late: str
    there_again: str
    actions: str


KOREAN = ArticleWords(
    code="ko",
    address_label="웹 주소로 추가",
    address_hint="기사, 피드(RSS), 사이트맵의 주소",
    fetch="가져오기",
    no_address="http:// 또는 https://로 시작하는 주소를 넣으세요.",
    choose_folder="폴더 고르기",
    sending="올리는 중",
    left_out="읽지 않는 종류의 파일 {count}개는 올리지 않았습니다.",
    too_many="한 번에 파일 {limit}개까지 올립니다. 나머지 {count}개는 다시 고르거나 `citedesk ingest`로 추가하세요.",
    already="지금 추가하는 일이 끝난 다음에 다시 하세요.",
    broken="추가하다가 멈췄습니다. 이유는 서버의 기록에 있습니다.",
    adding="추가하는 중",
    read_of="{total}건 가운데 {count}건 읽음",
    read="{count}건 읽음",
    rate="1초에 {rate}건",
    left_seconds="약 {count}초 남음",
    left_minutes="약 {count}분 남음",
    indexing="검색할 수 있게 만드는 중",
    stop="멈추기",
    stopping="멈추는 중입니다. 이미 추가된 기사는 남습니다.",
    stopped="멈췄습니다. 그때까지 추가된 기사는 남아 있습니다.",
    totals="{status} {count}건",
    more_lines="그 밖에 {count}줄",
    search="기사 찾기",
    search_hint="제목이나 매체의 낱말",
    find="찾기",
    clear="모두 보기",
    narrow="날짜·매체·섹션·언어·저작권으로 좁히기",
    outlet="매체",
    section="섹션",
    language="언어",
    any="전체",
    reserved="권리를 유보한 기사",
    unreserved="유보가 없는 기사",
    shown="{total}건 가운데 {first}–{last}",
    nothing_found="이 조건에 맞는 기사가 없습니다.",
    earlier="다음 (더 오래된 기사)",
    later="이전 (더 새로운 기사)",
    pages="목록 넘기기",
    views="보는 방법",
    cleaned="정리해서",
    raw="원문 그대로",
    blocks="갈래별로",
    searched="검색함",
    edit="고치기",
    title="제목",
    published="날짜",
    published_hint="2026-03-01 또는 2026-03-01 09:30, 모르면 비움",
    save="저장",
    set_back="읽은 대로 되돌리기",
    edited="손으로 고침",
    was="페이지에서 읽은 값",
    unknown="없음",
    bad_date="‘{text}’은(는) 날짜가 아닙니다. 2026-03-01 09:30처럼 적으세요.",
    versions="판 {count}개",
    newest="최신판, 검색됨",
    superseded="이전 판입니다. 더 새로운 판이 있어 검색되지 않습니다.",
    open_newest="최신판 열기",
    this_one="지금 보는 판",
    no_date="날짜 모름",
    changes="바뀐 곳",
    changes_from="앞선 판에서 이 판으로",
    changes_to="이 판에서 최신판으로",
    added_words="더한 말:",
    removed_words="뺀 말:",
    no_changes="제목과 본문에는 바뀐 곳이 없습니다.",
    more_changes="그 밖에 바뀐 곳 {count}군데",
    delete="지우기",
    deleted="‘{title}’ 기사를 지웠습니다.",
    undo="되살리기 ({seconds}초 안에)",
    undone="기사를 되살렸습니다.",
    too_late="이제 되살릴 수 없습니다. 페이지를 다시 추가하세요.",
    there_again="그 사이에 다시 추가되어 서재에 있습니다.",
    actions="이 기사로 할 일",
)

ENGLISH = ArticleWords(
    code="en",
    address_label="Add from the web",
    address_hint="Address of an article, a feed (RSS) or a sitemap",
    fetch="Fetch",
    no_address="Give an address that begins with http:// or https://.",
    choose_folder="Choose a folder",
    sending="Uploading",
    left_out="Files of kinds that are not read were not uploaded: {count}.",
    too_many="At most {limit} files are uploaded at a time. Choose the other {count} again, or use `citedesk ingest`.",
    already="Wait until what is being added now is done.",
    broken="Adding broke off; the log of the server says why.",
    adding="Adding",
    read_of="{count} of {total} read",
    read="{count} read",
    rate="{rate} a second",
    left_seconds="about {count} s left",
    left_minutes="about {count} min left",
    indexing="making them searchable",
    stop="Stop",
    stopping="Stopping. What has been added stays.",
    stopped="Stopped. What had been added stays.",
    totals="{count} {status}",
    more_lines="{count} more lines",
    search="Find articles",
    search_hint="Words of the title or outlet",
    find="Find",
    clear="Show all",
    narrow="Narrow by date, outlet, section, language, rights",
    outlet="Outlet",
    section="Section",
    language="Language",
    any="all",
    reserved="rights reserved",
    unreserved="no reservation",
    shown="{first}–{last} of {total}",
    nothing_found="No article is like that.",
    earlier="Next (older)",
    later="Previous (newer)",
    pages="Pages of the list",
    views="How it is shown",
    cleaned="Cleaned",
    raw="As given",
    blocks="By block",
    searched="searched",
    edit="Correct",
    title="Headline",
    published="Date",
    published_hint="2026-03-01 or 2026-03-01 09:30, empty if unknown",
    save="Save",
    set_back="Set back to what was read",
    edited="Edited by hand",
    was="was",
    unknown="none",
    bad_date="“{text}” is no date. Write it as 2026-03-01 09:30.",
    versions="Versions: {count}",
    newest="newest, searched",
    superseded="This is an older version. A newer one has taken its place in the search.",
    open_newest="Open the newest",
    this_one="shown here",
    no_date="no date",
    changes="What changed",
    changes_from="from the version before to this one",
    changes_to="from this version to the newest",
    added_words="added:",
    removed_words="removed:",
    no_changes="Nothing changed in headline and text.",
    more_changes="{count} more changes",
    delete="Delete",
    deleted="“{title}” was deleted.",
    undo="Undo (within {seconds} s)",
    undone="The article is back.",
    too_late="It cannot be brought back any more. Add the page again.",
    there_again="It was added again meanwhile, and is in the library.",
    actions="What to do with this article",
)


def article_words(language: str) -> ArticleWords:
    """Return the words of a language; unknown ones read English."""
    return KOREAN if language == "ko" else ENGLISH
