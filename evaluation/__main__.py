"""`make evaluate`: every measure on the dev data, beside what others reach, held against floors.json.

Exit status 1 where a measure falls below its floor.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import trafilatura
from rich.console import Console
from rich.table import Table

from evaluation.gold import DATA, outermost, statement_sets
from evaluation.pages import body_f1, same_authors, same_instant, same_title
from evaluation.statements import (
    Pair,
    calibration_error,
    interval,
    lenient_matches,
    scores,
    triple_lenient,
    triple_strict,
    triples,
)
from onrecord.annotate import find_statements
from onrecord.encode import Encoder
from onrecord.errors import PageError
from onrecord.model import Story
from onrecord.read import load_file, page_to_story

HERE = Path(__file__).parent

PUBLISHED: dict[str, dict[str, float]] = {
    "two people": {
        "source strict": 0.787,
        "cue strict": 0.709,
        "content strict": 0.667,
        "triple strict": 0.579,
        "triple lenient": 0.719,
    },
    "BERT-base": {
        "source strict": 0.808,
        "cue strict": 0.738,
        "content strict": 0.565,
        "triple strict": 0.477,
        "triple lenient": 0.689,
    },
    "Citron": {
        "source strict": 0.682,
        "cue strict": 0.565,
        "content strict": 0.419,
        "triple strict": 0.330,
        "triple lenient": 0.547,
    },
}
"""On PolNeAR: two annotators, 20 stories; BERT-base's published predictions and Citron retrained, test part."""


def statement_pairs(stories: list[dict[str, Any]], encoder: Encoder) -> tuple[list[Pair], list[list[float]]]:
    """Gold and found statements of each story, the outermost layer, and the found ones' confidences."""
    pairs, confidences = [], []
    for story in stories:
        found = [s for s in find_statements(story["text"], encoder) if s.within is None]
        as_spans = [{"source": s.source, "cue": s.cue, "content": s.content} for s in found]
        pairs.append(Pair(triples(story["text"], outermost(story)), triples(story["text"], as_spans)))
        confidences.append([s.confidence for s in found])
    return pairs, confidences


def calibration(pairs: list[Pair], confidences: list[list[float]]) -> float:
    """The calibration error of statements, each right where it is leniently matched."""
    right = []
    for pair, sure in zip(pairs, confidences, strict=True):
        matched = {found for _, found in lenient_matches(pair)}
        right += [i in matched for i in range(len(sure))]
    return calibration_error([c for sure in confidences for c in sure], right)


def read_gold(folder: str, name: str) -> list[tuple[dict[str, Any], Story | None]]:
    """The gold and the story of each page of a folder; None where it could not be read."""
    gold = json.loads((DATA / folder / name).read_text(encoding="utf-8"))
    pairs: list[tuple[dict[str, Any], Story | None]] = []
    for key, facts in gold.items():
        try:
            pairs.append((facts, page_to_story(load_file(DATA / folder / f"{key}.html.gz"))))
        except PageError:
            pairs.append((facts, None))
    return pairs


def body_of(story: Story | None) -> str:
    """The body of a story without headline and kicker."""
    if story is None:
        return ""
    return "\n".join(story.words(part.span) for part in story.parts if part.kind not in ("headline", "kicker"))


def trafilatura_body_f1(folder: str, name: str, key: str) -> float:
    """Body F1 of trafilatura as it comes, on the same pages."""
    gold = json.loads((DATA / folder / name).read_text(encoding="utf-8"))
    pairs = []
    for page, facts in gold.items():
        content = gzip.decompress((DATA / folder / f"{page}.html.gz").read_bytes())
        pairs.append((facts[key], trafilatura.extract(content) or ""))
    return body_f1(pairs)


def page_scores() -> dict[str, float]:
    """Body F1 on both sets of pages, metadata on the world's."""
    plain = read_gold("pages", "ground-truth.json")
    world = read_gold("pages-world", "gold.json")
    zoned = [(gold, story) for gold, story in world if gold["published"][-6] in "+-"]
    return {
        "pages body F1": body_f1([(gold["articleBody"], body_of(story)) for gold, story in plain]),
        "world body F1": body_f1([(gold["body"], body_of(story)) for gold, story in world]),
        "world instant": _share(
            s is not None
            and s.published is not None
            and same_instant(g["published"], s.published.value, s.published.zone)
            for g, s in zoned
        ),
        "world title": _share(same_title(g["title"], s.headline if s else None) for g, s in world),
        "world authors": _share(same_authors(g["authors"], s.byline if s else ()) for g, s in world),
    }


def _share(right: Any) -> float:
    judged = list(right)
    return sum(judged) / len(judged)


def main() -> int:
    """Measure, print, compare; the exit status."""
    if not DATA.is_dir():
        print(f"skipped: no data at {DATA}")
        return 0
    console = Console(width=110)
    encoder = Encoder()
    measured: dict[str, float] = {}
    table = Table(title="Statements, outermost layer")
    for heading in ("measure", *(sets := statement_sets(DATA)), *(f"{who} (PolNeAR)" for who in PUBLISHED)):
        table.add_column(heading, justify="left" if heading == "measure" else "right")
    columns = {}
    for name, stories in sets.items():
        pairs, confidences = statement_pairs(stories, encoder)
        columns[name] = pairs, {**scores(pairs), "calibration error": calibration(pairs, confidences)}
    for measure in next(iter(columns.values()))[1]:
        row = []
        for name, (pairs, values) in columns.items():
            measured[f"{name} {measure}"] = values[measure]
            cell = f"{values[measure]:.3f}"
            if measure.startswith("triple"):
                low, high = interval(pairs, triple_strict if measure == "triple strict" else triple_lenient)
                cell += f" ({low:.2f}-{high:.2f})"
            row.append(cell)
        table.add_row(measure, *row, *(f"{p[measure]:.3f}" if measure in p else "" for p in PUBLISHED.values()))
    console.print(table)
    pages = Table("measure", "this", "others", title="Pages")
    plain = "trafilatura default on the same pages {:.3f}"
    others = {
        "pages body F1": plain.format(trafilatura_body_f1("pages", "ground-truth.json", "articleBody")),
        "world body F1": plain.format(trafilatura_body_f1("pages-world", "gold.json", "body")),
        "world instant": "goose3 .85, newspaper4k .79 (all 257 pages)",
        "world title": "newspaper4k .735, trafilatura .689 (all 257 pages)",
        "world authors": "trafilatura .778 (all 257 pages)",
    }
    for measure, value in page_scores().items():
        measured[measure] = value
        pages.add_row(measure, f"{value:.3f}", others[measure])
    console.print(pages)
    floors: dict[str, float] = json.loads((HERE / "floors.json").read_text())
    below = {m: (measured[m], floor) for m, floor in floors.items() if measured[m] < floor}
    for measure, (value, floor) in below.items():
        console.print(f"below its floor: {measure} is {value:.4f}, floor {floor}")
    console.print(f"{len(floors) - len(below)} of {len(floors)} floors hold")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
