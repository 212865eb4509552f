from onrecord.model.span import words_of
from onrecord.model.story import lay_out, story_id


def test_laid_out_parts_name_their_own_words() -> None:
    pieces = [("headline", "Rain"), ("kicker", "Weather"), ("paragraph", "It fell 🌧 all night.")]
    text, parts = lay_out(pieces)  # type: ignore[arg-type]
    assert [(part.kind, text[slice(*part.span)]) for part in parts] == pieces


def test_the_same_words_at_another_address_are_another_story() -> None:
    assert story_id("Rain fell.", "https://a.example/") != story_id("Rain fell.", "https://b.example/")
    assert story_id("Rain fell.") == story_id("Rain fell.")


def test_a_story_with_a_lone_surrogate_has_an_id() -> None:
    assert len(story_id("Rain \ud83d fell.")) == 24


def test_broken_off_words_show_where_they_break() -> None:
    assert words_of("Rain, she said, is coming.", ((0, 4), (16, 25))) == "Rain … is coming"
