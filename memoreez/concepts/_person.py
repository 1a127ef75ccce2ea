"""Whom the words mean, by name, kinship and pronouns: no bearded man is to stand for Grandma."""

from __future__ import annotations

import re
from functools import cache

from memoreez.concepts._given_names import FEMALE, MALE
from memoreez.concepts._tokens import fold, tokens

ANYONE = "anyone"  # nothing tells: a look that suits everybody
PLAIN = {"grandma": "woman", "girl": "woman", "grandpa": "man", "boy": "man"}
KIN = {
    "grandma": "grandma granny nana grandmother oma omi omama grossmutter grossmama mamie "
    "mémé grandmère abuela abuelita yaya nonna babcia babushka",
    "grandpa": "grandpa granddad grandad gramps grandfather opa opi opapa grossvater papy "
    "pépé grandpère abuelo abuelito nonno dziadek",
    "girl": "girl daughter niece granddaughter schoolgirl tochter nichte enkelin mädchen fille "
    "fillette nièce niña hija sobrina nieta",
    "boy": "boy nephew grandson schoolboy sohn neffe enkel junge bub garçon fils neveu niño "
    "hijo sobrino nieto",
    "woman": "mum mom mummy mommy mother mama wife girlfriend sister aunt auntie woman lady "
    "bride she herself frau mutter mutti ehefrau freundin schwester tante braut kollegin "
    "chefin maman femme épouse copine soeur madre mamá mujer esposa novia hermana tía "
    "elle mrs ms madame señora",
    "man": "dad daddy father papa husband boyfriend brother uncle groom he him his "
    "himself vater vati ehemann bruder onkel bräutigam kollege ihm ihn mari époux "
    "père frère oncle copain padre papá marido esposo novio hermano tío monsieur señor",
}
# Not there: "papi", a dad or a grandpa; "sie" and "ihr", too many people. French "son" is "his".
# German "her", "man" and "Mann", Spanish "el" and "la" and an English "Mr Bean" mean nobody.
HER = re.compile(
    r"\b(?:by|for|with|and|of|loves|likes|about) her\b|^her\b|[,.;] her\b|\b[msn]a m[eè]re\b",
    re.IGNORECASE,
)
SON = re.compile(r"\b(?:my|our|his|her|their)( \S+)? son\b", re.IGNORECASE)


def person(text: str, name: str = "") -> str:
    """ "woman", "man", "girl", "boy", "grandma", "grandpa", "anyone", or "" where nothing was said.

    The name tells before the text does: "Oma", "Papa", "Maria". Words that disagree tell nothing.
    """
    told = _kin(name) or _named(name) or _kin(text)
    return told or (ANYONE if name.strip() else "")


def _kin(text: str) -> str:
    """Who the words of kinship and the pronouns mean, where they agree; the closest word wins."""
    found = [who for one in tokens(text) if (who := _who().get(one.fold))]
    found += ["boy"] * bool(SON.search(text))
    found += ["woman"] * bool(HER.search(text))
    plain = {PLAIN.get(who, who) for who in found}
    if len(plain) != 1:
        return ANYONE if plain else ""
    closer = [who for who in found if who in PLAIN]
    return closer[0] if closer else found[0]


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
