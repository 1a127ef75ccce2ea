"""Short labels in the person's own words, for hobbies that no motif stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from memoreez.concepts._frames import ASIDE, NEGATORS, TAIL
from memoreez.concepts._small_talk import CHARACTER
from memoreez.concepts._tokens import Token, fold
from memoreez.concepts._words import ALL_FUNCTION, DOING, EMPTY, LIVING, LOVING, Language, listed

LONGEST = 24  # characters that can be embossed on an open book
# A time that belongs to what is loved in it: "rainy Sundays", "quiz nights", "soirées jeux".
_HOURS = listed(
    """
    day days night nights evening evenings morning mornings afternoon afternoons weekend weekends
    monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday
    saturdays sunday sundays summer summers winter winters tag tage abend abende nacht nachte
    nachmittag nachmittage wochenende wochenenden montag montage dienstag dienstage mittwoch
    mittwoche donnerstag donnerstage freitag freitage samstag samstage sonnabend sonntag sonntage
    soir soirs soiree soirees nuit nuits matin matins matinee matinees dimanche dimanches samedi
    samedis vendredi vendredis domingo domingos sabado sabados viernes tarde tardes noche noches
    """
)
_OWNED = listed("his her their our its seine ihre sein ihr sa ses su sus")
_BEING = listed("is are was were ist sind war waren est sont etait esta estan")
_ALL_THE_WORLD = listed("life world joy pride everything happy leben welt alles vie vida")
_WHOM = listed("uns mich ihn ihm sie er wir ich")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|e|er|eme|yo|yrs?|jahrig\w*)?")


def label(words: Sequence[Token], text: str, language: Language) -> str:
    """What a clause names, in the spelling of `text`, at most 24 characters; "" if nothing.

    "she just adores Star Wars on Sundays" -> "Star Wars".
    """
    if not words:
        return ""
    if not any(word.fold in LOVING for word in words) and _states(words, text, language):
        return ""
    told = _hour(_object(words)) or trimmed(_short(trimmed(_object(words))))
    if all(word.fold in CHARACTER or empty(word) for word in told):
        return ""
    if language == "de" and _verbs(words, told, text):
        return ""
    return cut(cased(told, text, language)) if told else ""


def _states(words: Sequence[Token], text: str, language: Language) -> bool:
    """Whether a clause only says how somebody lives or is: "her knees are gone", "verlässt uns"."""
    if any(word.fold in LIVING and not _titled(words, at) for at, word in enumerate(words)):
        return True
    if words[0].fold in _OWNED and any(word.fold in _BEING for word in words[2:]):
        return not any(word.fold in _ALL_THE_WORLD for word in words)
    return False


def _verbs(words: Sequence[Token], told: Sequence[Token], text: str) -> bool:
    """Whether a German label only says what somebody does to us: things have capitals there."""
    if text.islower() or any(not word.text.islower() for word in told):
        return False
    infinitive = told[-1].fold.endswith(("en", "eln", "ern"))
    return any(word.fold in _WHOM for word in words) or (len(words) > 3 and not infinitive)


def _titled(words: Sequence[Token], at: int) -> bool:
    """Whether a word belongs to a name of two: "Grateful Dead"."""
    near = words[max(0, at - 1) : at + 2]
    return len(near) > 1 and all(word.text.istitle() and word.fold not in EMPTY for word in near)


def cased(words: Sequence[Token], text: str, language: Language) -> str:
    """The words as they stand in the text, on one line; a lone capital in front made small.

    German keeps its capitals; so do names of two capitals ("Star Wars"), LEGO and D&D.
    """
    shown = re.sub(r"\s+", " ", text[words[0].start : words[-1].end])
    if text.isupper() and len(text) > 6:
        return shown.lower()
    capitals = [word for word in words if word.text[0].isupper() and word.fold not in EMPTY]
    lone = (
        len(words[0].text) > 1
        and len(capitals) == 1
        and capitals[0] is words[0]
        and shown[1:] == shown[1:].lower()
    )
    if lone and language != "de" and _leads(words[0], text):
        return shown[0].lower() + shown[1:]
    return shown


def _leads(word: Token, text: str) -> bool:
    """Whether a capital is due to the place alone: a sentence's first, or each item's first."""
    return word.gap == "." or (word.gap == "," and not _writes_small(text))


@lru_cache(maxsize=16)
def _writes_small(text: str) -> bool:
    """Whether any word that names something begins with a small letter."""
    return any(word.islower() and fold(word) not in EMPTY for word in text.split())


def cut(shown: str) -> str:
    """At most 24 characters, whole words if the first one fits."""
    if len(shown) <= LONGEST:
        return shown
    short = shown[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST]
    parts = short.rstrip(" -'&.").split(" ")
    while len(parts) > 1 and parts[-1].lower() in EMPTY:
        parts.pop()
    return " ".join(parts)


def empty(word: Token) -> bool:
    """Whether a word names nothing: a small word, a number, a word of disliking."""
    if word.fold in EMPTY or word.fold in NEGATORS:
        return True
    return bool(_NUMBER.fullmatch(word.fold))


def _object(words: Sequence[Token]) -> Sequence[Token]:
    """What stands behind the verb of loving or doing, or before it if nothing does."""
    verbs = [at for at, word in enumerate(words) if word.fold in LOVING | DOING]
    for at in reversed(verbs):
        if not all(empty(word) for word in words[at + 1 :]):
            return words[at + 1 :]
    return words[: verbs[0]] if verbs else words


def trimmed(words: Sequence[Token]) -> Sequence[Token]:
    """Without empty words in front and behind."""
    start, end = 0, len(words)
    while start < end and empty(words[start]):
        start += 1
    while end > start and empty(words[end - 1]):
        end -= 1
    return words[start:end]


def _hour(words: Sequence[Token]) -> Sequence[Token]:
    """The whole of two words of which one is a time, and the other says what kind of one."""
    at = next((at for at, word in enumerate(words) if word.fold not in ALL_FUNCTION), 0)
    told = words[at:]
    times = [word for word in told if word.fold in _HOURS]
    if len(told) == 2 and len(times) == 1 and sum(map(empty, told)) == 1:
        return told
    return ()


def _short(words: Sequence[Token]) -> Sequence[Token]:
    """Without where, when and with whom."""
    for at, word in enumerate(words):
        if at and word.fold in ASIDE | TAIL:
            return words[:at]
    return words
