"""Text becomes vectors and token labels; knows no news."""

from onrecord.encode.encoder import Encoder, Encoding
from onrecord.encode.labels import Labelled

__all__ = ["Encoder", "Encoding", "Labelled"]
