"""What a person types is data, whatever it says, even to a model that obeys every word of it."""

from __future__ import annotations

from functools import lru_cache

import pytest
from fault_matrix import made
from injections import INJECTIONS, PHISH
from model_server import ACCOUNT, KEY, Act, ModelServer, Request, saying
from model_words import changed, good, system, user, words

from memoreez.artifacts import Concept, Imagined
from memoreez.concepts._answer import LONGEST
from memoreez.concepts._cleaning import clean
from memoreez.concepts._decency import known, linked, named
from memoreez.concepts._prompt import LANGUAGES, LOOK, RULES
from memoreez.designs import KINDS
from memoreez.motifs import names
from memoreez.verdicts import RemoteError

HARMLESS = "guitar, hiking with the dog, black coffee"
WAYS = ("paid", "cloudflare")


@lru_cache(maxsize=1)
def server() -> ModelServer:
    """One for all tests of this file."""
    running = ModelServer(saying(good))
    running.start()
    return running


@lru_cache(maxsize=256)
def asked(text: str, who: str, *acts: Act) -> tuple[Imagined | None, tuple[Request, ...], str]:
    """The ideas, or None where there were none; the requests; the error."""
    log = server().now(*acts)
    try:
        found, told = made(who, server().port).imagine(text), ""
    except RemoteError as error:
        found, told = None, f"{error.fault}, {error.verdict}: {error}"
    return found, tuple(log.requests), told


@lru_cache(maxsize=64)
def gives_in(number: int) -> Act:
    """A model that does what attempt `number` says."""
    return saying(INJECTIONS[number][1])


WELL = saying(good)


def leaks(text: str) -> bool:
    """Whether a text has a secret or a line of our rules in it."""
    lines = [line.strip() for line in RULES.splitlines() if len(line) > 40]
    return any(secret in text for secret in (KEY, ACCOUNT, *lines))


def faults(found: Imagined, typed: str) -> list[str]:
    """Where a round breaks a rule."""
    wrong = []
    if [c.id for c in found.concepts] != [1, 2, 3, 4] or len({c.kind for c in found.concepts}) < 4:
        wrong.append("four ideas of four kinds")
    if len(found.hobbies) > 6 or not all(named(typed, h.text) for h in found.hobbies):
        wrong.append("hobbies are the person's words")
    if not all(h.motif is None or h.motif in names() for h in found.hobbies):
        wrong.append("hobbies have motifs that exist")
    if any(
        PHISH in note or linked(note) or not note.isprintable() or leaks(note)
        for note in found.notes
    ):
        wrong.append("notes are plain")
    if found.language not in LANGUAGES:
        wrong.append("the language is one of ours")
    return wrong + [f"{c.kind}: {f}" for c in found.concepts for f in flaws(c, typed)]


def flaws(concept: Concept, typed: str) -> list[str]:
    """Where an idea breaks a rule."""
    picture = concept.prompt.removesuffix(LOOK)
    texts = {"title": concept.title, "story": concept.story, "picture": picture}
    wrong = [name for name, text in texts.items() if len(text) > LONGEST[name] + 2]
    wrong += [name for name, text in texts.items() if not text.isprintable() or linked(text)]
    wrong += [name for name, text in texts.items() if known(text) or leaks(text)]
    if picture == concept.prompt or "pedestal" in picture or concept.kind not in KINDS:
        wrong.append("our look and our kinds")
    design = concept.design
    if design is None or design.kind != concept.kind or not 1 <= len(design.elements) <= 6:
        return [*wrong, "can be built"]
    wrong += [e.motif for e in design.elements if e.motif not in names()]
    return wrong + [e.label for e in design.elements if e.label and not named(typed, e.label)]


def test_there_are_forty() -> None:
    """All different."""
    assert len({text for text, _ in INJECTIONS}) == 40


@pytest.mark.parametrize("who", WAYS)
@pytest.mark.parametrize("number", range(40))
def test_a_model_that_obeys_changes_nothing(number: int, who: str) -> None:
    """Ideas that keep every rule, or none and the next provider; what is asked stays the same."""
    text = INJECTIONS[number][0]
    found, requests, error = asked(text, who, gives_in(number))
    assert (found is None) == error.startswith("answer, next: ") and not leaks(error)
    assert found is None or faults(found, clean(text)) == []
    assert 1 <= len(requests) <= 2
    harmless = asked(HARMLESS, who, WELL)[1][0]
    for request in requests:
        assert words(requests[0]) == {"loves": clean(text), "called": ""}
        assert system(request) == system(harmless)
        assert request.json["response_format"] == harmless.json["response_format"]
        assert request.path == harmless.path
    ours, theirs = (user(r).partition("Their language")[0] for r in (harmless, requests[0]))
    assert ours == theirs


@pytest.mark.parametrize("number", range(40))
def test_one_repair_brings_ideas(number: int) -> None:
    """A model that gives in once and keeps to the rules when told so loses nothing."""
    text = INJECTIONS[number][0]
    found, requests, _ = asked(text, "paid", gives_in(number), WELL)
    assert found is not None and faults(found, clean(text)) == []
    if len(requests) == 2:
        told = requests[1].json["messages"]
        assert [m["role"] for m in told[-2:]] in (["assistant", "user"], ["user", "user"])
        assert "That does not keep to the rules" in told[-1]["content"]


def test_most_would_have_worked() -> None:
    """The suite has teeth: without our checks most answers would break a rule."""
    turns = [len(asked(text, "paid", gives_in(i))[1]) for i, (text, _) in enumerate(INJECTIONS)]
    assert turns.count(2) >= 25


def test_brands_and_persons_are_told_of() -> None:
    """What was rewritten is said: as the model tells it, and where it says nothing, by us."""
    text = "Nike shoes, Lionel Messi, my LEGO"
    told = [
        {"found": "Nike shoes", "instead": "running shoes"},
        {"found": "Gucci", "instead": "a bag"},  # which nobody typed
        {"found": "Lionel Messi", "instead": "see the man behind the door"},
    ]
    found, _, _ = asked(text, "paid", saying(changed(rewritten=told)))
    assert found is not None
    assert found.notes == (
        "“Nike shoes” is a brand or a living person; the ideas show running shoes instead.",
        "“Lionel Messi” is a living person; the ideas do without that name and likeness.",
        "“LEGO” is a brand; the ideas do without that name and likeness.",
    )
