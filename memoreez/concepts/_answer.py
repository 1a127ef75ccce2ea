"""What a language model answered, doubted until checked: the ideas of a round, or what is wrong.

Whatever a model writes, what leaves here has four ideas of the four kinds asked for, texts that
are short, plain, decent and free of our rules and settings, and designs of motifs that exist.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from memoreez.artifacts import Concept, Design, Hobby, Imagined
from memoreez.concepts import _things
from memoreez.concepts._cleaning import without_emoji
from memoreez.concepts._decency import known, linked, named
from memoreez.concepts._language import language
from memoreez.concepts._person import person
from memoreez.concepts._prompt import LANGUAGES, LOOK, RULES, Brief
from memoreez.concepts._tokens import tokens
from memoreez.concepts.motifs import PER_ROUND

LONGEST = {"title": 60, "story": 160, "picture": 500}
MOST_CHARACTERS = 60_000  # of an answer; four ideas have about 3,000
_RUN = 7  # words in a row of our rules that no keepsake happens to have
_SHORT = 6  # characters: a setting shorter than this may be an everyday word
_STAGE = re.compile(
    r"(?i)\b(?:pedestals?|plinths?|backgrounds?|backdrops?|logos?)\b"
)  # ours to add
_PLAIN_THING = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,2}")  # "running shoes": never a message
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.S | re.I)


class Flawed(Exception):
    """An answer that cannot be used. `problems` are sentences that a model can act on."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass
class _Reading:
    """One answer being read: what was asked, what must not show, and what is wrong so far."""

    wanted: Brief
    hidden: tuple[str, ...]
    problems: list[str] = field(default_factory=list)

    def line(self, given: Any, longest: int, where: str) -> str:
        """A text as it is shown; problems are noted."""
        if not isinstance(given, str):
            self.problems.append(f"{where} must be a text.")
            return ""
        plain = _plain(given)
        if not any(c.isalpha() for c in plain):
            self.problems.append(f"{where} is empty.")
        elif len(plain) > longest:
            self.problems.append(f"{where} has {len(plain)} characters; at most {longest}.")
        else:
            self.problems += [f"{where} {fault}." for fault in self.faults(plain)]
        return plain

    def faults(self, text: str) -> Iterator[str]:
        """What is wrong with a text, as the end of a sentence."""
        if linked(text):
            yield "has a link or markup in it"
        for name, kind in known(text):
            yield f"names {kind} ({name})" if kind else "is not fit for a child's birthday"
        if self._leaks(text):
            yield "repeats the rules"

    def _leaks(self, text: str) -> bool:
        secrets = [s for s in (*self.hidden, self.wanted.mark) if len(s) >= _SHORT]
        return any(s.casefold() in text.casefold() for s in secrets) or bool(_runs(text) & _OURS)


def imagined(content: Any, wanted: Brief, hidden: tuple[str, ...] = ()) -> Imagined:
    """The round that an answer describes. Raises Flawed.

    `content` is JSON as text, perhaps with thoughts or a fence around it, or already parsed.
    `hidden` are settings that must not show in any text.
    """
    given = parsed(content)
    reading = _Reading(wanted, hidden)
    hobbies = _hobbies(given.get("understood"), reading)
    ideas = _ideas(given.get("ideas"), wanted)
    concepts = tuple(
        _concept(number, kind, ideas[kind], hobbies, reading)
        for number, kind in enumerate(wanted.kinds, (wanted.round - 1) * PER_ROUND + 1)
    )
    _told_apart(concepts, reading)
    _spoken(concepts, given.get("language"), hobbies, reading)
    if reading.problems:
        raise Flawed(*reading.problems)
    notes = tuple(_notes(given.get("rewritten"), reading))
    return Imagined(concepts, hobbies, notes, wanted.language)


def parsed(content: Any) -> dict[str, Any]:
    """The first JSON object in an answer. Raises Flawed."""
    if isinstance(content, dict):
        return content
    text = _THOUGHT.sub("", content) if isinstance(content, str) else ""
    if len(text) > MOST_CHARACTERS:
        raise Flawed(f"The answer has {len(text):,} characters, far too many.")
    start = text.find("{")
    if start < 0:
        raise Flawed("The answer has no JSON object in it.")
    try:
        found, _ = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        raise Flawed("The JSON is broken or cut off; write it again, and shorter.") from None
    if not isinstance(found, dict):
        raise Flawed("The answer has no JSON object in it.")
    return found


def _ideas(given: Any, wanted: Brief) -> dict[str, Mapping[str, Any]]:
    """One idea under each kind; a list of ideas that name their kind is understood too."""
    if isinstance(given, list) and all(isinstance(idea, dict) for idea in given):
        kinds = [str(idea.get("kind")) for idea in given]
        if len(set(kinds)) == len(kinds):
            given = dict(zip(kinds, given, strict=True))
    asked = ", ".join(wanted.kinds)
    if not isinstance(given, dict) or set(given) != set(wanted.kinds):
        raise Flawed(f'"ideas" must have exactly these four keys: {asked}.')
    for kind, idea in given.items():
        if not isinstance(idea, dict):
            raise Flawed(f'The idea "{kind}" must be an object with title, story and picture.')
    return given


def _concept(
    number: int, kind: str, idea: Mapping[str, Any], hobbies: tuple[Hobby, ...], reading: _Reading
) -> Concept:
    texts = {
        name: reading.line(idea.get(name), longest, f'"{name}" of "{kind}"')
        for name, longest in LONGEST.items()
    }
    if _STAGE.search(texts["picture"]):
        problem = f'"picture" of "{kind}" must not describe a pedestal, a background or a logo.'
        reading.problems.append(problem)
    elements = _things.elements(kind, idea.get("motifs"), hobbies, reading.wanted)
    if not elements and reading.wanted.exact:
        reading.problems.append(f'"motifs" of "{kind}" has nothing from the list of motifs.')
    seed = _things.seed(reading.wanted, number)
    who = person(reading.wanted.text, reading.wanted.name) if kind == "character" else ""
    design = Design(kind, elements, seed, who) if elements else None
    shown = texts["picture"].rstrip(". ")
    title = texts["title"].rstrip(".")
    return Concept(number, title, texts["story"], kind, f"{shown}. {LOOK}", design)


def _told_apart(concepts: tuple[Concept, ...], reading: _Reading) -> None:
    for what, texts in (
        ("titles", [c.title.casefold() for c in concepts]),
        ("stories", [c.story.casefold() for c in concepts]),
    ):
        if len(set(texts)) < len(texts):
            reading.problems.append(f"Two {what} are the same.")


def _spoken(
    concepts: tuple[Concept, ...], code: Any, hobbies: tuple[Hobby, ...], reading: _Reading
) -> None:
    """The stories are in the person's language, as far as we can tell one from another."""
    wanted = reading.wanted.language
    told = language(" ".join(concept.story for concept in concepts))
    sure = 2 * sum(h.motif is not None for h in _things.read_by_us(reading.wanted)) > len(hobbies)
    ours = sure or code in LANGUAGES
    if ours and told != wanted:
        reading.problems.append(f"Titles and stories must be in {LANGUAGES[wanted]}.")


def _hobbies(given: Any, reading: _Reading) -> tuple[Hobby, ...]:
    """What the model understood, as far as it is in the person's own words; else what we read."""
    found: dict[str, Hobby] = {}
    for one in given if isinstance(given, list) else ():
        text = _plain(str(one.get("text", ""))) if isinstance(one, dict) else ""
        if 0 < len(text) <= 60 and named(reading.wanted.text, text) and not _amiss(text, reading):
            found.setdefault(text.casefold(), _things.hobby(text, one.get("motif")))
    return (tuple(found.values()) or _things.read_by_us(reading.wanted))[: _things.MOST]


def _amiss(text: str, reading: _Reading) -> bool:
    """Whether a hobby is not fit to be shown; brands that a person typed may be."""
    return linked(text) or any(not kind for _, kind in known(text))


def _notes(given: Any, reading: _Reading) -> Iterator[str]:
    """What was rewritten, said so: what the model tells, and what we find in the text ourselves."""
    typed, told = reading.wanted.text, ""
    for one in given[: _things.MOST] if isinstance(given, list) else ():
        found, instead = (
            (_plain(str(one.get(name, "")))[:60] for name in ("found", "instead"))
            if isinstance(one, dict)
            else ("", "")
        )
        usable = _PLAIN_THING.fullmatch(instead) and not any(reading.faults(instead))
        usable = usable and named(typed, found)
        if usable and not named(told, found) and not linked(found):
            told += f" {found};"
            yield f"“{found}” is a brand or a living person; the ideas show {instead} instead."
    for name, kind in known(typed):
        if kind and not named(told, name):
            told += f" {name};"
            yield f"“{name}” is {kind}; the ideas do without that name and likeness."


def _plain(text: str) -> str:
    """On one line, without emoji and invisible characters."""
    seen = "".join(c if c.isprintable() else " " for c in without_emoji(text))
    return " ".join(seen.split())


def _runs(text: str) -> set[tuple[str, ...]]:
    """All runs of words, to find a text inside another one."""
    words = [token.fold for token in tokens(text)]
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


_OURS = _runs(RULES)
