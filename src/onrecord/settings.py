"""Where things are when nobody says otherwise."""

from __future__ import annotations

import os

from platformdirs import user_data_path


def store_name() -> str:
    """The store: the file or the database that ONRECORD_STORE names, else a file in the user's data folder."""
    return os.environ.get("ONRECORD_STORE") or str(user_data_path("onrecord", appauthor=False) / "store.sqlite")
