"""Concepts from the motif library: what was typed becomes designs that can be built exactly.

Needs no model, key or download. The same text, seed and round give the same concepts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from memoreez.artifacts import Concept, Design, Element, Hobby, Imagined
from memoreez.concepts._person import person
from memoreez.concepts._reading import LIMIT, language, read
from memoreez.concepts._small_talk import mourns
from memoreez.concepts._stories import tell
from memoreez.designs.hybrid import joke
from memoreez.errors import BadInput
from memoreez.lettering import missing
from memoreez.motifs import lexicon, load

PER_ROUND = 4
MOST_ROUNDS = 25
LABELLED = ("book", "scroll")  # what carries the word of a hobby that has no motif


class Motifs:
    """Four concepts a round, each of another kind."""

    title = "Motif library"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """Nothing to choose yet."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Reads the words of all motifs."""
        lexicon()

    def imagine(self, text: str, *, seed: int = 0, round: int = 1, name: str = "") -> Imagined:
        """The concepts of a round (from 1). Raises BadInput when no hobby is in the text."""
        if not 1 <= round <= MOST_ROUNDS:
            raise BadInput(f"There is no round {round}; choose 1 to {MOST_ROUNDS}.")
        found = read(text, lexicon())
        if not found:
            raise BadInput(
                f"No hobby was found in {text.strip()[:60]!r}. Write what the person loves, "
                'for example "guitar, hiking with the dog, black coffee".'
            )
        hobbies, notes = found[:LIMIT], _notes(found)
        elements = tuple(_element(hobby, i) for i, hobby in enumerate(hobbies))
        designs = list(islice(_designs(elements, seed, person(text, name)), round * PER_ROUND))
        spoken, tender = language(text), mourns(text)
        texts = {e: h.text for e, h in zip(elements, hobbies, strict=True)}
        told: list[str] = []  # earlier rounds are told again, so that nothing repeats
        concepts = []
        for number, design in enumerate(designs, 1):
            concept = _concept(number, design, texts, spoken, name, told, tender)
            told += [concept.title, concept.story]
            concepts.append(concept)
        return Imagined(tuple(concepts[-PER_ROUND:]), hobbies, notes, spoken)


def _element(hobby: Hobby, position: int) -> Element:
    """The hobby's motif, or an object with its word embossed, or a heart where no font has it."""
    if hobby.motif is not None:
        return Element(hobby.motif)
    if missing(hobby.text):
        return Element("heart", hobby.text)  # not embossed, but it keeps two such hobbies apart
    return Element(LABELLED[position % len(LABELLED)], hobby.text)


def _notes(found: tuple[Hobby, ...]) -> tuple[str, ...]:
    notes = []
    for position, hobby in enumerate(found[:LIMIT]):
        if hobby.motif is None and missing(hobby.text):
            notes.append(f"“{hobby.text}” cannot be embossed in its script; a heart stands for it.")
        elif hobby.motif is None:
            thing = "an open book" if position % 2 == 0 else "a scroll"
            notes.append(f"“{hobby.text}” has no shape of its own yet; {thing} carries the word.")
    if len(found) > LIMIT:
        left = ", ".join(hobby.text for hobby in found[LIMIT:])
        notes.append(f"One figurine holds {LIMIT} hobbies; left out: {left}.")
    return tuple(notes)


def _designs(elements: tuple[Element, ...], seed: int, who: str = "") -> Iterator[Design]:
    """Designs without end and without repeats, four different kinds in each round."""
    random = np.random.default_rng([abs(seed), int(seed < 0), len(elements)])
    seen: set[tuple[str, tuple[Element, ...], int]] = set()
    variant = 0
    while True:
        order = _kinds(elements, random)
        rounds = [order[:PER_ROUND], order[PER_ROUND:] + order[: 2 * PER_ROUND - len(order)]]
        for kinds in rounds:
            for kind in kinds:
                arranged = _arranged(kind, elements, variant, random)
                like = who if kind == "character" else ""
                design = Design(kind, arranged, int(random.integers(1 << 30)), like)
                while (kind, arranged, design.seed) in seen:
                    design = replace(design, seed=design.seed + 1)
                seen.add((kind, arranged, design.seed))
                yield design
            variant += 1


def _kinds(elements: tuple[Element, ...], random: np.random.Generator) -> list[str]:
    """All six kinds, the ones that suit these elements best first."""
    motifs = [load(e.motif) for e in elements]
    funny = joke(motifs) is not None
    only_animals = all(m.kind == "animal" for m in motifs)
    suits = {
        "character": 10.0,
        "companions": 9.0,
        "hybrid": 9.5 if funny else (3.0 if only_animals else 7.0),
        "planet": 6.0 if len(elements) >= 3 else 4.0,
        "totem": 5.5 if len(elements) >= 3 else 3.5,
        "medallion": 5.0 if len(elements) <= 3 else 4.5,
    }
    jitter = {kind: float(random.uniform(0, 2.5)) for kind in suits}
    return sorted(suits, key=lambda kind: -(suits[kind] + jitter[kind]))


def _arranged(
    kind: str, elements: tuple[Element, ...], variant: int, random: np.random.Generator
) -> tuple[Element, ...]:
    """Who comes first: rotated from round to round; what crowns a totem or a pole is light."""
    turn = variant % len(elements)
    ordered = elements[turn:] + elements[:turn]
    if kind in ("totem", "planet"):
        crowning = ("animal", "plant", "thing", "food", "instrument", "sport", "vehicle", "place")
        return tuple(sorted(ordered, key=lambda e: crowning.index(load(e.motif).kind)))
    if kind == "character":  # what is held comes before what stands beside
        standing = ("beside", "on")
        return tuple(sorted(ordered, key=lambda e: load(e.motif).hold in standing))
    if kind == "hybrid":
        return tuple(sorted(ordered, key=lambda e: load(e.motif).labelled))
    return ordered


def _concept(
    number: int,
    design: Design,
    texts: dict[Element, str],
    spoken: str,
    name: str,
    told: Sequence[str],
    tender: bool,
) -> Concept:
    random = np.random.default_rng([design.seed, number])
    motifs = [e.motif for e in design.elements]
    pair = joke([load(m) for m in motifs]) if design.kind == "hybrid" else None
    title, story = tell(
        design.kind,
        motifs,
        [texts[e] for e in design.elements],
        language=spoken,
        random=random,
        name=name,
        pair=(motifs[pair[0]], motifs[pair[1]]) if pair else None,
        without=told,
        tender=tender,
    )
    things = ", ".join(load(m).noun("en") for m in motifs)
    prompt = f"{design.kind} figurine with {things}"
    return Concept(number, title, story, design.kind, prompt, design)
