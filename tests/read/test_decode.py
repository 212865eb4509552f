import pytest

from onrecord.read.decode import clean, decode

WORDS = "Die Brücke über den Tarn wird für Fußgänger geöffnet, sagte die Bürgermeisterin am Montag. " * 3


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (WORDS.encode(), "UTF-8 that says nothing"),
        (b'<meta charset="iso-8859-1">' + WORDS.encode(), "UTF-8 that says it is Latin 1"),
        (b'<meta charset="utf-8">' + WORDS.encode("cp1252"), "Windows 1252 that says it is UTF-8"),
        (b'<meta charset="no-such-charset">' + WORDS.encode("cp1252"), "a charset that does not exist"),
        (WORDS.encode("utf-16"), "UTF-16 with its mark"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "UTF-8 with its mark"),
    ],
)
def test_a_page_is_read_as_what_it_is_whatever_it_says(content: bytes, why: str) -> None:
    assert decode(content).endswith(WORDS), why


def test_clean_text_has_one_kind_of_line_end_and_no_nul() -> None:
    assert clean("a\r\nb\rc\u2028d\0\ud800e") == "a\nb\nc\nde"
