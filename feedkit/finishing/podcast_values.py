"""The values of podcasts and episodes made valid, by the rows of `feedkit.values.podcast_elements`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from feedkit.model.checked import Part, replaced
from feedkit.values.media_types import media_type_of
from feedkit.values.podcast_elements import (
    ADDRESS,
    DATE,
    FIELDS,
    KEYWORDS,
    MAIL_DATE,
    Field,
    Nested,
    required_fields,
)

Address = Callable[[str | None, str], str | None]
Report = Callable[[str, str, str, str], None]


class PodcastNormaliser:
    """Normalises podcasts, episodes and their parts.

    field:    the field of the entry or feed that they stand in, for Problems
    address:  returns an absolute address, given one and its field; None with a Problem where there is none
    moment:   returns a date with an offset that can be written
    report:   takes a rule, a field, what was wanted and what was found
    """

    def __init__(
        self, field: str, address: Address, moment: Callable[[datetime], datetime | None], report: Report
    ) -> None:
        self.field = field
        self.address = address
        self.moment = moment
        self.report = report

    def fields(self, model: Any) -> dict[str, Any]:
        """Return the fields of a part of the model that there are rows for, each valid or empty."""
        return {
            name: self.value(getattr(model, name), field, name) for name, field in FIELDS[type(model)].items()
        }

    def value(self, value: Any, field: Field, name: str) -> Any:
        if isinstance(field, Nested):
            if field.one:
                return value and self.part(value, name)
            return tuple(filter(None, (self.part(one, name) for one in value)))
        if field.kind is KEYWORDS:
            return field.kind.read(",".join(value))
        if field.kind is MAIL_DATE:
            return value.astimezone(UTC).replace(microsecond=0)  # as it can be written
        if field.kind is DATE:
            return value and self.moment(value)
        if value is None or isinstance(value, bool) or not str(value).strip():
            return value if isinstance(value, bool) else None
        if field.kind is ADDRESS:
            return self.address(value, f"{self.field}.{name}")
        text = str(field.kind.write(value)).strip()
        found = field.kind.read(text)
        if found is None:
            self.report("not-of-a-podcast", f"{self.field}.{name}", field.kind.wanted, text)
        return found

    def part(self, part: Part, name: str) -> Part | None:
        """Return a part with valid values; None where what it must have is not valid."""
        inner = PodcastNormaliser(f"{self.field}.{name}", self.address, self.moment, self.report)
        values = inner.fields(part)
        for needed in required_fields(type(part)):
            if needed in values and values[needed] in (None, ()):
                if getattr(part, needed) in ("", ()):
                    self.report("not-of-a-podcast", f"{self.field}.{name}", f"its {needed}", "none")
                return None
        if "type" in values and "url" in values and values["type"] is None and name in TYPED:
            values["type"] = media_type_of(values["url"])
        return replaced(part, **values)


TYPED = ("transcripts", "chapters", "trailers")  # whose files have a type in any case
