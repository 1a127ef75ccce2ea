"""A cat that sits with its tail round its paws, or sleeps curled up."""

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor, paw
from memoreez.sdf import (
    Sdf,
    capsule,
    curve,
    difference,
    ellipsoid,
    mirror,
    sphere,
    torus,
    tube,
    union,
)


@motif(
    "animal",
    en="cat, cats, kitten, kittens, kitty, kitties, pussycat, feline, tomcat, tabby, cat lover, "
    "cat lady, cat mom, cat dad, cat person, my cat, cuddling the cat, purring, meow, "
    "siamese, persian cat, maine coon, black cat, mouser",
    de="Katze, Katzen, Kater, Kätzchen, Katzenbaby, Mieze, Miezekatze, Stubentiger, Samtpfote, "
    "Katzenliebhaber, Katzenmama, Katzenpapa, meine Katze, Katze streicheln, Perserkatze, "
    "Siamkatze, Hauskatze, Mäusefänger",
    fr="chat, chats, chatte, chaton, chatons, minou, minet, matou, félin, amoureux des chats, "
    "mon chat, câliner le chat, siamois, persan, chat noir, ronron, ronronner",
    es="gato, gatos, gata, gatas, gatito, gatitos, minino, michi, michis, felino, amante de los "
    "gatos, mi gato, acariciar al gato, siamés, gato persa, gato negro, ronroneo",
    to_person=0.33,
    poses=("sit", "sleep"),
)
def cat(wall: float = 1.2, pose: str = "sit") -> Sdf:
    return floor(_sleeping(wall) if pose == "sleep" else _sitting(wall))


def _ear(tip: float) -> Sdf:
    """The right ear, hollow towards -y, `tip` mm its radius at the top."""
    out = capsule((0, 0, -2), (3.4, 0.4, 8.8), 6.4, tip).stretch(y=0.66)
    hollow = capsule((0.2, -4.6, 0.8), (3.0, -2.6, 7.4), 3.7, 0.6)
    return difference(out, hollow, k=1.2).turn(z=12).at(6.3, 0.5, 7.2)


def _closed(head: Sdf) -> Sdf:
    """`head` with two eyes shut in a smile."""
    dome = ellipsoid(3.2, 2.0, 2.8).turn(z=24).at(5.7, -9.2, 0.8)
    lid = difference(ellipsoid(3.0, 2.9, 2.7), ellipsoid(3.5, 3.5, 2.8).at(0, 0.2, 1.2))
    return difference(
        union(head, mirror(dome), k=1.6), mirror(lid.turn(z=24).at(5.7, -9.9, 0.8)), k=0.3
    )


def _head(wall: float, asleep: bool = False) -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    ear = _ear(max(1.7, 0.75 * wall))
    skull = ellipsoid(13, 10.8, 10.2)
    tuft = mirror(capsule((6, -2.8, -3.0), (12, -2.0, -2.6), 5.6, 2.6))
    head = union(skull, tuft, ellipsoid(8, 5, 5).at(0, -6, -4), k=4)
    head = _closed(head) if asleep else eyes(head, (5.7, -8.7, 1.2), 2.9, 24, tall=1.2)
    pads = mirror(ellipsoid(3.5, 2.9, 2.8).at(2.6, -10.4, -4.6), k=0.4)
    head = union(head, pads, ellipsoid(2.2, 2.2, 1.7).at(0, -9.8, -7), k=1.0)
    spots = [sphere(0.55).at(3.6 + dx, -13.0 + 0.5 * dx, -4.5 + dz) for dx, dz in _SPOTS]
    head = difference(head, mirror(union(*spots)), k=0.5)
    nose = union(ellipsoid(1.8, 1.2, 1.0), sphere(0.7).at(0, 0, -0.8), k=1).at(0, -13, -2.3)
    head = union(head, nose, k=0.4)
    return union(head, mirror(ear), k=2)


_SPOTS = ((-0.6, 0.8), (1.0, 0.3), (0.2, -1.0))


def _sitting(wall: float) -> Sdf:
    rump = ellipsoid(12, 12, 10.5).at(0, 7, 10)
    trunk = capsule((0, 6, 13), (0, -2, 27), 10, 7.2)
    neck = capsule((0, -2.5, 28), (0, -4, 38), 6.8, 6.6)
    body = union(rump, trunk, ellipsoid(7, 6, 8).at(0, -4.6, 23), neck, k=5)
    thigh = union(
        ellipsoid(6, 9.5, 9).turn(x=-14).at(10.4, 4, 9),
        paw(3.9, 6, 2.9).turn(z=10).at(11.6, -5.5, 0),
        k=2,
    )
    body = union(body, mirror(thigh), k=2.2)
    leg = union(
        capsule((4.4, -5.4, 23), (4.2, -9.2, 5), 4.0, 3.3),
        paw(3.9, 5.4, 3.1).at(4.2, -10.2, 0),
        k=1.4,
    )
    body = union(body, mirror(leg), k=1.2)
    path = curve(
        [
            (0, 17, 6),
            (11, 19.5, 4.5),
            (19, 10, 4),
            (18.5, -4, 3.8),
            (11, -15.5, 3.6),
            (1, -18.5, 3.4),
            (-6, -17.5, 4.6),
        ],
        22,
    )
    body = union(body, tube(path, [4.2, 3.9, 3.7, 3.3, 2.6]), k=0.8)
    body = union(body, _head(wall).scale(1.12).turn(x=2, y=-8, z=-6).at(-0.6, -4.5, 43.5), k=2)
    return union(body, _collar(), k=0.5)


def _collar() -> Sdf:
    """A band with a bell."""
    bell = difference(sphere(2.6), capsule((-1.6, -2.5, -0.6), (1.6, -2.5, -0.6), 0.5), k=0.3)
    band = torus(7.8, 1.4).turn(x=14)
    return union(band, bell.at(0, -9.0, -3.2), k=0.6).at(0, -3.4, 31.4)


def _sleeping(wall: float) -> Sdf:
    back = curve([(15, -7, 9), (15.5, 8, 10.5), (3, 17, 11), (-11, 11, 10.5), (-15, -2, 9.5)], 30)
    body = union(tube(back, [10, 11.5, 12, 11, 9.5]), ellipsoid(15, 13, 9).at(0, 1, 9), k=5)
    thigh = ellipsoid(7, 10, 9.5).turn(z=30).at(18, -6, 9)
    body = union(body, thigh, k=2.5)
    body = union(body, paw(3.9, 6, 2.9).turn(z=-70).at(8, -14, 0.3), k=1)
    arm = union(
        capsule((-13, -8, 6), (-5, -20, 4.2), 5, 3.8),
        paw(4, 6, 3.1).turn(z=24).at(-3.4, -22, 0),
        k=1.4,
    )
    body = union(body, arm, k=1.5)
    path = curve([(24, -2, 6), (24, -14, 4.8), (15, -22.5, 4.4), (8, -25, 4), (3, -21, 4.6)], 24)
    body = union(body, tube(path, [4.8, 4.4, 4.2, 4.0, 3.0]), k=0.8)
    head = _head(wall, asleep=True).scale(1.1).turn(x=-4, y=12, z=-16).at(-8, -11, 13.5)
    return union(body, head, k=1.6).at(-1, 2, 0)
