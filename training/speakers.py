"""Learn what speaks for whom a pronoun or description means: `python -m training.speakers`.

Conditional logit over the candidates of each choice in the 57 worldwide training stories and in those whose
statements and speakers we marked ourselves, with gold statements and, before each choice, the gold speakers of those
before it; written to annotate/candidates.toml. Prints the share of right choices by five folds over stories.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from evaluation.gold import DATA, worldwide
from evaluation.speakers import gold_statements, same_name
from onrecord.annotate.actors import likeness_of
from onrecord.annotate.candidates import WEIGHTS_FILE, Features
from onrecord.annotate.entities import Entity, best_name, entities_of
from onrecord.annotate.names import find_names
from onrecord.annotate.references import Reference
from onrecord.annotate.roles import note_roles, note_sexes
from onrecord.annotate.speakers import Resolver
from onrecord.encode import Encoder
from onrecord.encode.encoder import WEIGHTS
from training.marked import stories_marked

PENALTY = 0.005
"""Of squared weights, a choice."""

PRIOR = {
    "many: several": 1.0,  # they
    "description: names not shared": -1.0,
    "description: an age": 2.0,  # the 27-year-old was named before
    "description: noun for name": 1.0,  # the airline is Air Orlen
}
"""Where a weight is drawn to, instead of nought, which too few choices teach."""


@dataclass(slots=True)
class Choice:
    """The candidates of one reference and the one that is right."""

    rows: list[Features]
    right: int


@dataclass(slots=True)
class Teacher(Resolver):
    """A resolver that is told the gold speaker and notes what it had to choose from."""

    gold: dict[Any, str | None] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)

    def chances(self, reference: Reference, entities: Sequence[Entity | None], rows: list[Features]) -> list[float]:
        if reference.span not in self.gold:
            return []
        speaker = self.gold[reference.span]
        right = [i for i, e in enumerate(entities) if e is not None and speaker and same_name(best_name(e), speaker)]
        if not right and None in entities:
            right = [entities.index(None)]
        if not right:
            return []
        self.choices.append(Choice(rows, right[0]))
        return [float(i == right[0]) for i in range(len(entities))]


def choices_of(story: dict[str, Any], encoder: Encoder) -> list[Choice]:
    """Every choice in a story."""
    text, statements = story["text"], gold_statements(story)
    encoding = encoder.encode(text)
    entities = entities_of(text, find_names(text, encoding, encoder))
    note_roles(text, entities)
    note_sexes(text, entities)
    gold = {
        max(s.source, key=lambda span: span[1] - span[0]): a["speaker"]
        for s, a in zip(statements, story["annotators"][0], strict=True)
        if s.source and "speaker" in a
    }
    teacher = Teacher(text, entities, statements, {}, likeness_of(encoding, encoder), gold=gold)
    teacher.run()
    return teacher.choices


def fit(choices: list[Choice]) -> dict[str, float]:
    """The weights under which the right candidates are likeliest, small ones preferred."""
    names = sorted({name for choice in choices for row in choice.rows for name in row})
    index = {name: i for i, name in enumerate(names)}
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    tables = []
    for choice in choices:
        table = np.zeros((len(choice.rows), len(names)))
        for i, row in enumerate(choice.rows):
            for name, value in row.items():
                table[i, index[name]] = value
        tables.append(table)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.0, np.zeros(len(names))
        for table, choice in zip(tables, choices, strict=True):
            scores = table @ weights
            scores -= scores.max()
            likely = np.exp(scores) / np.exp(scores).sum()
            total -= np.log(likely[choice.right] + 1e-12)
            slope += likely @ table - table[choice.right]
        n = len(choices)
        off = weights - prior
        return total / n + PENALTY * off @ off / 2, slope / n + PENALTY * off

    found = minimize(loss, prior, jac=True, method="L-BFGS-B").x
    return {name: round(float(found[i]), 3) for name, i in index.items()}


def right_share(choices: list[Choice], weights: dict[str, float]) -> tuple[int, int]:
    """(right, all) choices under some weights."""
    right = 0
    for choice in choices:
        scores = [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in choice.rows]
        right += int(np.argmax(scores)) == choice.right
    return right, len(choices)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS_FILE)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="other weights than those that ship")
    args = parser.parse_args()
    stories = worldwide(DATA)[0] + stories_marked(DATA)
    encoder = Encoder(args.weights)
    by_story = [choices_of(story, encoder) for story in stories]
    order = list(range(len(by_story)))
    random.Random(0).shuffle(order)
    right = total = 0
    by_group: dict[str, list[int]] = {}
    for fold in range(5):
        test = set(order[fold::5])
        weights = fit([c for i in order if i not in test for c in by_story[i]])
        for choice in (c for i in test for c in by_story[i]):
            group = next(iter(choice.rows[0])).split(":")[0]
            r, n = right_share([choice], weights)
            counts = by_group.setdefault(group, [0, 0])
            counts[0] += r
            counts[1] += n
            right, total = right + r, total + n
    print({group: f"{r}/{n} {r / n:.3f}" for group, (r, n) in by_group.items()}, f"{right / total:.3f} of {total}")
    weights = fit([choice for some in by_story for choice in some])
    lines = [f'"{name}" = {value}' for name, value in weights.items() if value]
    args.out.write_text("# What speaks for a candidate, learned by training/speakers.py.\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
