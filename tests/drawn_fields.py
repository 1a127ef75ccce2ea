"""Fields with thin parts, some of them hanging free; and what must hold of every surface."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

from memoreez.sculptures.hunyuan3d.fields import Lattice, Sample

Field = Callable[[Tensor], Tensor]
REACHES = (None, 26.0, 13.0, 6.0, 4.0)  # cells from the surface to where a field is flat


def at_points(field: Field, lattice: Lattice) -> Sample:
    """A function of points (n, 3) float32 as one of nodes."""
    return lambda nodes: field(lattice.points(nodes))


def ball(radius: float, middle: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Field:
    return lambda points: radius - (points - torch.tensor(middle)).norm(dim=1)


def ring(radius: float, thickness: float) -> Field:
    def value(points: Tensor) -> Tensor:
        around = points[:, :2].norm(dim=1) - radius
        return thickness - (around**2 + points[:, 2] ** 2).sqrt()

    return value


def rod(start: Tensor, stop: Tensor, radius: float) -> Field:
    def value(points: Tensor) -> Tensor:
        along = stop - start
        share = ((points - start) @ along / (along @ along)).clamp(0, 1)
        return radius - (points - start - share[:, None] * along).norm(dim=1)

    return value


def disc(middle: Tensor, normal: Tensor, radius: float, half: float) -> Field:
    def value(points: Tensor) -> Tensor:
        height = (points - middle) @ normal
        across = (points - middle - height[:, None] * normal).norm(dim=1)
        return half - torch.hypot(height, (across - radius).clamp(min=0))

    return value


def union(*parts: Field) -> Field:
    return lambda points: torch.stack([part(points) for part in parts]).amax(0)


def thin(seed: int, lattice: Lattice) -> Field:
    """A body, seven rods and two discs from half a cell of radius up; as the seed says, cut off."""
    random = torch.Generator().manual_seed(seed)
    cell = 2 * lattice.bound / lattice.resolution

    def draw(*shape: int) -> Tensor:
        return torch.rand(*shape, generator=random)

    starts = (draw(8, 3) * 2 - 1) * 0.75
    stops = (starts + (draw(8, 3) * 2 - 1) * 0.6).clamp(-0.93, 0.93)
    radii = cell * (0.55 + 2 * draw(8) ** 2)
    stops[0], radii[0] = starts[0] * 0.9, 0.25
    parts = [rod(*ends) for ends in zip(starts, stops, radii.tolist(), strict=True)]
    for _ in range(2):
        normal = functional.normalize(draw(3) - 0.5, dim=0)
        middle = (draw(3) * 2 - 1) * 0.6
        parts.append(disc(middle, normal, float(0.1 + 0.25 * draw(())), float(cell / 2)))
    whole, reach = union(*parts), REACHES[seed % len(REACHES)]
    if reach is None:
        return whole
    return lambda points: torch.tanh(whole(points) / (reach * cell))


def characteristic(vertices: Tensor, faces: Tensor) -> int:
    """Vertices less edges plus faces; fails unless each edge has two faces, each its own way."""
    sides = torch.cat([faces[:, [n, (n + 1) % 3]] for n in range(3)]).long()
    there = (sides[:, 0] * len(vertices) + sides[:, 1]).sort().values
    back = (sides[:, 1] * len(vertices) + sides[:, 0]).sort().values
    assert bool((there.diff() > 0).all()), "an edge is drawn twice"
    assert torch.equal(there, back), "the surface is open"
    assert len(faces.unique()) == len(vertices), "a vertex is in no face"
    return len(vertices) - len(sides) // 2 + len(faces)


def measures(vertices: Tensor, faces: Tensor) -> tuple[float, float]:
    """The volume, and the smallest triangle's area in relation to its longest side's square."""
    corners = vertices.double()[faces.long()]
    one, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    normals = torch.linalg.cross(one, other)
    sides = torch.stack([one.norm(dim=1), other.norm(dim=1), (one - other).norm(dim=1)])
    flat = normals.norm(dim=1) / sides.amax(0) ** 2
    return float((corners[:, 0] * normals).sum() / 6), float(flat.min())


def fans(faces: Tensor) -> dict[int, int]:
    """How many separate fans of triangles meet at each vertex: one, where it bounds a solid."""
    links: dict[int, dict[int, int]] = {}
    for a, b, c in faces.tolist():
        for tip, here, there in ((a, b, c), (b, c, a), (c, a, b)):
            links.setdefault(tip, {})[here] = there
    return {tip: _rounds(after) for tip, after in links.items()}


def _rounds(after: dict[int, int]) -> int:
    count = 0
    while after:
        count += 1
        place = next(iter(after))
        while place in after:
            place = after.pop(place)
    return count
