"""Where on earth something is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from feedkit.model.checked import Checked, Range

POINT_COUNTS = {"point": (1, 1), "line": (2, None), "polygon": (3, None), "box": (2, 2)}  # least, most
SHAPE = Range("point, line, polygon or box", POINT_COUNTS.__contains__)


def _is_point(value: Any) -> bool:
    if len(value) != 2 or any(isinstance(one, bool) or not isinstance(one, int | float) for one in value):
        return False
    return bool(-90 <= value[0] <= 90 and -180 <= value[1] <= 180)


POINT = Range("pairs of a latitude from -90 to 90 and a longitude from -180 to 180", _is_point)


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(Checked):
    """Where something is or happens: a point, most often. `Location(points=[(57.15, -2.11)])` is Aberdeen.

    Attributes:
        points: pairs of latitude and longitude in degrees (WGS 84): of a box two corners, south-west and
            north-east; of a line or a polygon all of its corners.
        shape: "point", "line", "polygon" or "box".
        name: name of the location, as people call it.
    """

    points: Annotated[Sequence[tuple[float, float]], POINT]  # georss:point … / georss:point … / -
    shape: Annotated[str, SHAPE] = "point"  # georss:point … / georss:point … / -
    name: str | None = None  # georss:featurename / georss:featurename / -

    def __post_init__(self) -> None:
        super(Location, self).__post_init__()
        least, most = POINT_COUNTS[self.shape]
        if len(self.points) < least or (most and len(self.points) > most):
            wanted = f"{least} for a {self.shape}" if most else f"{least} or more for a {self.shape}"
            raise ValueError(f"Location.points must be {wanted}, but is {self.points!r}")
