"""A puppy with floppy ears that sits by its ball or lies with its chin on its paws."""

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor, paw
from memoreez.sdf import (
    Sdf,
    arc,
    capsule,
    curve,
    cylinder,
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
    en="dog, dogs, puppy, puppies, pup, doggo, doggy, pooch, hound, walking the dog, dog "
    "walking, dog walks, dog training, dog lover, labrador, golden retriever, retriever, "
    "beagle, spaniel, cocker spaniel, dachshund, poodle, terrier, mutt, canine, rescue dog, "
    "my dog, agility, fetch",
    de="Hund, Hunde, Welpe, Hündchen, Hündin, Vierbeiner, Gassi gehen, Gassi, mit dem Hund, "
    "Hundespaziergang, Hundeschule, Hundesport, Hundebesitzer, Labrador, Golden Retriever, "
    "Dackel, Pudel, Beagle, Mischling, Wauwau, Fellnase, Hundeliebe",
    fr="chien, chiens, chienne, chiot, chiots, toutou, promener le chien, promenade du chien, "
    "balade avec le chien, maître chien, labrador, golden retriever, caniche, teckel, "
    "épagneul, beagle, dressage de chien, agility",
    es="perro, perros, perra, perrito, cachorro, cachorros, perritos, pasear al perro, paseo con "
    "el perro, sacar al perro, amante de los perros, labrador, golden retriever, caniche, "
    "salchicha, beagle, chucho, mascota, adiestramiento canino",
    to_person=0.45,
    poses=("sit", "lie"),
)
def dog(wall: float = 1.2, pose: str = "sit") -> Sdf:
    if pose == "lie":
        return floor(_lying())
    return floor(union(_sitting(), _ball().at(17.5, -13, 6.2), k=0.8))


def _ear(swing_deg: float) -> Sdf:
    """The right ear: rooted high, folded over, hanging beside the cheek."""
    root = capsule((8, 1.5, 8.5), (12.6, 0.5, 8), 3.2, 3.0)
    flap = ellipsoid(2.7, 6.2, 10.5).at(0, -0.5, -9).turn(x=-8, y=-swing_deg).at(13.2, 0.5, 9.2)
    return union(root, flap, k=3)


def _tongue() -> Sdf:
    root, tip = (
        ellipsoid(2.7, 3.0, 1.6).at(0, -14.2, -8.6),
        ellipsoid(2.6, 1.5, 3.4).at(0, -16.2, -10.4),
    )
    crease = capsule((0, -17.8, -9.4), (0, -17.9, -12), 0.4)
    return difference(union(root, tip, k=1.5), crease, k=0.5)


def _muzzle(head: Sdf, tongue: bool) -> Sdf:
    lips = mirror(ellipsoid(4.4, 5.4, 4.2).at(3.1, -12.6, -4.6), k=1.0)
    bridge = capsule((0, -6, 0.5), (0, -14, -1.8), 4.6, 3.4)
    jaw = ellipsoid(4.2, 5.5, 3.0).at(0, -10.6, -8.8)
    face = union(union(head, bridge, k=4), lips, k=1.6)
    face = union(face, jaw, k=1.0)
    if tongue:
        face = union(face, _tongue(), k=0.4)
    face = difference(face, capsule((0, -17.9, -3), (0, -17.6, -6), 0.4), k=0.6)
    nose = union(ellipsoid(3.0, 2.0, 2.0), sphere(1.1).at(0, -0.6, -1.4), k=1.2).at(0, -16.9, -0.6)
    return union(face, nose, k=0.4)


def _head(swing_deg: float, tongue: bool = False) -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = ellipsoid(13, 11.6, 11.4)
    cheeks = mirror(ellipsoid(6, 6, 5.4).at(6.4, -5, -4.4), k=2)
    head = _muzzle(union(skull, cheeks, k=4), tongue)
    head = eyes(head, (5.6, -9.9, 2.4), 2.7, 18)
    brows = mirror(ellipsoid(2.6, 1.4, 1.1).turn(y=10, z=14).at(5.9, -8.3, 7.0))
    head = union(head, brows, k=2)
    return union(head, _ear(swing_deg), _ear(swing_deg - 6).flip("x"), k=1.8)


def _collar(ring: float) -> Sdf:
    """Flat on the xy plane, the tag towards -y."""
    tag = cylinder(2.9, 1.9, 0.7).turn(x=80).at(0, -ring - 1.8, -3.2)
    return union(
        torus(ring, 1.5).stretch(z=1.2), tag, torus(1.1, 0.6).at(0, -ring - 1.4, -0.4), k=0.4
    )


def _ball() -> Sdf:
    seam = arc(6.15, 0.6, 359)
    return difference(
        sphere(6.3), seam.turn(x=40).at(0, 0, 0), seam.turn(x=40, y=90).at(0, 0, 0), k=0.4
    )


def _sitting() -> Sdf:
    rump = ellipsoid(12.5, 12, 10.5).at(0, 8, 10)
    trunk = capsule((0, 6, 13), (0, -2, 26), 10.5, 8.0)
    chest = ellipsoid(8, 6.8, 8).at(0, -5.5, 23)
    neck = capsule((0, -2.5, 28), (0, -5, 38), 7.4, 7.4)
    body = union(rump, trunk, chest, neck, k=5)
    thigh = union(ellipsoid(6.2, 9.5, 8.6).turn(x=-12).at(11.2, 3.5, 9.4), k=3)
    body = union(body, mirror(thigh), k=2.4)
    body = union(body, mirror(paw(4.3, 6.5, 3.1).turn(z=14).at(13.6, -6.5, 0)), k=1.6)
    leg = union(
        capsule((5.2, -6.0, 22), (5.4, -10.8, 5), 4.6, 3.8), paw(4.5, 6, 3.4).at(5.5, -12, 0), k=1.4
    )
    body = union(body, mirror(leg), k=1.8)
    tail = tube(
        curve([(0, 17, 7), (6, 23, 8), (12, 25.5, 13), (13, 24.5, 20)], 10), [4.2, 3.4, 2.0]
    )
    body = union(body, tail, k=3)
    body = union(body, _head(10, tongue=True).scale(1.14).turn(x=0, y=9).at(0.6, -5.5, 45.3), k=2)
    return union(body, _collar(8.3).turn(x=16, y=4).at(0, -3.6, 30.4), k=0.5)


def _bone() -> Sdf:
    """Along x, its middle at the origin."""
    knobs = mirror(union(sphere(3.1).at(8, -2.3, 0), sphere(3.1).at(8, 2.3, 0), k=0.8))
    return union(knobs, capsule((-8, 0, 0), (8, 0, 0), 2.3), k=2)


def _lying() -> Sdf:
    trunk = union(capsule((0, 2, 10.5), (2, 20, 11), 10, 11), ellipsoid(11, 9, 9).at(0, 0, 9), k=5)
    haunch = union(
        ellipsoid(6.5, 10.5, 9).at(10.5, 19, 8.6), paw(4, 6.5, 3).turn(z=8).at(14, 8, 0), k=2
    )
    body = union(trunk, haunch, haunch.flip("x").at(3, 0, 0), k=3)
    leg = union(
        capsule((9, 1, 7), (8.4, -17, 4.2), 5, 4),
        paw(4.6, 6.4, 3.5).turn(z=-6).at(8.2, -19, 0),
        k=1.4,
    )
    body = union(body, mirror(leg), k=2)
    body = union(body, capsule((0, -2, 12), (0, -7, 17), 8.5, 8), k=3)
    body = union(body, _collar(9.2).turn(x=62).at(0, -2.5, 15.5), k=0.5)
    path = curve([(3, 29, 7), (10, 34, 4.5), (19, 30, 4), (22.5, 20, 4), (19.5, 12, 3.6)], 14)
    body = union(body, tube(path, [4.6, 3.8, 2.6]), k=2.5)
    body = union(body, _bone().turn(z=6).at(-0.5, -29.5, 3.1), k=0.8)
    return (
        union(body, _head(14).scale(1.12).turn(x=6, y=-7).at(0, -11, 18.8), k=1.4)
        .at(-2, 1, 0)
        .scale(0.92)
    )
