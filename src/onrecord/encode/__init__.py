"""Text becomes vectors and token labels; knows no news."""

from onrecord.encode.encoder import Encoder, Encoding
from onrecord.encode.labels import OUTLOOK_LABELS, Labelled

__all__ = ["OUTLOOK_LABELS", "Encoder", "Encoding", "Labelled"]
