"""What a date is, in any language and any notation; and one list's dates, read together."""

from __future__ import annotations

from feedkit.dates.formats import rfc822, rfc3339

__all__ = ["rfc822", "rfc3339"]
