"""Which words of a text are somebody's name: the person's, a friend's, a pet's."""

from __future__ import annotations

from collections.abc import Sequence

from memoreez.concepts._frames import NEGATORS
from memoreez.concepts._given_names import FEMALE, MALE
from memoreez.concepts._index import Index
from memoreez.concepts._tokens import Token, fold
from memoreez.concepts._words import DOING, EMPTY, LOVING, NAMES, PEOPLE, Language, listed

_GIVEN = frozenset(map(fold, f"{FEMALE} {MALE}".split()))
_LOVES = listed("loves likes enjoys adores liebt mag aime adore prefers hates is has")
_VERBS_AFTER = listed("liebt mag spielt ist hat")  # German verbs that a name may stand before
_PRONOUNS = listed("er sie ich wir man es")
_GIVEN_TO = listed("for fur pour para")
_CALLED = listed(
    "called named names namens namen heissen appellent nommes llamados llamadas llaman"
)
_PETS = listed(
    "dogs cats horses ponies rabbits puppies kittens hunde hunden katzen pferde pferden ponys "
    "kaninchen kater chiens chats chevaux lapins perros gatos caballos conejos perritos gatitos "
    "galgos"
)


def named(words: Sequence[Token], at: int, index: Index, language: Language) -> bool:
    """Whether a word is somebody's name, from its neighbours. Names have a capital letter."""
    word = words[at]
    if not word.text[0].isupper() or word.fold in NEGATORS | EMPTY - PEOPLE:
        return False
    before = words[at - 1] if at and not word.gap else None
    after = words[at + 1] if at + 1 < len(words) and not words[at + 1].gap else None
    if after and index.phrase((word.fold, after.fold)):
        return False  # Harry Potter
    if before and before.fold in _CALLED:
        return True
    if _given(word, index, language):
        return not _famous(words, at, index, language)
    if word.fold in PEOPLE:
        return False
    if index.word(word.fold, language):
        loves = after is not None and after.fold in _LOVES
        return loves and not before and (language in ("en", "fr") or word.fold in _GIVEN)
    if before and language != "de" and _given(before, index, language):
        return named(words, at - 1, index, language)  # a surname; German things have capitals too
    if before and before.fold in PEOPLE | _GIVEN_TO:
        return language != "de" or at < 4
    return _before_verb(words, at, language) or (at == 0 and _introduced(words))


def called(before: Sequence[Token], these: Sequence[Token], end: int, joiner: str) -> bool:
    """Whether the clause before names two or more animals, and these words are the next name.

    `end`: where what has a meaning ends in the clause before: "two cats called Tom" and "Jerry".
    """
    hidden = these[0].start - before[-1].end > len(joiner) + 2  # a name has been taken out there
    first = before[end:]
    many = any(word.fold.endswith(tuple(_PETS)) for word in before[:end])
    told = [word for word in first if word.fold not in _CALLED | EMPTY]
    names = bool(told or hidden or (first and first[-1].fold in _CALLED)) and all(
        word.text[0].isupper() for word in (*told, *these)
    )
    return names and len(these) < 3 and (many or any(word.fold in _CALLED for word in first))


def _given(word: Token, index: Index, language: Language) -> bool:
    """Whether it is a given name and nothing else: "Daisy" and "Wolf" may be meant as such."""
    if word.fold in NAMES:
        return True
    return word.fold in _GIVEN and index.word(word.fold, language) is None


def _famous(words: Sequence[Token], at: int, index: Index, language: Language) -> bool:
    """Whether a name with a surname is one that is loved: "listens to Bob Dylan"."""
    surname = words[at + 1] if at + 1 < len(words) and not words[at + 1].gap else None
    if surname is None or not surname.text.istitle() or surname.fold in EMPTY:
        return False
    if _given(surname, index, language) or index.word(surname.fold, language):
        return False
    return any(word.fold in LOVING | DOING for word in words[max(0, at - 8) : at])


def _before_verb(words: Sequence[Token], at: int, language: Language) -> bool:
    """Whether it stands first in front of a verb: "Yuki loves"."""
    after = words[at + 1] if at + 1 < len(words) and not words[at + 1].gap else None
    verb = after is not None and after.fold in LOVING | DOING
    if language == "de" and after:  # nouns have capitals too: "Musik hören", "Musik liebt sie"
        follows = words[at + 2].fold if at + 2 < len(words) else ""
        verb = after.fold in _VERBS_AFTER and follows not in _PRONOUNS
    return verb and (at == 0 or bool(words[at].gap))


def _introduced(words: Sequence[Token]) -> bool:
    """Whether the first word stands alone in front of an age, a "who" or a verb: "Yuki, 34"."""
    if len(words) < 3 or not words[1].gap:
        return False
    following = words[1].fold
    return following[0].isdigit() or following in LOVING | DOING | {"who", "qui", "que", "is"}
