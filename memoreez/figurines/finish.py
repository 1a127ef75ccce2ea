"""From a raw sculpture to a figurine: sized, set on its inscribed pedestal, one closed solid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt
from manifold3d import Error, Manifold, OpType
from manifold3d import Mesh as Triangles

from memoreez.artifacts import Figurine, Mesh
from memoreez.errors import BadInput, InscriptionError
from memoreez.figurines import pedestal as pedestals
from memoreez.figurines.carrying import Load, load_of, widening
from memoreez.figurines.engraving import Inscribed, inscribe, needed_height_mm
from memoreez.figurines.mending import flaws, mended, passable, usable
from memoreez.figurines.pedestal import Pedestal
from memoreez.lettering import missing
from memoreez.welding import keep_apart

HEIGHT_MM = (20.0, 300.0)
SPECK_MM3 = 1.0  # smaller bodies are left-overs of sampling, never a ball in a dog's mouth
APART_MM = 0.002  # vertices on one spot are parted, or a reload would weld them
SLIVER_MM = 0.01  # triangles that stand out less are merged
SINK_MM = 0.5  # the sculpture's sole goes this deep into the pedestal
MARGIN_MM = 2.0  # of pedestal top round the sculpture's feet
STOUT = 0.46  # least width of a pedestal in heights of the keepsake
WIDER = (1.0, 1.15, 1.3, 1.5)  # tried in turn when an inscription does not fit


@dataclass(frozen=True)
class Wish:
    """What the person chose for the finished figurine."""

    height_mm: float = 90.0
    inscription: tuple[str, ...] = ()
    pedestal: str = "round"
    profile: str = "chamfered"
    style: str = "engraved"
    font: str = "sans"


@dataclass(frozen=True, eq=False)
class Finished:
    """A figurine with what was changed on the way and the stroke of its inscription."""

    figurine: Figurine
    repairs: tuple[str, ...]
    stroke_mm: float | None
    sculptor: str = ""  # who made the sculpture, where that is known


@dataclass(frozen=True, eq=False)
class _Made:
    finished: Finished
    pieces: int  # that hang together nowhere


@dataclass(frozen=True, eq=False)
class Stand:
    """A pedestal for given feet, letters and all, centred below them."""

    solid: Mesh
    letters: Mesh | None
    height_mm: float
    room_mm: float  # the figure's height, `SINK_MM` of it inside the pedestal


def finish(sculpture: Mesh, wish: Wish, *, tolerance_mm: float) -> Finished:
    """`sculpture` (mm, any size, standing upright) on its pedestal, `wish.height_mm` high in all.

    `tolerance_mm` is how far simplification may move the surface. A sculpture that is no solid in
    one piece, has a slab behind it, or walls too thin at its size on the pedestal, is repaired; a
    sound one goes on as it is. Raises BadInput for a height out of range or a sculpture that no
    repair closes, UnknownName and InscriptionError for what the pedestal cannot do.
    """
    _check_height(wish)
    made = _finished(sculpture, wish, tolerance_mm) if usable(sculpture) else None
    found = flaws(made.finished.figurine.solid) if made is not None else None
    if made is not None and made.pieces == 1 and not found:
        return made.finished
    room = wish.height_mm - _pedestal_height(wish) + SINK_MM
    raw, told = mended(sculpture, room, backdrop=found is None or found.backdrop)
    if raw is not sculpture or made is None:
        made = _finished(raw, wish, tolerance_mm)
    if made is None:
        raise BadInput(
            "The sculpture is no closed solid and could not be made one: most of its surface is "
            "missing. Choose another picture or another sculptor."
        )
    return replace(made.finished, repairs=told + made.finished.repairs)


def _finished(sculpture: Mesh, wish: Wish, tolerance_mm: float) -> _Made | None:
    """The figurine as the sculpture is; None where that is no solid."""
    placed, stand, inscribed = _placed(sculpture, wish)
    raw = _solid(placed)
    if raw is None:
        return None
    figure, _, repairs = _cleaned(raw.simplify(tolerance_mm))
    joined = (figure + (inscribed.solid if inscribed else stand.solid)).simplify(SLIVER_MM)
    solid, pieces, sealed = _cleaned(joined)  # the pedestal may have closed a hollow of the figure
    made = Figurine(
        keep_apart(mesh(solid), APART_MM),
        _bodies(figure, stand, inscribed),
        wish.height_mm,
        inscribed.lines if inscribed else (),
        wish.pedestal,
    )
    stroke = inscribed.stroke_mm if inscribed else None
    return _Made(Finished(made, repairs + sealed, stroke), pieces)


def preview(sculpture: Mesh, wish: Wish) -> Figurine:
    """The same figurine for a picture only: sculpture and pedestal side by side, not joined.

    Of its bodies only the inscription is there: who draws it wants to have it in sight.
    """
    _check_height(wish)
    placed, stand, inscribed = _placed(passable(sculpture), wish)
    below = mesh(inscribed.solid if inscribed else stand.solid)
    vertices = np.concatenate([placed.vertices, below.vertices])
    faces = np.concatenate([placed.faces, below.faces + np.int32(len(placed.vertices))])
    lines = inscribed.lines if inscribed else ()
    bodies = {"inscription": mesh(inscribed.inscription)} if inscribed else {}
    return Figurine(Mesh(vertices, faces), bodies, wish.height_mm, lines, wish.pedestal)


def _placed(sculpture: Mesh, wish: Wish) -> tuple[Mesh, Pedestal, Inscribed | None]:
    """The sculpture at its size, its feet centred on the top of its pedestal."""
    rise = _pedestal_height(wish)
    points = sculpture.vertices.astype(np.float64)
    bottom, top = points[:, 2].min(), points[:, 2].max()
    room = wish.height_mm - rise + SINK_MM
    points = (points - [0, 0, bottom]) * (room / (top - bottom))
    feet = points[points[:, 2] < _foot_mm(room), :2]
    (x, y), _ = cv2.minEnclosingCircle(feet.astype(np.float32))
    load = load_of((points - [x, y, SINK_MM])[sculpture.faces])
    stand, inscribed = _stand(feet - [x, y], wish, rise, load)
    points += [-x, -y, stand.height_mm - SINK_MM]
    return Mesh(points.astype(np.float32), sculpture.faces), stand, inscribed


def stand(feet: npt.NDArray[np.float64], wish: Wish, load: Load | None = None) -> Stand:
    """The pedestal that `finish` puts under a figure, without the figure.

    `feet` (n, 3) are points of its lowest part, centred, and `load` is what it weighs down with,
    both in heights of the figure. Raises as `rehearse` does, and InscriptionError.
    """
    rehearse(wish)
    rise = _pedestal_height(wish)
    room = wish.height_mm - rise + SINK_MM
    near = feet[feet[:, 2] * room < _foot_mm(room), :2] * room
    made, inscribed = _stand(near, wish, rise, load.scaled(room) if load else None)
    if inscribed is None:
        return Stand(mesh(made.solid), None, rise, room)
    return Stand(mesh(inscribed.solid), mesh(inscribed.inscription), rise, room)


def _foot_mm(room_mm: float) -> float:
    """Up to here a figure of that height counts as its feet."""
    return max(1.5, 0.05 * room_mm)


def rehearse(wish: Wish) -> None:
    """Try height, pedestal and inscription on the narrowest footprint: their errors come at once.

    Raises BadInput, UnknownName and InscriptionError.
    """
    _check_height(wish)
    wide = STOUT * WIDER[-1] * wish.height_mm
    rise = _pedestal_height(wish)
    if rise > 0.6 * wish.height_mm:
        raise BadInput(
            f"The inscription needs a pedestal of {rise:g} mm, too much for a keepsake of "
            f"{wish.height_mm:g} mm; choose a greater height or leave a line out."
        )
    stand = pedestals.build(wish.pedestal, (wide, wide), rise, wish.profile)
    lines = tuple(line for line in wish.inscription if line.strip())
    if lines:
        inscribe(stand, lines, wish.style, wish.font)


def _check_height(wish: Wish) -> None:
    low, high = HEIGHT_MM
    if not low <= wish.height_mm <= high:
        raise BadInput(
            f"A height of {wish.height_mm:g} mm cannot be made; choose {low:g} to {high:g} mm."
        )


def mesh(solid: Manifold) -> Mesh:
    """The triangles of an exact solid."""
    triangles = solid.to_mesh()
    return Mesh(
        np.array(triangles.vert_properties[:, :3], np.float32),
        np.array(triangles.tri_verts, np.int32),
    )


def _solid(sculpture: Mesh) -> Manifold | None:
    faces = np.array(sculpture.faces, np.uint32)
    solid = Manifold(Triangles(np.array(sculpture.vertices, np.float32), faces))
    return solid if solid.status() == Error.NoError and solid.volume() > 0 else None


def _cleaned(solid: Manifold) -> tuple[Manifold, int, tuple[str, ...]]:
    """Without inner voids and specks, and in how many pieces; says what was dropped."""
    parts = solid.decompose()
    kept = [part for part in parts if part.volume() >= SPECK_MM3]
    voids = sum(part.volume() < 0 for part in parts)
    specks = len(parts) - len(kept) - voids
    repairs = []
    if voids:
        repairs.append(f"filled {voids} inner void{'s' * (voids > 1)}")
    if specks:
        repairs.append(f"dropped {specks} speck{'s' * (specks > 1)} under {SPECK_MM3:g} mm³")
    if len(parts) == 1:
        return solid, 1, ()
    return Manifold.batch_boolean(kept, OpType.Add), len(kept), tuple(repairs)


def _pedestal_height(wish: Wish) -> float:
    """About a tenth of the keepsake, or as high as the inscription needs."""
    plain = max(0.085 * wish.height_mm, pedestals.MIN_HEIGHT_MM)
    lines = tuple(line for line in wish.inscription if line.strip())
    if not lines:
        return plain
    return max(0.105 * wish.height_mm, needed_height_mm(lines, wish.profile, wish.font))


def _stand(
    feet: npt.NDArray[np.float64], wish: Wish, rise_mm: float, load: Load | None
) -> tuple[Pedestal, Inscribed | None]:
    """A pedestal under the feet, widened until it carries the load and the inscription fits."""
    size = _footprint(feet, wish)
    if load is not None:
        least = pedestals.build(wish.pedestal, size, rise_mm, wish.profile)
        factor = widening(load, least.solid, rise_mm)
        size = (size[0] * factor, size[1] * factor)
    lines = tuple(line for line in wish.inscription if line.strip())
    for wider in WIDER:
        wide = (size[0] * wider, size[1] * (wider if wish.pedestal == "round" else wider**0.5))
        stand = pedestals.build(wish.pedestal, wide, rise_mm, wish.profile)
        if not lines:
            return stand, None
        try:
            return stand, inscribe(stand, lines, wish.style, wish.font)
        except InscriptionError:
            if wider == WIDER[-1] or any(missing(line, wish.font) for line in lines):
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _footprint(foot: npt.NDArray[np.float64], wish: Wish) -> tuple[float, float]:
    """Width and depth of a pedestal that holds all feet, centred on the z axis."""
    reach = np.abs(foot).max(axis=0) + MARGIN_MM + 1.4
    radius = float(np.hypot(*foot.T).max()) + MARGIN_MM + 1.4
    least = STOUT * wish.height_mm / 2
    if wish.pedestal == "round":
        radius = max(radius, least)
        return 2 * radius, 2 * radius
    # corners of a box round the feet must lie inside an oval or a hexagon
    slack = {"oval": 1.25, "hexagonal": 1.18}.get(wish.pedestal, 1.0)
    x, y = max(reach[0] * slack, least), max(reach[1] * slack, least * 0.75)
    if wish.pedestal == "hexagonal":
        x, y = max(x, 1.1 * y), max(y, 0.8 * x)
    return 2 * float(x), 2 * float(y)


def _bodies(figure: Manifold, stand: Pedestal, inscribed: Inscribed | None) -> Mapping[str, Mesh]:
    """The parts of a 3MF: they touch and never overlap, and have no slivers."""
    top = figure.trim_by_plane((0, 0, 1), stand.height_mm).simplify(SLIVER_MM)
    pedestal = inscribed.pedestal if inscribed else stand.solid
    parts = {"figure": top, "pedestal": pedestal.simplify(SLIVER_MM)}
    if inscribed:
        parts["inscription"] = inscribed.inscription.simplify(SLIVER_MM)
    return {name: keep_apart(mesh(part), APART_MM) for name, part in parts.items()}
