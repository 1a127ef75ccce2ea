"""The little grammar that stories need: articles, cases, agreement, possession, punctuation.

Slots of a line: `{a}` the hero with its article, `{acc a}` and the like in a case, `{noun a}` and
`{Noun a}` without article, `{does a}` and the like what its entry says, `{name}`, `{name's}`,
`{word}`, `{Word}`. `[a:x|y]` is x for one and y for several; with four choices, one for each form.
A line that begins with `~` is for a hero alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# the forms of a noun: their order is that of the four choices
FORMS = {"en": "s s s p", "de": "m f n p", "fr": "m f mp fp", "es": "m f mp fp"}
ARTICLES = {
    "en": {"": "the the the the"},
    "de": {"": "der die das die", "acc": "den die das die", "dat": "dem der dem den"},
    "fr": {"": "le la les les", "de": "du de_la des des", "à": "au à_la aux aux"},
    "es": {"": "el la los las", "de": "del de_la de_los de_las", "al": "al a_la a_los a_las"},
}
QUOTES = {
    "en": ("\u201c", "\u201d"),
    "de": ("\u201e", "\u201c"),
    "fr": ("«", "»"),
    "es": ("«", "»"),
}
_ELIDED = {"le": "l'", "la": "l'", "du": "de l'", "de_la": "de l'", "au": "à l'", "à_la": "à l'"}
_TOGETHER = {"von dem": "vom", "zu dem": "zum", "zu der": "zur", "bei dem": "beim"}
_APART = re.compile(rf"\b(?:{'|'.join(_TOGETHER)})\b")
_VOWEL = re.compile(r"[aàâeéèêëhiîïoôuùûyœ]", re.IGNORECASE)
_SLOT = re.compile(r"\{([^{}]+)\}|\[([abc]):([^\[\]]*)\]")


@dataclass(frozen=True)
class Role:
    """A motif on stage: its noun, and one choice of everything its entry says."""

    motif: str
    form: str  # one of FORMS
    noun: str
    says: Mapping[str, str]  # does, person, feat, hour
    titles: tuple[str, ...]
    shown: str  # what it is called when no article fits
    word: str = ""  # embossed on it
    oblique: str = ""  # German weak nouns: the accusative and dative
    aspirated: bool = False  # French: no elision
    animal: bool = False  # Spanish: an object with "a"


def fill(line: str, roles: Sequence[Role], name: str, language: str) -> str:
    """The line with its slots filled. What a person typed is put in last and never read again."""
    cast = dict(zip("abc", roles, strict=False))

    def one(match: re.Match[str]) -> str:
        if match[2]:
            return _agreeing(cast[match[2]], match[3].split("|"), language)
        what, _, who = match[1].rpartition(" ")
        if who in cast:
            return _told(cast[who], what, language)
        return _called(match[1], name, language)

    return _SLOT.sub(one, line)


def _told(role: Role, what: str, language: str) -> str:
    if what in role.says:
        return own(role.says[what], role, language)
    if what == "The":
        return _capital(_with_article(role, "", language))
    if what in ("noun", "Noun"):
        shown = role.word or role.shown
        return _capital(shown) if what == "Noun" else shown
    return _with_article(role, what, language)


def own(line: str, role: Role, language: str) -> str:
    """A line of the role's own entry, which may name the embossed word or the noun."""
    open_, close = QUOTES[language]
    values = {
        "word": role.word if language == "en" else f"{open_}{role.word}{close}",
        "Word": _capital(role.word),
        "noun": role.shown,
        "Noun": _capital(role.shown),
    }
    return re.sub(r"\{(\w+)\}", lambda m: values[m[1]], line)


def _agreeing(role: Role, choices: Sequence[str], language: str) -> str:
    if len(choices) == 4:
        return choices[_form(role, language)]
    return choices[int(role.form.endswith("p"))]


def _form(role: Role, language: str) -> int:
    """The place of the role's form among four choices."""
    return FORMS[language].split().index(role.form)


def _with_article(role: Role, case: str, language: str) -> str:
    if case == "obj":  # of a Spanish verb
        case = "al" if role.animal else ""
    article = ARTICLES[language][case].split()[_form(role, language)]
    noun = _inflected(role, case, language)
    if language == "fr" and article in _ELIDED and _VOWEL.match(noun) and not role.aspirated:
        return _labelled(_ELIDED[article] + noun, role, language)
    return _labelled(f"{article.replace('_', ' ')} {noun}", role, language)


def _inflected(role: Role, case: str, language: str) -> str:
    """The noun with its German ending."""
    if role.oblique and (case == "dat" or (case == "acc" and role.form == "m")):
        return role.oblique
    plural = language == "de" and case == "dat" and role.form == "p"
    return role.noun + "n" if plural and role.noun[-1] not in "ns" else role.noun


def _labelled(phrase: str, role: Role, language: str) -> str:
    """With the embossed word: the "chess" book, das Buch „Schach“, el libro de «ajedrez»."""
    if not role.word:
        return phrase
    open_, close = QUOTES[language]
    quoted = f"{open_}{role.word}{close}"
    if language == "en":
        article, _, noun = phrase.partition(" ")
        return f"{article} {quoted} {noun}"
    return f"{phrase} {'de ' if language == 'es' else ''}{quoted}"


def _called(slot: str, name: str, language: str) -> str:
    """The receiver's name: {name}, {name's} or, with the preposition, {de name}."""
    if slot == "name":
        return name
    if slot == "name's":
        if language == "de":
            return name + ("'" if name[-1] in "sxzßSXZ" else "s")
        return f"{name}'s"
    if slot == "de name":
        elided = language == "fr" and _VOWEL.match(name) and name[0] not in "YyHh"
        return f"d'{name}" if elided else f"de {name}"
    raise KeyError(slot)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def finish(text: str, language: str) -> str:
    """As it is printed: capitals after full stops, real apostrophes, French spaces."""
    shown = re.sub(r"(?<=[.!?] )\w", lambda m: m[0].upper(), _capital(text)).replace("'", "\u2019")
    shown = re.sub(r'"([^"]*)"', lambda m: m[1].join(QUOTES[language]), shown)
    if language == "de":
        shown = _APART.sub(lambda m: _TOGETHER[m[0]], shown)
    if language == "fr":
        shown = re.sub(r" ?([;:!?»])", "\u00a0\\1", shown).replace("«", "«\u00a0")
    if language == "es":
        shown = re.sub(r"(?<=[¡¿])\w", lambda m: m[0].upper(), shown)
    return shown.replace("«\u00a0\u00a0", "«\u00a0")
