import pytest

from onrecord.model import Timestamp
from onrecord.read.dates import timestamp


@pytest.mark.parametrize(
    ("printed", "value", "zone"),
    [
        ("Monday 18 March 2024 - 21:00", "2024-03-18T21:00", None),
        ("March 18, 2024", "2024-03-18", None),
        ("Mon, Mar. 18th, 2024 at 9:05 pm", "2024-03-18T21:05", None),
        ("18 Mar 2024 12 a.m. GMT", "2024-03-18T00:00", "+00:00"),
        ("Published on 2 May 2023", "2023-05-02", None),
        ("2024-03-18", "2024-03-18", None),
        ("2024-03-18T21:00:05.120Z", "2024-03-18T21:00:05.120", "+00:00"),
        ("2024-03-18 21:00 +0530", "2024-03-18T21:00", "+05:30"),
        ("18.3.2024", "2024-03-18", None),
        ("1710795600", "2024-03-18T21:00:00", "+00:00"),
        ("18 March 2024 21:00 IST", "2024-03-18T21:00", None),  # Israel, India or Ireland
        ("03/04/2024", None, None),  # March or April
        ("31 February 2024", None, None),
        ("yesterday", None, None),
    ],
)
def test_a_printed_date_has_the_value_it_shows_and_no_more(printed: str, value: str | None, zone: str | None) -> None:
    assert timestamp(printed) == Timestamp(printed, value, zone)


def test_nothing_printed_is_no_date() -> None:
    assert timestamp("  ") is None
    assert timestamp(None) is None
