"""The pages: each reads what it shows from a View and computes nothing new about the text."""

from onrecord.show.web.pages.actors import actor, actors, judgements, users
from onrecord.show.web.pages.home import home, outlet, outlets
from onrecord.show.web.pages.ledger import calibration_picture, entry, ledger, ledger_feed, outlooks
from onrecord.show.web.pages.search import search, search_feed, watch, watch_feed
from onrecord.show.web.pages.story import story
from onrecord.show.web.pages.timeline import timeline, timeline_picture

__all__ = [
    "actor",
    "actors",
    "calibration_picture",
    "entry",
    "home",
    "judgements",
    "ledger",
    "ledger_feed",
    "outlet",
    "outlets",
    "outlooks",
    "search",
    "search_feed",
    "story",
    "timeline",
    "timeline_picture",
    "users",
    "watch",
    "watch_feed",
]
