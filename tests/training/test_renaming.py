"""Other names leave a story's labels on the words that they were on."""

import random

from training.renaming import with_other_names

TEXT = "Ilse Maren vowed in Tarn to rebuild the dam.\n\nMs Maren said Odo Kessim would pay in May."
POOL = {
    "person": [["Brand", "Anselm", "Ostrova"], ["Ruth", "Quill"]],
    "place": [["Upper", "Lower", "Brenn"]],
    "town": [["San", "Marvo", "de", "Ceres"]],
    "organisation": [["Ode", "Union"]],
}


def a_story() -> dict[str, object]:
    def span(words: str) -> list[int]:
        start = TEXT.index(words)
        return [start, start + len(words)]

    kinds = {"Ilse Maren": "person", "Tarn": "place", "Maren said": "person", "Odo Kessim": "person"}
    names = [[*span(words), kind] for words, kind in kinds.items()]
    names[2][1] -= len(" said")
    outlooks = [
        [
            *span("Ilse Maren vowed in Tarn to rebuild the dam."),
            "pledge",
            [span("vowed in Tarn to rebuild the dam")],
            1,
        ],
        [*span("Ms Maren said Odo Kessim would pay in May."), "prediction", [span("Odo Kessim would pay in May")], 0.3],
    ]
    return {"text": TEXT, "names": names, "outlooks": outlooks}


def test_names_change_and_labels_stay_on_their_words() -> None:
    renamed = 0
    for seed in range(40):
        story = with_other_names(a_story(), POOL, random.Random(seed))
        text = story["text"]
        persons = [text[start:end] for start, end, kind in story["names"] if kind == "person"]
        place = next(text[start:end] for start, end, kind in story["names"] if kind == "place")
        first, second = story["outlooks"]
        assert text[first[0] : first[1]] == f"{persons[0]} vowed in {place} to rebuild the dam."
        assert [text[start:end] for start, end in first[3]] == [f"vowed in {place} to rebuild the dam"]
        assert text[second[0] : second[1]].endswith(f"said {persons[2]} would pay in May.")
        assert [text[start:end] for start, end in second[3]] == [f"{persons[2]} would pay in May"]
        assert persons[0].split()[-1] == persons[1]
        renamed += text != TEXT
    assert 20 < renamed < 40
