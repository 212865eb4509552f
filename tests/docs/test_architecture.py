"""The map is the land."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()


def test_the_table_names_every_folder_and_module_once() -> None:
    named = re.findall(r"^\| `([\w.]+?)/?` \|", ARCHITECTURE, re.M)
    package = ROOT / "src" / "onrecord"
    there = [p.name for p in package.iterdir() if p.is_dir() and p.name != "__pycache__"]
    there += [p.name for p in package.glob("*.py") if p.name != "__init__.py"]
    assert sorted(named) == sorted(there)


def test_the_layers_drawn_are_the_layers_held() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    drawn = re.search(r"((?:    [\w| ]+\n){7})", ARCHITECTURE)
    assert drawn is not None
    assert [line.strip() for line in drawn.group(1).splitlines()] == contract["layers"]


def test_every_test_folder_mirrors_a_source_folder() -> None:
    beside = {"docs", "evaluation", "training"}
    folders = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert folders - beside <= {p.name for p in (ROOT / "src" / "onrecord").iterdir()}


def test_modules_stay_short() -> None:
    long = {p.name: n for p in (ROOT / "src").rglob("*.py") if (n := len(p.read_text().splitlines())) > 450}
    assert not long
