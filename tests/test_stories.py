"""Stories: short, whole, in the right language, and never twice the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import numpy as np
import pytest

from memoreez.concepts._bank import LANGUAGES, bank
from memoreez.concepts._grammar import fill, finish
from memoreez.concepts._stories import LONGEST_STORY, LONGEST_TITLE, tell
from memoreez.designs import KINDS
from memoreez.designs.hybrid import joke
from memoreez.errors import UnknownName
from memoreez.motifs import load, names

ROLES = ("guitar", "dog", "skis")
LISTS = (
    ("guitar", "dog", "coffee_cup"),
    ("mountain", "hiking_boot", "cat"),
    ("bicycle", "cake", "book"),
    ("fish", "beer_mug", "football"),
    ("piano", "wine_glass", "flower", "horse"),
    ("rocket", "game_controller"),
)
HOSTILE = ("{a}", "[a:x|y]", "<b>Eve</b>", "Eve\x00\x1b[31m", "\u202ee_v_E", "%s{name}", "{",
           "x" * 99, "\n\n", "Robert'); DROP", "=1+1", "\U0001f600")  # fmt: skip


def told(
    kind: str,
    motifs: tuple[str, ...],
    *,
    language: str = "en",
    seed: int = 0,
    name: str = "",
    texts: tuple[str, ...] = (),
    without: Collection[str] = (),
) -> tuple[str, str]:
    """Title and story, the pair found as the hybrid finds it."""
    found = joke([load(m) for m in motifs]) if kind == "hybrid" else None
    pair = (motifs[found[0]], motifs[found[1]]) if found else None
    random = np.random.default_rng(seed)
    return tell(kind, motifs, texts or motifs, language=language, random=random, name=name,
                pair=pair, without=without)  # fmt: skip


def concepts(language: str, seed: int, known: list[str] | None = None) -> list[tuple[str, str]]:
    """24 concepts of six lists; `known` collects titles and stories and keeps them from coming."""
    found = []
    for at, motifs in enumerate(LISTS):
        for i in range(4):
            kind = KINDS[(seed + i) % len(KINDS)]
            one = told(kind, motifs, language=language, seed=100 * seed + 4 * at + i,
                       without=known or ())  # fmt: skip
            found.append(one)
            if known is not None:
                known.extend(one)
    return found


def faults(title: str, story: str) -> Iterator[str]:
    """What is wrong with a title and a story."""
    if not 0 < len(title) <= LONGEST_TITLE:
        yield "title's length"
    if not 0 < len(story) <= LONGEST_STORY:
        yield "story's length"
    if story[-1] not in ".!?\u201c\u201d»":
        yield "no full stop"
    for text in (title, story):
        if re.search(r"[{}\[\]|<>_\x00-\x1f\x7f]|  |\.\.| [.,]|'|^\W*[a-zà-ÿ]", text):
            yield f"leftovers in {text!r}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_motif_is_told(kind: str, language: str) -> None:
    """Each kind tells each motif, alone and with others, within limits and without leftovers."""
    for at, motif in enumerate(names()):
        others = [names()[(at + step) % len(names())] for step in (1, 7)]
        for seed, motifs in enumerate(((motif,), (motif, others[0]), (motif, *others))):
            title, story = told(
                kind, motifs, language=language, seed=at + seed, name="Zoë",
                texts=("Stricken und Häkeln",) * 3,
            )  # fmt: skip
            assert not list(faults(title, story)), (motifs, title, story)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_can_be_said(language: str) -> None:
    """Each line of each bank fills without leftovers, and the jokes for two are short enough."""
    words = bank(language)
    roles = [words.role(m, "thing", m, "", np.random.default_rng(0)) for m in ROLES]
    for frame in words.tales:
        assert len(words.tales[frame]) >= 10
        assert len(words.titles[frame]) >= 8
        for line in (*words.tales[frame], *words.titles[frame]):
            said = finish(fill(line.lstrip("~!"), roles, "Ada", language), language)
            assert not re.search(r"[{}\[\]|]|  ", said), said
            limit = LONGEST_STORY if line in words.tales[frame] else LONGEST_TITLE
            assert len(said) <= limit + 30, said
    for gems in words.gems.values():
        for gem in gems:
            assert len(gem.title) <= LONGEST_TITLE, gem
            assert len(gem.story) <= LONGEST_STORY, gem


def test_the_languages_say_the_same_things() -> None:
    """All languages know the same motifs, kinds of sentence and jokes for two."""
    english = bank("en")
    for language in LANGUAGES[1:]:
        words = bank(language)
        assert set(words.entries) == set(english.entries)
        assert set(words.tales) == set(words.titles) == set(english.tales)
        assert set(words.gems) == set(english.gems)
        assert set(words.kinds) == set(english.kinds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_called_a_drinker(language: str) -> None:
    """Five minutes with the dog may last till Saturday; with a glass of wine they do not."""
    lines = {line for line in bank(language).tales["character"] if line.startswith("!")}
    shy = {re.split(r"[{]", line[1:])[0] for line in lines}
    assert len(shy) == 2
    seen = False
    for seed in range(60):
        sober, drink = (
            " ".join(told("character", motifs, language=language, seed=seed))
            for motifs in (("dog", "guitar"), ("wine_glass", "beer_mug"))
        )
        assert not any(start in drink for start in shy), drink
        seen |= any(start in sober for start in shy)
    assert seen


def test_every_motif_has_a_noun() -> None:
    """No motif is called "treasure": each has its own noun in the languages with genders."""
    for language in LANGUAGES[1:]:
        known = bank(language)
        missing = [m for m in names() if m not in known.entries and m not in known.more]
        assert not missing, (language, missing)


def test_entries_are_complete() -> None:
    """Each entry has its noun and five columns, in every language."""
    for language in LANGUAGES:
        for key, columns in [*bank(language).entries.items(), *bank(language).kinds.items()]:
            assert len(columns) == 6, (language, key)
            assert " " in columns[0], (language, key)


def test_same_seed_same_words() -> None:
    """The same arguments give the same words; other seeds give others."""
    first = [told("companions", LISTS[0], seed=s) for s in range(10)]
    assert first == [told("companions", LISTS[0], seed=s) for s in range(10)]
    assert len(set(first)) >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_differ(language: str) -> None:
    """Of 24 concepts told without memory, 85 % have a title of their own; never under 75 %."""
    shares = [len({title for title, _ in concepts(language, seed)}) / 24 for seed in range(16)]
    assert np.mean(shares) >= 0.85
    assert min(shares) >= 0.75


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_told_twice(language: str) -> None:
    """With what was told before, 24 concepts have 24 titles and 24 stories."""
    for seed in range(6):
        known: list[str] = []
        concepts(language, seed, known)
        assert len(set(known)) == 48
    for kind in KINDS:
        rounds: list[str] = []
        for seed in range(8):
            rounds += told(kind, LISTS[3], language=language, seed=seed, without=rounds)
        assert len(set(rounds)) == 16, rounds


def test_languages_differ() -> None:
    """No two languages tell the same story, and an unknown one is told in English."""
    stories = {told("planet", LISTS[0], language=language, seed=3)[1] for language in LANGUAGES}
    assert len(stories) == 4
    assert told("totem", LISTS[1], language="xx") == told("totem", LISTS[1], language="en")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_left_out(name: str) -> None:
    """A name that does not look like one changes nothing."""
    for seed in range(30):
        title, story = told("character", LISTS[0], seed=seed, name=name)
        assert not list(faults(title, story)), (title, story)
        assert name.strip() not in title + story if name.strip() else True
        assert "DROP" not in title + story


def test_names_are_used_sometimes() -> None:
    """A name stands in some of the concepts, in fewer than half, and never twice in one."""
    shown = [" ".join(told(k, LISTS[i], seed=s, name="Sophie")) for k in KINDS for i in range(6)
             for s in range(12)]  # fmt: skip
    assert 0.12 < np.mean(["Sophie" in text for text in shown]) < 0.5
    assert not [text for text in shown if text.count("Sophie") > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_embossed_word_is_told(language: str) -> None:
    """The word on a hero's book stands in its title or story; "reading" is the book itself."""
    for seed in range(20):
        both = told("companions", ("book", "drum"), language=language, seed=seed,
                    texts=("sudoku", "drums"))  # fmt: skip
        plain = told("companions", ("book",), language=language, seed=seed, texts=("reading",))
        assert "sudoku" in " ".join(both).lower()
        assert "reading" not in " ".join(plain).lower()


def test_embossed_words_of_others_are_told() -> None:
    """A hobby without a motif is named in most concepts, even when it is the last of four."""
    motifs, texts = ("cat", "car", "drum", "book"), ("cats", "cars", "drums", "philosophy")
    for kind in ("character", "companions", "planet", "totem"):
        words = [" ".join(told(kind, motifs, seed=s, texts=texts)).lower() for s in range(40)]
        assert sum("philosophy" in text for text in words) >= 18


def test_unknown_motif_is_told_by_its_name() -> None:
    """A motif without an entry is still told, in every language."""
    for language in LANGUAGES:
        for seed in range(20):
            random = np.random.default_rng(seed)
            title, story = tell("totem", ["fox", "zeppelin"], ["", ""], language=language,
                                random=random)  # fmt: skip
            assert not list(faults(title, story)), (title, story)


def test_unknown_kind() -> None:
    """A kind that does not exist is named in the error."""
    with pytest.raises(UnknownName, match="statue"):
        told("statue", ("cat",))


def test_plural_things_take_plural_verbs() -> None:
    """Skis go, they do not goes: titles and stories agree with their noun."""
    for seed in range(200):
        text = " ".join(told("hybrid", ("skis", "coffee_cup"), seed=seed))
        assert not re.search(r"[Ss]kis (?:goes|gets|is|has|was|takes|comes)\b", text), text
