"""Records meet people: the terminal, exports; computes nothing new about the text."""

from onrecord.show.export import write_csv, write_json_lines
from onrecord.show.terminal import card, hit_view, reading_view

__all__ = ["card", "hit_view", "reading_view", "write_csv", "write_json_lines"]
