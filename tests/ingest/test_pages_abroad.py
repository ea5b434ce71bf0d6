"""English pages and pages of other languages: dates, headlines, lists of teasers, comments and boxes."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from assistant.article import Article, BlockKind
from ingest import read
from ingest.line import Line
from ingest.rules.dates import find_dates
from ingest.traits import Trait, trait_of

OPENING = (
    "The bridge over the Gaon was opened on Monday after three years of work, and the first cars crossed it at noon. "
    "Mayor Ruth Okafor said that it would carry 11,000 cars a day, and that buses would follow before the summer."
)
COSTS = (
    "The county paid 31 million pounds for the bridge, four million more than it had planned when the work began. "
    "A toll of two pounds is to bring back a third of the sum within ten years, the treasurer told the council."
)
OUTLOOK = (
    "Drivers from the eastern villages used to take a ferry, which carried forty cars an hour and stopped in high winds. "
    "The ferry will sail until the end of the year for people on foot and on bicycles, the operator said on Tuesday."
)
GERMAN = (
    "Die Brücke über den Gaon ist am Montag nach drei Jahren Bauzeit eröffnet worden, mittags fuhren die ersten Autos. "
    "Täglich sollen elftausend Wagen darüber rollen, sagte die Bürgermeisterin, und im Sommer sollen Busse folgen."
)
STORY = f"{OPENING}\n\n{COSTS}\n\n{OUTLOOK}"
TITLE = "Gaon bridge opened to the first cars"


def page(*parts: str) -> Article:
    return read("Skip to main content\n\nNews\n\nSport\n\nSign in\n\n" + "\n\n".join(parts) + "\n", name="page.txt")


def text_of(article: Article, *kinds: BlockKind) -> str:
    return "\n".join(article.text[block.start : block.end].strip() for block in article.blocks if block.kind in kinds)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2 minute readApril 25, 20232:26 PM", datetime(2023, 4, 25, 14, 26)),
        ("Gaon PressApril 28, 2023", datetime(2023, 4, 28)),
        ("Publié le 18 juil. 2024 à 08:01", datetime(2024, 7, 18)),
        ("12. MÄR 2025 18:03", datetime(2025, 3, 12, 18, 3)),
        ("02/02/2025", datetime(2025, 2, 2)),
    ],
)
def test_dates_are_read_glued_and_abroad(printed: str, expected: datetime) -> None:
    assert [found.when.replace(tzinfo=None) for found in find_dates(printed)] == [expected]


@pytest.mark.parametrize("printed", ["3 hours ago", "Last updated 9 min ago", "05/04/2025", "31/02/2025"])
def test_what_may_be_two_days_or_none_is_no_date(printed: str) -> None:
    assert find_dates(printed) == []


def test_a_change_is_known_by_its_label_before_time_and_weekday() -> None:
    assert [found.changed for found in find_dates("Updated 10:32 AM ET, Mon March 3, 2025")] == [True]


@pytest.mark.parametrize(
    ("story", "printed", "expected"),
    [
        (STORY, "05/04/2025", None),
        (f"{STORY}\n\nThe tender ended on 25/03/2022.", "05/04/2025", date(2025, 4, 5)),
        (f"{GERMAN}\n\n{GERMAN.replace('Montag', 'Dienstag')}", "05/04/2025", date(2025, 4, 5)),
        (f"{GERMAN}\n\n{GERMAN.replace('Montag', 'Dienstag')}", "27.04.24 um 07:39", date(2024, 4, 27)),
    ],
)
def test_the_page_tells_whether_the_day_comes_first(story: str, printed: str, expected: date | None) -> None:
    article = page(TITLE, printed, story)
    assert (article.published.date() if article.published else None) == expected


def test_a_date_glued_to_other_words_between_headline_and_text_counts() -> None:
    article = page(TITLE, "Gaon PressApril 28, 2023 - five minutes with our reporters on the river", STORY)
    assert article.published is not None
    assert article.published.date() == date(2023, 4, 28)


def test_the_headline_stands_behind_a_path_and_a_topic() -> None:
    assert page(f"HomeLatest News{TITLE}", TITLE, "By Ruth Harrow", STORY).title == TITLE
    assert page("Bridge", TITLE, "3 March 2025", STORY).title == TITLE


def test_a_headline_that_the_page_repeats_is_searched_once() -> None:
    article = page(TITLE, "3 March 2025", OPENING, f"Share: {TITLE}", COSTS, OUTLOOK)
    assert text_of(article, BlockKind.TITLE) == TITLE
    assert TITLE not in text_of(article, BlockKind.BODY, BlockKind.DECK)


def test_comments_below_the_text_are_no_text() -> None:
    comments = [
        f"{name} {date}\n\nI drove over it on the first day and it took me only nine minutes to reach my office."
        for name, date in (("Ann", "March 4, 2025 at 5:57 am"), ("Bo", "March 4, 2025 at 7:19 am"))
    ]
    article = page(TITLE, "March 3, 2025", STORY, *comments, *comments)
    assert text_of(article, BlockKind.BODY) == STORY.replace("\n\n", "\n")


def test_teasers_below_the_text_are_no_text_but_a_paragraph_below_a_box_is() -> None:
    teasers = [
        f"{place} council votes on new bus lanes\n\nThe council of {place} will vote on its bus lanes on Thursday night."
        for place in ("Norham", "Selby", "Wick", "Alva")
    ]
    article = page(TITLE, "March 3, 2025", STORY, "More from News", *teasers)
    assert text_of(article, BlockKind.BODY) == STORY.replace("\n\n", "\n")
    boxed = page(TITLE, "March 3, 2025", OPENING, COSTS, "Related", "Why ferry fares rose", OUTLOOK)
    assert OUTLOOK in text_of(boxed, BlockKind.BODY)


@pytest.mark.parametrize(
    ("line", "trait"),
    [
        ("More than 2,500 people crossed the bridge on its first day, the council said.", Trait.PROSE),
        ("Read more: Why ferry fares rose in spring", Trait.APPEAL),
        ("I agree that the Gazette can send me its newsletter.", Trait.APPEAL),
        ("As you comment, please be respectful of other readers and of their views.", Trait.APPEAL),
        ("Pictured right, the mayor cuts the ribbon at noon on Monday.", Trait.CAPTION),
        ("2of4The mayor cuts the ribbon at noon on Monday.", Trait.CAPTION),
        (
            "Odile Marchbank is a producer filing stories on roads and rivers for the Gazette in Saltmarsh. She has worked "
            "for the paper for nine years, previously in Norham, and likes to write about ferries that are sold or "
            "scrapped before their time. Her first book told of the winter in which the whole harbour froze.",
            Trait.BYLINE,
        ),
        (
            "Odile Marchbank is a producer of cider, and the bridge brings her the first customers of the year.",
            Trait.PROSE,
        ),
    ],
)
def test_lines_of_english_frames_and_texts(line: str, trait: Trait) -> None:
    assert trait_of(Line(0, len(line), line)) is trait
