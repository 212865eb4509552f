"""The reading room: the archive in a browser."""

from onrecord.show.web.app import Reader, make_app

__all__ = ["Reader", "make_app"]
