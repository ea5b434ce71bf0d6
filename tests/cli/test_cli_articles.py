"""``articles``: filters, versions, stories and blocks."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cli_world import Cli, command, environment

from assistant.article import Article, Block, BlockKind
from assistant.library import Library
from ingest import read
from ingest.passages import cut

TITLE = "가람시, 도서관 밤 열 시까지 연다"
BODY = (
    "가람시는 다음 달부터 시립도서관 여섯 곳의 문 닫는 시각을 오후 6시에서 오후 10시로 늦춘다고 2일 밝혔다. "
    "낮에 도서관을 찾기 어려운 직장인과 학생이 퇴근하거나 하교한 뒤에도 책을 빌릴 수 있게 하려는 것이다. "
    "시는 야간 근무자 24명을 새로 뽑고 인건비와 냉난방비로 올해 3억 원을 쓰기로 했다."
)


def stored(library: Library, body: str, **fields: Any) -> Article:
    row = {"title": TITLE, "published": "2026-03-03T09:30:00+09:00", "outlet": "한강일보"}
    text = f"{TITLE}\n{body}\n무단 전재 및 재배포 금지"
    ends = (len(TITLE) + 1, len(TITLE) + len(body) + 2, len(text))
    kinds = ((BlockKind.TITLE, "ko", 1), (BlockKind.BODY, "ko", 1), (BlockKind.COPYRIGHT, "", 2))
    starts = (0, *ends[:2])
    blocks = tuple(
        Block(kind=kind, start=start, end=end, language=language, page=page)
        for (kind, language, page), start, end in zip(kinds, starts, ends, strict=True)
    )
    article = Article.model_validate(row | {"id": Article.id_of(text), "text": text, "blocks": blocks} | fields)
    library.add(article, cut(article))
    return article


@pytest.fixture
def shelf(tmp_path: Path) -> dict[str, Article]:
    with Library.open(tmp_path / "lib", write=True) as library:
        url = "https://news.example/1"
        return {
            "old": stored(library, BODY, url=url, rights="무단 전재 및 재배포 금지"),
            "new": stored(library, BODY + " 반응이 좋으면 더 늘린다.", url=url, section="사회"),
            "copy": stored(library, BODY.replace("밝혔다", "발표했다"), outlet="나래신문", language="en"),
        }


def rows(cli: Cli, *arguments: str) -> list[str]:
    ended = cli("articles", *arguments, "--library", "lib", "--json")
    assert ended.status == 0
    return [row["id"] for row in json.loads(ended.out)]


def test_superseded_versions_are_listed_when_asked_for(cli: Cli, shelf: dict[str, Article]) -> None:
    assert set(rows(cli)) == {shelf["new"].id, shelf["copy"].id}
    assert set(rows(cli, "list", "--all")) == {article.id for article in shelf.values()}
    lines = {line[:8]: line for line in cli("articles", "--all", "--library", "lib").out.splitlines()}
    assert lines[shelf["old"].id[:8]].endswith(f"{TITLE}  [superseded, rights reserved]")
    assert lines[shelf["new"].id[:8]].endswith(TITLE)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--outlet", "나래신문"], {"copy"}),
        (["--outlet", "나래신문", "--outlet", "한강일보"], {"new", "copy"}),
        (["--section", "사회"], {"new"}),
        (["--language", "en"], {"copy"}),
        (["--since", "2026-03-03"], {"new", "copy"}),
        (["--since", "2026-03-04"], set()),
        (["--until", "2026-03-02"], set()),
        (["--until", "2026-03-03", "--section", "사회", "--outlet", "나래신문"], set()),
    ],
)
def test_filters_of_the_list(cli: Cli, shelf: dict[str, Article], options: list[str], found: set[str]) -> None:
    assert set(rows(cli, "list", *options)) == {shelf[name].id for name in found}


def test_history_is_newest_first(cli: Cli, shelf: dict[str, Article]) -> None:
    for name in ("old", "new"):
        assert rows(cli, "history", shelf[name].id[:8]) == [shelf["new"].id, shelf["old"].id]
    newest, oldest = cli("articles", "history", shelf["old"].id, "--library", "lib").out.splitlines()
    assert re.search(rf"^{shelf['new'].id[:8]}  2026-03-03 09:30  added .* UTC  current +{TITLE}$", newest)
    assert "superseded" in oldest
    assert rows(cli, "history", shelf["copy"].id) == [shelf["copy"].id]


def test_a_story_lists_its_sources(cli: Cli, shelf: dict[str, Article]) -> None:
    assert set(rows(cli, "story", shelf["copy"].id)) == {shelf["new"].id, shelf["copy"].id}
    lines = cli("articles", "story", shelf["new"].id, "--library", "lib").out.splitlines()
    assert len(lines) == 2
    assert any("나래신문" in line for line in lines)
    assert "needs an ID" in cli("articles", "story", "--library", "lib").err


def test_deleting_the_newest_brings_the_version_before_back(cli: Cli, shelf: dict[str, Article]) -> None:
    assert cli("articles", "delete", shelf["new"].id, "--library", "lib").status == 0
    assert set(rows(cli)) == {shelf["old"].id, shelf["copy"].id}


def test_blocks_show_page_and_language(cli: Cli, shelf: dict[str, Article]) -> None:
    title, body, notice = cli("articles", "show", shelf["new"].id, "--blocks", "--library", "lib").out.splitlines()
    assert title == f"title     p. 1 ko | {TITLE}"
    assert body.startswith("body      p. 1 ko | 가람시는")
    assert notice == "copyright p. 2    | 무단 전재 및 재배포 금지"


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_shows_blocks_in_colours(
    tmp_path: Path, shelf: dict[str, Article], variables: dict[str, str], coloured: bool
) -> None:
    ours, theirs = pty.openpty()
    arguments = command("articles", "show", shelf["new"].id, "--blocks", "--library", "lib")
    done = subprocess.run(arguments, stdout=theirs, cwd=tmp_path, env=environment(**variables), timeout=120, check=True)
    os.close(theirs)
    printed = b""
    while chunk := _read(ours):
        printed += chunk
    os.close(ours)
    assert done.returncode == 0
    lines = printed.decode().splitlines()
    assert ("\x1b[92mtitle" in lines[0]) is coloured
    assert ("\x1b" in lines[1]) is coloured
    assert re.sub(r"\x1b\[\d+m", "", lines[0]).rstrip() == f"title     p. 1 ko | {TITLE}"


def _read(descriptor: int) -> bytes:
    """What a terminal still holds; nothing once the other side is closed."""
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


def test_an_edited_file_is_a_new_version(cli: Cli, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"{TITLE}\n입력 2026-03-03 09:30\n{BODY}\n", encoding="utf-8")
    first = read(page)
    assert cli("ingest", page, "--library", "lib").status == 0
    page.write_text(f"{TITLE}\n입력 2026-03-03 09:30\n{BODY} 반응이 좋으면 더 늘린다.\n", encoding="utf-8")
    assert cli("ingest", page, "--library", "lib").status == 0
    assert rows(cli) == [read(page).id]
    assert rows(cli, "history", first.id) == [read(page).id, first.id]


def test_a_wrong_title_and_date_are_corrected_and_set_back(cli: Cli, shelf: dict[str, Article]) -> None:
    page = shelf["copy"]
    ended = cli("articles", "edit", page.id[:8], "--title", "바른 제목", "--published", "2026.3.1", "--library", "lib",
                "--json")  # fmt: skip
    assert ended.status == 0, ended.err
    said = json.loads(ended.out)
    assert (said["title"], said["published"]) == ("바른 제목", "2026-03-01T00:00:00+09:00")
    assert said["was"] == {"title": TITLE, "published": "2026-03-03 09:30:00+09:00"}
    assert rows(cli, "list", "--until", "2026-03-01") == [page.id]
    assert "title was" in cli("articles", "edit", page.id, "--section", "사회", "--library", "lib").out
    back = json.loads(cli("articles", "edit", page.id, "--reset", "--library", "lib", "--json").out)
    assert (back["title"], back["section"], back["was"]) == (TITLE, "", {})


@pytest.mark.parametrize("options", [[], ["--published", "2026-13-01"], ["--title", " "]])
def test_an_edit_that_cannot_be_is_refused(cli: Cli, shelf: dict[str, Article], options: list[str]) -> None:
    assert cli("articles", "edit", shelf["new"].id, *options, "--library", "lib").status == 2
