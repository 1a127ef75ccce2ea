"""Title and story of a concept: two lines that make a person smile.

What can be said about each motif stands in `_stories_en.py` and its neighbours, the sentences it is
put into in `_tales_en.py` and its neighbours; `_bank` reads them and `_grammar` bends the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from memoreez.concepts._bank import Bank, Gem, bank
from memoreez.concepts._grammar import Role, fill, finish
from memoreez.concepts._tokens import fold
from memoreez.designs import KINDS
from memoreez.errors import UnknownName
from memoreez.motifs import load, names

LONGEST_TITLE = 40
LONGEST_STORY = 110
LONGEST_NAME = 20
LONGEST_WORD = 24  # what `_labels.cut` leaves
_LABELLED = ("book", "scroll")
_NAMED = 0.7  # how often lines with the name may come; it stands in about a third
_JOKE = {"hybrid": 0.8, "companions": 0.5, "character": 0.4, "planet": 0.3, "totem": 0.25,
         "medallion": 0.25}  # fmt: skip  # how often a pair's own joke is told
_OWN_TITLE = 0.45
_NAME = re.compile(r"[^\W\d_]+(?:[ '.-]{1,2}[^\W\d_]+)*\.?")
_NOT_A_WORD = re.compile(r"[^\w &+'./#-]")


@dataclass(frozen=True)
class _Scene:
    """Who is on stage: the first role is the hero, the second its partner, the third an extra."""

    bank: Bank
    roles: tuple[Role, ...]
    name: str
    random: np.random.Generator

    def shuffled(self, lines: Sequence[str]) -> list[str]:
        """Lines that need nobody who is missing."""
        order = self.random.permutation(len(lines))
        return [lines[i] for i in order if self._playable(lines[i])]

    def _playable(self, line: str) -> bool:
        missing = "abc"[len(self.roles) :]
        if re.search(r"\{(de )?name", line) and not self.name:
            return False
        return not re.search(rf"[{{ \[][{missing}][}}:]", line) if missing else True

    def say(self, line: str) -> str:
        """The line with its slots filled, as it is printed."""
        return finish(fill(line, self.roles, self.name, self.bank.language), self.bank.language)


def tell(
    kind: str,
    motifs: Sequence[str],
    texts: Sequence[str],
    *,
    language: str,
    random: np.random.Generator,
    name: str = "",
    pair: tuple[str, str] | None = None,
) -> tuple[str, str]:
    """(title of at most 40 characters, story of at most 110) of one concept.

    `motifs`: names, the hero first; `texts`: what was typed for each, and so the word embossed on
    a book or scroll; `language`: en, de, fr or es, else English; `pair`: (host, rider) of a hybrid
    in which one sits on or looks out of the other, None when the hero came alive. The same
    arguments and state of `random` give the same words. `name` stands in fewer than half of them,
    and only if it looks like one.

    Raises UnknownName for a kind that does not exist.
    """
    if kind not in KINDS:
        raise UnknownName("kind of design", kind, KINDS)
    words = bank(language)
    roles = tuple(_roles(words, motifs, texts, pair, random))
    used = _plain_name(name) if random.random() < _NAMED else ""
    scene = _Scene(words, roles, used, random)
    if (gem := _gem(scene, kind, pair)) and random.random() < _JOKE[kind]:
        return scene.say(gem.title), scene.say(gem.story)
    frame = _frame(words, kind, roles, motifs, pair)
    story = _first(scene, words.tales[frame], LONGEST_STORY)
    scene = scene if scene.name not in story else _Scene(words, roles, "", random)
    return _title(scene, frame), story


def _roles(
    words: Bank,
    motifs: Sequence[str],
    texts: Sequence[str],
    pair: tuple[str, str] | None,
    random: np.random.Generator,
) -> Iterator[Role]:
    """Host and rider, or the hero and two of the others in any order (the carried one first)."""
    typed = dict(zip(motifs, texts, strict=False))
    if pair:
        first, others = pair[0], [pair[1]]
    else:
        first, others = motifs[0], list(dict.fromkeys(m for m in motifs[1:] if m != motifs[0]))
    order = others[:1] + [others[1:][i] for i in random.permutation(len(others[1:]))]
    for motif in [first, *order][:3]:
        known = load(motif) if motif in names() else None
        noun = known.noun(words.language) if known else motif.replace("_", " ")
        yield words.role(motif, _kind(motif), noun, _embossed(motif, typed.get(motif, "")), random)


def _kind(motif: str) -> str:
    return load(motif).kind if motif in names() else "thing"


def _frame(
    words: Bank,
    kind: str,
    roles: Sequence[Role],
    motifs: Sequence[str],
    pair: tuple[str, str] | None,
) -> str:
    """Which sentences suit: a hybrid is one of five things."""
    if kind != "hybrid":
        return kind
    if not pair:
        return "creature" if _kind(motifs[0]) == "animal" else "alive"
    if _kind(pair[1]) != "animal":
        return "perch"
    return "peek" if load(pair[0]).mouth else "ride"


def _gem(scene: _Scene, kind: str, pair: tuple[str, str] | None) -> Gem | None:
    """A joke that only these two can make."""
    gems, random = scene.bank.gems, scene.random
    hero, others = scene.roles[0].motif, [role.motif for role in scene.roles[1:]]
    keys = [f"{pair[1]}>{pair[0]}"] if pair else []
    keys += ["+".join(sorted((hero, other))) for other in others]
    found = [gem for key in keys for gem in gems.get(key, ())]
    return found[int(random.integers(len(found)))] if found else None


def _first(scene: _Scene, lines: Sequence[str], longest: int) -> str:
    """The first of the shuffled lines that is short enough, an embossed word told if it can be."""
    said = [scene.say(line) for line in scene.shuffled(lines)]
    short = [line for line in said if len(line) <= longest]
    told = [line for line in short if any(r.word and r.word in line for r in scene.roles)]
    return next(iter(told or short), min(said, key=len)[:longest])


def _title(scene: _Scene, frame: str) -> str:
    """The hero's own title, or one of the kind's."""
    mine = scene.roles[1 if frame == "ride" else 0].titles
    theirs = scene.bank.titles[frame]
    for lines in (mine, theirs) if scene.random.random() < _OWN_TITLE else (theirs, mine):
        said = [scene.say(line) for line in scene.shuffled(lines)]
        if short := [line for line in said if len(line) <= LONGEST_TITLE]:
            return short[0]
    return scene.say("{Noun a}")[:LONGEST_TITLE]


def _embossed(motif: str, text: str) -> str:
    """The word on a book or scroll, "" if what was typed is the book or scroll itself."""
    if motif not in _LABELLED:
        return ""
    word = " ".join(_NOT_A_WORD.sub("", _visible(text)).split()).strip("-./' ")
    known = {part for own in load(motif).words.values() for w in own for part in fold(w).split()}
    is_itself = any(part in known for part in fold(word).split() if len(part) > 2)
    return "" if is_itself or len(word) > LONGEST_WORD else word


def _plain_name(name: str) -> str:
    """The name, if it is one: up to 20 letters, spaces, hyphens, apostrophes; else ""."""
    shown = " ".join(_visible(name).replace("\u2019", "'").split())
    return shown if len(shown) <= LONGEST_NAME and _NAME.fullmatch(shown) else ""


def _visible(text: str) -> str:
    """Composed, without control and format characters."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if unicodedata.category(c)[0] != "C" else " " for c in composed)
