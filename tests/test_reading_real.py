"""Reading with the motifs' own words: sentences as people write them."""

from __future__ import annotations

import pytest
from corpus_reading import rows

from memoreez.concepts._person import person
from memoreez.concepts._reading import language, read
from memoreez.motifs import lexicon

PEOPLE = {row[0].replace("\\n", "\n"): tuple(row[1:]) for row in rows("reading_people.tsv")}

LINES = {
    "climbs every weekend": "mountain",
    "hiking with her dog": "mountain, dog",
    "new hiking boots": "hiking_boot",
    "walking the dog": "dog",
    "my dad loves fishing and red wine": "fish, wine_glass",
    "bass fishing": "fish",
    "plays golf and tennis": "golf, tennis_racket",
    "stamp collecting": '"stamp collecting"',
    "mountain biking": "bicycle",
    "windsurfing": "surfboard",
    "trail running": "running_shoe",
    "brewing beer": "beer_mug",
    "gardening": "flower",
    "loves nature": "tree",
    "crafting": "yarn",
    "she knits, sews and dances": "yarn, sewing_machine, dance_shoe",
    "power lifting": "dumbbell",
    "she is a nurse": "heart",
    "a teacher": "book",
    "a teacher who loves cats": "cat",
    "plays in a band": '"band"',
    "radio": "microphone",
    "a parrot called Rio": "bird",
    "feeding the birds": "bird",
    "stargazing and poetry": "star, scroll",
    "a retired pilot with a vegetable garden": "plane, watering_can",
    "listens to podcasts": "headphones",
    "the Beatles, her cat and marathons": '"Beatles", cat, running_shoe',
    "loves animals": '"animals"',
    "she loves American football": '"American football"',
    "sie spielt gern Klavier und geht mit dem Hund spazieren": "piano, dog",
    "sie wandert und strickt gern": "mountain, yarn",
    "Basteln und Nähen": "yarn, sewing_machine",
    "Golf, Schach und Bier brauen": "golf, chess_knight, beer_mug",
    "liebt Tiere": '"Tiere"',
    "j'adore le vélo et le café": "bicycle, coffee_cup",
    "les chats, les livres et le thé": "cat, book, teapot",
    "il aime la régate et le trail": "sailboat, running_shoe",
    "elle chante et joue du violon": "microphone, violin",
    "le encanta tocar la guitarra": "guitar",
    "le gusta el té y leer": "teapot, book",
    "ella pinta y baila": "palette, dance_shoe",
}


@pytest.mark.parametrize("text", LINES)
def test_a_sentence_means_its_motifs(text: str) -> None:
    """Motifs plain, labels in quotes, in the order of the text."""
    assert shown(text) == LINES[text]


def shown(text: str) -> str:
    return ", ".join(h.motif or f'"{h.text}"' for h in read(text, lexicon()))


@pytest.mark.parametrize("text", PEOPLE, ids=lambda text: text[:40])
def test_a_stranger_is_understood(text: str) -> None:
    """Typos, lists, names of pets, brands, the dead, in four languages: what, in which, whom."""
    assert (shown(text), language(text), person(text)) == PEOPLE[text]


@pytest.mark.parametrize(
    ("text", "hobbies"),
    [
        ("two dogs called Odin and Freyja", "dog"),
        ("his cats (Biscuit and Gravy)", "cat"),
        ("her motorbike (a Kawasaki)", "motorcycle"),
        ("a parrot called Captain", "bird"),
        ("music (jazz, quidditch)", "headphones, trumpet"),
        ("quidditch (and potions)", '"quidditch", "potions"'),
        ("listens to Bob Dylan", '"Bob Dylan"'),
        ("fan de Céline Dion", '"Céline Dion"'),
        ("Happy birthday, John Miller! Golf", "golf"),
        ("Hochzeit von Tom und Álvaro", "heart"),
        ("congrats to Dr. Okafor, golf", "golf"),
    ],
)
def test_names_are_no_hobbies(text: str, hobbies: str) -> None:
    """Pets, friends and which one of them: left out; a singer who is loved is not."""
    assert shown(text) == hobbies


@pytest.mark.parametrize(
    ("text", "hobbies"),
    [
        ("he passed away in May, loved golf", "golf"),
        ("her knees are gone, yoga", "yoga"),
        ("loves the Grateful Dead", '"Grateful Dead"'),
        ("generous, stubborn, funny, golf", "golf"),
        ("she survived cancer and loves golf", "golf"),
        ("her world is quidditch", '"quidditch"'),
        ("sie verlässt uns, Golf", "golf"),
        ("doesn't drink, quidditch", '"quidditch"'),
        ("hates golf and can't live without tea", "teapot"),
        ("hates golf and tea", ""),
        ("finds golf boring, chess", "chess_knight"),
        ("il joue de la guitare jusqu'à pas d'heure", "guitar"),
    ],
)
def test_what_happens_to_everybody_is_no_hobby(text: str, hobbies: str) -> None:
    """Deaths, farewells and characters stay off the shelf; dislikes end where a new wish begins."""
    assert shown(text) == hobbies


@pytest.mark.parametrize(
    ("text", "label"),
    [("🦈", "sharks"), ("🦈 für Mia", "Haie"), ("🦈 pour elle", "requins")],
)
def test_an_emoji_speaks_the_language_around_it(text: str, label: str) -> None:
    """A shark is no fish: it is embossed, in the words of who asked."""
    assert [hobby.text for hobby in read(text, lexicon())] == [label]


@pytest.mark.parametrize("text", ["she is funny and great", "he lives on a farm", "the Who"])
def test_no_motif_out_of_nothing(text: str) -> None:
    """Words that only look like a motif's are none."""
    assert [hobby.motif for hobby in read(text, lexicon()) if hobby.motif] == []
