"""Quotations signed by a name after a dash."""

import pytest

from onrecord.annotate.signed import with_signed_quotations
from onrecord.model import Statement


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("“The dam leaks at night.” — Marta Oyela, engineer", "Marta Oyela"),
        ('"The dam leaks at night."  - Oyela.', "Oyela"),
        ("“The dam leaks at night.”\n\n– Ana de la Varga", "Ana de la Varga"),
        ("“The dam leaks at night.” - Reuters", None),
        ("“The dam leaks at night,” she said - “and by day.” - Herald", None),
        ("“The dam leaks at night.” - and nobody sees it", None),
        ("He said: “The dam leaks at night.” - Varga", None),
    ],
)
def test_who_signs_it(marked: str, source: str | None) -> None:
    found = [marked[slice(*s.source[0])] for s in with_signed_quotations(marked, ())]
    assert found == ([source] if source else [])


def test_what_is_found_already_is_mended_or_left_and_all_are_numbered_anew() -> None:
    lines = ["“The dam leaks at night.” – Oyela", "“We will not build.” – Varga", "“It will be dry in spring.” – Ode"]
    text = "\n".join(lines)
    second, third = (text.index(line) for line in lines[1:])
    dash = text.index("–", second)
    unsigned = Statement("s1", "direct", (), ((dash, dash + 1),), ((second, second + 20), (third, third + 5)))
    nested = Statement("s2", "indirect", ((second + 1, second + 3),), (), ((second + 4, second + 18),), within="s1")
    other = Statement("s3", "direct", (), (), ((third + 5, third + 10),))
    statements = with_signed_quotations(text, (unsigned, nested, other))
    assert [(s.id, s.within) for s in statements] == [("s1", None), ("s2", None), ("s3", "s2"), ("s4", None)]
    assert [text[slice(*s.source[0])] for s in statements if s.source] == ["Oyela", "Varga", "We"]
    assert statements[1].content == ((second, second + 20),)
    assert statements[3] == Statement("s4", "direct", (), (), other.content)
