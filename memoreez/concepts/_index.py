"""The lexicon turned round: from what a person writes to the motif that stands for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from memoreez.concepts import _forms
from memoreez.concepts._frames import ALIASES, FALSE_FRIENDS, HEADS, LOOSE, NEGATORS, WEAK
from memoreez.concepts._pastimes import PASTIMES
from memoreez.concepts._strangers import STRANGERS
from memoreez.concepts._tokens import words
from memoreez.concepts._words import ALL_FUNCTION, EMPTY, NAMES, Language

Lexicon = Mapping[str, tuple[str, ...]]
_Frozen = tuple[tuple[str, tuple[str, ...]], ...]

LONGEST_PHRASE = 6  # words
_PREFIXES = ("hobby", "lieblings")
_REMEMBERED = 20_000  # words whose meaning is kept; people use few
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # as people type them without the keys


@dataclass(frozen=True)
class Meaning:
    """What a word or phrase stands for. `motif` is None for a pastime without one."""

    motif: str | None


@dataclass
class Index:
    """Everything looked up while reading. Keys are folded, phrases written without spaces."""

    phrases: dict[str, str] = field(default_factory=dict)  # any length -> motif
    stems: dict[str, str] = field(default_factory=dict)  # two words or more, cut to their stems
    singles: dict[str, str] = field(default_factory=dict)  # one word -> motif
    bases: dict[str, tuple[str, str] | None] = field(default_factory=dict)  # form -> word, motif
    spelling: dict[str, list[str]] = field(default_factory=dict)  # first letter -> words
    openings: set[str] = field(default_factory=set)  # words that a longer phrase may begin with
    known: dict[tuple[str, str], Meaning | None] = field(default_factory=dict)  # words met before
    vocabulary: frozenset[str] = frozenset()  # every word of every phrase

    def phrase(self, parts: tuple[str, ...]) -> Meaning | None:
        """The meaning of two words or more, each perhaps inflected, perhaps written as one."""
        motif = self.phrases.get("".join(parts)) or self.stems.get(_stem(parts))
        if motif:
            return Meaning(motif)
        return Meaning(None) if " ".join(parts) in _PASTIME_PHRASES else None

    def word(self, word: str, language: Language) -> Meaning | None:
        """The meaning of one word: as it stands, as a pastime, inflected, or compound."""
        key = word, language
        if key not in self.known:
            if len(self.known) > _REMEMBERED:
                self.known.clear()
            self.known[key] = self._meaning(word, language)
        return self.known[key]

    def _meaning(self, word: str, language: Language) -> Meaning | None:
        friend = FALSE_FRIENDS.get(word, {}).get(language)
        if friend is not None:
            motif = self.phrases.get("".join(words(friend)))
            return Meaning(motif) if motif else None
        if word in self.phrases:
            return Meaning(self.phrases[word])
        if _pastime(word, language):
            return Meaning(None)
        if len(word) < 4 or word in _UNBENT:
            return None
        return self._inflected(word) or self._compound(word, language)

    def spelt(self, word: str, language: Language) -> str:
        """The word as the lexicon spells it, if it looks like a slip; else the word itself."""
        if len(word) < 3 or word in self.vocabulary or word in _REAL or not word.isalpha():
            return word
        meant = self.word(word, language)
        if meant and (meant.motif is None or len(word) > 12):
            return word
        near = _forms.nearest(word, self.spelling.get(_forms.skeleton(word)[0], ())) or word
        if meant and sorted(near) != sorted(word):
            return word  # inflected; but two letters swapped are a slip
        if near in self.vocabulary:
            return near
        sure = near in _PASTIME_PHRASES and _forms.skeleton(word) == _forms.skeleton(near)
        return near if sure else word

    def _inflected(self, word: str) -> Meaning | None:
        for form in _forms.forms(word):
            hit = self.bases.get(form)
            if hit and _forms.same(form, word, hit[0]):
                return Meaning(hit[1])
        return None

    def _compound(self, word: str, language: Language) -> Meaning | None:
        if len(word) < 7:
            return None
        for prefix in _PREFIXES:
            if word.startswith(prefix) and (
                meant := self.word(word.removeprefix(prefix), language)
            ):
                return meant
        parts = _forms.splits(word, self.singles, self.bases, HEADS)
        strong = [part for part in parts if part not in WEAK] or list(parts)
        if strong:
            base = self.bases.get(strong[-1])
            motif = self.singles.get(strong[-1]) or (base[1] if base else None)
            return Meaning(motif) if motif else None
        part = _forms.tail(word, self.singles) if language in ("en", "de") else None
        if part is None and language == "de":
            part = _forms.front(word, self.singles)
        return Meaning(self.singles[part]) if part and part not in WEAK | LOOSE else None


_PASTIME_PHRASES = frozenset().union(*PASTIMES.values())
_UNBENT = EMPTY | NAMES | STRANGERS | NEGATORS  # never an inflection or compound of anything
_REAL = _UNBENT | WEAK | _PASTIME_PHRASES
_SPELT = frozenset(word for word in EMPTY | _PASTIME_PHRASES if len(word) > 3 and " " not in word)


def _pastime(word: str, language: Language) -> bool:
    """Whether the word is a pastime here; "see" and "the" only where they are no small words."""
    if word in PASTIMES[language]:
        return True
    return word in _PASTIME_PHRASES and word not in EMPTY and len(word) > 3


def _stem(parts: tuple[str, ...]) -> str:
    return " ".join(_forms.forms(part)[-1] for part in parts)


def _opening(phrase: str) -> tuple[str, ...]:
    """The forms of a phrase's first word."""
    return _forms.forms(phrase.split()[0])


_LONGER = sorted(phrase for phrase in _PASTIME_PHRASES if " " in phrase)


def index(lexicon: Lexicon) -> Index:
    """The index of a lexicon; made once for each content. About 20 ms for 3,000 words."""
    return _index(tuple((motif, tuple(said)) for motif, said in lexicon.items()))


@lru_cache(maxsize=8)
def _index(lexicon: _Frozen) -> Index:
    made = Index(openings={opening for phrase in _LONGER for opening in _opening(phrase)})
    vocabulary: set[str] = set()
    for motif, said in lexicon:
        for phrase in (motif.replace("_", " "), *said):
            _enter(made, vocabulary, phrase, motif)
    for anchor, said_so in ALIASES.items():
        target = made.phrases.get("".join(words(anchor)))
        for phrase in said_so.split(",") if target else ():
            _enter(made, vocabulary, phrase, str(target))
    _derive(made, vocabulary)
    return made


def _enter(made: Index, vocabulary: set[str], phrase: str, motif: str) -> None:
    """One phrase, whole and without its small words; the first motif to claim it keeps it."""
    if phrase != (spelt_out := phrase.translate(_UMLAUTS)):
        _enter(made, vocabulary, spelt_out, motif)
    parts = words(phrase)
    content = tuple(part for part in parts if part not in ALL_FUNCTION)
    if not parts:
        return
    for known in (parts, content) if len(content) > 1 else (parts,):
        made.phrases.setdefault("".join(known), motif)
        if len(known) > 1:
            made.stems.setdefault(_stem(known), motif)
            made.openings.update(_forms.forms(known[0]))
    if len(parts) == 1:
        made.singles.setdefault(parts[0], motif)
    vocabulary.update(part for part in content if len(part) > 2)


def _derive(made: Index, vocabulary: set[str]) -> None:
    """Inflected forms and the spelling lists, from the words entered so far."""
    for word, motif in made.singles.items():
        for form in _forms.forms(word) if word not in EMPTY else ():
            known = made.bases.setdefault(form, (word, motif))
            if known and known[1] == motif:
                made.bases[form] = min(known, (word, motif), key=lambda pair: len(pair[0]))
            elif known:
                exact = made.singles.get(form)
                made.bases[form] = (form, exact) if exact else None
    lists: dict[str, list[str]] = defaultdict(list)
    for word in sorted(vocabulary - EMPTY | _SPELT):
        lists[_forms.skeleton(word)[0]].append(word)
    made.spelling = dict(lists)
    made.vocabulary = frozenset(vocabulary)
