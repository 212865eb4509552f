"""The version of this software, as its package says."""

from importlib.metadata import version

__version__ = version("onrecord")
