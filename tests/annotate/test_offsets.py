"""A time that hangs on a happening has the day that follows, where the story dates that happening, and no other."""

from functools import partial

import pytest

from onrecord.annotate import events
from onrecord.annotate.moments import find_moments
from onrecord.annotate.offsets import with_anchored_days

find_events = partial(events.find_events, least_chance=0)
"""By the rules alone: how likely a clause is one that happened is told elsewhere (test_happenings.py)."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The vote was held on 3 May 2023. Three days after the vote, they met.", "2023-05-06"),
        ("The vote was held on 3 May 2023. A month before the vote it had rained.", "2023-04-03"),
        ("The dam was shut on 3 May 2023. Three days after the vote, they met.", None),
        (
            "The vote was held on 3 May 2023. A second vote fell on 9 May 2023. Three days after the vote, they met.",
            None,
        ),
        ("The vote was held in May 2023. Three days after the vote, they met.", None),
        ("Three days after they met, it rained.", None),
    ],
)
def test_an_offset_is_dated_by_the_one_event_it_names(text: str, day: str | None) -> None:
    moments = find_moments(text, "2024-03-18")
    events, _ = find_events(text, moments, (), ())
    (offset,) = (m for m in with_anchored_days(text, moments, events) if m.anchor)
    assert (offset.earliest, offset.latest, offset.edtf) == (day, day, day)
    assert offset.type == "DURATION"
