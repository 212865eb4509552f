"""Fit the two numbers that turn a statement's product of probabilities into a confidence.

`python -m training.calibrate`: Platt's method (1999) on the Wikinews and worldwide dev statements of all layers,
whether each is leniently right; PolNeAR dev stays unseen, so that `make evaluate` can report the calibration error
there.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from evaluation.gold import DATA, statement_sets
from evaluation.judged import confidences, judge
from onrecord.annotate.statements import log_odds
from onrecord.encode import Encoder
from onrecord.encode.encoder import WEIGHTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    path = parser.parse_args().weights / "weights.json"
    about = json.loads(path.read_text())
    path.write_text(json.dumps({**about, "calibration": [1.0, 0.0]}) + "\n")
    encoder, sets = Encoder(path.parent), statement_sets(DATA)
    stories = [judge(s, encoder, least_confidence=0) for name in ("Wikinews dev", "worldwide dev") for s in sets[name]]
    sure, matched = confidences(stories)
    odds, right = np.array([log_odds(s) for s in sure]), np.array(matched, float)

    def loss(line: np.ndarray) -> float:
        logits = line[0] * odds + line[1]
        return float(np.mean(np.logaddexp(0, logits) - right * logits))

    fitted = minimize(loss, np.array([1.0, 0.0])).x
    about["calibration"] = [round(float(x), 4) for x in fitted]
    path.write_text(json.dumps(about) + "\n")
    print(f"{len(odds)} statements, {right.mean():.3f} right, calibration {about['calibration']}")


if __name__ == "__main__":
    main()
