"""Sentences cut into clauses, each with what was found in it, and whether it is liked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from memoreez.concepts._forms import forms
from memoreez.concepts._frames import (
    ASIDE,
    CONTRAST,
    IDIOMS,
    JOINERS,
    NEGATORS,
    NOR,
    NOTHING,
    ONLY,
    OR,
)
from memoreez.concepts._index import LONGEST_PHRASE, Index, Meaning
from memoreez.concepts._names import called, named
from memoreez.concepts._tokens import Break, Token
from memoreez.concepts._words import ALL_FUNCTION, DOING, EMPTY, LOVING, PEOPLE, Language, listed

_WHO = listed("i he she we they er sie wir ich il elle ils elles je on el ella ellos yo")
_FEARS = listed("miedo peur")  # "pelis de miedo" are loved for it
_AND = listed("and und et y e sowie")
_HATING = listed("hate hates hated hasst hassen deteste detestent odia odian odio detesta dislikes")


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
    return list(_untold(found))


def _untold(found: list[Clause]) -> Iterator[Clause]:
    """The clauses without those that say which one: "his motorbike (a Kawasaki)", "and Fido"."""
    shown: Clause | None = None  # what stands before a bracket, if it can be shown
    for at, clause in enumerate(found):
        if not all(word.inside for word in clause.words):
            whose = clause.words[-1].fold in PEOPLE or any(s.meaning.motif for s in clause.spans)
            shown = clause if whose else None
        elif shown and not clause.spans:
            continue
        if at and clause.joiner in _AND and not clause.spans:
            before = found[at - 1]
            end = max((span.end for span in before.spans), default=0)
            if called(before.words, clause.words, end, clause.joiner):
                continue
        yield clause


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
    spelt = [
        word.fold if _surname(run, at, index, language) else index.spelt(word.fold, language)
        for at, word in enumerate(run)
    ]
    found: list[Span] = []
    at = 0
    while at < len(run):
        span = _phrase(spelt, at, index) or _single(spelt, at, index, language)
        if span:
            found.append(span)
        at = span.end if span else at + 1
    return found


def _surname(run: list[Token], at: int, index: Index, language: Language) -> bool:
    """Whether a word follows a name: the singer Dion is no misspelled dinosaur."""
    first = run[at - 1] if at else None
    if first is None or not (first.text.istitle() and run[at].text.istitle()):
        return False
    return first.fold not in EMPTY and index.word(first.fold, language) is None


def _phrase(spelt: list[str], at: int, index: Index) -> Span | None:
    """The longest phrase from here, small words inside it left out if need be."""
    if index.openings.isdisjoint(forms(spelt[at])):
        return _joined(spelt, at, index)
    best: Span | None = None
    for size in range(2, min(LONGEST_PHRASE, len(spelt) - at) + 1):
        window = spelt[at : at + size]
        if all(word in ALL_FUNCTION for word in window):
            continue  # "de mi" is no "demi"
        if meaning := index.phrase(tuple(window)):
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
    if clause.words[0].fold in _WHO | ONLY or _doubled(clause):
        return False  # somebody does something else; "... and can't live without coffee"
    if clause.joiner or _hangs(before):
        return True  # "hates cats and dogs", "hates: dogs"
    ends = OR | _AND if before.has(LOVING | _HATING) else OR
    for later in found[at:]:
        if later.gap == "." or later.has(LOVING | DOING):
            return False
        if later.joiner in ends:
            return True
    return False


def _hangs(clause: Clause) -> bool:
    """Whether a dislike has yet to say of what; "doesn't drink" says all."""
    told = all(word.fold in EMPTY | NEGATORS for word in clause.words)
    return told and (len(clause.words) == 1 or clause.has(LOVING | _HATING))


def _parted(clause: Clause) -> tuple[Clause, bool]:
    """What of a clause is liked, and whether something in it is disliked."""
    places = _negated(clause)
    if len(places) % 2 == 0 or _doubled(clause):
        return clause, False
    first = places[0]
    told = any(word.fold not in EMPTY | NEGATORS for word in clause.words[first + 1 :])
    end = first if told else 0
    spans = tuple(span for span in clause.spans if span.end <= end)
    words = clause.words[:end] if spans or not told else ()
    return replace(clause, words=words, spans=spans), clause.words[first].fold not in ASIDE


def _negated(clause: Clause) -> list[int]:
    """Places of the words that turn a liking round."""
    folds = [word.fold for word in clause.words]
    return [
        at
        for at, word in enumerate(clause.words)
        if word.fold in NEGATORS
        and not any(span.start <= at < span.end for span in clause.spans)
        and (folds[at - 1 : at] != ["de"] or word.fold not in _FEARS)
        and (word.fold != "tired" or folds[at + 1 : at + 2] == ["of"])
        and ONLY.isdisjoint(folds[at + 1 : at + 2])
        and IDIOMS.get(word.fold, frozenset()).isdisjoint(folds[at + 1 : at + 3])
    ]


def _doubled(clause: Clause) -> bool:
    """Whether two negations make a liking: "can't live without", "ohne Tee geht nichts"."""
    places = _negated(clause)
    return len(places) == 2 or (len(places) == 1 and clause.has(NOTHING))


def _nameless(words: list[Token], index: Index, language: Language) -> list[Token]:
    """The words without the names of people; a break in front of a name stays."""
    kept: list[Token] = []
    gap: Break = ""
    for at, word in enumerate(words):
        gap = max(gap, word.gap, key=("", ",", ".").index)
        if named(words, at, index, language):
            continue
        kept.append(replace(word, gap=gap))
        gap = ""
    return kept
