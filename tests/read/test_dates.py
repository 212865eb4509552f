import pytest

from onrecord.model import Timestamp
from onrecord.read import load_bytes, page_to_story
from onrecord.read.dates import day_in_address, timestamp


@pytest.mark.parametrize(
    ("printed", "value", "zone"),
    [
        ("Monday 18 March 2024 - 21:00", "2024-03-18T21:00", None),
        ("March 18, 2024", "2024-03-18", None),
        ("Mon, Mar. 18th, 2024 at 9:05 pm", "2024-03-18T21:05", None),
        ("18 Mar 2024 12 a.m. GMT", "2024-03-18T00:00", "+00:00"),
        ("Published on 2 May 2023", "2023-05-02", None),
        ("Published 7:07 PM EST Mar 18, 2024", "2024-03-18T19:07", "-05:00"),
        ("Updated 7:07 PM ET, Mon March 18, 2024", "2024-03-18T19:07", None),
        ("20:15, 18 March 2024", "2024-03-18T20:15", None),
        ("2024-03-18", "2024-03-18", None),
        ("2024-03-18T21:00:05.120Z", "2024-03-18T21:00:05.120", "+00:00"),
        ("2024-03-18 21:00 +0530", "2024-03-18T21:00", "+05:30"),
        ("18.3.2024", "2024-03-18", None),
        ("1710795600", "2024-03-18T21:00:00", "+00:00"),
        ("18 March 2024 21:00 IST", "2024-03-18T21:00", None),  # Israel, India or Ireland
        ("03/04/2024", None, None),  # March or April
        ("31 February 2024", None, None),
        ("yesterday", None, None),
        ("0001-01-01T00:00:00Z", None, None),
        ("1970-01-01T00:00:00Z", None, None),
        ("1970-01-01", "1970-01-01", None),
    ],
)
def test_a_printed_date_has_the_value_it_shows_and_no_more(printed: str, value: str | None, zone: str | None) -> None:
    assert timestamp(printed) == Timestamp(printed, value, zone)


def test_nothing_printed_is_no_date() -> None:
    assert timestamp("  ") is None
    assert timestamp(None) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://tarnherald.example/2024/03/18/dam-plan-shelved", "2024-03-18"),
        ("https://tarnherald.example/news/2024/3/8/dam", "2024-03-08"),
        ("https://tarnherald.example/world/2024/mar/18/dam", "2024-03-18"),
        ("https://tarnherald.example/2024-03-18/dam", "2024-03-18"),
        ("https://tarnherald.example/2024-03-18-dam-plan-shelved", "2024-03-18"),
        ("https://tarnherald.example/20240318/c.html", "2024-03-18"),
        ("www.tarnherald.example/2024/03/18", "2024-03-18"),
        ("https://tarnherald.example/dam-plan-shelved-20240318/", "2024-03-18"),
        ("https://tarnherald.example/dam-plan-shelved-20249918/", None),
        ("https://tarnherald.example/2024/dam-plan-shelved", None),
        ("https://tarnherald.example/2024/13/18/dam", None),
        ("https://tarnherald.example/dam-of-2024-03-18", None),
        ("https://tarnherald.example/20240318210000/dam", None),  # when an archive saved it
        ("https://tarnherald.example/article/12024/03/18", None),
        (None, None),
    ],
)
def test_an_address_tells_the_day_where_it_is_kept_by_day(url: str | None, day: str | None) -> None:
    found = day_in_address(url)
    assert (found.value if found else None) == day


@pytest.mark.parametrize(
    ("header", "published"), [("", "2024-03-18"), ("Published: 19 March 2024, 9:05 am\n\n", "2024-03-19T09:05")]
)
def test_what_a_page_says_of_its_day_goes_before_what_its_address_does(header: str, published: str) -> None:
    page = f"https://tarnherald.example/2024/03/18/dam\n\nDam plan shelved\n\n{header}The dam will not be built."
    story = page_to_story(load_bytes(page.encode()))
    assert story.published is not None
    assert story.published.value == published
