"""Diagrams of boxes with rows, set out in layers from left to right; every measure is in pixels of the drawing.

A row is both the name of a property and the port of its line, so that no line needs a label of its own. Widths are
guessed from the number of signs, generously, since the fonts of readers differ. Boxes stand in the layer after the last
box that points to them (longest path) and in a layer near what they are joined to (barycentres): the two steps of
Sugiyama, Tagawa and Toda (1981) that small drawings need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_SIGN = 7.3
_ROW = 22
_HEAD = 30
_PAD = 12
_GAP = 22
_LANE = 84
_MARGIN = 8
_BEND = 46


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a box: a property, or what follows from one.

    :param note: what stands at its end, such as the kind of value
    :param look: ``must`` where every node has it, ``may`` where it need not, ``follows`` where nobody writes it
    """

    key: str
    label: str
    note: str = ""
    look: str = "may"
    href: str | None = None


@dataclass(slots=True)
class Box:
    """A class with its rows; its place is found by `draw`."""

    key: str
    label: str
    href: str | None
    rows: Sequence[Row] = ()
    look: str = "kind"
    x: float = 0
    y: float = 0
    width: float = 0

    @property
    def height(self) -> float:
        """How tall the box is."""
        return _HEAD + len(self.rows) * _ROW + (6 if self.rows else 0)

    def port(self, row: str | None) -> float:
        """Return where the line of a row begins or ends; by default at the name of the box."""
        at = next((number for number, one in enumerate(self.rows) if one.key == row), None)
        return self.y + (_HEAD / 2 if at is None else self.row_y(at))

    def row_y(self, number: int) -> float:
        """Return the middle of a row, below the top of the box."""
        return _HEAD + number * _ROW + _ROW / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line from a row of a box to a row of another, or to its name."""

    source: str
    row: str
    target: str
    target_row: str | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """A drawn line: its path and the tip at its end."""

    path: str
    tip: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a template draws."""

    width: float
    height: float
    boxes: Sequence[Box] = field(default_factory=list)
    curves: Sequence[Curve] = field(default_factory=list)


def draw(boxes: Iterable[Box], lines: Iterable[Line]) -> Drawing:
    """Return boxes in their places with the lines between them; a line to a box that is not there is left out."""
    known = {box.key: box for box in boxes}
    joined = [line for line in lines if line.source in known and line.target in known and line.source != line.target]
    layers = _layers(known, joined)
    _place(layers, joined)
    tallest = max((box.y + box.height for box in known.values()), default=0)
    widest = max((box.x + box.width for box in known.values()), default=0)
    bend = _BEND if any(known[one.source].x >= known[one.target].x for one in joined) else 0
    curves = [_curve(known[line.source], known[line.target], line) for line in joined]
    return Drawing(widest + _MARGIN + bend, tallest + _MARGIN, list(known.values()), curves)


def _layers(boxes: Mapping[str, Box], lines: Sequence[Line]) -> list[list[Box]]:
    """Return the boxes by layer; a line that closes a circle does not count."""
    targets: dict[str, list[str]] = {key: [] for key in boxes}
    for line in lines:
        targets[line.source].append(line.target)
    depth: dict[str, int] = {}

    def visit(key: str, above: frozenset[str]) -> int:
        """Return how far a box is from the right end."""
        if key not in depth:
            below = (visit(one, above | {key}) for one in targets[key] if one not in above | {key})
            depth[key] = 1 + max(below, default=-1)
        return depth[key]

    for key in boxes:
        visit(key, frozenset())
    deepest = max(depth.values(), default=0)
    layers: list[list[Box]] = [[] for _ in range(deepest + 1)]
    joined = {end for line in lines for end in (line.source, line.target)}
    for key, box in boxes.items():
        layers[deepest - depth[key] if key in joined else 0].append(box)
    return [layer for layer in layers if layer]


def _place(layers: Sequence[list[Box]], lines: Sequence[Line]) -> None:
    x = float(_MARGIN)
    for layer in layers:
        width = max(_width(box) for box in layer)
        for box in layer:
            box.x, box.width = x, width
        x += width + _LANE
    for layer in layers:
        _stack(layer, {})
    everyone = {box.key: box for layer in layers for box in layer}
    for forth in (True, False, True):
        for layer in layers if forth else reversed(layers):
            wanted = {box.key: _pull(box, everyone, lines) for box in layer}
            layer.sort(key=lambda box: wanted[box.key])
            _stack(layer, wanted if forth else {})
    top = min((box.y for box in everyone.values()), default=0)
    for box in everyone.values():
        box.y += _MARGIN - top


def _pull(box: Box, boxes: Mapping[str, Box], lines: Sequence[Line]) -> float:
    """Return where the middle of a box would best be: at the mean height of what it is joined to."""
    ends = [boxes[one.source].port(one.row) for one in lines if one.target == box.key]
    ends += [boxes[one.target].port(one.target_row) for one in lines if one.source == box.key]
    return sum(ends) / len(ends) if ends else box.y + box.height / 2


def _stack(layer: Sequence[Box], wanted: Mapping[str, float]) -> None:
    """Set boxes below each other in their order, as near to where they are wanted as there is room."""
    end = float(-_GAP) if not wanted else float("-inf")
    for box in layer:
        box.y = max(end + _GAP, wanted.get(box.key, 0) - box.height / 2)
        end = box.y + box.height
    over = min((box.y for box in layer), default=0)
    if wanted and layer:
        middle = sum(wanted[box.key] for box in layer) / len(layer)
        shift = min(0.0, middle - (over + end) / 2)
        for box in layer:
            box.y += shift


def _width(box: Box) -> float:
    rows = (len(row.label) + (len(row.note) + 3 if row.note else 0) for row in box.rows)
    return max(max(rows, default=0) * _SIGN, len(box.label) * (_SIGN + 1.2)) + 2 * _PAD


def _curve(source: Box, target: Box, line: Line) -> Curve:
    start, end = source.port(line.row), target.port(line.target_row)
    if target.x > source.x:
        return _bezier(source.x + source.width, start, target.x, end, out=1, into=-1)
    if target.x == source.x:
        return _bezier(source.x + source.width, start, target.x + target.width, end, out=1, into=1)
    return _bezier(source.x, start, target.x + target.width, end, out=-1, into=1)


def _bezier(x1: float, y1: float, x2: float, y2: float, *, out: int, into: int) -> Curve:
    """Return a curve that leaves and arrives level, and the tip that it ends in.

    :param out: on which side it leaves: 1 is right
    :param into: on which side of the target it arrives
    """
    near = x2 + into * 6
    path = f"M{x1:g} {y1:g}C{x1 + out * _BEND:g} {y1:g} {near + into * _BEND:g} {y2:g} {near:g} {y2:g}"
    return Curve(path, " ".join(_points(x2, y2, into)))


def _points(x: float, y: float, side: int) -> Iterator[str]:
    yield from (f"{x:g},{y:g}", f"{x + side * 8:g},{y - 4:g}", f"{x + side * 8:g},{y + 4:g}")
