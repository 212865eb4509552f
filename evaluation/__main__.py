"""`make evaluate`: every measure on the dev data, beside what others reach, held against floors.json.

Exit status 1 where a measure falls below its floor.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import trafilatura
from rich.console import Console
from rich.table import Table

from evaluation.changes import changes, keep
from evaluation.events import event_scores
from evaluation.gold import DATA, held_out_names, marks_nesting, read_json_lines, statement_sets
from evaluation.judged import Judged, confidences, forms, judge, lenient, lenient_outermost, nested, relays, speakers
from evaluation.moments import is_date, moment_scores
from evaluation.outlooks import (
    certainty_accuracy,
    found_in,
    future_events,
    kept_aside,
    outlook_scores,
    precision_by_cue,
)
from evaluation.pages import body_f1, same_authors, same_instant, same_title
from evaluation.reprints import reprint_scores
from evaluation.speakers import name_scores
from evaluation.statements import (
    ROLES,
    calibration_error,
    interval,
    scores,
    strict,
    triple_strict,
)
from onrecord.annotate.moments import find_moments
from onrecord.annotate.names import find_names
from onrecord.encode import Encoder
from onrecord.encode.encoder import WEIGHTS
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


def _outer_strict(stories: list[Judged], role: int) -> float:
    return strict([s.outer for s in stories], role)


def statement_scores(judged: dict[str, list[Judged]]) -> dict[str, dict[str, float]]:
    """Every measure of every set of statements, by set and measure."""
    return {name: _scores_of(stories) for name, stories in judged.items()}


def _scores_of(stories: list[Judged]) -> dict[str, float]:
    values = scores([s.outer for s in stories])
    if marks_nesting(stories[0].story):
        values["all layers triple lenient"] = lenient(stories)
        values["nested lenient"] = nested(stories)
        values["form"] = forms(stories)
        values |= speakers(stories)
        values["relays recall"], values["relays precision"] = relays(stories)
    sure, right_ones = confidences(stories)
    values["precision"] = sum(right_ones) / len(right_ones)
    values["recall"] = sum(right_ones) / sum(len(s.gold) for s in stories)
    values["calibration error"] = calibration_error(sure, right_ones)
    return values


INTERVALS: dict[str, Callable[[list[Judged]], float]] = {
    "triple strict": lambda stories: triple_strict([s.outer for s in stories]),
    "triple lenient": lenient_outermost,
    "all layers triple lenient": lenient,
    "nested lenient": nested,
} | {f"{role} strict": partial(_outer_strict, role=i) for i, role in enumerate(ROLES)}
"""The measures that are shown with their 95% interval."""


def statement_table(judged: dict[str, list[Judged]], values: dict[str, dict[str, float]]) -> Table:
    """The measures of statements, a column a set, beside what others reach on PolNeAR."""
    table = Table(title="Statements: outermost layer, then all layers where the gold marks them")
    for heading in ("measure", *judged, *(f"{who} (PolNeAR)" for who in PUBLISHED)):
        table.add_column(heading, justify="left" if heading == "measure" else "right")
    for measure in dict.fromkeys(m for column in values.values() for m in column):
        row = []
        for name, stories in judged.items():
            cell = f"{values[name][measure]:.3f}" if measure in values[name] else ""
            if cell and measure in INTERVALS:
                low, high = interval(stories, INTERVALS[measure])
                cell += f" ({low:.2f}-{high:.2f})"
            row.append(cell)
        table.add_row(measure, *row, *(f"{p[measure]:.3f}" if measure in p else "" for p in PUBLISHED.values()))
    return table


def page_table(values: dict[str, float]) -> Table:
    """The measures of pages beside what others reach."""
    table = Table("measure", "this", "others", title="Pages")
    plain = "trafilatura default on the same pages {:.3f}"
    others = {
        "pages body F1": plain.format(trafilatura_body_f1("pages", "ground-truth.json", "articleBody")),
        "world body F1": plain.format(trafilatura_body_f1("pages-world", "gold.json", "body")),
        "world instant": "goose3 .85, newspaper4k .79 (all 257 pages)",
        "world title": "newspaper4k .735, trafilatura .689 (all 257 pages)",
        "world authors": "trafilatura .778 (all 257 pages)",
    }
    for measure, value in values.items():
        table.add_row(measure, f"{value:.3f}", others[measure])
    return table


def names_found(encoder: Encoder) -> dict[str, float]:
    """F1 of names per kind and per region, on the worldwide stories of the countries kept aside."""
    stories = held_out_names(read_json_lines(DATA / "worldwide-ner-train.jsonl.gz"))
    found = [find_names(s["text"], encoder.encode(s["text"]), encoder) for s in stories]
    return name_scores(stories, [[(*name.span, name.kind) for name in names] for names in found])


HEIDELTIME: dict[str, str] = {
    "MEANTIME strict": ".789 (all 120 stories)",
    "MEANTIME relaxed": ".856",
    "MEANTIME value": ".730",
    "MEANTIME interval": ".795",
    "Wikinews strict": ".801",
    "Wikinews relaxed": ".879",
    "Wikinews value": ".734",
    "Wikinews interval": ".835",
}
"""The best known system, measured on the same corpora."""


def moments_found() -> dict[str, float]:
    """F1 of moments on each dev set; Wikinews marks dates of the calendar only, so that those count there."""
    values: dict[str, float] = {}
    for name in ("MEANTIME", "Wikinews", "WikiWars"):
        stories = read_json_lines(DATA / f"{name.lower()}-times-dev.jsonl")
        found = [find_moments(s["text"], s["published"]) for s in stories]
        counted = [[m for m in some if name != "Wikinews" or is_date(m)] for some in found]
        values |= {f"{name} {measure}": value for measure, value in moment_scores(stories, counted).items()}
    return values


def outlooks_found(encoder: Encoder) -> dict[str, float]:
    """Kinds, spans and certainty of the sentences kept aside, and mentions of future events on MEANTIME dev."""
    sentences = read_json_lines(DATA / "future-train.jsonl")
    texts = {s["id"]: s["text"] for s in read_json_lines(DATA / "polnear-train.jsonl.gz")}
    found = found_in(sentences, texts, encoder)
    aside = [s for s in sentences if kept_aside(s)]
    measured = outlook_scores(aside, [o for s, o in zip(sentences, found, strict=True) if kept_aside(s)])
    measured["by cue, precision on all sentences"] = precision_by_cue(sentences, found)
    measured["certainty"], _ = certainty_accuracy(aside)
    events = read_json_lines(DATA / "meantime-future-dev.jsonl")
    measured["events precision"], measured["events recall"] = future_events(events, encoder)
    return measured


def outlook_table(measured: dict[str, float]) -> Table:
    """A row a measure, beside the aim where there is one."""
    aims = {"mean": 0.80, "prediction": 0.82, "certainty": 0.85, "events precision": 0.80, "events recall": 0.65}
    table = Table("Outlooks", "dev", "aim", title="Outlooks: 159 sentences kept aside, F1; events of MEANTIME dev")
    for measure, value in measured.items():
        table.add_row(measure, f"{value:.3f}", f"{aims[measure]:.2f}" if measure in aims else "")
    return table


def moment_table(values: dict[str, float]) -> Table:
    """The measures of moments beside HeidelTime's."""
    table = Table(
        "measure", "this", "HeidelTime", title="Moments: TempEval-3's strict, relaxed and value F1, same days"
    )
    for measure, value in values.items():
        table.add_row(measure, f"{value:.3f}", HEIDELTIME.get(measure, ""))
    return table


def event_table(values: dict[str, float]) -> Table:
    """Precision beside the aim, and what is found of the right ones."""
    title = f"Events: {values['judged']:.0f} of worldwide stories that were read one by one, most of them seen"
    table = Table("measure", "this", "aim", title=title)
    table.add_row("precision", f"{values['precision']:.3f}", "0.90")
    table.add_row("recall of the right ones", f"{values['recall']:.3f}", "")
    return table


def reprints_found() -> dict[str, float]:
    """Recall and precision of reprints, over the worldwide and PolNeAR's dev stories."""
    files = ("worldwide-ner-train.jsonl.gz", "polnear-dev.jsonl.gz")
    return reprint_scores([s["text"] for name in files for s in read_json_lines(DATA / name)])


def reprint_table(values: dict[str, float]) -> Table:
    """Recall and precision beside the aims."""
    table = Table(
        "measure",
        "this",
        "aim",
        title=f"Reprints: {values['stories']:.0f} stories, up to two fifths of sentences cut, added, reworded",
    )
    for measure, aim in (("recall", 0.95), ("precision", 0.99)):
        table.add_row(measure, f"{values[measure]:.3f}", f"{aim:.2f}")
    return table


def name_table(values: dict[str, float]) -> Table:
    """The measures of names."""
    table = Table(
        "measure", "this", title="Names: strict span and kind F1, worldwide stories of ten countries kept aside"
    )
    for measure, value in values.items():
        table.add_row(measure, f"{value:.3f}")
    return table


def print_changes(console: Console, judged: dict[str, list[Judged]], weights: str) -> None:
    """The statements gained and lost against the weights that were committed last."""
    last, gained, lost = changes(judged)
    console.print(f"\nWeights {weights} against {last}: {len(gained)} gold statements gained, {len(lost)} lost")
    for sign, lines in (("+", gained), ("-", lost)):
        for line in lines:
            console.print(f"{sign} {line}", markup=False, highlight=False, soft_wrap=True)


def main() -> int:
    """Measure, print, compare; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="note what is right now, for later runs to compare with")
    parser.add_argument("--statements", action="store_true", help="leave the pages out; no floors are checked")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="other weights than those that ship")
    arguments = parser.parse_args()
    if not DATA.is_dir():
        print(f"skipped: no data at {DATA}")
        return 0
    console = Console(width=150)
    encoder = Encoder(arguments.weights)
    judged = {name: [judge(s, encoder) for s in stories] for name, stories in statement_sets(DATA).items()}
    by_set = statement_scores(judged)
    console.print(statement_table(judged, by_set))
    print_changes(console, judged, encoder.version)
    if arguments.keep:
        keep(judged, encoder.version)
    if arguments.statements:
        return 0
    of_names = names_found(encoder)
    console.print(name_table(of_names))
    of_moments = moments_found()
    console.print(moment_table(of_moments))
    of_outlooks = outlooks_found(encoder)
    console.print(outlook_table(of_outlooks))
    stories = [s for name in ("worldwide-ner", "polnear") for s in read_json_lines(DATA / f"{name}-train.jsonl.gz")]
    of_events = event_scores(stories, encoder)
    console.print(event_table(of_events))
    of_reprints = reprints_found()
    console.print(reprint_table(of_reprints))
    of_pages = page_scores()
    console.print(page_table(of_pages))
    measured = {f"{name} {m}": value for name, column in by_set.items() for m, value in column.items()}
    measured |= of_pages | {f"moments {measure}": value for measure, value in of_moments.items()}
    measured |= {f"names {measure}": value for measure, value in of_names.items()}
    measured |= {f"outlooks {measure}": value for measure, value in of_outlooks.items()}
    measured |= {f"events {measure}": value for measure, value in of_events.items()}
    measured |= {f"reprints {measure}": value for measure, value in of_reprints.items()}
    floors: dict[str, float] = json.loads((HERE / "floors.json").read_text())
    below = {m: (measured[m], floor) for m, floor in floors.items() if measured[m] < floor}
    for measure, (value, floor) in below.items():
        console.print(f"below its floor: {measure} is {value:.4f}, floor {floor}")
    console.print(f"{len(floors) - len(below)} of {len(floors)} floors hold")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
