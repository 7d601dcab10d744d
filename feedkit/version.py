"""The version, for whatever names it: the command, requests, reports."""

from __future__ import annotations

__version__ = "0.1.0"
