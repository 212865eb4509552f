"""Gold and automatic names, and mentions of one and the same, from the corpora, each in the terms of the record.

`names` of a story are [start, end, kind], kind null where the corpus does not say which, and `named` tells how far
its silence counts: "human" where all that is not marked is no name, "automatic" where a program marked them.
`mentions` are [start, end, cluster, asked]: those of one cluster name the same, those asked are to be resolved.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

from evaluation.gold import KIND_OF, held_out_names, read_json_lines, worldwide
from onrecord.annotate.lexicon import THIRD

_AUTOMATIC = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "MISC": None}
_GUM = {"person": "person", "organization": "organisation", "place": "place"}
_LEADS = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_TITLED = re.compile(
    r"(?:\w+\. |President|Senator|Governor|King|Queen|Lord|Lady|Sir|Judge|Captain|General)", re.IGNORECASE
)


def polnear_mentions(story: dict[str, Any]) -> list[list[Any]]:
    """The automatic clusters of a PolNeAR story; all mentions but the first of each are asked."""
    sentences, found = story["sentences"], []
    for cluster, mentions in enumerate(story["coref"]):
        spans = sorted(
            [sentences[i][a][0], sentences[i][b - 1][1]]
            for i, a, b in mentions
            if i < len(sentences) and b <= len(sentences[i])
        )
        found += [[start, end, cluster, True] for start, end in spans if end - start <= 60]
    return found


def automatic_names(sentences: list[list[list[Any]]]) -> list[list[Any]]:
    """The names of a corpus's automatic entity kinds, a token [start, end, part of speech, kind, ...]."""
    names: list[list[Any]] = []
    for tokens in sentences:
        before = ""
        for start, end, _, kind, *_ in tokens:
            if kind in _AUTOMATIC:
                if kind == before:
                    names[-1][1] = end
                else:
                    names.append([start, end, _AUTOMATIC[kind]])
            before = kind
    return names


def gum_stories(data: Path) -> list[dict[str, Any]]:
    """The documents of GUM: proper names of persons, organisations and places, and all clusters."""
    stories = []
    for document in read_json_lines(data / "gum-open-train.jsonl.gz"):
        text = document["text"]
        tokens = [token for sentence in document["sentences"] for token in sentence["tokens"]]
        names = [[start, end, None] for start, end, tag, *_ in tokens if tag == "PROPN" or _capital(text, start, tag)]
        for entity in document["entities"]:
            start, end = entity["start"], entity["end"]
            lead = _LEADS.match(text, start, end)
            start = lead.end() if lead else start
            inside = [token for token in tokens if start <= token[0] and token[1] <= end]
            plain = inside and all(token[2] == "PROPN" for token in inside) and not _TITLED.match(text, start, end)
            if plain and entity["type"] in _GUM and inside[-1][3] != "NNPS":
                names = [name for name in names if name[1] <= start or name[0] >= end]
                names.append([start, end, _GUM[entity["type"]]])
        mentions = [
            [e["start"], e["end"], int(e["cluster"]), True] for e in document["entities"] if e["end"] - e["start"] <= 80
        ]
        stories.append(
            {"text": text, "names": sorted(names, key=lambda n: n[0]), "named": "human", "mentions": mentions}
        )
    return stories


def _capital(text: str, start: int, tag: str) -> bool:
    """Whether a word may be a name that the corpus does not call one: `Spanish`."""
    return tag in ("ADJ", "NOUN") and text[start].isupper()


def name_stories(data: Path) -> list[dict[str, Any]]:
    """The worldwide stories with human names, but for the countries kept aside and the dev stories of statements."""
    with gzip.open(data / "worldwide-ner-train.jsonl.gz", "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line in lines]
    aside = {str(s["id"]) for s in held_out_names(stories)} | {str(s["id"]) for s in worldwide(data)[1]}
    return [
        {
            "id": story["id"],
            "text": story["text"],
            "names": [[start, end, KIND_OF[kind]] for start, end, kind in story["entities"] if kind in KIND_OF],
            "named": "human",
        }
        for story in stories
        if str(story["id"]) not in aside
    ]


def speakers_as_mentions(attributions: list[dict[str, Any]], names: list[list[Any]], text: str) -> list[list[Any]]:
    """The sources of a story with their gold speakers, and the names that are one of these in other words.

    A source is asked where it is a pronoun or a description; names are what it may refer to.
    """
    clusters: dict[str, int] = {}
    mentions: dict[tuple[int, int], list[Any]] = {}
    for attribution in attributions:
        speaker = attribution.get("speaker")
        if not speaker or len(attribution["source"]) != 1:
            continue
        cluster = clusters.setdefault(speaker, len(clusters))
        start, end = attribution["source"][0]
        if end - start <= 60:
            mentions[start, end] = [start, end, cluster, not _same(text[start:end], speaker)]
    for start, end, _ in names:
        words = text[start:end]
        owner = next((n for speaker, n in clusters.items() if _same(words, speaker)), len(clusters) + start)
        mentions.setdefault((start, end), [start, end, owner, False])
    return sorted(mentions.values())


def _same(words: str, speaker: str) -> bool:
    one, other = words.casefold().split(), speaker.casefold().split()
    return words.casefold() not in THIRD and (set(one) <= set(other) or set(other) <= set(one))
