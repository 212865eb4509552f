"""What the encoder found of a quotation is made whole: texts whose labelled runs are given."""

import numpy as np
import pytest

from onrecord.annotate.joining import Draft, Reading
from onrecord.annotate.links import LinkWeights, layout
from onrecord.annotate.quotations import make_quotations_whole
from onrecord.encode import Encoder, Labelled
from onrecord.encode.quotation import quotation_states


def wholes(text: str, found: list[tuple[str, str, list[str]]], encoder: Encoder) -> list[list[str]]:
    """The contents of statements, once whole; `found` has the words of each one's source, cue and contents."""
    encoding = encoder.encode(text)
    tokens, heads = encoding.tokens, encoder.heads
    words = tokens.word_spans

    def run(role: str, said: str) -> Labelled:
        at = text.index(said)
        inside = np.flatnonzero((words[:, 0] >= at) & (words[:, 1] <= at + len(said)))
        return Labelled(role, int(inside[0]), int(inside[-1]) + 1, 0.5)

    weights = LinkWeights(heads.layout, heads.none_key, heads.none_bias)
    lay = layout(tokens.starts_line, tokens.is_stop)
    reading = Reading(text, encoding, lay, weights, quotation_states(text).tolist(), words)
    drafts = [
        Draft(run("cue", cue), run("source", source), 1.0, [(run("content", content), 0.5) for content in contents])
        for source, cue, contents in found
    ]
    make_quotations_whole(reading, drafts)
    return [[text[words[r.start, 0] : words[r.end - 1, 1]] for r, _ in draft.contents] for draft in drafts]


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        (
            "Ode said, “We saw the water rise. It took the bridge. It will be back.”",
            [("Ode", "said", ["We saw the water rise.", "It will be back."])],
            [["“We saw the water rise. It took the bridge. It will be back.”"]],
        ),
        (
            "Ode said it rose. “It will be back, and so will we.” The town sleeps.",
            [("Ode", "said", ["it rose"])],
            [["it rose", "“It will be back, and so will we.”"]],
        ),
        (
            "“It rose,” Ode said, hinting that more would come. “It will be back, and so will we.”",
            [("Ode", "said", ["“It rose,”"]), ("Ode", "hinting", ["that more would come"])],
            [["“It rose,”", "“It will be back, and so will we.”"], ["that more would come"]],
        ),
        (
            "“It rose,” Ode said, “and it will be back, and so will we.”",
            [("Ode", "said", ["“It rose,”"])],
            [["“It rose,”", "“and it will be back, and so will we.”"]],
        ),
        (
            "Ode read the old book called “It will be back, and so will we” aloud.",
            [("Ode", "read", ["aloud"])],
            [["aloud"]],
        ),
        (
            "Ode said it rose.\n\n“It will be back, and so will we.”",
            [("Ode", "said", ["it rose"])],
            [["it rose"]],
        ),
        (
            "“Ode told me it rose. Marn said it fell and that it would be back.”",
            [("Ode", "told", ["it rose"]), ("Marn", "said", ["it fell"])],
            [["it rose"], ["it fell"]],
        ),
        (
            "Ode said, “We saw the water rise to here.\n\nIt took the bridge with it as well.” So it was.",
            [("Ode", "said", ["“We saw the water"])],
            [["“We saw the water rise to here.", "It took the bridge with it as well.”"]],
        ),
        (
            "Ode said, “We saw the water rise to here.\n\n“It took the bridge with it as well.”",
            [("Ode", "said", ["“We saw the water"])],
            [["“We saw the water rise to here.", "“It took the bridge with it as well.”"]],
        ),
        ("Ode said “no” and “never”, said no more.", [("Ode", "said", ["“no”"])], [["“no”"]]),
    ],
)
def test_a_quotation_is_one_content(
    text: str, found: list[tuple[str, str, list[str]]], wanted: list[list[str]], encoder: Encoder
) -> None:
    assert wholes(text, found, encoder) == wanted
