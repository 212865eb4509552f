"""Fit the two numbers that turn a statement's product of probabilities into a confidence.

`python -m training.calibrate`: Platt's method (1999) on the Wikinews and worldwide dev statements, whether each
is leniently right; PolNeAR dev stays unseen, so that `make evaluate` can report the calibration error there.
"""

from __future__ import annotations

import json

import numpy as np
from scipy.optimize import minimize

from evaluation.gold import DATA, outermost, statement_sets
from evaluation.statements import Pair, lenient_matches, triples
from onrecord.annotate import find_statements
from onrecord.annotate.statements import log_odds
from onrecord.encode import Encoder
from onrecord.encode.encoder import WEIGHTS


def judged(encoder: Encoder, names: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """(log-odds before calibration, whether right) of every statement found in the named sets."""
    odds, right = [], []
    sets = statement_sets(DATA)
    for story in (s for name in names for s in sets[name]):
        found = find_statements(story["text"], encoder, least_confidence=0)
        as_spans = [{"source": s.source, "cue": s.cue, "content": s.content} for s in found]
        pair = Pair(triples(story["text"], outermost(story)), triples(story["text"], as_spans))
        matched = {f for _, f in lenient_matches(pair)}
        odds += [log_odds(s.confidence) for s in found]
        right += [float(i in matched) for i in range(len(found))]
    return np.array(odds), np.array(right)


def main() -> None:
    path = WEIGHTS / "weights.json"
    about = json.loads(path.read_text())
    path.write_text(json.dumps({**about, "calibration": [1.0, 0.0]}) + "\n")
    odds, right = judged(Encoder(), ("Wikinews dev", "worldwide dev"))

    def loss(line: np.ndarray) -> float:
        logits = line[0] * odds + line[1]
        return float(np.mean(np.logaddexp(0, logits) - right * logits))

    fitted = minimize(loss, np.array([1.0, 0.0])).x
    about["calibration"] = [round(float(x), 4) for x in fitted]
    path.write_text(json.dumps(about) + "\n")
    print(f"{len(odds)} statements, {right.mean():.3f} right, calibration {about['calibration']}")


if __name__ == "__main__":
    main()
