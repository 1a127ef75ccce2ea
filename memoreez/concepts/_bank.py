"""Reads the words of stories, by language.

An entry: `motif: form noun | titles | does | person | feat | hour`, choices parted by " / "; lines
that begin with a space go on. `does` follows the thing, `person` the receiver; `feat` follows "for"
on a medal, `hour` follows "it is always". Forms are those of `_grammar.FORMS`; a German "+" parts
the noun from its ending in other cases, a French "!" keeps the article whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module

import numpy as np

from memoreez.concepts import _tales_tender
from memoreez.concepts._grammar import Role, own

TENDER = "tender"  # what is told where somebody has died, whatever the kind
LANGUAGES = ("en", "de", "fr", "es")
_SAYS = ("does", "person", "feat", "hour")


@dataclass(frozen=True)
class Gem:
    """Title and story that only two motifs can have together."""

    title: str
    story: str


@dataclass(frozen=True, eq=False)
class Bank:
    """Everything that can be said in a language."""

    language: str
    entries: Mapping[str, tuple[str, ...]]  # motif -> columns
    kinds: Mapping[str, tuple[str, ...]]  # motif kind -> columns, for motifs without an entry
    more: Mapping[str, str]  # motif -> form and noun, for those that talk like their kind
    titles: Mapping[str, tuple[str, ...]]
    tales: Mapping[str, tuple[str, ...]]
    gems: Mapping[str, tuple[Gem, ...]]

    def role(
        self, motif: str, kind: str, shown: str, word: str, random: np.random.Generator
    ) -> Role:
        """The motif with one choice of each of its columns.

        `kind`: of the motif; `shown`: what it is called, if no entry says it; `word`: embossed.
        """
        columns = self.entries.get("book+" if word else motif) or self.kinds[kind]
        known = self.entries.get(motif)
        noun = known[0] if known else self._named(motif, columns[0], shown)
        form, _, whole = noun.partition(" ")
        stem, _, ending = whole.lstrip("!").partition("+")
        role = Role(
            motif,
            form,
            stem,
            says={what: _one(c, random) for what, c in zip(_SAYS, columns[2:], strict=True)},
            titles=(),
            shown=stem if motif in self.entries or motif in self.more else shown,
            word=word,
            oblique=stem + ending if ending else "",
            aspirated=whole.startswith("!"),
            animal=kind == "animal",
        )
        titles = tuple(own(title, role, self.language) for title in columns[1].split(" / "))
        return replace(role, titles=titles)

    def _named(self, motif: str, generic: str, shown: str) -> str:
        """English needs no gender; elsewhere an unknown thing is called by what it is."""
        if motif in self.more:
            return self.more[motif]
        return f"s {shown}" if self.language == "en" else generic


@lru_cache(maxsize=4)
def bank(language: str) -> Bank:
    """The words of a language, English for one that is unknown."""
    known = language if language in LANGUAGES else "en"
    words = import_module(f"memoreez.concepts._stories_{known}")
    tales = import_module(f"memoreez.concepts._tales_{known}")
    titles = {**tales.TITLES, TENDER: _tales_tender.TITLES[known]}
    told = {**tales.TALES, TENDER: _tales_tender.TALES[known]}
    more = (part.strip().partition(": ") for part in words.MORE.split(",") if part.strip())
    return Bank(
        known,
        {key: _columns(rest) for key, rest in _records(words.MOTIFS)},
        {key: _columns(rest) for key, rest in _records(words.KINDS)},
        {key: " ".join(noun.split()) for key, _, noun in more},
        {key: _lines(block.replace(" / ", "\n")) for key, block in titles.items()},
        {key: _lines(block) for key, block in told.items()},
        _gems(tales.GEMS),
    )


def _one(column: str, random: np.random.Generator) -> str:
    """One of the choices of a column."""
    choices = column.split(" / ")
    return choices[int(random.integers(len(choices)))]


def _records(block: str) -> Iterator[tuple[str, str]]:
    """(key, rest) of each record; a line that begins with a space goes on with the last one."""
    for record in block.replace("\n  ", " ").strip().splitlines():
        key, _, rest = record.partition(": ")
        yield key, rest


def _columns(rest: str) -> tuple[str, ...]:
    return tuple(column.strip() for column in rest.split(" | "))


def _lines(block: str) -> tuple[str, ...]:
    return tuple(line.strip(" /") for line in block.splitlines() if line.strip(" /"))


def _gems(block: str) -> dict[str, tuple[Gem, ...]]:
    """By "rider>host", or by both names in alphabetical order."""
    found: dict[str, tuple[Gem, ...]] = {}
    for pair, rest in _records(block):
        key = pair if ">" in pair else "+".join(sorted(pair.split("+")))
        found[key] = (*found.get(key, ()), Gem(*_columns(rest)))
    return found
