"""Title and story of a concept: two lines that make a person smile.

What can be said about each motif stands in `_stories_en.py` and its neighbours, the sentences it is
put into in `_tales_en.py` and its neighbours; `_bank` reads them and `_grammar` bends the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from memoreez.concepts._bank import TENDER, Bank, Gem, bank
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
_DRINKS = ("beer_mug", "wine_glass")  # nobody is said to be unable to do without
_NAMED = 0.8  # how often a line with the name may come; it comes in about a quarter
_JOKE = {"hybrid": 0.75, "companions": 0.4, "character": 0.2}  # how often a pair's joke is told
_LABELS_TOLD = 0.6  # how often an embossed word that is not the hero's is told, if it can be
_OWN_TITLE = 0.27  # how often the title is the hero's own
_NAME = re.compile(r"[^\W\d_]+(?:[ '.-]{1,2}[^\W\d_]+)*\.?")
_NOT_A_WORD = re.compile(r"[^\w &+'./#-]")


@dataclass(frozen=True)
class _Scene:
    """Who is on stage: the first role is the hero, the second its partner, the third an extra."""

    bank: Bank
    roles: tuple[Role, ...]
    name: str
    random: np.random.Generator
    without: Collection[str]

    def shuffled(self, lines: Sequence[str]) -> list[str]:
        """Lines that need nobody who is missing, in any order; a name doubles its chances."""
        found = [line for line in lines if self._playable(line)]
        if self.name:
            found += [line for line in found if "name" in line]
        return [found[i] for i in self.random.permutation(len(found))]

    def _playable(self, line: str) -> bool:
        missing = "abc"[len(self.roles) :]
        if line.startswith("!") and any(role.motif in _DRINKS for role in self.roles[:2]):
            return False
        if line.startswith("~") and len(self.roles) > 1:
            return False
        if re.search(r"\{(de )?name", line) and not self.name:
            return False
        return not re.search(rf"[{{ \[][{missing}][}}:]", line) if missing else True

    def say(self, line: str) -> str:
        """The line with its slots filled, as it is printed."""
        language = self.bank.language
        return finish(fill(line.lstrip("~!"), self.roles, self.name, language), language)

    def first(self, lines: Sequence[str], longest: int) -> str:
        """The first that fits, if it can be one not told before and with the embossed word."""
        said = [self.say(line) for line in self.shuffled(lines)]
        fitting = [line for line in said if len(line) <= longest]
        fresh = [line for line in fitting if line not in self.without]
        asked = self.roles if self.random.random() < _LABELS_TOLD else self.roles[:1]
        labelled = [line for line in fresh if any(r.word and r.word in line for r in asked)]
        return next(iter(labelled or fresh or fitting), "")


def tell(
    kind: str,
    motifs: Sequence[str],
    texts: Sequence[str],
    *,
    language: str,
    random: np.random.Generator,
    name: str = "",
    pair: tuple[str, str] | None = None,
    without: Collection[str] = (),
    tender: bool = False,
) -> tuple[str, str]:
    """(title of at most 40 characters, story of at most 110) of one concept.

    `motifs`: names, the hero first; `texts`: what was typed for each, and so the word embossed on
    a book or scroll; `language`: en, de, fr or es, else English; `pair`: (host, rider) of a hybrid
    in which one sits on or looks out of the other, None when the hero came alive. The same
    arguments and state of `random` give the same words. `name` stands in fewer than half of them,
    and only if it looks like one. `without`: titles and stories already told, not to be repeated
    as long as there are others. `tender`: no jokes, because somebody has died.

    Raises UnknownName for a kind that does not exist.
    """
    if kind not in KINDS:
        raise UnknownName("kind of design", kind, KINDS)
    words = bank(language)
    roles = tuple(_roles(words, motifs, texts, pair, random, carried=kind == "hybrid"))
    used = _plain_name(name) if random.random() < _NAMED else ""
    scene = _Scene(words, roles, used, random, without)
    if not tender and (gem := _gem(scene, pair)) and random.random() < _JOKE.get(kind, 0):
        return scene.say(gem.title), scene.say(gem.story)
    frame = TENDER if tender else _frame(kind, motifs, pair)
    story = scene.first(words.tales[frame], LONGEST_STORY)
    return _title(scene if used not in story else replace(scene, name=""), frame), story


def _roles(
    words: Bank,
    motifs: Sequence[str],
    texts: Sequence[str],
    pair: tuple[str, str] | None,
    random: np.random.Generator,
    *,
    carried: bool,
) -> Iterator[Role]:
    """Host and rider, or the hero and two of the others: the one that is `carried` first.

    Otherwise those that carry a word come first, the rest in any order.
    """
    typed = dict(zip(motifs, texts, strict=False))
    if pair:
        first, others = pair[0], [pair[1]]
    else:
        first, others = motifs[0], list(dict.fromkeys(m for m in motifs[1:] if m != motifs[0]))
    order = [others[i] for i in random.permutation(len(others))]
    if carried:
        order.sort(key=lambda motif: motif != others[0])
    else:
        order.sort(key=lambda motif: not _embossed(motif, typed.get(motif, "")))
    for motif in [first, *order][:3]:
        known = load(motif) if motif in names() else None
        noun = known.noun(words.language) if known else motif.replace("_", " ")
        yield words.role(motif, _kind(motif), noun, _embossed(motif, typed.get(motif, "")), random)


def _kind(motif: str) -> str:
    return load(motif).kind if motif in names() else "thing"


def _frame(kind: str, motifs: Sequence[str], pair: tuple[str, str] | None) -> str:
    """Which sentences suit: a hybrid is one of five things."""
    if kind != "hybrid":
        return kind
    if not pair:
        return "creature" if _kind(motifs[0]) == "animal" else "alive"
    if _kind(pair[1]) != "animal":
        return "perch"
    return "peek" if pair[0] in names() and load(pair[0]).mouth else "ride"


def _gem(scene: _Scene, pair: tuple[str, str] | None) -> Gem | None:
    """A joke that only these two can make, and that has not been told."""
    gems, random, told = scene.bank.gems, scene.random, {*scene.without}
    hero, others = scene.roles[0].motif, [role.motif for role in scene.roles[1:]]
    ridden = gems.get(f"{pair[1]}>{pair[0]}", ()) if pair else ()
    keys = ("+".join(sorted((hero, other))) for other in others)
    known = ridden or [gem for key in keys for gem in gems.get(key, ())]
    found = [gem for gem in known if not {*map(scene.say, (gem.title, gem.story))} & told]
    return found[int(random.integers(len(found)))] if found else None


def _title(scene: _Scene, frame: str) -> str:
    """The hero's own title, or one of the kind's."""
    mine, theirs = scene.roles[1 if frame == "ride" else 0].titles, scene.bank.titles[frame]
    if frame == TENDER:
        mine = theirs
    theirs += 2 * tuple(line for line in theirs if "{" in line)  # these repeat less often
    if scene.random.random() < _OWN_TITLE:
        theirs, mine = mine, theirs
    tries = (scene.first(lines, LONGEST_TITLE) for lines in (theirs, mine))
    found = [title for title in tries if title]
    fresh = [title for title in found if title not in scene.without]
    return (fresh or found)[0]


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
