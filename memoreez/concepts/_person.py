"""Whom the words mean, by name, kinship and pronouns: no bearded man is to stand for Grandma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from memoreez.concepts._given_names import FEMALE, MALE
from memoreez.concepts._tokens import Token, fold, tokens
from memoreez.concepts._words import listed

ANYONE = "anyone"  # nothing tells: a look that suits everybody
PLAIN = {"grandma": "woman", "girl": "woman", "grandpa": "man", "boy": "man"}
KIN = {
    "grandma": "grandma granny nana grandmother oma omi omama grossmutter grossmama mamie "
    "mémé grandmère abuela abuelita yaya nonna babcia babushka grandmaman nanny",
    "grandpa": "grandpa granddad grandad gramps grandfather opa opi opapa grossvater papy "
    "pépé grandpère abuelo abuelito nonno dziadek grandpapa yayo",
    "girl": "girl daughter niece granddaughter schoolgirl tochter nichte enkelin mädchen fille "
    "fillette nièce niña hija sobrina nieta",
    "boy": "boy nephew grandson schoolboy sohn neffe enkel junge bub garçon fils neveu niño "
    "hijo sobrino nieto",
    "woman": "mum mom mummy mommy mother mama wife girlfriend sister aunt auntie woman lady "
    "bride she herself frau mutter mutti ehefrau freundin schwester tante braut kollegin "
    "chefin maman femme épouse copine soeur madre mamá mujer esposa novia hermana tía "
    "elle mrs ms madame señora cuñada nuera suegra schwägerin schwiegertochter schwiegermutter "
    "bru bellemère bellesoeur bellefille chica gf wifey stepmum stepmom",
    "man": "dad daddy father papa husband boyfriend brother uncle groom he him his "
    "himself vater vati ehemann bruder onkel bräutigam kollege ihm ihn mari époux "
    "père frère oncle copain padre papá marido esposo novio hermano tío monsieur señor "
    "cuñado yerno suegro schwager schwiegersohn schwiegervater gendre hubby stepdad "
    "beaupère beaufrère beaufils er chico herr freund tonton",
}
# Not there: "papi", a dad or a grandpa; "sie" and "ihr", too many people. French "son" is "his".
# German "her", "man" and "Mann", Spanish "el" and "la" and an English "Mr Bean" mean nobody.
HER = re.compile(
    r"\b(?:by|for|with|and|of|loves|likes|about|give|gives|get|make|makes|tell|on|in|at|from|to)"
    r" her\b|^her\b|[,.;] her\b|\b[msn]a m[eè]re\b",
    re.IGNORECASE,
)
GRAND = re.compile(
    r"\b(grand|belle|beau)[ -](p[eè]re|m[eè]re|papa|maman|s(?:oe|œ)ur|fr[eè]re|fils|fille)\b",
    re.IGNORECASE,
)
IL = re.compile(
    r"(?:^|[,.;!:] |mais )il (?!y |faut|pleut|neige|est temps|fait (?:beau|froid))", re.IGNORECASE
)
YOUNG = ("girl", "boy")
THEIRS = listed("his her their ihre ihren ihrem ihrer seine seinen seinem seiner ses sus")
SON = re.compile(r"\b(?:my|our|his|her|their)( \S+)? son\b", re.IGNORECASE)


def person(text: str, name: str = "") -> str:
    """ "woman", "man", "girl", "boy", "grandma", "grandpa", "anyone", or "" where nothing was said.

    The name tells before the text does: "Oma", "Papa", "Maria". Words that disagree tell nothing.
    """
    told = _kin(name) or _named(name) or _kin(text)
    return told or (ANYONE if name.strip() else "")


def _kin(text: str) -> str:
    """Who the words of kinship and the pronouns mean, where they agree; the closest word wins.

    Whose grandchildren and children they are goes first: "Mama liebt ihre drei Enkel".
    """
    told = tokens(GRAND.sub(r"\1\2", text))
    kin = [(at, _who()[one.fold]) for at, one in enumerate(told) if one.fold in _who()]
    own = [who for at, who in kin if who not in YOUNG or not _theirs(told[max(0, at - 2) : at])]
    found = own or [who for _, who in kin]
    found += ["boy"] * bool(SON.search(text))
    found += ["woman"] * bool(HER.search(text)) + ["man"] * bool(IL.search(text))
    plain = {PLAIN.get(who, who) for who in found}
    if len(plain) != 1:
        return ANYONE if plain else ""
    closer = [who for who in found if who in PLAIN]
    return closer[0] if closer else found[0]


def _theirs(before: Sequence[Token]) -> bool:
    """Whether one of the words in front says that it is someone else's."""
    return any(one.fold in THEIRS for one in before)


def _named(name: str) -> str:
    """The first of the name's words that is a given name of women or of men alone."""
    words = [one.fold for one in tokens(name)]
    found = {"woman" if one in _women() else "man" for one in words if one in _women() | _men()}
    if len(found) > 1 and any(sign in name for sign in "&+/,"):
        return ANYONE  # two people
    first = next((one for one in words if one in _women() | _men()), "")
    return "" if not first else "woman" if first in _women() else "man"


@cache
def _who() -> dict[str, str]:
    return {fold(word): who for who, kin in KIN.items() for word in kin.split()}


@cache
def _women() -> frozenset[str]:
    return frozenset(map(fold, FEMALE.split())) - frozenset(map(fold, MALE.split()))


@cache
def _men() -> frozenset[str]:
    return frozenset(map(fold, MALE.split())) - frozenset(map(fold, FEMALE.split()))
