"""What every motif promises, over whatever motifs are found (docs/motifs.md tells authors)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest
from motif_rules import WALLS, complaints

from memoreez.designs.sizes import SIZES
from memoreez.errors import UnknownName
from memoreez.motifs import Motif, load, motif, names
from memoreez.sdf import Sdf, box, cylinder, ellipsoid, mesh, sphere, union

LEAST_WORDS = 8
LANGUAGES = ("en", "de", "fr", "es")
# One word that really names two things, by language.
HOMONYMS = {
    ("es", "carpa"): {"fish", "tent"},
    ("fr", "cavalier"): {"chess_knight", "horse"},
}
NAMES = names()
LISTED = {name for name, _ in SIZES}
QUICK = [name for at, name in enumerate(NAMES) if at % 5 == 0 or name not in LISTED]


def test_there_are_enough() -> None:
    """A keepsake needs a motif for most hobbies: at least 32 are here."""
    assert len(NAMES) >= 32


def test_an_unknown_name_gets_the_nearest() -> None:
    """A slip of the fingers is answered with the right name."""
    with pytest.raises(UnknownName, match="guitar"):
        load("guitat")


def test_an_unknown_pose_gets_the_nearest() -> None:
    """So is a pose that the motif does not have."""
    with pytest.raises(UnknownName, match="held"):
        load("guitar").build(pose="helt")


@pytest.mark.parametrize("name", QUICK)
def test_it_keeps_its_promises(name: str) -> None:
    """Large, in its first pose, it is one closed piece that stands, is held, carries and opens.

    Every fifth motif, and each that is being written; the slow test below takes them all.
    """
    found = load(name)
    assert complaints(found, found.poses[:1], walls=WALLS[:1]) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_pose_keeps_its_promises(name: str) -> None:
    """The same of all its poses, large and with the thick walls of what is small."""
    found = load(name)
    assert complaints(found) == []


@pytest.mark.parametrize("name", NAMES)
def test_words_in_four_languages(name: str) -> None:
    """At least eight different words in each language."""
    words = load(name).words
    assert tuple(words) == LANGUAGES
    few = {language: listed for language, listed in words.items() if len(listed) < LEAST_WORDS}
    assert few == {}
    assert {language for language, ws in words.items() if len(set(ws)) < len(ws)} == set()


def test_a_word_means_one_motif() -> None:
    """In one language no word stands for two motifs, but for the homonyms listed above."""
    meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in NAMES:
        for language, listed in load(name).words.items():
            for word in listed:
                meanings[language, word.casefold()].add(name)
    double = {key: found for key, found in meanings.items() if len(found) > 1}
    assert double == HOMONYMS


@pytest.mark.parametrize("name", NAMES)
def test_data_for_compositions(name: str) -> None:
    """Called like its file, poses without repeats, a size between a cup and a mountain."""
    found = load(name)
    assert found.name == name
    assert 0.1 <= found.to_person <= 1.5
    assert len(set(found.poses)) == len(found.poses) > 0


@pytest.mark.parametrize("name", [name for name in NAMES if load(name).labelled])
def test_a_label_changes_the_thing(name: str) -> None:
    """A labelled motif carries its word: another word gives another solid."""
    one, other = (mesh(load(name).build(label=word), 1.2)[0] for word in ("Quilting", "Philately"))
    assert one.shape != other.shape or not np.array_equal(one, other)


def test_some_motif_carries_a_word() -> None:
    """Hobbies without a motif of their own need a thing with their word on it."""
    assert [name for name in NAMES if load(name).labelled]


def made(shape: Sdf, **more: object) -> Motif:
    """A motif of that shape in every pose."""
    words = motif("thing", en="x", de="x", fr="x", es="x")
    return replace(words(lambda wall, pose: shape), **more)  # type: ignore[arg-type]


STAND = cylinder(24, 50).at(z=25)
BAD = {
    "on the ground": made(STAND.at(z=2)),
    "off the centre": made(STAND.at(x=9)),
    "mm large, not 45 to 75": made(STAND.scale(2)),
    "mm large, not 35 to 75": made(STAND.scale(0.6), poses=("stand", "held")),
    "mm² on the ground": made(ellipsoid(12, 12, 28).at(z=28)),
    "centre of mass": made(cylinder(6, 50).at(z=25) | box(20, 20, 20).at(x=12, z=40)),
    r"voids at wall 1.2: \[": made(union(STAND, sphere(3).at(z=60))),
    r"voids at wall 3.0: \[": made(STAND - sphere(9).at(z=25)),
    "no hand at": made(STAND, poses=("stand", "held"), grip=(0, 40, 20)),
    "nothing firm": made(STAND, seat=(20, 0, 50, 12)),
    "stands on the seat": made(STAND, seat=(0, 0, 40, 10)),
    "covers the mouth": made(STAND, mouth=(0, 0, 40, 10)),
    "not on the thing": made(STAND, mouth=(0, 40, 40, 10)),
}


@pytest.mark.parametrize("complaint", BAD)
def test_the_rules_find_a_bad_motif(complaint: str) -> None:
    """Each promise is really looked at: the motif made to break it is found out."""
    with pytest.raises(AssertionError, match=complaint):
        assert complaints(BAD[complaint]) == [], "\n".join(complaints(BAD[complaint]))


def test_the_rules_let_a_good_motif_pass() -> None:
    """A plain cylinder that stands in the middle breaks no promise."""
    assert complaints(made(STAND, seat=(0, 0, 50, 10), poses=("stand", "held"))) == []
