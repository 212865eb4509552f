"""`make bench-reprints`: how long 100,000 stories take to be grouped into reprints, and how much memory.

The stories are made of words drawn by their usual frequency, a tenth of them copies with sentences cut.
"""

from __future__ import annotations

import random
import resource
import time
from collections import defaultdict

from onrecord.model.likeness import Triples, alike, bands_of, triples_of

STORIES, WORDS, COPIES = 100_000, 400, 0.1


def made(chance: random.Random) -> list[str]:
    """The texts: words with Zipf's frequencies, in sentences of twenty."""
    words = [f"w{number}" for number in range(50_000)]
    weights = [1 / (number + 1) for number in range(len(words))]
    texts: list[str] = []
    for _ in range(STORIES):
        if texts and chance.random() < COPIES:
            sentences = chance.choice(texts).split(". ")
            texts.append(". ".join(sentence for sentence in sentences if chance.random() > 0.2))
        else:
            drawn = chance.choices(words, weights, k=WORDS)
            texts.append(". ".join(" ".join(drawn[at : at + 20]) for at in range(0, WORDS, 20)))
    return texts


def main() -> None:
    """Group and print."""
    texts = made(random.Random(1))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    known: list[Triples] = []
    under: dict[int, list[int]] = defaultdict(list)
    group: list[int] = []
    for number, text in enumerate(texts):
        triples = triples_of(text)
        bands = bands_of(triples)
        candidates = {other for band in bands for other in under[band]}
        group.append(next((group[other] for other in sorted(candidates) if alike(triples, known[other])), number))
        known.append(triples)
        for band in bands:
            under[band].append(number)
    spent = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{time.strftime('%Y-%m-%d')}, {STORIES} stories of {WORDS} words, {len(set(group))} groups: {spent:.0f} s")
    print(f"{memory / 1024:.0f} MB at most, of which {before / 1024:.0f} MB are the texts themselves")


if __name__ == "__main__":
    main()
