"""Extracted text in the combinations in which pages leave it."""

from itertools import product
from pathlib import Path

import pytest

from onrecord.errors import PageError
from onrecord.model import Story
from onrecord.read import load_bytes, load_file, page_to_story

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
BODY = "The plan for a second dam on the Tarn has been shelved, the regional council said late on Monday.\n\n“We will not build,” Governor Lena Varga told reporters."
HEADLINE = "Dam plan shelved after flood warning"


def read(text: str) -> Story:
    return page_to_story(load_bytes(text.encode()))


def paragraphs(story: Story) -> list[str]:
    return [story.words(part.span) for part in story.parts if part.kind == "paragraph"]


def test_the_example_clipping_loses_its_furniture_and_nothing_else() -> None:
    story = page_to_story(load_file(EXAMPLES / "ferry-strike.txt"))
    assert story.code == "4411968"
    assert story.comment_count == 3
    assert story.published is not None
    assert story.published.value == "2024-04-05T09:30"
    assert story.text.count("Ferry Strike Enters Third Week") == 1
    assert paragraphs(story)[0].startswith("PORT CALLOW –")
    assert paragraphs(story)[-1].endswith("crowns a week.")


def test_the_real_clipping(data: Path) -> None:
    story = page_to_story(load_file(data / "clippings" / "islamtimes-1123507.txt"))
    assert (story.code, story.comment_count) == ("1123507", 0)
    assert story.published is not None
    assert (story.published.text, story.published.value) == ("Monday 18 March 2024 - 21:00", "2024-03-18T21:00")
    assert story.headline is not None
    assert story.text.count(story.headline) == 1
    assert len(paragraphs(story)) >= 11
    assert paragraphs(story)[0].startswith("Indeed, this point")
    assert paragraphs(story)[-1].endswith("in the region.")
    assert not any(sign in story.text for sign in ("Story Code", "Comment", "21:00"))


@pytest.mark.parametrize(
    "present",
    list(product([True, False], repeat=5)),
    ids=lambda p: "".join("uhdbl"[i] if on else "-" for i, on in enumerate(p)),
)
def test_header_lines_in_all_combinations(present: tuple[bool, ...]) -> None:
    url, headline, date, byline, dateline = present
    lines = [
        *(["https://www.tarnherald.example/dam"] if url else []),
        *([HEADLINE] if headline else []),
        *(["18 March 2024"] if date else []),
        *(["By Ilse Maren"] if byline else []),
        ("TARN VALLEY – " if dateline else "") + BODY,
    ]
    story = read("\n\n".join(lines))
    assert story.url == ("https://www.tarnherald.example/dam" if url else None)
    assert story.outlet == ("www.tarnherald.example" if url else None)
    assert story.headline == (HEADLINE if headline else None)
    assert (story.published.value if story.published else None) == ("2024-03-18" if date else None)
    assert story.byline == (("Ilse Maren",) if byline else ())
    assert len(paragraphs(story)) == 2
    assert paragraphs(story)[0].startswith("TARN VALLEY – The plan" if dateline else "The plan")


def test_a_form_label_glued_to_the_last_word_is_cut_off() -> None:
    assert read(f"{HEADLINE}\n\n{BODY}Commentnone").text.endswith("told reporters.")


def test_an_address_glued_to_the_first_word_is_cut_off() -> None:
    story = read(f"https://www.tarnherald.example/news/4410732{BODY}")
    assert story.url == "https://www.tarnherald.example/news/4410732"
    assert story.text.startswith("The plan")


def test_a_number_in_the_body_is_no_comment_count() -> None:
    assert read(f"{HEADLINE}\n\n{BODY}\n\n1904").comment_count is None


def test_a_picture_caption_is_named_as_such() -> None:
    story = read(f"{HEADLINE}\n\nThe dam on the river Tarn in spring. Photo: Odo Kessim\n\n{BODY}")
    assert [part.kind for part in story.parts] == ["headline", "caption", "paragraph", "paragraph"]


def test_one_line_is_a_paragraph_and_no_headline() -> None:
    story = read("Rain fell on the valley")
    assert story.headline is None
    assert paragraphs(story) == ["Rain fell on the valley"]


def test_furniture_alone_is_no_story() -> None:
    with pytest.raises(PageError, match="no story"):
        read("Share\nTweet\nPrint")


def test_every_worldwide_story_keeps_its_words(data: Path) -> None:
    """Of 830 extracted stories each keeps its address and its last line, and none its address in the text."""
    import gzip
    import json

    with gzip.open(data / "worldwide-ner-train.jsonl.gz", "rt") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    lost = 0
    for text in texts:
        story = read(text)
        lines_ = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        lost += lines_[-1] not in story.text
        if lines_[0].startswith("http"):
            assert story.url is not None
            assert lines_[0].startswith(story.url)
            assert not story.text.startswith("http")
    assert lost <= 3
