"""Many pages, safely: the stages joined, one page's trouble kept from the others."""

from onrecord.run.lines import annotate_lines, stories_in
from onrecord.run.pipeline import Reading, find_pages, is_address, read_content, read_pages

__all__ = ["Reading", "annotate_lines", "find_pages", "is_address", "read_content", "read_pages", "stories_in"]
