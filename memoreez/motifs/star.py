"""A five-pointed star with a faceted front, on a small cloud."""

from memoreez.motifs import motif
from memoreez.sdf import Sdf, ellipsoid, extrude, grow, intersection, star_outline, union


@motif(
    "thing",
    en="star, stars, stargazing, astronomy, astronomer, telescope, night sky, constellations, "
    "astrology, horoscope, zodiac, shooting star, superstar, looking at the stars, milky way",
    de="Stern, Sterne, Sterngucker, Astronomie, Teleskop, Fernrohr, Sternenhimmel, Nachthimmel, "
    "Sternbilder, Astrologie, Sternschnuppe, Sterne beobachten",
    fr="étoile, étoiles, astronomie, télescope, ciel étoilé, regarder les étoiles, astrologie, "
    "constellations, étoile filante",
    es="estrella, estrellas, astronomía, telescopio, cielo nocturno, mirar las estrellas, "
    "astrología, constelaciones, estrella fugaz",
    hold="raise",
    to_person=0.3,
    grip=(0, 0, 12),
    poses=("stand", "held"),
)
def star(wall: float = 1.2, pose: str = "stand") -> Sdf:
    # each wall of the star leans back: a slim star grown by a fat one gives the facets
    flat = extrude(star_outline(5, 25, 11.5), height=7, round=2.2)
    ridge = extrude(star_outline(5, 17, 7.0), height=11, round=3.5)
    solid = grow(union(flat, ridge, k=5), 1.2).turn(x=90).at(z=34)
    if pose == "held":
        return solid.at(z=-4)
    puffs = [(-11, 0, 5, 9), (0, -3, 6, 10), (11, 0, 5, 9), (0, 4, 5, 9), (-18, 1, 3, 6), (18, 1, 3, 6)]
    cloud = union(*[ellipsoid(r, r * 0.9, r * 0.8).at(x, y, z) for x, y, z, r in puffs], k=3)
    return union(solid, _floor(cloud), k=2)


def _floor(solid: Sdf) -> Sdf:
    from memoreez.sdf import half_space

    return intersection(solid, half_space((0, 0, -1)))
