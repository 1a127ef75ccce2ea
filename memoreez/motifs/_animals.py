"""What the modelled animals share: eyes that look, paws with toes, a flat underside."""

from memoreez.sdf import (
    Sdf,
    capsule,
    difference,
    ellipsoid,
    half_space,
    intersection,
    mirror,
    union,
)

Place = tuple[float, float, float]


def floor(solid: Sdf) -> Sdf:
    """`solid` cut flat at z = 0."""
    return intersection(solid, half_space((0, 0, -1)))


def eyes(head: Sdf, at: Place, radius: float, outward_deg: float = 20, tall: float = 1.15) -> Sdf:
    """`head` with two eyes, the right one at `at`: hollows in a soft rim, a spark left standing.

    A hollow is dark in every light, so the eye looks dark and shining; stone carvers do the same.
    """
    rim = ellipsoid(radius * 1.24, radius * 0.5, radius * tall * 1.2)
    hollow = ellipsoid(radius, radius * 1.0, radius * tall).at(0, -radius * 0.35, 0)
    spark = capsule(
        (-radius * 0.28, radius * 0.85, radius * 0.36),
        (-radius * 0.32, -radius * 0.2, radius * 0.44),
        radius * 0.36,
    )
    rims = mirror(rim.turn(z=outward_deg).at(*at))
    hollows = mirror(hollow.turn(z=outward_deg).at(*at))
    face = difference(union(head, rims, k=1.2), hollows, k=0.5)
    sparks = [spark.turn(z=s * outward_deg).at(s * at[0], at[1], at[2]) for s in (1, -1)]
    return union(face, *sparks, k=0.3)


def paw(wide: float, long: float, high: float) -> Sdf:
    """A paw that points to -y, its heel at the origin's side, with two grooves between the toes."""
    toes = [
        ellipsoid(wide * 0.42, long * 0.4, high * 0.86).at(x * wide, -long * 0.62 + dy, high * 0.84)
        for x, dy in ((-0.56, 0.5), (0.0, 0.0), (0.56, 0.5))
    ]
    pad = ellipsoid(wide * 0.95, long * 0.9, high).at(0, 0, high * 0.9)
    grooves = [
        capsule(
            (x * wide, -long * 0.8, high * 1.75), (x * wide * 1.1, -long * 1.2, high * 0.2), 0.35
        )
        for x in (-0.29, 0.29)
    ]
    return difference(union(pad, *toes, k=1.0), *grooves, k=0.5)
