"""Records meet people: the terminal, exports; computes nothing new about the text."""

from onrecord.show.actors import (
    actor_table,
    correction_view,
    counted,
    judgement_line,
    position_view,
    proposal_view,
    said_view,
)
from onrecord.show.export import write_corrections, write_csv, write_json_lines
from onrecord.show.ledger import history_view, ledger_atom, ledger_calendar, ledger_view, outlook_view, score_table
from onrecord.show.lists import position_values, read_names, said_values, write_actors, write_said
from onrecord.show.news import news_atom, news_mail
from onrecord.show.tellings import tellings_view
from onrecord.show.terminal import card, hit_view, reading_view
from onrecord.show.timeline import icalendar_of, timeline_js, timeline_svg, timeline_view, write_timeline_csv

__all__ = [
    "actor_table",
    "card",
    "correction_view",
    "counted",
    "history_view",
    "hit_view",
    "icalendar_of",
    "judgement_line",
    "ledger_atom",
    "ledger_calendar",
    "ledger_view",
    "news_atom",
    "news_mail",
    "outlook_view",
    "position_values",
    "position_view",
    "proposal_view",
    "read_names",
    "reading_view",
    "said_values",
    "said_view",
    "score_table",
    "tellings_view",
    "timeline_js",
    "timeline_svg",
    "timeline_view",
    "write_actors",
    "write_corrections",
    "write_csv",
    "write_json_lines",
    "write_said",
    "write_timeline_csv",
]
