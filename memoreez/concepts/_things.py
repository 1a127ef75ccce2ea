"""From the things that a model names to elements of a design that can be built."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import Any

import numpy as np

from memoreez.artifacts import Element, Hobby
from memoreez.concepts._decency import known, named
from memoreez.concepts._labels import LONGEST as LONGEST_LABEL
from memoreez.concepts._labels import cut
from memoreez.concepts._prompt import MOST_THINGS, Brief
from memoreez.concepts._reading import read
from memoreez.concepts.motifs import _arranged, _element
from memoreez.errors import BadInput
from memoreez.lettering import missing
from memoreez.motifs import lexicon, load, names

MOST = MOST_THINGS


def motif(named_by: Any) -> str | None:
    """The motif of that name, or of those words ("acoustic guitar"); None where there is none."""
    name = named_by.strip() if isinstance(named_by, str) else ""
    if not name or len(name) > 60:
        return None
    if name in names():
        return name
    found = _meant(name.replace("_", " ").replace("-", " "))
    return found[0] if len(found) == 1 else None


def hobby(text: str, named_by: Any) -> Hobby:
    """A hobby with the motif that was named for it, or else the one that we read in its words."""
    return Hobby(text, motif(named_by) or next(iter(_meant(text)), None))


@lru_cache(maxsize=256)
def _meant(words: str) -> tuple[str, ...]:
    """The motifs that we read in these words."""
    try:
        found = read(words, lexicon())
    except BadInput:  # nothing but signs
        return ()
    return tuple(hobby.motif for hobby in found if hobby.motif)


def elements(
    kind: str, given: Any, hobbies: tuple[Hobby, ...], wanted: Brief
) -> tuple[Element, ...]:
    """What a design is built from, the most important first, in the order that the kind needs.

    Empty where a thing has no motif and a picture may say what it is; else what is missing is
    filled in from the person's hobbies.
    """
    listed = given[:MOST] if isinstance(given, list) else []
    named_things = [one for one in listed if isinstance(one, dict)]
    found = [_built(one, wanted) for one in named_things]
    elements = tuple(dict.fromkeys(element for element in found if element))
    if not wanted.exact and None in found:
        return ()
    if not elements and wanted.exact:
        elements = tuple(dict.fromkeys(_filled(h, i) for i, h in enumerate(_best(hobbies, wanted))))
    return _arranged(kind, elements, 0, np.random.default_rng(0)) if elements else ()


def _best(hobbies: tuple[Hobby, ...], wanted: Brief) -> tuple[Hobby, ...]:
    """The hobbies as the model understood them, or as we read them: which has more motifs."""
    return max(hobbies, read_by_us(wanted), key=lambda of: sum(h.motif is not None for h in of))


def _filled(hobby: Hobby, position: int) -> Element:
    return _element(Hobby(cut(hobby.text), hobby.motif), position)


def _built(one: dict[str, Any], wanted: Brief) -> Element | None:
    name = motif(one.get("motif"))
    if name is None:
        return None
    return Element(name, _label(one.get("label"), wanted) if load(name).labelled else "")


def _label(given: Any, wanted: Brief) -> str:
    """A word to emboss: one of the person's own, that fits and that our fonts have; else none."""
    label = " ".join(given.split()) if isinstance(given, str) else ""
    own = 0 < len(label) <= LONGEST_LABEL and named(wanted.text, label)
    return label if own and not missing(label) and not known(label) else ""


def read_by_us(wanted: Brief) -> tuple[Hobby, ...]:
    """The hobbies as the motif library reads them: no model has a say in it."""
    return read(wanted.text, lexicon())[:MOST]


def seed(wanted: Brief, number: int) -> int:
    """Chance within a design: the same for the same words, seed and number."""
    told = f"{wanted.seed}:{number}:{wanted.text}"
    return int.from_bytes(sha256(told.encode()).digest()[:4], "big") >> 2
