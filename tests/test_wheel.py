"""The wheel, in a clean environment, does the main job."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(not os.environ.get("CI"), reason="builds and installs the wheel with all it needs; runs in CI")
def test_the_wheel_reads_a_page_in_a_clean_environment(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, ROOT], check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "onrecord/encode/weights/encoder.onnx" in names
    assert not any("encoder-float" in name or "torch" in name for name in names)
    place = tmp_path / "clean"
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    subprocess.run([place / "bin" / "pip", "install", "--quiet", wheel], check=True)
    listed = subprocess.run([place / "bin" / "pip", "list"], check=True, capture_output=True, text=True).stdout
    assert "torch " not in listed
    done = subprocess.run(
        [place / "bin" / "onrecord", "read", "--json", "--no-keep", ROOT / "examples" / "tarn-valley-dam.html"],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    record = json.loads(done.stdout)
    assert record["story"]["code"] == "4410732"
    assert len(record["statements"]) > 5
