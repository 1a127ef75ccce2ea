"""Reading with the motifs' own words: sentences as people write them."""

from __future__ import annotations

import pytest

from memoreez.concepts._reading import read
from memoreez.motifs import lexicon

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
    "she knits, sews and dances": "yarn, dance_shoe",
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
    "Basteln und Nähen": "yarn",
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
    hobbies = read(text, lexicon())
    assert ", ".join(hobby.motif or f'"{hobby.text}"' for hobby in hobbies) == LINES[text]


@pytest.mark.parametrize("text", ["she is funny and great", "he lives on a farm", "the Who"])
def test_no_motif_out_of_nothing(text: str) -> None:
    """Words that only look like a motif's are none."""
    assert [hobby.motif for hobby in read(text, lexicon()) if hobby.motif] == []
