"""Drafts and checks the yearly report on building a law-based government."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("fazhi")
except PackageNotFoundError:  # running from a checkout that was never installed
    __version__ = "0"
