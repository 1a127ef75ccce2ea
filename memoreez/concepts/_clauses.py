"""Sentences cut into clauses, each with what was found in it, and whether it is liked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from memoreez.concepts._forms import forms
from memoreez.concepts._frames import ASIDE, CONTRAST, JOINERS, NEGATORS, NOR, NOTHING, ONLY, OR
from memoreez.concepts._index import LONGEST_PHRASE, Index, Meaning
from memoreez.concepts._tokens import Break, Token
from memoreez.concepts._words import (
    ALL_FUNCTION,
    DOING,
    EMPTY,
    LOVING,
    NAMES,
    PEOPLE,
    Language,
    listed,
)

_LOVES = listed("loves likes enjoys adores liebt mag aime adore prefers hates is has")
_NAMES_BEFORE = listed("liebt mag spielt ist hat")  # German verbs that a name may stand before
_PRONOUNS = listed("er sie ich wir man es")
_AND = listed("and und et y e sowie")
_HATING = listed("hate hates hated hasst hassen deteste detestent odia odian odio detesta dislikes")
_GIVEN_TO = listed("for fur pour para")


@dataclass(frozen=True)
class Span:
    """Words `start` up to `end` of a clause and what they mean."""

    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True)
class Clause:
    """Words between commas and conjunctions. `joiner`: the conjunction in front, or ""."""

    words: tuple[Token, ...]
    spans: tuple[Span, ...]
    gap: Break
    joiner: str

    def has(self, among: frozenset[str]) -> bool:
        return any(word.fold in among for word in self.words)


def clauses(words: list[Token], index: Index, language: Language) -> list[Clause]:
    """The clauses of a text in order, names taken out."""
    found: list[Clause] = []
    for part in _parts(_nameless(words, index, language)):
        found.extend(_split(part, _spans(part, index, language)))
    return found


def liked(found: list[Clause]) -> Iterator[Clause]:
    """The clauses without what is disliked.

    A dislike reaches from its word to the end of its clause, or over the whole clause if nothing
    follows it ("cats she hates"); on through "and", "or", and through commas that lead to an "or"
    (after a verb to an "and": "hates golf, tennis and dogs"); up to the next verb of liking or
    doing.
    """
    carried = False
    for at, clause in enumerate(found):
        carried = carried and _carries(found, at)
        left, disliked = _parted(clause)
        carried = carried or clause.joiner in NOR
        if carried:
            continue
        carried = disliked
        yield left


def _parts(words: list[Token]) -> Iterator[list[Token]]:
    """Runs of words without a comma or stop between them."""
    run: list[Token] = []
    for word in words:
        if word.gap and run:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _spans(run: list[Token], index: Index, language: Language) -> list[Span]:
    """The longest phrases and words with a meaning, left to right, none over another."""
    spelt = [index.spelt(word.fold, language) for word in run]
    found: list[Span] = []
    at = 0
    while at < len(run):
        span = _phrase(spelt, at, index) or _single(spelt, at, index, language)
        if span:
            found.append(span)
        at = span.end if span else at + 1
    return found


def _phrase(spelt: list[str], at: int, index: Index) -> Span | None:
    """The longest phrase from here, small words inside it left out if need be."""
    if index.openings.isdisjoint(forms(spelt[at])):
        return _joined(spelt, at, index)
    best: Span | None = None
    for size in range(2, min(LONGEST_PHRASE, len(spelt) - at) + 1):
        if meaning := index.phrase(tuple(spelt[at : at + size])):
            best = Span(at, at + size, meaning)
    if spelt[at] in ALL_FUNCTION:
        return best
    places = _content(spelt, at)
    for size in range(2, len(places) + 1):
        end = places[size - 1] + 1
        if best and best.end >= end:
            continue
        if meaning := index.phrase(tuple(spelt[place] for place in places[:size])):
            best = Span(at, end, meaning)
    return best


def _joined(spelt: list[str], at: int, index: Index) -> Span | None:
    """One word written as two: "foot ball"."""
    pair = tuple(spelt[at : at + 2])
    if len(pair) < 2 or any(len(part) < 3 or part in ALL_FUNCTION for part in pair):
        return None
    meaning = index.phrase(pair)
    return Span(at, at + 2, meaning) if meaning else None


def _content(spelt: list[str], at: int) -> list[int]:
    """Places of up to four words with a meaning of their own, none beyond a conjunction."""
    places: list[int] = []
    for place in range(at, min(at + 8, len(spelt))):
        if spelt[place] in JOINERS or len(places) == 4:
            break
        if spelt[place] not in ALL_FUNCTION:
            places.append(place)
    return places


def _single(spelt: list[str], at: int, index: Index, language: Language) -> Span | None:
    meaning = index.word(spelt[at], language)
    return Span(at, at + 1, meaning) if meaning else None


def _split(run: list[Token], spans: list[Span]) -> Iterator[Clause]:
    """One run cut at its conjunctions, except where a phrase holds one ("rock and roll")."""
    inside = {place for span in spans for place in range(span.start, span.end)}
    cuts = [at for at, word in enumerate(run) if word.fold in JOINERS and at not in inside]
    start, gap, joiner = 0, run[0].gap, ""
    for cut in [*cuts, len(run)]:
        if cut > start:
            within = [span for span in spans if start <= span.start < cut]
            moved = tuple(replace(s, start=s.start - start, end=s.end - start) for s in within)
            yield Clause(tuple(run[start:cut]), moved, gap, joiner)
            gap = ""
        joiner = run[cut].fold if cut < len(run) else ""
        start = cut + 1


def _carries(found: list[Clause], at: int) -> bool:
    """Whether a dislike of the clause before still holds in this one."""
    clause, before = found[at], found[at - 1]
    if clause.gap == "." or clause.joiner in CONTRAST or clause.has(LOVING | DOING):
        return False
    if clause.joiner or all(word.fold in EMPTY | NEGATORS for word in before.words):
        return True  # "hates cats and dogs", "hates: dogs"
    ends = OR | _AND if before.has(LOVING | _HATING) else OR
    for later in found[at:]:
        if later.gap == "." or later.has(LOVING | DOING):
            return False
        if later.joiner in ends:
            return True
    return False


def _parted(clause: Clause) -> tuple[Clause, bool]:
    """What of a clause is liked, and whether something in it is disliked."""
    places = [
        at
        for at, word in enumerate(clause.words)
        if word.fold in NEGATORS
        and not any(span.start <= at < span.end for span in clause.spans)
        and not (at + 1 < len(clause.words) and clause.words[at + 1].fold in ONLY)
    ]
    double = len(places) == 1 and clause.has(NOTHING)
    if double or len(places) % 2 == 0:
        return clause, False
    first = places[0]
    told = any(word.fold not in EMPTY | NEGATORS for word in clause.words[first + 1 :])
    end = first if told else 0
    spans = tuple(span for span in clause.spans if span.end <= end)
    words = clause.words[:end] if spans or not told else ()
    return replace(clause, words=words, spans=spans), clause.words[first].fold not in ASIDE


def _nameless(words: list[Token], index: Index, language: Language) -> list[Token]:
    """The words without the names of people; a break in front of a name stays."""
    kept: list[Token] = []
    gap: Break = ""
    for at, word in enumerate(words):
        gap = max(gap, word.gap, key=("", ",", ".").index)
        if _named(words, at, index, language):
            continue
        kept.append(replace(word, gap=gap))
        gap = ""
    return kept


def _named(words: list[Token], at: int, index: Index, language: Language) -> bool:
    """Whether a word is somebody's name, from its neighbours. Names have a capital letter."""
    word = words[at]
    if not word.text[0].isupper() or word.fold in EMPTY - PEOPLE:
        return False
    before = words[at - 1] if at and not word.gap else None
    after = words[at + 1] if at + 1 < len(words) and not words[at + 1].gap else None
    verb = after is not None and after.fold in LOVING | DOING
    if after and index.phrase((word.fold, after.fold)):
        return False  # Harry Potter
    if word.fold in NAMES:
        return True
    if word.fold in PEOPLE:
        return False
    if index.word(word.fold, language):
        loves = after is not None and after.fold in _LOVES
        return loves and not before and language in ("en", "fr")
    if before and before.fold in PEOPLE | _GIVEN_TO:
        return language != "de" or at < 4
    if language == "de" and after:  # nouns have capitals too: "Musik hören", "Musik liebt sie"
        follows = words[at + 2].fold if at + 2 < len(words) else ""
        verb = after.fold in _NAMES_BEFORE and follows not in _PRONOUNS
    return (verb and not before) or (at == 0 and _introduced(words))


def _introduced(words: list[Token]) -> bool:
    """Whether the first word stands alone in front of an age, a "who" or a verb: "Yuki, 34"."""
    if len(words) < 3 or not words[1].gap:
        return False
    following = words[1].fold
    return following[0].isdigit() or following in LOVING | DOING | {"who", "qui", "que", "is"}
