"""A reading room over a store of its own, and one in a browser where there is one."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from onrecord.cli.serve import reader_of
from onrecord.encode import Encoder
from onrecord.keep import Writer
from onrecord.run import read_pages
from onrecord.show.web import make_app

ROOT = Path(__file__).parent.parent.parent.parent
HERE = "http://127.0.0.1"
STORY = "4410732"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """A store with the example pages, to be copied."""
    path = tmp_path_factory.mktemp("shelf") / "store.sqlite"
    pages = sorted(str(page) for page in (ROOT / "examples").iterdir())
    with Writer(path) as writer:
        assert all(reading.outcome == "kept" for reading in read_pages(pages, encoder, writer))
    return path


@pytest.fixture
def store(shelf: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(shelf, tmp_path / "store.sqlite"))


@pytest.fixture
def room(store: Path, encoder: Encoder) -> TestClient:
    """The reading room, asked as a browser on this machine asks."""
    headers = {"sec-fetch-site": "same-origin"}
    return TestClient(make_app(store, reader_of(store, encoder), "Ada"), base_url=HERE, headers=headers)


@pytest.fixture
def address(store: Path, encoder: Encoder) -> Iterator[str]:
    """The address of a reading room that is served."""
    app = make_app(store, reader_of(store, encoder), "Ada")
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"{HERE}:{port}"
    server.should_exit = True
    thread.join()
