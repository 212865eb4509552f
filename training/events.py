"""Learn how likely a clause tells a happening on the day of its moment: `python -m training.events`.

Logistic regression over what speaks for and against the clauses of `evaluation/events.jsonl`, which were read one by
one; written to annotate/happenings.toml. Prints, by ten folds over stories, what share of the clauses above some
chances is right, and what share of all these are.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from evaluation.events import judged_stories
from evaluation.gold import DATA, read_json_lines
from onrecord.annotate import story_to_record
from onrecord.annotate.events import find_events, holder_of
from onrecord.annotate.happenings import WEIGHTS_FILE, Features, features_of
from onrecord.annotate.sentences import Sentences
from onrecord.encode import Encoder
from onrecord.model import Record

PENALTY = 0.02
"""Of squared weights of features of one spread, a clause."""

FEWEST = 6
"""Clauses that a feature has to be of."""

FOLDS = 10


def judged_clauses(record: Record, rows: list[list[int]]) -> list[tuple[Features, int, bool]]:
    """The features of the judged clauses of a record, whether each is right, and whether it is found now."""
    text, sentences = record.story.text, Sentences(record.story.text)
    moments = {moment.span: moment for moment in record.moments}
    events, _ = find_events(text, record.moments, record.statements, record.actors, least_chance=0)
    found = {(*event.span, *record.moments[event.moment].span) for event in events}
    clauses = []
    for start, end, *place, right in rows:
        moment = moments.get((place[0], place[1]))
        if moment is not None:
            holder = holder_of(moment.span, record.statements)
            features = features_of(text, (start, end), moment, sentences.span(place[0]), holder)
            clauses.append((features, right, (start, end, *place) in found))
    return clauses


def fit(clauses: list[tuple[Features, int, bool]]) -> dict[str, float]:
    """The weights under which what was judged is likeliest, small ones preferred."""
    names = sorted({name for features, *_ in clauses for name in features})
    table = np.array([[features.get(name, 0.0) for name in names] for features, *_ in clauses])
    right = np.array([r for _, r, _ in clauses], float)
    spread = table.std(0)
    kept = ((table != 0).sum(0) >= FEWEST) & (spread > 0)
    scaled = np.where(kept, table - table.mean(0), 0) / np.where(kept, spread, 1)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logits = scaled @ weights[1:] + weights[0]
        off = 1 / (1 + np.exp(-logits)) - right
        value = np.mean(np.logaddexp(0, logits) - right * logits) + PENALTY * weights[1:] @ weights[1:] / 2
        return float(value), np.concatenate([[off.mean()], scaled.T @ off / len(off) + PENALTY * weights[1:]])

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    weights = np.where(kept, found[1:] / np.where(kept, spread, 1), 0)
    shift = found[0] - weights @ table.mean(0)
    learned = {name: float(weight) for name, weight in zip(names, weights, strict=True)}
    return learned | {"clause": shift}


def chances(clauses: list[tuple[Features, int, bool]], weights: dict[str, float]) -> np.ndarray:
    """How likely each is under some weights."""
    scores = [sum(weights.get(name, 0.0) * value for name, value in features.items()) for features, *_ in clauses]
    return np.asarray(1 / (1 + np.exp(-np.array(scores))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS_FILE)
    out = parser.parse_args().out
    encoder = Encoder()
    stories = [s for name in ("worldwide-ner", "polnear") for s in read_json_lines(DATA / f"{name}-train.jsonl.gz")]
    by_story = [judged_clauses(story_to_record(story, encoder), rows) for story, rows in judged_stories(stories)]
    order = list(range(len(by_story)))
    random.Random(0).shuffle(order)
    told, right, found = [], [], []
    for fold in range(FOLDS):
        test = [clause for i in order[fold::FOLDS] for clause in by_story[i]]
        others = [clause for j in range(FOLDS) if j != fold for i in order[j::FOLDS] for clause in by_story[i]]
        told += chances(test, fit(others)).tolist()
        right += [r for _, r, _ in test]
        found += [f for *_, f in test]
    chance, is_right, is_found = np.array(told), np.array(right, bool), np.array(found)
    better = (chance[is_right][:, None] > chance[~is_right]).mean()
    print(
        f"{len(chance)} clauses, {is_right.mean():.3f} right; a right one is likelier than a wrong one in {better:.3f}"
    )
    for least in (0, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8):
        kept = is_found & (chance >= least)
        share = kept.sum() / is_found.sum()
        print(f"from {least:.2f}: {share:.3f} of those found, {is_right[kept].mean():.3f} of these right")
    weights = fit([clause for some in by_story for clause in some])
    lines = [f'"{name}" = {weight:.3f}' for name, weight in sorted(weights.items()) if abs(weight) >= 0.0005]
    out.write_text("# What speaks for a happening, learned by training/events.py.\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
