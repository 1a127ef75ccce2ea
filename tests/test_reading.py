"""Reading: what a person typed becomes hobbies with motifs."""

from __future__ import annotations

import time

import pytest
from corpus_reading import Line, corpus, lexicon

from memoreez.concepts._reading import clean, language, read
from memoreez.errors import BadInput


def shown(text: str) -> str:
    """Motifs plain, labels in quotes, in order."""
    hobbies = read(text, lexicon())
    return ", ".join(hobby.motif or f'"{hobby.text}"' for hobby in hobbies)


def marked(part: str) -> list[object]:
    """The lines of a corpus as parameters; known misses must go on missing until unmarked."""
    return [
        pytest.param(
            line,
            id=line.text[:50],
            marks=pytest.mark.xfail(reason=line.known_miss, strict=True) if line.known_miss else (),
        )
        for line in corpus(part)
    ]


@pytest.mark.parametrize("line", marked("dev"))
def test_development_line(line: Line) -> None:
    """A line that the reader was made with is read as a person would."""
    assert shown(line.text) == line.expected


@pytest.mark.parametrize("line", marked("holdout"))
def test_holdout_line(line: Line) -> None:
    """A line written after the reader is read as a person would."""
    assert shown(line.text) == line.expected


@pytest.mark.parametrize(("part", "least"), [("dev", 0.97), ("holdout", 0.90)])
def test_hit_rate(part: str, least: float) -> None:
    """97 % of the development lines and 90 % of the hold-out lines are read exactly."""
    lines = corpus(part)
    misses = [(line.text, shown(line.text)) for line in lines if shown(line.text) != line.expected]
    assert len(lines) >= 80
    assert 1 - len(misses) / len(lines) >= least, misses


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("\u200b\u202e\x00", "empty"),
        ("🛸🎉", "None of these emoji"),
        ("!!! ... ?", "no words"),
        ("123", "no words"),
        ("x" * 10_000, r"10,000 characters; use at most 2,000\."),
    ],
)
def test_nothing_to_read(text: str, words: str) -> None:
    """Text without a word, or too long, is refused in a sentence that says which."""
    with pytest.raises(BadInput, match=words):
        clean(text)


def test_invisible_characters_go() -> None:
    """Zero-width, bidi and control characters vanish; letters and accents stay."""
    assert clean("gu\u200bi\u202etar\x07, Fußball \u0065\u0301te\u0301") == "guitar, Fußball été"


def test_emoji_are_words() -> None:
    """Emoji, with skin tones and joiners too, are read as what they show."""
    assert clean("🎸🐕") == "guitar, dog"
    assert clean("👩🏽\u200d🍳 ✈️") == "cooking, plane"


def test_heart_among_words_is_no_thing() -> None:
    """A heart alone is a heart; before a word it says "loves"."""
    assert (shown("❤️, 🎸"), shown("I ❤️ dogs")) == ("heart, guitar", "dog")


def test_markup_is_only_words() -> None:
    """Markup is read as words between punctuation."""
    labels = [hobby.text for hobby in read("<img src=x onerror=alert(1)> \"'&; guitar", lexicon())]
    assert labels[-1] == "guitar"
    assert not set("<>&\"'=;()") & set("".join(labels))


@pytest.mark.parametrize("text", ["x" * 2000, "a b " * 500, "no " * 660, "guitar," * 285, "क" * 99])
def test_odd_text_is_read(text: str) -> None:
    """Endless words and repetitions give hobbies with labels of at most 24 characters."""
    assert all(0 < len(hobby.text) <= 24 for hobby in read(text, lexicon()))


def test_each_hobby_once_in_order() -> None:
    """The first mention of a motif stands; the others are merged into it."""
    hobbies = read("Dogs, cats, my dog, puppy", lexicon())
    assert [(hobby.text, hobby.motif) for hobby in hobbies] == [("dogs", "dog"), ("cats", "cat")]


def test_text_is_the_persons_own() -> None:
    """A short item keeps its adjective; out of a sentence only the words of the motif are taken."""
    hobbies = read("black coffee. She adores hiking in Wales", lexicon())
    assert [hobby.text for hobby in hobbies] == ["black coffee", "hiking"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("rainy Sundays", "rainy Sundays"),
        ("she loves the quiz nights", "quiz nights"),
        ("verregnete Sonntage", "verregnete Sonntage"),
        ("quidditch on Sundays", "quidditch"),
        ("quidditch every day", "quidditch"),
    ],
)
def test_a_loved_hour_keeps_its_name(text: str, label: str) -> None:
    """ "Rainy" alone says nothing; when something is done is left out as before."""
    assert [hobby.text for hobby in read(text, lexicon())] == [label]


def test_labels_are_cut_between_words() -> None:
    """A label has at most 24 characters and ends with a whole word that says something."""
    (hobby,) = read("antique porcelain teapots with handles", lexicon())
    assert (hobby.text, hobby.motif) == ("antique porcelain", None)


def test_same_text_same_hobbies() -> None:
    """Reading twice, or with a lexicon of the same content, gives the same."""
    text = "Yoga, gitar, mountian biking und Katzenfan"
    assert read(text, lexicon()) == read(text, dict(lexicon()))


def test_more_than_fit_are_all_returned() -> None:
    """Nothing is left out silently: the caller picks six and says so."""
    text = "guitar, piano, dog, cat, chess, tent, car, cake"
    assert len(read(text, lexicon())) == 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("guitar, dog", "en"),
        ("She loves hiking", "en"),
        ("Wandern, Lesen, Kochen", "de"),
        ("er mag Hunde", "de"),
        ("vélo, cuisine, chat", "fr"),
        ("il aime le café", "fr"),
        ("senderismo, leer, cocinar", "es"),
        ("le gusta el café", "es"),
        ("🎸🐕 wandern", "de"),
        ("吉他", "en"),
    ],
)
def test_language(text: str, expected: str) -> None:
    """The language is guessed from few words; English when in doubt."""
    assert language(text) == expected


def test_longest_text_is_read_at_once() -> None:
    """2,000 characters take under 50 ms of processor time, index apart."""
    text = ", ".join(line.text for line in corpus("holdout"))[:2000]
    read("guitar", lexicon())
    spent = []
    for shift in range(3):
        before = time.process_time()
        read(text[shift:], lexicon())
        spent.append(time.process_time() - before)
    assert min(spent) < 0.05
