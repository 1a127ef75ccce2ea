"""A painter's palette with thumb hole and blobs of paint, leaning on a jar of brushes."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    half_space,
    loop,
    sphere,
    torus,
    tube,
    union,
)

# Modelled lying: x across, y away, paint up.
SHAPE = [
    (-4, -19),
    (8, -18),
    (18, -12.6),
    (24.4, -3),
    (24, 7.4),
    (16, 15.4),
    (3, 19),
    (-11, 17.4),
    (-21.4, 10),
    (-24.6, -0.6),
    (-21.6, -8),
    (-15.6, -8.4),
    (-12, -10.6),
    (-10.4, -16),
]
BLOBS = [
    (-16.5, 6.5, 3.7),
    (-8.6, 12.6, 3.9),
    (1, 13.6, 3.4),
    (10, 11.2, 4.0),
    (17.2, 4.6, 3.6),
    (17.6, -4.6, 3.4),
]
HOLE = (7.4, -9.4)
LEAN = 66.0  # degrees from lying flat


@motif(
    "thing",
    en="palette, painting, painter, paint, paints, art, artist, watercolour, watercolor, oil "
    "painting, acrylics, canvas, drawing, sketching, brush, paintbrush, easel, fine arts, "
    "art class, colours, colors, being creative, illustration, illustrator",
    de="Palette, Malen, Maler, Malerin, Farben, Kunst, Künstler, Künstlerin, Aquarell, "
    "Ölmalerei, Acryl, Leinwand, Zeichnen, Pinsel, Staffelei, Skizzieren, kreativ, "
    "Illustratorin",
    fr="palette, peinture, peindre, peintre, peintures, art, artiste, aquarelle, peinture à "
    "l'huile, acrylique, toile, dessin, dessiner, pinceau, chevalet, croquis, couleurs, "
    "beaux-arts",
    es="paleta, pintura, pintar, pintor, pintora, arte, artista, acuarela, óleo, acrílico, "
    "lienzo, dibujo, dibujar, pincel, caballete, boceto, colores, bellas artes",
    hold="front",
    to_person=0.3,
    grip=(7, -4, -8),
    poses=("stand", "held"),
)
def palette(wall: float = 1.2, pose: str = "stand") -> Sdf:
    if pose == "held":
        return union(_board(wall), _across(wall)).turn(x=LEAN - 10)
    leaning = _board(wall).turn(x=LEAN).at(y=-6.2, z=17.4)
    return union(leaning, _jar(wall).at(3, 9)) & half_space((0, 0, -1))


def _board(wall: float) -> Sdf:
    """The board with its bevelled rim, the thumb hole, six blobs and a smear."""
    thick = max(2.8, wall)
    outline = loop(SHAPE, 80)
    board = extrude(outline, height=thick, round=0.9)
    rim = difference(
        extrude(outline, height=1.4, round=0.5).at(z=thick / 2),
        grow(extrude(outline, height=8), -1.9).at(z=thick / 2 + 1.4),
    )
    hole = cylinder(3.9, thick + 4).stretch(1.25, 1, 1).turn(z=-30).at(*HOLE)
    lip = torus(4.8, 0.75).stretch(1.2, 1, 1).turn(z=-30).at(*HOLE, thick / 2)
    blobs = [_blob(r, i).at(x, y, thick / 2 - 0.3) for i, (x, y, r) in enumerate(BLOBS)]
    smear = tube(
        curve([(-11, 3, 0), (-5, 5, 0), (-3, 1, 0), (3, 4, 0), (9, 1.4, 0)], 14),
        [1.7, 1.5, 1.3, 0.8],
    ).at(z=thick / 2 - 0.5)
    return union(difference(union(board, rim), hole, k=0.4), lip, *blobs, smear, k=0.3)


def _blob(radius: float, i: int) -> Sdf:
    """A dollop squeezed from a tube: three coils and a tip that curls over."""
    coils = [
        ellipsoid(radius * f, radius * f * 0.94, 1.5).at(z=z)
        for f, z in ((1.0, 0.5), (0.72, 1.7), (0.44, 2.8))
    ]
    tip = capsule((0, 0, 2.8), (radius * 0.22, 0, 4.1), 1.1, 0.55)
    return union(*coils, tip, k=0.5).turn(z=67 * i)


def _brush(length: float, wall: float) -> Sdf:
    """Along z, its hair at the top ending in a point, a banded ferrule, a swelling handle."""
    r = max(1.15, wall / 2)
    handle = capsule((0, 0, 0), (0, 0, length * 0.62), r, r + 0.45)
    ferrule = union(
        cone(r + 0.5, r + 0.9, 6.4, round=0.4).at(z=length * 0.62 + 2),
        torus(r + 0.75, 0.4).at(z=length * 0.62 + 1),
        torus(r + 0.85, 0.4).at(z=length * 0.62 + 3.6),
    )
    hair = union(
        ellipsoid(r + 1.4, r + 1.4, 4.6).at(z=length * 0.62 + 7.6),
        capsule((0, 0, length * 0.62 + 8), (0, 0, length - 0.6), r + 0.4, max(0.6, wall / 2)),
        k=1.0,
    )
    return union(handle, ferrule, hair)


def _across(wall: float) -> Sdf:
    """A brush laid over the lower edge of the board."""
    return _brush(44, wall).turn(y=90).turn(z=24).at(-23, -9.6, max(2.8, wall) / 2 + 1.2)


def _jar(wall: float) -> Sdf:
    """A jar with a rolled lip and a drip of paint, brushes fanning out of it."""
    jar = union(
        cylinder(10.2, 25, round=1.8).at(z=12.5),
        torus(9.6, 1.3).at(z=24.4),
        torus(10.1, 0.7).at(z=4.6),
        k=0.5,
    )
    well = cylinder(8.2, 8, round=0.8).at(z=27.2)
    drips = [
        capsule((10 * x, 10 * y, 24), (10 * x, 10 * y, z), 1.3, 1.5)
        for x, y, z in ((0.6, 0.8, 14), (0.2, 0.98, 18), (-0.34, 0.94, 11.5), (0.9, 0.4, 17))
    ]
    tilts = ((0, -14, -3.2, 0), (14, 8, 0.5, 3.4), (-5, 17, 3.4, -1.4), (15, -13, -2.4, 3))
    lengths = (40, 37, 42, 33)
    brushes = [
        _brush(n, wall).turn(x=-a, y=b).at(x, y, 16)
        for n, (a, b, x, y) in zip(lengths, tilts, strict=True)
    ]
    return union(difference(jar, well, k=0.3), *drips, sphere(4).at(z=14), *brushes)
