"""What a motif promises in space, as complaints in words: an empty list is a good motif."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import manifold3d as m3
import numpy as np
import numpy.typing as npt

from memoreez.motifs import Motif, Spot
from memoreez.sdf import Sdf, mesh

VOXEL_MM = 1.0  # a wall of 1.2 mm just stays whole; half of it takes five times as long
SPECK_MM3 = 1.0
WALLS = (1.2, 3.0)  # the least thickness, mm: large in front, small beside
SIZE_MM, HELD_MM = (45, 75), (35, 75)  # what is held may leave its stand behind
CENTRED_MM, CONTACT_MM2, FOOTING_MM, REACH_MM = 6, 40, 1.0, 8

Corner = npt.NDArray[np.float64]  # (3,) mm


def complaints(
    motif: Motif, poses: Sequence[str] = (), walls: Sequence[float] = WALLS
) -> list[str]:
    """Everything that is wrong with these poses of the motif, or all, in sentences.

    `walls`: the first is for how it stands, all of them for whether it is whole.
    """
    found = []
    for pose in poses or motif.poses:
        made = solid(motif, pose, walls[0])
        texts = [*_pose(motif, pose, made), *_pieces(made, walls[0])]
        texts += [t for wall in walls[1:] for t in _pieces(solid(motif, pose, wall), wall)]
        texts += _spots(motif, made, walls[0]) if pose == motif.poses[0] else []
        found += [f"{pose}: {text}" for text in texts]
    return found


def solid(motif: Motif, pose: str, wall: float) -> m3.Manifold:
    """The pose as a closed solid."""
    vertices, faces = mesh(motif.build(wall=wall, pose=pose, label="Quilting"), VOXEL_MM)
    return m3.Manifold(m3.Mesh(vertices, faces.astype(np.uint32)))


def box(made: m3.Manifold) -> tuple[Corner, Corner]:
    """Its low and high corners, mm."""
    bounds = np.array(made.bounding_box())
    return bounds[:3], bounds[3:]


def _pose(motif: Motif, pose: str, made: m3.Manifold) -> Iterator[str]:
    held = pose == "held" and pose != motif.poses[0]
    low, high = box(made)
    least, most = HELD_MM if held else SIZE_MM
    largest = float((high - low).max())
    if not least <= largest <= most:
        yield f"{largest:.0f} mm large, not {least} to {most}"
    if held and not (
        (low - REACH_MM <= motif.grip).all() and (motif.grip <= high + REACH_MM).all()
    ):
        yield f"no hand at {motif.grip} can hold it"
    if not held:
        yield from _stands(made)


def _pieces(made: m3.Manifold, wall: float) -> Iterator[str]:
    """One closed piece without voids; anything under a cubic millimetre is a speck."""
    if made.status() != m3.Error.NoError:
        yield f"not a closed solid at wall {wall}: {made.status()}"
    volumes = [part.volume() for part in made.decompose()]
    large = [round(volume) for volume in volumes if abs(volume) >= SPECK_MM3]
    if len(large) != 1 or large[0] < 0:
        yield f"not one piece without voids at wall {wall}: {large} mm³"


def _stands(made: m3.Manifold) -> Iterator[str]:
    low, high = box(made)
    if abs(low[2]) > 0.2:
        yield f"its lowest point is at {low[2]:.2f} mm, not on the ground"
    off = float(np.abs((low + high)[:2] / 2).max())
    if off > CENTRED_MM:
        yield f"{off:.1f} mm off the centre"
    ground = made.slice(low[2] + 0.3)
    if ground.area() < CONTACT_MM2:
        yield f"only {ground.area():.0f} mm² on the ground"
    foot = m3.CrossSection.circle(FOOTING_MM, 16).translate(centre_of_mass(made))
    if (foot - ground.hull()).area() > 1e-6:
        yield "its centre of mass is not over its foot"


def centre_of_mass(made: m3.Manifold) -> tuple[float, float]:
    """x and y, by tetrahedra from the origin to each triangle."""
    out = made.to_mesh()
    corners = np.asarray(out.vert_properties, np.float64)[:, :3][np.asarray(out.tri_verts)]
    volumes = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6
    middle = (corners.sum(axis=1) / 4 * volumes[:, None]).sum(axis=0) / volumes.sum()
    return float(middle[0]), float(middle[1])


def _spots(motif: Motif, whole: m3.Manifold, wall: float) -> Iterator[str]:
    """A seat is firm with room above; a mouth is free above."""
    made = motif.build(wall)
    if motif.seat and not (_ring(made, motif.seat, -2.5) < 0).all():
        yield f"nothing firm under the seat {motif.seat}"
    if motif.seat and not (_ring(made, motif.seat, 2.5) > 0).all():
        yield f"something stands on the seat {motif.seat}"
    if motif.mouth and not (_ring(made, motif.mouth, 4.0) > 0).all():
        yield f"something covers the mouth {motif.mouth}"
    spots = [spot for spot in (motif.seat, motif.mouth) if spot is not None]
    if spots:
        low, high = box(whole)
        for spot in spots:
            if not _inside(spot[:3], low, high) or spot[3] < 2:
                yield f"{spot} is not on the thing"


def _inside(point: tuple[float, ...], low: Corner, high: Corner) -> bool:
    return bool((low <= point).all() and (point <= high).all())


def _ring(made: Sdf, spot: Spot, above: float) -> npt.NDArray[np.float32]:
    """Distances at eight places round the spot, `above` mm over it, (8,)."""
    x, y, z, radius = spot
    turn = np.arange(8) * np.pi / 4
    ring = [x + 0.7 * radius * np.cos(turn), y + 0.7 * radius * np.sin(turn)]
    return made(np.stack([*ring, np.full(8, z + above)], axis=1))
