from pathlib import Path

import pytest

from onrecord.encode import Encoder
from onrecord.errors import WeightsError


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="no weights"):
        Encoder(tmp_path)


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "weights.json").write_text('{"version": "x", "calibration": [1, 0]}')
    (tmp_path / "encoder.onnx").write_bytes(b"no graph")
    broken = Encoder(tmp_path)
    with pytest.raises(WeightsError, match="cannot be loaded"):
        _ = broken._session


def test_every_word_has_its_emissions(encoder: Encoder) -> None:
    text = "\n".join(f"Paragraph {i}: rain will fall on the valley, the council said on Monday." for i in range(60))
    encoding = encoder.encode(text)
    assert len(encoding.emissions) == len(encoding.links) == len(encoding.tokens.words)


def test_a_text_of_one_endless_line_is_cut_between_words(encoder: Encoder) -> None:
    encoding = encoder.encode("unbelievably long rain " * 400)
    assert len(encoding.emissions) == 1200
