"""What every motif promises, over whatever motifs are found (docs/motifs.md tells authors)."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import manifold3d as m3
import numpy as np
import numpy.typing as npt
import pytest

from memoreez.errors import UnknownName
from memoreez.motifs import Motif, load, names
from memoreez.sdf import mesh

VOXEL_MM = 0.9  # thin parts of 1.2 mm stay whole; finer takes too long
SPECK_MM3 = 1.0
WORDS = 8
LANGUAGES = ("en", "de", "fr", "es")
HERO_MM, COMPANION_MM = 1.2, 3.0  # the least thickness, large in front and small beside
# One word that really names two things, by language.
HOMONYMS = {
    ("es", "carpa"): {"fish", "tent"},
    ("fr", "cavalier"): {"chess_knight", "horse"},
}

NAMES = names()
POSES = [(name, pose) for name in NAMES for pose in load(name).poses]


@lru_cache(maxsize=8)  # xdist and pytest run the tests of one pose one after the other
def solid(name: str, pose: str, wall: float) -> m3.Manifold:
    motif = load(name)
    vertices, faces = mesh(motif.build(wall=wall, pose=pose, label="Quilting"), VOXEL_MM)
    return m3.Manifold(m3.Mesh(vertices, faces.astype(np.uint32)))


def box(made: m3.Manifold) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    bounds = np.array(made.bounding_box())
    return bounds[:3], bounds[3:]


def standing(motif: Motif, pose: str) -> bool:
    """Only the held pose is free in space."""
    return pose == motif.poses[0] or pose != "held"


def test_there_are_enough() -> None:
    """A keepsake needs a motif for most hobbies: at least 32 are here."""
    assert len(NAMES) >= 32


def test_an_unknown_name_gets_the_nearest() -> None:
    """A slip of the fingers is answered with the right name."""
    with pytest.raises(UnknownName, match="guitar"):
        load("guitat")


@pytest.mark.parametrize("name", NAMES)
def test_words_in_four_languages(name: str) -> None:
    """At least eight different words in each, none of them with a comma or space around it."""
    words = load(name).words
    assert tuple(words) == LANGUAGES
    for language, listed in words.items():
        assert len(set(listed)) >= WORDS, language
        assert len(set(listed)) == len(listed), language


def test_a_word_means_one_motif() -> None:
    """In one language no word stands for two motifs, but for the homonyms listed above."""
    meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in NAMES:
        for language, listed in load(name).words.items():
            for word in listed:
                meanings[language, word.casefold()].add(name)
    double = {key: found for key, found in meanings.items() if len(found) > 1}
    assert {key: found for key, found in double.items() if HOMONYMS.get(key) != found} == {}
    assert HOMONYMS.keys() <= double.keys(), "a homonym that is none any more"


@pytest.mark.parametrize(("name", "pose"), POSES)
@pytest.mark.parametrize("wall", [HERO_MM, COMPANION_MM])
def test_one_body_without_voids(name: str, pose: str, wall: float) -> None:
    """One closed piece at both thicknesses; what is smaller than a cubic millimetre is a speck."""
    made = solid(name, pose, wall)
    assert made.status() == m3.Error.NoError
    pieces = sorted((round(part.volume(), 1) for part in made.decompose()), key=abs, reverse=True)
    assert [piece for piece in pieces if abs(piece) >= SPECK_MM3] == pieces[:1]
    assert pieces[0] > 0


@pytest.mark.parametrize(("name", "pose"), POSES)
def test_size(name: str, pose: str) -> None:
    """About 60 mm in its largest direction; what is held may leave its stand behind."""
    low, high = box(solid(name, pose, HERO_MM))
    least = 45 if standing(load(name), pose) else 35
    assert least <= float((high - low).max()) <= 75


@pytest.mark.parametrize(("name", "pose"), [p for p in POSES if standing(load(p[0]), p[1])])
def test_stands_in_the_middle(name: str, pose: str) -> None:
    """On z = 0, centred within 6 mm, with 40 mm² or more on the ground at 0.3 mm."""
    made = solid(name, pose, HERO_MM)
    low, high = box(made)
    assert low[2] == pytest.approx(0, abs=0.15)
    assert np.abs((low + high)[:2] / 2).max() <= 6
    assert made.slice(0.3).area() >= 40


@pytest.mark.parametrize(("name", "pose"), [p for p in POSES if standing(load(p[0]), p[1])])
def test_does_not_tip(name: str, pose: str) -> None:
    """The centre of mass is over the ground it stands on, a millimetre from the edge or more."""
    made = solid(name, pose, HERO_MM)
    hull = made.slice(0.3).hull()
    x, y = centre_of_mass(made)
    probe = m3.CrossSection.circle(1.0, 16).translate((x, y))
    assert (probe - hull).area() == pytest.approx(0, abs=1e-6)


def centre_of_mass(made: m3.Manifold) -> tuple[float, float]:
    """By tetrahedra from the origin to each triangle."""
    out = made.to_mesh()
    corners = np.asarray(out.vert_properties, np.float64)[:, :3][np.asarray(out.tri_verts)]
    volumes = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6
    middle = (corners.sum(axis=1) / 4 * volumes[:, None]).sum(axis=0) / volumes.sum()
    return float(middle[0]), float(middle[1])


@pytest.mark.parametrize("name", NAMES)
def test_hands_and_seats_are_on_the_thing(name: str) -> None:
    """The grip is at the held pose; a seat and a mouth lie inside the standing one."""
    motif = load(name)
    if "held" in motif.poses:
        low, high = box(solid(name, "held", HERO_MM))
        assert (low - 8 <= motif.grip).all() and (motif.grip <= high + 8).all()
    low, high = box(solid(name, motif.poses[0], HERO_MM))
    for spot in (motif.seat, motif.mouth):
        if spot is not None:
            assert (low <= spot[:3]).all() and (spot[:3] <= high).all()
            assert 2 <= spot[3] <= (high - low)[:2].max() / 2


@pytest.mark.parametrize("name", [name for name in NAMES if load(name).seat])
def test_a_seat_carries(name: str) -> None:
    """The surface is at the seat's height in its middle, and nothing stands on it."""
    motif = load(name)
    assert motif.seat is not None
    x, y, z, _ = motif.seat
    line = np.array([[x, y, z - 2.5], [x, y, z + 2.5], [x, y, z + 8.0]])
    below, above, far = motif.build(HERO_MM)(line)
    assert below < 0 < above and far > 0


@pytest.mark.parametrize("name", [name for name in NAMES if load(name).mouth])
def test_a_mouth_is_open(name: str) -> None:
    """Nothing closes the opening above its rim, so that something can look out."""
    motif = load(name)
    assert motif.mouth is not None
    x, y, z, radius = motif.mouth
    heights = z + np.linspace(1.0, 12.0, 12)
    line = np.stack([np.full(12, x), np.full(12, y), heights], axis=1)
    assert motif.build(HERO_MM)(line).min() > 0.25 * min(radius, 4)


@pytest.mark.parametrize("name", [name for name in NAMES if load(name).labelled])
def test_a_label_changes_the_thing(name: str) -> None:
    """A labelled motif carries its word: another word gives another solid."""
    motif = load(name)
    one, other = (mesh(motif.build(label=word), 1.2)[0] for word in ("Quilting", "Philately"))
    assert one.shape != other.shape or not np.array_equal(one, other)


@pytest.mark.parametrize("name", NAMES)
def test_composition_data(name: str) -> None:
    """Known to people by its proportions: between a cup and a mountain."""
    motif = load(name)
    assert motif.name == name
    assert 0.1 <= motif.to_person <= 1.5
    assert len(set(motif.poses)) == len(motif.poses) > 0
