"""Places for words on a plot: each label near its mark, on the side where it covers least."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exports.slide_text import inches

# Sides in the order of preference, and how many inches farther than needed a label may stand.
SIDES = {"r": (1, 0), "t": (0, 1), "l": (-1, 0), "b": (0, -1)}
AWAY = (0.0, 0.14, 0.28, 0.45, 0.65)
CLEAR, INSET, LINE = 0.06, 0.05, 0.22
FAR, ORDER, OUTSIDE = 0.08, 0.002, 5.0  # what an inch of distance, a later side and an inch outside the plot cost in square inches covered
STRANGE = 0.025  # a mark nearer to the label than its own
ENOUGH = 0.03  # an optional label may cost so much


class Area(NamedTuple):
    """A rectangle in inches from the plot's foot and left edge."""

    left: float
    foot: float
    right: float
    top: float

    def shared(self, other: "Area") -> float:
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.top, other.top) - max(self.foot, other.foot)
        return across * up if across > 0 and up > 0 else 0.0

    def distance(self, x: float, y: float) -> float:
        return math.hypot(max(self.left - x, 0.0, x - self.right), max(self.foot - y, 0.0, y - self.top))


class Wanted(NamedTuple):
    """Words that belong to a point; an optional one is left out where it would cover something."""

    text: str
    size: float
    bold: bool
    x: float
    y: float
    optional: bool = False


class Place(NamedTuple):
    """Where a label hangs, in inches, and on which side of that point it stands."""

    x: float
    y: float
    side: str


def placed(wanted: Sequence[Wanted], taken: Iterable[Area], points: Sequence[tuple[float, float]], plot: Area) -> list[Place | None]:
    """Return a place for each label in its order, None for an optional one without room.

    taken: what must stay visible. points: all marks, so that no label stands nearer to another's than to its own.
    """
    boxes = list(taken)
    found: list[Place | None] = []
    for label in wanted:
        cost, place, area = min(_candidates(label, boxes, points, plot))
        if label.optional and cost > ENOUGH:
            found.append(None)
            continue
        boxes.append(area)
        found.append(place)
    return found


def _candidates(
    label: Wanted, boxes: Sequence[Area], points: Sequence[tuple[float, float]], plot: Area
) -> Iterable[tuple[float, Place, Area]]:
    long, tall = inches(label.text, label.size, label.bold) + 2 * INSET, LINE * label.size / 12
    for order, (side, (across, up)) in enumerate(SIDES.items()):
        for away in AWAY:
            for x, y in {(across * away, up * away), (0.0, away), (0.0, -away)}:
                place = Place(label.x + x + CLEAR * across, label.y + y + CLEAR * up, side)
                left = place.x if across > 0 else place.x - long if across < 0 else place.x - long / 2
                foot = place.y if up > 0 else place.y - tall if up < 0 else place.y - tall / 2
                area = Area(left, foot, left + long, foot + tall)
                covered = sum(area.shared(box) for box in boxes)
                gaps = (plot.left - area.left, area.right - plot.right, plot.foot - area.foot, area.top - plot.top)
                outside = sum(max(0.0, gap) for gap in gaps)
                own = area.distance(label.x, label.y)
                strange = sum(area.distance(*point) < own for point in points)
                yield covered + STRANGE * strange + OUTSIDE * outside + FAR * away + ORDER * order, place, area
