"""Where things are when nobody says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path


def store_path() -> Path:
    """The store: the file that ONRECORD_STORE names, else one in the user's data folder."""
    named = os.environ.get("ONRECORD_STORE")
    return Path(named) if named else user_data_path("onrecord", appauthor=False) / "store.sqlite"
