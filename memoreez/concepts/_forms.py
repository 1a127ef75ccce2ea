"""Forms of one word: inflections, misspellings and compounds, over four languages at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Endings that may come off, and what may stand there instead. Rough on purpose: a form counts
# only if the lexicon has a word with the same one.
_ENGLISH = "s: ies:y es: ing:/e ings:/e ed:/e er:/e ers:/e ist:/o/e/ey ists:/o/e ian: ians:"
_GERMAN = "en: n: e: ern: erin:er/en erinnen:er/en t:en/n te:en/n ung:en ungen:en chen: lein:"
_ROMANCE = (
    "x: aux:al/eau ant:er ait:er eur:er/e eurs:er/e euse:er/e euses:er/e iste: istes: isme: "
    "age:er ent:er an:ar a:ar o:ar/ ia: ando:ar iendo:er aba:ar ista:o/a istas:o/a "
    "ito:o ita:a itos:o itas:a cito:zo/co cita:za/ca citos:zo/co "
    "citas:za/ca quito:co quita:ca guito:go guita:ga ero: eros:"
)


def _endings(rules: str, shortest: int) -> tuple[tuple[str, tuple[str, ...], int], ...]:
    split = (rule.split(":") for rule in rules.split())
    return tuple((ending, tuple(instead.split("/")), shortest) for ending, instead in split)


# (ending, what may stand there instead, letters that the form must have at least)
_ENDINGS = _endings(_ENGLISH, 4) + _endings(_GERMAN, 4) + _endings(_ROMANCE, 5)
_VOWEL = re.compile("[aeiou]")
_LINKS = ("", "s", "n", "en", "es", "er", "e", "ens")  # between the parts of a compound


@lru_cache(maxsize=16384)
def forms(word: str) -> tuple[str, ...]:
    """The word and what it may be an inflection of, longest first."""
    found = {word}
    if word.startswith("ge") and len(word) > 6 and word.endswith(("t", "en")):
        found.add(word[2:])  # German participles: gewandert, geritten
    for whole in sorted(found):
        found.update(_cut(whole))
    for once in sorted(found):
        if len(once) > 6:
            found.update(_cut(once))
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


def _cut(word: str) -> Iterator[str]:
    for ending, instead, shortest in _ENDINGS:
        if not word.endswith(ending) or (ending == "s" and word.endswith("ss")):
            continue
        stem = word.removesuffix(ending)
        for replaced in instead:
            if len(stem + replaced) >= (3 if ending == "s" else shortest):
                yield stem + replaced
        if len(stem) > 4 and stem[-1] == stem[-2]:
            yield stem[:-1]  # drumming: drum


def same(form: str, *wholes: str) -> bool:
    """Whether a shared form is long enough, against the words it came from, to tell them apart."""
    return len(form) >= 0.6 * max(map(len, wholes))


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """What is left when spelling is unsure: one letter for a double one, i for y, f for ph…"""
    plain = word.replace("ph", "f").replace("y", "i").replace("ck", "k").replace("th", "t")
    return re.sub(r"z$", "s", re.sub(r"(.)\1+", r"\1", plain))


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that `word` misspells, or None.

    The first letter must be right. Words under five letters may only have two letters swapped.
    Of two as near, the one of more alike length, then the first of the alphabet.
    """
    found = []
    for other, _, _ in process.extract(
        word, known, scorer=OSA.distance, score_cutoff=2, limit=None
    ):
        far = _slips(word, other)
        if far is not None:
            found.append((far, abs(len(word) - len(other)), other))
    return min(found)[2] if found else None


def _slips(word: str, other: str) -> int | None:
    """How many slips of the finger lead from one word to the other, or None if too many.

    By the length of the shorter: under 5 letters two of them swapped, under 7 one letter swapped,
    left out or doubled or one vowel for another, under 10 any one slip, else two. First and last
    letter must be right.
    """
    size = min(len(word), len(other))
    swapped = len(word) == len(other) and sorted(word) == sorted(other)
    if size > 4 and skeleton(word) == skeleton(other):
        return 0
    if size < 3 or (not swapped and (size < 5 or word[-1] != other[-1])):
        return None
    most = 2 if size > 9 else 1
    far = OSA.distance(word, other, score_cutoff=most)
    if far > most:
        return None
    replaced = size < 7 and not swapped and len(word) == len(other)
    return None if replaced and _VOWEL.sub("a", word) != _VOWEL.sub("a", other) else far


def splits(
    word: str, known: Collection[str], bases: Collection[str], heads: Collection[str]
) -> tuple[str, ...]:
    """Known words that a compound is made of, first to last: "fussballfan" -> ("fussball",).

    A part that only says "fan of", "lover of" (`heads`) is left out; before one, the base of a
    word will do ("reitstunde"). Empty: not a compound.
    """
    for size in range(len(word) - 3, 2, -1):
        first, rest = word[:size], word[size:]
        if size > 3 and first in bases and rest in heads:
            return (first,)
        if first not in known:
            continue
        for link in _LINKS:
            tail = rest.removeprefix(link) if rest.startswith(link) else ""
            if tail in heads:
                return (first,)
            if tail in known and len(first) > 2:
                return (first, tail)
    return ()


def tail(word: str, known: Collection[str]) -> str | None:
    """The known word of four letters or more that a compound ends with: "apfelbaum" -> "baum"."""
    for size in range(len(word) - 4, 3, -1):
        if word[-size:] in known:
            return word[-size:]
    return None


def front(word: str, known: Collection[str]) -> str | None:
    """The known word of five letters or more that a German compound begins with."""
    for size in range(len(word) - 4, 4, -1):
        if word[:size] in known:
            return word[:size]
    return None
