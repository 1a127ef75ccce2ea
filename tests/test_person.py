"""Whom the words mean, and that nobody gets a figurine of somebody else."""

from __future__ import annotations

import numpy as np
import pytest

from memoreez.artifacts import Design, Element
from memoreez.concepts._person import person
from memoreez.concepts.motifs import Motifs
from memoreez.designs import build
from memoreez.designs.character import _dressed
from memoreez.designs.character_cast import cast
from memoreez.designs.figure_look import BUILDS, OUTFITS, PEOPLE, SOFT, Look, like
from memoreez.errors import UnknownName

HERS, HIS = ("woman", "girl", "grandma"), ("man", "boy", "grandpa")


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("guitar", "Sophie", "woman"),
        ("guitar", "JÜRGEN", "man"),
        ("guitar", "François Dupont", "man"),
        ("guitar", "Dr. Maria Schmidt", "woman"),
        ("guitar", "Oma", "grandma"),
        ("guitar", "Opa Heinz", "grandpa"),
        ("cooking with grandma", "Ben", "man"),
        ("guitar", "Anna & Tom", "anyone"),
        ("guitar", "Kim", "anyone"),
        ("guitar", "J.R.", "anyone"),
        ("guitar", "", ""),
        ("my dad loves fishing", "", "man"),
        ("his dog, hiking", "", "man"),
        ("meine Tochter liebt Pferde", "", "girl"),
        ("my little son likes trains", "", "boy"),
        ("mon père aime son chien et le vin", "", "man"),
        ("mi abuela cocina y lee", "", "grandma"),
        ("she plays chess with her father", "", "anyone"),
        ("ma mère aime le vin", "", "woman"),
        ("her dog, yoga, and her garden", "", "woman"),
        ("Le encanta el tenis y la playa", "", ""),
        ("Da kann man gut wandern, sie liebt Blumen", "", ""),
        ("Er kommt von der Küste her, hin und her", "", "man"),
        ("a mere coffee lover, the movie Mr Bean", "", ""),
        ("Mama liebt Rosen und ihre drei Enkel", "", "woman"),
        ("Mon grand-père aime le jazz", "", "grandpa"),
        ("il adore le foot, elle fait du yoga", "", "anyone"),
        ("il y a du vélo, du pain fait maison lui-même", "", ""),
        ("mi cuñado: motos", "", "man"),
        ("guitar", "Papi", "anyone"),
        ("pop music, Brot backen, la gran novela", "", ""),
    ],
)
def test_words_tell_who(text: str, name: str, who: str) -> None:
    """Name before text; what disagrees tells nothing; no name and no word is anybody."""
    assert person(text, name) == who


def test_the_figure_looks_like_them() -> None:
    """A hundred looks of each: no beard where none grows, no dress on him, the age right."""
    for seed in range(100):
        outfit = sorted(OUTFITS)[seed % len(OUTFITS)]
        given = Look.random(np.random.default_rng(seed), outfit)
        assert like(given, "") == given
        looks = {who: like(given, who) for who in PEOPLE}
        for who in (*HERS, "anyone", "boy"):
            assert looks[who].beard == "none", who
        for who in (*HIS, "anyone"):
            assert looks[who].top != "dress", who
        assert all(looks[who].hair not in SOFT for who in HIS)
        assert all(looks[who].hair not in ("bald", "short", "tousled") for who in HERS)
        assert all(looks[who].build == BUILDS["child"] for who in ("girl", "boy"))
        assert looks["grandma"].glasses and looks["grandpa"].beard != "none"


@pytest.mark.parametrize("who", HERS)
def test_her_hair_stays_hers_whatever_she_holds(who: str) -> None:
    """A violin at the chin leaves no room for strands before the shoulder, but for a bob."""
    violin = cast((Element("violin"),))
    for seed in range(100):
        look = like(Look.random(np.random.default_rng(seed)), who)
        hair = _dressed(look, violin, PEOPLE[who].under_hat).hair
        assert hair in (*SOFT, "curls") and hair != "long"


def test_only_characters_are_somebody() -> None:
    """And the same seed tells the same four ideas, whoever they are for."""
    hers, his = (Motifs().imagine("guitar, cats", name=name).concepts for name in ("Mia", "Tom"))
    for a, b in zip(hers, his, strict=True):
        assert a.design and b.design and a.design.elements == b.design.elements
        somebody = a.kind == "character"
        assert (a.design.person, b.design.person) == (("woman", "man") if somebody else ("", ""))


def test_a_person_that_nobody_knows() -> None:
    """A design from elsewhere that asks for one is refused in a sentence."""
    with pytest.raises(UnknownName, match="wizzard"):
        build(Design("character", (Element("guitar"),), 1, "wizzard"), 81.0)
