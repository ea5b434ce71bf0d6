"""What stands above, amid and below a text and is not of it: teasers, charts, titles of others, comments."""

from __future__ import annotations

from assistant.article import Article, BlockKind
from ingest import read
from ingest.rules.dates import is_date_line

FIRST = (
    "The ferry over the Gaon will stop on 1 December because its engine needs repair, the harbour office said.\n\n"
    "About 900 people take the ferry every day, most of them on their way to work in the northern docks.\n\n"
)
MORE = (
    "The harbour office said that the engine of the ferry dates from 1988 and that spare parts must be cast anew.\n\n"
    "Workers at the northern docks asked for a second bus, since the bridge is often closed while ships pass the harbour.\n\n"
    "The repair will cost the harbour office some two million, most of it for the engine and the ferry's steering.\n\n"
)
HEAD = "Menu\nSign in\nSubscribe\n\nGaon ferry to stop for the winter\nBy Mara Lind\n12 November 2025\n\n"
FOOT = "Most viewed\nTen soups for cold days\n© 2025 Gaon Post. All rights reserved.\n"


def body(article: Article) -> str:
    return "\n".join(article.text[b.start : b.end].strip() for b in article.blocks if b.kind is BlockKind.BODY)


def test_teasers_above_the_headline_are_not_the_text() -> None:
    teasers = (
        "Police look for a missing violin A violin worth a fortune was left in a tram on Tuesday, its owner told reporters.\n"
        "Bakers warn of dearer bread Wheat has become scarce after a dry summer, and bakeries expect a hard year.\n"
        "Young swimmers win four medals The team from the hills surprised everyone at the youth championship in Toren.\n"
        "Museum opens a hall of clocks Visitors may wind one of them themselves, a curator said at the opening party.\n"
    )
    page = f"Menu\nSign in\nLatest Headlines\n{teasers}More\n{HEAD[23:]}{FIRST}{MORE}{FOOT}"
    told = body(read(page))
    assert told.startswith("The ferry over")
    assert "violin" not in told
    assert told.endswith("steering.")


def test_a_text_goes_on_below_a_chart() -> None:
    years = "\n".join(f"’{year}" for year in range(10, 60))
    told = body(read(f"{HEAD}{FIRST}{MORE}Passengers a year\n{years}\n\n{MORE.replace('The ', 'And the ')}{FOOT}"))
    assert told.startswith("The ferry over")
    assert told.count("spare parts") == 2


def test_titles_of_other_articles_between_paragraphs_are_left_out() -> None:
    titles = "Harbour office orders three new cranes\nWhy the bridge is closed so often now\nTen long walks along the northern docks\n"
    told = body(read(f"{HEAD}{FIRST}{titles}\n{MORE}{FOOT}"))
    assert "cranes" not in told
    assert "spare parts" in told
    listed = "The harbour office named what it plans for the coming year, when the ferry is to sail again:\n\n"
    assert "cranes" in body(read(f"{HEAD}{FIRST}{MORE}{listed}{titles}\n{MORE}{FOOT}"))


def test_comments_longer_than_the_text_are_cut_off() -> None:
    said = (
        "I take this boat each morning and shall miss it.\nThe bus is never on time, so I shall walk to work instead.\n"
    )
    comments = "".join(f"reader{n}\n{n} days ago at 07:5{n} am\n{said}{said}Rating: {n} Votes\n" for n in range(2, 9))
    told = body(read(f"{HEAD}{FIRST}{MORE}{MORE}[ 167 comments ]\nTop Rated Comments\n{comments}{FOOT}"))
    assert "ferry" in told
    assert "shall" not in told


def test_a_photographer_is_no_notice_of_rights() -> None:
    told = body(read(f"{HEAD}{FIRST}The old ferry at its pier\n© Tove Ek/Instagram\n{MORE}{FOOT}"))
    assert told.startswith("The ferry over")
    assert told.endswith("steering.")


def test_times_that_count_from_now_may_name_the_hour() -> None:
    assert is_date_line("2 days ago at 07:52 am")
    assert not is_date_line("2 days ago at 07:52 am the boat sank")
