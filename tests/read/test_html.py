"""HTML pages become stories; what is not there is null."""

import gzip
from pathlib import Path

import pytest

from onrecord.errors import PageError
from onrecord.model import Comment, Story, Timestamp
from onrecord.read import load_bytes, load_file, page_to_story

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
PARAGRAPHS = "".join(
    f"<p>{words}</p>"
    for words in (
        "The plan for a second dam on the river Tarn has been shelved, the regional council said late on Monday.",
        "Governor Lena Varga told reporters in Port Callow that the report would be published by the end of next year.",
        "Farmers along the lower Tarn believe that the dam will come all the same, whatever the council says in spring.",
    )
)


def read(head: str = "", article: str = PARAGRAPHS, h1: str = "Dam plan shelved after warning") -> Story:
    page = f"<!doctype html><html><head>{head}</head><body><article><h1>{h1}</h1>{article}</article></body></html>"
    return page_to_story(load_bytes(page.encode()))


def test_the_example_page() -> None:
    story = page_to_story(load_file(EXAMPLES / "tarn-valley-dam.html"))
    assert story.headline == "Dam plan shelved after flood warning"
    assert story.kicker == "Tarn Valley"
    assert story.byline == ("Ilse Maren", "Odo Kessim")
    assert story.outlet == "The Tarn Herald"
    assert story.url == "https://www.tarnherald.example/news/2024/03/18/dam-plan-shelved"
    assert story.code == "4410732"
    assert story.section == "Politics"
    assert story.language == "en"
    assert story.published == Timestamp("2024-03-18T21:00:00+01:00", "2024-03-18T21:00:00", "+01:00")
    assert story.updated == Timestamp("2024-03-19T08:15:00+01:00", "2024-03-19T08:15:00", "+01:00")
    assert story.comment_count == 2
    assert [c.author for c in story.comments] == ["rowan_b", "millpond"]
    assert "Most read" not in story.text
    assert "hydrologists." not in story.text  # a reader's comment
    assert story.text.count("Dam plan shelved") == 1


def test_every_part_is_its_own_words() -> None:
    story = page_to_story(load_file(EXAMPLES / "tarn-valley-dam.html"))
    assert "\n\n".join(story.words(part.span) for part in story.parts) == story.text


def test_a_page_that_says_nothing_of_itself_has_nulls() -> None:
    story = read()
    assert story.headline == "Dam plan shelved after warning"
    nothing = (story.outlet, story.url, story.code, story.kicker, story.published, story.updated, story.section)
    assert nothing == (None,) * 7
    assert (story.byline, story.comment_count, story.comments) == ((), None, ())


def test_a_day_is_not_made_a_midnight() -> None:
    story = read('<meta property="article:published_time" content="2024-03-18">')
    assert story.published == Timestamp("2024-03-18", "2024-03-18", None)


def test_json_ld_comes_before_meta_tags() -> None:
    story = read(
        '<meta property="article:published_time" content="2024-03-01T00:00:00Z">'
        '<script type="application/ld+json">{"@graph": [{"@type": "Organization", "@id": "#o", "name": "The Tarn Herald"},'
        '{"@type": "NewsArticle", "headline": "Dam plan shelved", "publisher": {"@id": "#o"},'
        '"datePublished": "2024-03-18T21:00+01:00",}]}</script>'  # the comma too many is common
    )
    assert story.outlet == "The Tarn Herald"
    assert story.published is not None
    assert story.published.value == "2024-03-18T21:00"


@pytest.mark.parametrize(
    ("article", "names"),
    [
        ('<p class="byline">By Ilse Maren and Odo Kessim</p>', ("Ilse Maren", "Odo Kessim")),
        ('<span itemprop="author"><b itemprop="name">Ilse Maren</b></span>', ("Ilse Maren",)),
        ('<a rel="author" href="/ilse">Ilse Maren</a>', ("Ilse Maren",)),
        ("<p>By Ilse Maren</p>", ("Ilse Maren",)),
        ("<p>By the river nobody slept.</p>", ()),
    ],
)
def test_bylines_where_pages_print_them(article: str, names: tuple[str, ...]) -> None:
    assert read(article=article + PARAGRAPHS).byline == names


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Dam plan shelved after warning | The Tarn Herald", "Dam plan shelved after warning"),
        ("Dam plan shelved after warning - Tarn - The Tarn Herald", "Dam plan shelved after warning"),
    ],
)
def test_the_outlet_is_cut_from_the_end_of_a_title(title: str, headline: str) -> None:
    head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Tarn Herald">'
    assert read(head).headline == headline


def test_comments_marked_up_in_a_list_are_read_apart() -> None:
    listed = (
        '<ol class="commentlist"><li class="comment even"><cite class="fn">rowan_b</cite>'
        '<div class="comment-content"><p>At last.</p></div></li></ol>'
    )
    story = read(article=PARAGRAPHS + listed)
    assert story.comments == (Comment("At last.", "rowan_b"),)
    assert "At last" not in story.text


@pytest.mark.parametrize("broken", ["<br><br>", '<span class="part br"></span><span class="part br"></span>'])
def test_words_that_only_breaks_divide_are_paragraphs(broken: str) -> None:
    lines = [
        f"On day {number} the <b>council</b> of Tarn<!-- 1 --> said that the dam would hold, and that boats would go on "
        "through the valley as they had all winter, whatever the farmers of the lower river had come to believe."
        for number in range(8)
    ]
    story = read(article=f"<div>{broken.join(lines)}<div>{PARAGRAPHS}</div></div>")
    assert [part.kind for part in story.parts] == ["headline", *["paragraph"] * 11]
    first = lines[0].replace("<b>", "").replace("</b>", "").replace("<!-- 1 -->", "")
    assert story.text.split("\n\n")[1] == first


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(PageError, match="without an article"):
        page_to_story(load_bytes(b"<html><body><script>let x = 1</script></body></html>"))


def test_tags_nested_100000_deep_are_refused() -> None:
    page = b"<html><body>" + b"<div>" * 100_000 + b"<p>Rain fell on the valley.</p></body></html>"
    with pytest.raises(PageError, match="nested more than 250 deep"):
        page_to_story(load_bytes(page))


def test_a_story_in_another_language_is_read_and_its_language_named() -> None:
    words = "Die Regierung hat den Plan für einen zweiten Damm am Fluss Tarn zurückgezogen, sagte sie am Montag. "
    assert read(article=f"<p>{words * 3}</p>", h1="Damm wird nicht gebaut").language == "de"


def test_a_zipped_page_is_the_same_story() -> None:
    content = (EXAMPLES / "tarn-valley-dam.html").read_bytes()
    plain, zipped = (page_to_story(load_bytes(c)) for c in (content, gzip.compress(content)))
    assert plain.id == zipped.id
    assert plain.page != zipped.page
