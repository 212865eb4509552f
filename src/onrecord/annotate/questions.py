"""The headline's question, and the outlooks of the story that speak to it.

An outlook speaks to the question where its sentence names somebody whom the question names, or shares words with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.sentences import Sentences
from onrecord.model.actor import Actor
from onrecord.model.outlook import Outlook
from onrecord.model.question import Answer, Question, Side
from onrecord.model.span import Span
from onrecord.model.story import Story

_ASKS = re.compile(r"\?[\"”’')]*$")
_YES_OR_NO = re.compile(
    r"(?:will|won['’]t|can|could|should|would|may|might|is|are|was|were|do|does|did|has|have)\b", re.IGNORECASE
)
_AFTER_LABEL = re.compile(r"^[^:?]{1,40}: ")
_DENIES = re.compile(r"\b(?:no|not|never|nobody|nothing|without)\b|n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    ("will", "would", "could", "should", "might", "have", "does", "this", "that", "with", "from", "finally")
)
_SHARED = 2
"""How many words an outlook's sentence shares with a question that it answers, where they name nobody in common."""


def find_question(story: Story, actors: Sequence[Actor], outlooks: Sequence[Outlook]) -> Question | None:
    """The question of a story's headline; null where it asks none."""
    headline = next((part.span for part in story.parts if part.kind == "headline"), None)
    if headline is None or not _ASKS.search(story.words(headline)):
        return None
    words = _AFTER_LABEL.sub("", story.words(headline))
    yes_or_no = _YES_OR_NO.match(words) is not None
    asked, named = _stems(words), _inside(actors, headline)
    sentences = Sentences(story.text)
    answers = []
    for outlook in outlooks:
        start, end = outlook.spans[0][0], outlook.spans[-1][1]
        if start < headline[1]:
            continue
        sentence = sentences.span(start)[0], max(end, sentences.span(end - 1)[1])
        shared = len(asked & _stems(story.words(sentence)))
        if named & _inside(actors, sentence) or shared >= _SHARED:
            side = _side(outlook, story.words((start, end)), shared) if yes_or_no else None
            answers.append(Answer(outlook.id, side))
    return Question(headline, tuple(answers))


def _side(outlook: Outlook, words: str, shared: int) -> Side | None:
    """What an outlook says to a question of yes or no: no where it is held unlikely, yes where it is in its words."""
    if outlook.certainty in ("unlikely", "impossible"):
        return "against"
    denies = _DENIES.search(words) is not None
    return "for" if outlook.certainty and shared >= _SHARED and not denies else None


def _inside(actors: Sequence[Actor], span: Span) -> set[str]:
    """The ids of the actors with a name who are mentioned in a span."""
    return {a.id for a in actors if a.named and any(span[0] <= low and high <= span[1] for low, high in a.mentions)}


def _stems(words: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(words.casefold()) if word not in _EMPTY}
