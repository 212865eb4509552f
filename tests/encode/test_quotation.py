import numpy as np
import pytest

from onrecord.encode.quotation import quotation_states


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“no”, she", "no"),
        ('"no", she', "no"),
        ("«no», she", "no"),
        ("»no«, she", "no"),
        ("„no“, she", "no"),
        ("”no”, she", "no"),
        ("''no'', she", "no"),
        ("``no'', she", "no"),
        ("‘no’, she", "no"),
        ("'no', she", "no"),
        ("'it isn't so', she", "it isn't so"),
        ("'the states' rights', she", "the states' rights"),
        ("the states' rights aren't ours", ""),
        ("in the '90s rock 'n' roll", ""),
        ("the 'old dam\n'no', she", "no"),
        ("“‘no’ was said”", "‘no’ was said"),
        ("‘a “no” was said’", "a “no” was said"),
        ("“never closed\nnext", ""),
        ("she said: “never closed\nnext", "never closed"),
        ("“goes on\n\n“and ends.” No", "goes onand ends."),
        ("''goes on\n\n''and ends.'' No", "goes onand ends."),
        ("‘goes on\n\n‘and ends.’ No", "goes onand ends."),
        ("she said: ‘goes on\n\n‘and on\n\n‘and ends.’ No", "goes onand onand ends."),
        ("the ‘old dam\n\n‘and ends.’ No", "and ends."),
        ('said, "one.\n\nTwo." They left', "one.\n\nTwo."),
        ('said, "one.\n\nThe "two" left', "one.two"),
        ('"straight,” she', "straight,"),
        ('“curly," she', "curly,"),
        ('“the "two" of us,” she', "the two of us,"),
        ("said:”no” she", "no"),
        ("she said, “to the end", "to the end"),
        ("stray ” mark", ""),
        ('the stray" mark "is" odd', "is"),
        ('one " odd\n"two"', " oddtwo"),
    ],
)
def test_one_odd_mark_spoils_one_line_at_most(text: str, inside: str) -> None:
    states = quotation_states(text)
    assert "".join(np.array(list(text))[states == 1]) == inside


def test_a_nested_mark_is_neither_inside_nor_lost() -> None:
    assert quotation_states("“a ‘b’ c”").tolist() == [2, 1, 1, 1, 1, 1, 1, 1, 2]
