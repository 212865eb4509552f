"""Reprints found again: stories with sentences cut, added from others and reworded, among all the unedited ones."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.model.likeness import alike, bands_of, triples_of

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_FEWEST_WORDS = 80
_MOST = 0.4
"""The largest share of sentences that is cut, added, and reworded; each drawn anew between none and this."""

_WORDS_CHANGED = 0.2


def reprint_scores(texts: Sequence[str], seed: int = 8) -> dict[str, float]:
    """Recall of the pairs of a story and its edited copy, and the precision of all pairs that are found.

    Stories that are alike unedited count as wrong, though some of them are true reprints.
    """
    chance = random.Random(seed)
    stories = [text for text in dict.fromkeys(texts) if len(text.split()) >= _FEWEST_WORDS]
    sentences = [sentence for text in stories for sentence in _SENTENCE.split(text)]
    both = stories + [edited(text, sentences, chance) for text in stories]
    triples = [triples_of(text) for text in both]
    under = defaultdict(list)
    for number, some in enumerate(triples):
        for band in bands_of(some):
            under[band].append(number)
    candidates = {(one, other) for found in under.values() for i, one in enumerate(found) for other in found[i + 1 :]}
    found = {(one, other) for one, other in candidates if alike(triples[one], triples[other])}
    right = sum(other - one == len(stories) for one, other in found)
    return {"stories": len(stories), "recall": right / len(stories), "precision": right / len(found)}


def edited(text: str, others: Sequence[str], chance: random.Random) -> str:
    """A text with sentences cut, reworded by words of others, and added from others."""
    cut, added, reworded = (chance.uniform(0, _MOST) for _ in range(3))
    sentences = _SENTENCE.split(text)
    kept = [sentence for sentence in sentences if chance.random() >= cut] or sentences[:1]
    made = [_reworded(s, others, chance) if chance.random() < reworded else s for s in kept]
    for _ in range(round(added * len(sentences))):
        made.insert(chance.randrange(len(made) + 1), chance.choice(others))
    return " ".join(made)


def _reworded(sentence: str, others: Sequence[str], chance: random.Random) -> str:
    words = sentence.split()
    for at in range(len(words)):
        if chance.random() < _WORDS_CHANGED:
            words[at] = chance.choice(chance.choice(others).split() or ["and"])
    return " ".join(words)
