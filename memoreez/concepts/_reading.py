"""Understanding what a person typed: from a line in any of four languages to hobbies.

clean → words → clauses (phrases, inflections, misspellings, compounds; dislikes left out) →
hobbies in the order of the text, each once. No hobby is dropped because no motif stands for it:
it keeps its own words as a label.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from memoreez.artifacts import Hobby
from memoreez.concepts._clauses import Clause, Span, clauses, liked
from memoreez.concepts._cleaning import clean
from memoreez.concepts._emoji import SAID
from memoreez.concepts._frames import ASIDE, TAIL, WEAK
from memoreez.concepts._index import Lexicon, index
from memoreez.concepts._labels import LONGEST, cased, cut, empty, label
from memoreez.concepts._language import language
from memoreez.concepts._tokens import Token, fold, tokens
from memoreez.concepts._words import ALL_FUNCTION, DOING, EMPTY, FILLER, LOVING, Language

__all__ = ["LIMIT", "Lexicon", "clean", "language", "read"]

_OF = frozenset(("of", "de", "du", "des", "d", "au", "aux", "a", "la", "del"))
LIMIT = 6  # hobbies that fit on one keepsake; `read` returns all, the caller says what is left out


def read(text: str, lexicon: Lexicon) -> tuple[Hobby, ...]:
    """The hobbies in a text, in order, each once, with the motif that stands for it or None.

    `lexicon`: motif name -> its words and phrases in English, German, French and Spanish, lower
    case with accents; the first motif to claim a word keeps it. Dislikes ("hates cats") and what
    is no hobby ("he is 60") are left out, so the result may be empty.

    Raises BadInput when the text is empty, without words, or longer than 2,000 characters.
    """
    plain = clean(text)
    spoken = language(text)
    found = liked(clauses(tokens(plain), index(lexicon), spoken))
    hobbies: dict[str, Hobby] = {}
    for clause in found:
        for hobby in _hobbies(clause, plain, spoken):
            told = _drawn(hobby, text, spoken)
            hobbies.setdefault(told.motif or f" {fold(told.text)}", told)
    return tuple(hobbies.values())


def _drawn(hobby: Hobby, text: str, spoken: Language) -> Hobby:
    """A label that comes from an emoji, in the language of the words around it."""
    said = SAID.get(hobby.text, {}).get(spoken) if hobby.motif is None else None
    return hobby if said is None or hobby.text in text else replace(hobby, text=said)


def _hobbies(clause: Clause, text: str, spoken: Language) -> Iterator[Hobby]:
    """Everything that one clause names."""
    spans = _strong(clause)
    if not clause.words:
        return
    if not spans:
        if shown := label(clause.words, text, spoken):
            yield Hobby(shown, None)
        return
    yield from _head(clause, spans[0], text, spoken)
    wide = _wide(clause, spans, text, spoken)
    for span in spans:
        own = cut(cased(_bare(clause.words[span.start : span.end]), text, spoken))
        yield Hobby(wide or own, span.meaning.motif)


def _bare(said: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without an article in front."""
    first = next((at for at, word in enumerate(said) if word.fold not in ALL_FUNCTION), 0)
    return said[first:]


def _strong(clause: Clause) -> tuple[Span, ...]:
    """The spans, without those that mean little beside another one ("walks" the dog)."""
    strong = tuple(
        span
        for span in clause.spans
        if not all(word.fold in WEAK | EMPTY for word in clause.words[span.start : span.end])
    )
    return _plain(clause, strong) or _lone(clause)


def _lone(clause: Clause) -> tuple[Span, ...]:
    """The first weak span; but a small word ("love", "family") only if it stands by itself."""
    others = {at for at, w in enumerate(clause.words) if w.fold not in ALL_FUNCTION | FILLER}
    one = len(others) == 1 and not clause.has(LOVING)
    spans = (
        span
        for span in clause.spans
        if len(clause.words) == 1
        or (one and others <= set(range(span.start, span.end)))
        or span.meaning.motif is None
        or any(word.fold not in EMPTY for word in clause.words[span.start : span.end])
        or span.end - span.start > 1
    )
    return tuple(spans)[:1]


def _plain(clause: Clause, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Two neighbours of which one has a motif: the other says which kind ("jazz piano")."""
    if len(spans) != 2 or (spans[0].meaning.motif is None) == (spans[1].meaning.motif is None):
        return spans
    between = clause.words[spans[0].end : spans[1].start]
    if any(word.fold not in _OF for word in between):
        return spans
    return tuple(span for span in spans if span.meaning.motif)


def _head(clause: Clause, first: Span, text: str, spoken: Language) -> Iterator[Hobby]:
    """A hobby without a motif that the found one only goes with: "quidditch with the dog"."""
    front = clause.words[: first.start]
    asides = [at for at, word in enumerate(front) if word.fold in ASIDE]
    if not asides:
        return
    shown = label(front[: asides[0]], text, spoken)
    if shown and fold(shown) not in WEAK:
        yield Hobby(shown, None)


def _wide(clause: Clause, spans: tuple[Span, ...], text: str, spoken: Language) -> str:
    """The whole of a short clause about one thing ("black coffee"), or ""."""
    content = [word for word in clause.words if word.fold not in EMPTY]
    if len(spans) > 1 or len(content) > 3 or clause.has(LOVING | DOING | ASIDE | TAIL):
        return ""
    shown = cased(clause.words, text, spoken)
    tight = not empty(clause.words[0]) and not empty(clause.words[-1])
    return shown if tight and len(shown) <= LONGEST else ""
