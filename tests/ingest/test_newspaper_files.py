"""Every newspaper's file: strict, complete with a page of its own, and known by address or mark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.article import BlockKind
from ingest import read
from ingest.edges import settle_ends
from ingest.lines import split_lines
from ingest.newspapers import Newspaper, known_newspapers, newspaper_of, outlet_of
from ingest.newspapers.newspaper import NewspaperError, parse_newspaper
from ingest.traits import Trait, traits_of

FOLDER = Path(__file__).parent / "pages" / "newspapers"
KEYS = [newspaper.key for newspaper in known_newspapers()]
FIELDS = ("title", "outlet", "authors", "published", "updated", "section", "print_page", "language", "rights", "lines")
DOZEN = {
    "서울신문",
    "조선일보",
    "중앙일보",
    "동아일보",
    "한겨레",
    "경향신문",
    "한국일보",
    "매일경제",
    "한국경제",
    "연합뉴스",
    "뉴시스",
}


def expected_of(key: str) -> dict[str, object]:
    for kind in ("txt", "json"):
        path = FOLDER / f"{key}.{kind}"
        if not path.exists():
            pytest.fail(f"write {path.name} in {FOLDER} (docs/add-a-newspaper.md says what it holds)", pytrace=False)
    found: dict[str, object] = json.loads((FOLDER / f"{key}.json").read_text("utf-8"))
    return found


def test_the_newspapers_that_must_be_known() -> None:
    outlets = {newspaper.outlet for newspaper in known_newspapers()}
    assert outlets >= DOZEN | {"네이버 뉴스"}
    assert [newspaper.portal for newspaper in known_newspapers()] == sorted(
        (newspaper.portal for newspaper in known_newspapers()), reverse=True
    )


def test_every_newspaper_has_a_page_and_no_page_lacks_its_newspaper() -> None:
    for kind in ("txt", "json"):
        found = {path.stem for path in FOLDER.glob(f"*.{kind}")}
        missing = [f"write {FOLDER.name}/{key}.{kind}" for key in KEYS if key not in found]
        assert not missing, "; ".join(missing)
        assert found == set(KEYS), f"no newspaper has {sorted(found - set(KEYS))}"


@pytest.mark.parametrize("key", KEYS)
def test_its_page_is_read_as_expected(key: str) -> None:
    expected = expected_of(key)
    assert tuple(expected) == FIELDS
    article = read(FOLDER / f"{key}.txt")
    found: dict[str, object] = article.model_dump(mode="json", include=set(FIELDS))
    for date in ("published", "updated"):
        moment = getattr(article, date)
        found[date] = moment.isoformat() if moment else None
    found["lines"] = [
        f"{block.kind.value}: {line.strip()[:24]}"
        for block in article.blocks
        for line in article.text[block.start : block.end].split("\n")
        if line.strip()
    ]
    assert found == expected


@pytest.mark.parametrize("key", KEYS)
def test_expected_values_are_what_a_person_would_say(key: str) -> None:
    """Not whatever was read: every page has a title, a writer, a date, a section, paragraphs and a closed end."""
    expected = expected_of(key)
    assert all(expected[field] for field in ("title", "outlet", "authors", "published", "section", "rights"))
    lines = [str(line) for line in expected["lines"]]  # type: ignore[attr-defined]
    assert [line for line in lines if line.startswith("title: ")] == [f"title: {str(expected['title'])[:24]}"]
    assert sum(line.startswith("body: ") for line in lines) == 3
    assert sum(line.startswith("caption: ") for line in lines) == (0 if key == "mk" else 1)
    last = max(at for at, line in enumerate(lines) if line.startswith("body: "))
    assert {line.partition(":")[0] for line in lines[last + 1 :]} <= {
        "sign-off",
        "copyright",
        "related",
        "poll",
        "other",
    }


@pytest.mark.parametrize("newspaper", known_newspapers(), ids=lambda newspaper: newspaper.key)
def test_it_is_known_by_its_page_and_by_its_address(newspaper: Newspaper) -> None:
    expected_of(newspaper.key)
    assert newspaper_of((FOLDER / f"{newspaper.key}.txt").read_text("utf-8")) is newspaper
    assert newspaper.hosts
    assert newspaper_of("비가 왔다.", f"https://www.{newspaper.hosts[0]}/news/1") is newspaper


def test_what_only_looks_like_its_address_is_not() -> None:
    assert newspaper_of("비가 왔다.", "https://seoul.co.kr.example.com/") is None
    assert newspaper_of("비가 왔다.", "https://notseoul.co.kr/") is None
    assert newspaper_of("비가 왔다.", "https://[broken") is None


def test_outlets_have_one_name() -> None:
    assert outlet_of("The Seoul Shinmun") == "서울신문"
    assert outlet_of("공감언론 뉴시스통신사") == "뉴시스"
    assert outlet_of("마루통신") == "마루통신"


def test_an_article_that_names_a_newspaper_is_not_its_own() -> None:
    assert newspaper_of("경향신문과 한겨레는 20일 공동 조사 결과를 실었다. 조선일보는 따로 조사했다.") is None


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("outlet = ", "gaon.toml is not TOML"),
        ("hosts = []", "outlet"),
        ('outlet = "가온일보"\nhost = ["x"]', "host is no key"),
        ('outlet = "가온일보"\nhosts = "x"', "hosts must be a list"),
        ('outlet = "가온일보"\nportal = 1', "portal"),
        ('outlet = "가온일보"\nend = ["("]', "end is no pattern"),
        ('outlet = "가온일보"\nend = ["(a+)+"]', "end repeats without a bound"),
        ('outlet = "가온일보"\nend = [".*"]', "end repeats without a bound"),
        ('outlet = "가온일보"\nend = ["(?:a{0,99}){0,99}"]', "end repeats without a bound"),
        (f'outlet = "가온일보"\nend = ["{"a" * 300}"]', "at most 200"),
        ('outlet = "가온일보"\nbyline = "기자"', "needs a group"),
        ('outlet = "가온일보"\nlines = []', "lines must be a table"),
        ('outlet = "가온일보"\n[lines]\nadvert = ["x"]', r"lines\.advert is no kind"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_key(said: str, wrong: str) -> None:
    with pytest.raises(NewspaperError, match=wrong) as caught:
        parse_newspaper("gaon", said)
    assert "gaon.toml" in caught.value.message


def test_what_a_file_says_of_a_line_counts_first() -> None:
    said = 'outlet = "가온일보"\nbegin = ["읽기 시작"]\nend = ["끝.{0,4}"]\n[lines]\nmenu = ["가온 [+] 더하기"]'
    gaon = parse_newspaper("gaon", said)
    lines = ("읽기 시작", "끝!", "가온 + 더하기", "끝이 아니라 시작이다", "끝" * 500)
    assert [gaon.kind_of(line) for line in lines] == ["begin", "end", "menu", "", ""]


def test_text_below_the_end_is_never_the_article() -> None:
    page = (FOLDER / "hani.txt").read_text("utf-8")
    teaser = "다른 기사의 첫 문단이 여기에 길게 실려 있다고 그는 말했다. 시는 예산을 두 배로 늘리기로 했다고 밝혔다.\n"
    article = read(page.replace("갯벌의 내일\n", teaser * 5))
    body = [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.BODY]
    assert len(body) == 3
    assert not any("다른 기사의" in text for text in body)


def test_a_promotion_inside_the_text_does_not_end_it() -> None:
    page = (FOLDER / "chosun.txt").read_text("utf-8")
    box = "조선일보 국제부가 픽한 글로벌 이슈!\n뉴스레터 구독하기\n"
    article = read(page.replace("노을해 해솔군 섬발전과장은", box + "노을해 해솔군 섬발전과장은", 1))
    body = [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.BODY]
    assert len(body) == 3
    assert "섬발전과장은" in body[2]
    assert "조선일보 국제부" not in "".join(body)


def test_what_stands_below_the_end_does_not_push_out_the_text_above_it() -> None:
    page = (FOLDER / "hani.txt").read_text("utf-8")
    other = "".join(
        f"놀이공원 {at}곳이 겨울 축제를 연다고 업체가 알렸다. 표는 {at}만원부터이며 누리집에서 살 수 있다고 한다. "
        f"불꽃놀이는 밤 {at}시에 열리고 눈썰매장은 아침 {at}시에 문을 연다고 관계자는 덧붙였다.\n"
        for at in range(2, 12)
    )
    article = read(page.replace("갯벌의 내일\n", other))
    body = [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.BODY]
    assert len(body) == 3
    assert not any("놀이공원" in text for text in body)


def test_an_end_that_reads_like_the_heading_of_a_list_is_an_end() -> None:
    said = 'outlet = "가온일보"\nend = ["오늘의 인기 상품.{0,20}"]'
    lines = split_lines(
        "군산 공항으로 가는 길 5.2㎞를 10일부터 놓는다고 시가 밝혔다. 사업비는 830억원이며 국비가 절반이다.\n"
        "시는 2028년까지 공사를 마칠 계획이다. 시장은 관광객 40만명이 늘 것이라고 말했다.\n오늘의 인기 상품 모음\n"
        "이 베개는 하루 만에 품절된 제품이라고 판매자가 알렸다. 지금 사면 20% 깎아 준다고 한다.\n"
    )
    gaon = parse_newspaper("gaon", said)
    traits = traits_of(lines, gaon)
    assert traits[2] is Trait.RELATED
    assert settle_ends(lines, traits, gaon) == {2}
    assert settle_ends(lines, traits, None) == frozenset()


def test_files_are_part_of_the_package() -> None:
    root = Path(__file__).parents[2]
    files = sorted(path.name for path in (root / "ingest" / "newspapers").glob("*.toml"))
    assert files == sorted(f"{key}.toml" for key in KEYS)
