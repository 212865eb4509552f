"""The timeline as a picture: labels stay within its edges."""

from lxml import etree

from onrecord.model.timeline import Entry
from onrecord.show import timeline_svg

LETTER = 6.9
"""How wide a letter of a label is in a browser, on the average."""


def test_no_label_goes_over_the_edge() -> None:
    words = "the dam broke and the boats of all the valley were lost " * 3
    days = [f"{year}-06-15" for year in range(1900, 2001, 5)]
    entries = [Entry("happened", words, day, day, day, day, None, "s") for day in days]
    picture = etree.fromstring(timeline_svg(entries))
    wide = float(picture.get("viewBox", "").split()[2])
    labels = list(picture.iterfind(".//{*}g/{*}text"))
    assert len(labels) == len(entries)
    for label in labels:
        x, letters = float(label.get("x", "0")), len(" ".join("".join(label.itertext()).split()))
        room = x if label.get("text-anchor") == "end" else wide - x
        assert 30 < letters <= room / LETTER
